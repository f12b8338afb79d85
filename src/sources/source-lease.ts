/**
 * Deduplicates requests: sources with equal keys share one request and its result while any user holds a lease, until
 * the day ends. A block that is final is shared longer.
 */
import { isFinal, type YearBlock } from '../data/year-block.js';
import { now } from '../data/day.js';
import { keyFrom } from '../util/key.js';
import { lazyCode } from './lazy-code.js';
import { SharedRequests, type SharedLoad } from './shared-requests.js';
import { withoutBlank, type SourceCapabilities, type StatsSource, type YearRequest } from './source.js';
import { isTrusted } from './trusted-blocks.js';

const gate = lazyCode(() => import('./gate.js'));

/**
 * Returns a block if it is sound and of the requested statistic and year, wherever it comes from. Vouched blocks
 * (trusted-blocks.ts) are sound; all others are checked value by value.
 * @throws StatsError `malformed`
 */
async function admitted(block: YearBlock, request: YearRequest): Promise<YearBlock> {
  const isOurs = isTrusted(block) && block.statistic === request.statistic && block.year === request.year;
  return isOurs ? block : (await gate()).admit(block, request);
}

interface Shared {
  readonly source: StatsSource;
  users: number;
}

const sources = new Map<string, Shared>();

/** A source in use, shared with every other user of an equal one. Call `release` when done. */
export interface Lease {
  readonly source: StatsSource;
  release(): void;
}

/** Takes a lease of a source. */
export function lease(source: StatsSource): Lease {
  const { key } = source;
  const shared = sources.get(key) ?? { source: shareRequests(source), users: 0 };
  sources.set(key, shared);
  shared.users++;
  let released = false;
  return {
    source: shared.source,
    release: () => {
      if (released) return;
      released = true;
      if (--shared.users === 0 && sources.get(key) === shared) sources.delete(key);
    },
  };
}

type Ask<Request, T> = (request: Request, signal: AbortSignal, reload?: boolean) => Promise<T>;

/** Makes equal requests share one. */
function shared<Request extends object, T>(ask: Ask<Request, T>): Ask<Request, T> {
  const answers = new SharedRequests<T>();
  return (asked, signal, reload) => {
    const request: Request = withoutBlank<Request & { community?: string }>(asked);
    const send: SharedLoad<T> = (own, bypassCaches) => ask(request, own, bypassCaches);
    return answers.get(JSON.stringify(request), signal, send, reload);
  };
}

/** Wraps a source so that equal requests share one; a shared request is aborted when all of its users have aborted theirs. */
function shareRequests(source: StatsSource): StatsSource {
  const blocks = new SharedRequests<YearBlock>((block) => isFinal(block, now()));
  const capabilities = new SharedRequests<SourceCapabilities>();
  return {
    ...source,
    ...(source.file && { file: (request, signal) => source.file!(withoutBlank(request), signal) }),
    ...(source.records && { records: shared((...request) => source.records!(...request)) }),
    ...(source.recordUse && { recordUse: shared((...request) => source.recordUse!(...request)) }),
    describe: (signal, reload, asked) => {
      const { community } = withoutBlank({ community: asked });
      const describe = (own: AbortSignal, bypassCaches: boolean) => source.describe(own, bypassCaches, community);
      return capabilities.get(keyFrom(community), signal, describe, reload);
    },
    load: (asked, signal, { reload, renew = false, onStale, onProgress } = {}) => {
      const request = withoutBlank(asked);
      const { statistic, year, community, dateBasis, needs } = request;
      const key = keyFrom(statistic, year, community, dateBasis, needs && JSON.stringify(needs));
      const load: SharedLoad<YearBlock> = async (own, bypassCaches, notify) => {
        const checks: Promise<void>[] = [];
        const onUnchecked = (block: YearBlock): void => {
          const check = admitted(block, request).then(notify);
          checks.push(check);
          // Handled where all checks are awaited.
          check.catch(() => undefined);
        };
        const options = { reload: bypassCaches || renew, onStale: onUnchecked, onProgress };
        // What has been delivered is shown also if the load fails.
        return source
          .load(request, own, options)
          .then((block) => admitted(block, request))
          .finally(() => Promise.all(checks));
      };
      return blocks.get(key, signal, load, reload, onStale);
    },
  };
}
