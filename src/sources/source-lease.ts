/**
 * Deduplicates requests: sources with equal keys share one request and its result while any user holds a lease, until the
 * day ends. A block is kept longer if its year is over and counted for good.
 */
import { isFinal, type YearBlock } from '../data/year-block.js';
import { now, today, type Day } from '../data/day.js';
import { keyFrom } from '../util/key.js';
import { lazyCode } from './lazy-code.js';
import { withoutBlank, type SourceCapabilities, type StatsSource, type TopRecord, type YearRequest } from './source.js';
import { isVouchedFor } from './vouched.js';

const gate = lazyCode(() => import('./gate.js'));

/**
 * Lets a block into the page if it is sound and of the statistic and year that were asked for, wherever it comes from.
 * Blocks of our own decoder are sound; all others are checked value by value.
 * @throws StatsError `malformed`
 */
async function admitted(block: YearBlock, request: YearRequest): Promise<YearBlock> {
  const isOurs = isVouchedFor(block) && block.statistic === request.statistic && block.year === request.year;
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

/** Takes a share in a source. */
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

/** The same source, asking for each thing once; a load is aborted only when everyone who waits for it has given up. */
function shareRequests(source: StatsSource): StatsSource {
  const blocks = new SharedRequests<YearBlock>({ keeps: (block) => isFinal(block, now()) });
  const capabilities = new SharedRequests<SourceCapabilities>();
  const lists = new SharedRequests<readonly TopRecord[]>();
  const { key, address } = source;
  return {
    key,
    ...(address !== undefined && { address }),
    searchBase: (community) => source.searchBase?.(withoutBlank({ community }).community),
    ...(source.partLink && { partLink: (part) => source.partLink!(withoutBlank(part)) }),
    ...(source.file && { file: (request, signal) => source.file!(withoutBlank(request), signal) }),
    ...(source.records && {
      records: (asked, signal, reload = false) => {
        const request = withoutBlank(asked);
        const key = keyFrom(request.order, request.size, request.community);
        if (reload) lists.forget(key);
        return lists.get(key, signal, (own, _, outdated) => source.records!(request, own, reload || outdated));
      },
    }),
    describe: (signal, reload = false) => {
      if (reload) capabilities.forget('');
      return capabilities.get('', signal, (own, _, outdated) => source.describe(own, reload || outdated));
    },
    load: (asked, signal, { reload = false, renew = false, onStale } = {}) => {
      const request = withoutBlank(asked);
      const key = keyFrom(request.statistic, request.year, request.community, request.dateBasis);
      if (reload) blocks.forget(key);
      const load: LoadOnce<YearBlock> = async (own, tell, outdated) => {
        const checks: Promise<void>[] = [];
        const onEarly = (block: YearBlock): void => {
          const check = admitted(block, request).then(tell);
          checks.push(check);
          // Awaited below, unless the load itself fails before.
          check.catch(() => undefined);
        };
        const options = { reload: reload || renew || outdated, onStale: onEarly };
        const block = await admitted(await source.load(request, own, options), request);
        await Promise.all(checks);
        return block;
      };
      return blocks.get(key, signal, load, onStale);
    },
  };
}

type Hear<T> = (stale: T) => void;

/** A load that may be under way. */
interface Entry<T> {
  readonly promise: Promise<T>;
  readonly abort: AbortController;
  /** Who wants to know what is there already. */
  readonly hearing: Set<Hear<T>>;
  waiting: number;
  settled: boolean;
  stale?: T;
  /** The result, once it is there. */
  value?: T;
  /** The day on which the load began. */
  readonly day: Day;
}

export interface OnceOptions<T> {
  /** Does a result hold beyond the day of its load? Default: no. */
  readonly keeps?: (value: T) => boolean;
  readonly currentDay?: () => Day;
}

/**
 * @param outdated true if there was a result of another day, which may have changed since: to be asked for past other
 *   caches, which may hold the same
 */
type LoadOnce<T> = (signal: AbortSignal, tell: Hear<T>, outdated: boolean) => Promise<T>;

/** Promises by key, until the day ends. Failures are not kept. */
export class SharedRequests<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #keeps: (value: T) => boolean;
  readonly #currentDay: () => Day;

  constructor({ keeps = () => false, currentDay = today }: OnceOptions<T> = {}) {
    this.#keeps = keeps;
    this.#currentDay = currentDay;
  }

  /** Not from memory next time. Two who reload at once share one load. */
  forget(key: string): void {
    if (this.#entries.get(key)?.settled) this.#entries.delete(key);
  }

  /** @param hear is told of what comes before what is promised, also if it came before this call */
  async get(key: string, signal: AbortSignal, load: LoadOnce<T>, hear?: Hear<T>): Promise<T> {
    signal.throwIfAborted();
    const outdated = this.#isOutdated(key);
    if (outdated) this.forget(key);
    const entry = this.#entries.get(key) ?? this.#start(key, (own, tell) => load(own, tell, outdated));
    entry.waiting++;
    if (hear && !entry.settled) {
      entry.hearing.add(hear);
      if (entry.stale !== undefined) hear(entry.stale);
    }
    return new Promise<T>((resolve, reject) => {
      const giveUp = (): void => {
        if (hear) entry.hearing.delete(hear);
        if (--entry.waiting === 0 && !entry.settled) {
          if (this.#entries.get(key) === entry) this.#entries.delete(key);
          entry.abort.abort();
        }
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      entry.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    });
  }

  /** Is the result of another day, and may it have changed since? A load that is under way is not. */
  #isOutdated(key: string): boolean {
    const { day, value } = this.#entries.get(key) ?? {};
    return value !== undefined && day !== this.#currentDay() && !this.#keeps(value);
  }

  #start(key: string, load: (signal: AbortSignal, tell: Hear<T>) => Promise<T>): Entry<T> {
    const abort = new AbortController();
    const hearing = new Set<Hear<T>>();
    // There before the load starts: a source may have something at hand before its `load` returns.
    const state: Omit<Entry<T>, 'promise'> = { abort, hearing, waiting: 0, settled: false, day: this.#currentDay() };
    const tell = (stale: T): void => {
      state.stale = stale;
      for (const hear of hearing) hear(stale);
    };
    const entry: Entry<T> = Object.assign(state, { promise: load(abort.signal, tell) });
    this.#entries.set(key, entry);
    const settle = (): void => {
      entry.settled = true;
      delete entry.stale;
      hearing.clear();
    };
    entry.promise.then(
      (value) => {
        settle();
        entry.value = value;
      },
      () => {
        settle();
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry;
  }
}
