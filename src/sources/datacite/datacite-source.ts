import { today, yearOf, type Day } from '../../data/day.js';
import { tableIn } from '../../data/stats.js';
import { absolute } from '../../util/url.js';
import { isOneOf } from '../../vocabulary/terms.js';
import type { ResolvedSettings } from '../create-source.js';
import { StatsError } from '../errors.js';
import { emptyBlock } from '../service/period-block.js';
import { serviceJobs } from '../service/service-jobs.js';
import type { Needed, StatsSource } from '../source.js';
import type { DecoderRow } from '../worker/decoders.js';
import type { Job } from '../worker/job.js';
import { addedIn, totalsIn } from './content.js';
import { decodeParts, decodeTotal, explained, isOfParts } from './decode.js';
import { FACET_NAMES } from './facets.js';
import { capabilitiesOf, overviewOf, totalsOfToday } from './overview.js';
import { recordsOf } from './records.js';
import {
  LIMIT,
  TIMEOUT,
  addressesOf,
  initOf,
  isOverload,
  scopeOf,
  withoutParts,
  type DecoderName,
} from './requests.js';

const DECODERS: Readonly<Record<DecoderName, DecoderRow>> = {
  parts: { load: () => decodeParts, explain: explained },
  total: { load: () => decodeTotal, explain: explained },
};

/** Everything that is counted over time. */
const ALL: readonly Needed[] = [undefined, ...FACET_NAMES].map((breakdown) => ({
  metric: 'records',
  ...(breakdown && { breakdown }),
}));

/**
 * Creates a source for the REST API of DataCite: the DOIs of a repository. A year takes a request per month, whose answer has
 * all parts; totals are sums of these. A first request tells the totals of today and of each year.
 */
export function dataciteSource({ src }: ResolvedSettings): Omit<StatsSource, 'key'> {
  const base = absolute(src).replace(/\/+$/, '');
  /** The latest failure to compute the parts of a month. */
  let lostParts: unknown;
  const instead = (job: Job, error: unknown): Job | undefined => {
    const other = withoutParts(job, error);
    if (other) lostParts = error;
    return other;
  };
  const jobs = serviceJobs(DECODERS, { limit: LIMIT, instead });

  /** Failures of facets of a day, by the id of the repository: within that day, these are not requested again. */
  const overloaded = new Map<string, { readonly day: Day; readonly error: unknown }>();

  const json = (url: string, signal: AbortSignal, reload: boolean): Promise<unknown> =>
    jobs.json(url, { ...initOf(reload), signal, timeout: TIMEOUT }, reload).catch((error: unknown) => {
      throw error instanceof StatsError ? explained(error) : error;
    });

  /** Returns the overview. Within a day, it is requested once. */
  async function overviewIn(community: string | undefined, signal: AbortSignal, reload: boolean) {
    const scope = scopeOf(community);
    const addresses = addressesOf(base, scope);
    const ask = (url: string): Promise<unknown> => json(url, signal, reload);
    const isPlain = overloaded.get(scope.id)?.day === today() && !reload;
    const full = isPlain
      ? undefined
      : await ask(addresses.overview).catch((error: unknown) => {
          if (!isOverload(error)) throw error;
          overloaded.set(scope.id, { day: today(), error });
        });
    const overview = overviewOf(Object(full ?? (await ask(addresses.plainOverview))) as object, full !== undefined);
    // DataCite answers 0 for a repository that does not exist, too.
    if (!overview.total)
      await ask(addresses.scope).catch((error: unknown) => {
        if (!(error instanceof StatsError) || error.status !== 404) throw error;
        const message = `DataCite does not know community="${scope.id}": ${error.message}`;
        throw new StatsError('attribute', message, { path: 'community', status: 404, cause: error });
      });
    return { overview, addresses, failure: overloaded.get(scope.id)?.error };
  }

  return {
    address: src,
    describe: async (signal, reload = false, community) =>
      capabilitiesOf((await overviewIn(community, signal, reload)).overview),
    load: async ({ statistic, year, community, dateBasis, needs = ALL }, signal, options = {}) => {
      const { overview, addresses, failure } = await overviewIn(community, signal, options.reload ?? false);
      const thisYear = yearOf(today());
      const nothing = emptyBlock(statistic, year, overview.fetchedAt);
      if (year < overview.first || year > thisYear || statistic === 'usage-delta') return nothing;
      if (statistic === 'usage-snapshot' && !overview.usage) throw failure;
      if (statistic === 'usage-snapshot')
        return year === thisYear && overview.usage?.length ? totalsOfToday(overview, statistic) : nothing;
      const own = needs.filter(
        ({ metric, breakdown }) => metric === 'records' && (!breakdown || isOneOf(FACET_NAMES, breakdown)),
      );
      if (!own.length) return nothing;
      const field = dateBasis === 'created' ? 'created' : 'registered';
      const asked = { year, field, overview, addresses, jobs, signal, options } as const;
      const block = await (statistic === 'content-delta' ? addedIn(asked) : totalsIn(asked, own));
      const parts = own.flatMap(({ breakdown }) => breakdown ?? []);
      const isLost = block.problems.some(isOfParts);
      if (isLost && parts.some((breakdown) => !tableIn(block, 'records', breakdown))) {
        options.onStale?.(block);
        throw lostParts;
      }
      return isLost && !parts.length
        ? { ...block, problems: block.problems.filter((each) => !isOfParts(each)) }
        : block;
    },
    records: async ({ order, size, community }, signal, reload = false) => {
      const { overview, addresses, failure } = await overviewIn(community, signal, reload);
      if (!overview.usage) throw failure;
      const row = overview.usage.find((each) => each.order === order && each.total > 0);
      if (!row) return undefined;
      return recordsOf(await json(addresses.ranking(row.sort, row.count, size), signal, reload), row);
    },
  };
}
