import type { Day } from '../data/day.js';
import { isOneOf } from '../vocabulary/terms.js';
import { DEFAULT_SRC, searchBase } from './invenio/addresses.js';
import { invenioSource } from './invenio/client.js';
import { retriable } from './retriable.js';
import { StatsError, type StatsSource } from './source.js';

export { DEFAULT_SRC };

export interface SourceTexts {
  /** `invenio` (default), `snapshot`, `test-data`, or a source that is there already. */
  readonly source?: string | StatsSource | undefined;
  readonly src?: string | undefined;
  /** Address of the search for records, where it is not the one beside the service. */
  readonly recordsSrc?: string | undefined;
  readonly credentials?: string | undefined;
  /** The numbers themselves; goes before everything else. */
  readonly data?: unknown;
  /** Until when test data reach. */
  readonly today?: Day;
}

/** The names of sources, as the attribute `source` has them. */
export const SOURCE_NAMES = ['invenio', 'snapshot', 'test-data'] as const;

export const CREDENTIALS = ['same-origin', 'include', 'omit'] as const;

/** No two values are the same numbers. */
let count = 0;

/** Will a service be asked, or a snapshot? */
export const asksService = ({ source, data }: SourceTexts): boolean =>
  data === undefined && typeof source !== 'object' && source !== 'test-data';

/** Makes the source that attributes describe. The code of the rarer ones is loaded with their first use. */
export function createSource(texts: SourceTexts): StatsSource {
  const { source, src = DEFAULT_SRC, recordsSrc, credentials, data, today } = texts;
  if (data !== undefined) {
    return {
      ...lazySource(`given ${++count}`, () => import('./given.js').then(({ givenSource }) => givenSource(data, today))),
      // Bodies of the service are shown on pages of its repository.
      searchBase: (community) => searchBase({ src: DEFAULT_SRC, community }),
    };
  }
  if (typeof source === 'object') return source;
  const mode = isOneOf(CREDENTIALS, credentials) ? credentials : 'same-origin';
  switch (source) {
    case 'test-data':
      return lazySource(
        `test-data ${today ?? ''}`,
        () =>
          import('./test-data.js').then(({ testDataSource }) => testDataSource(today === undefined ? {} : { today })),
        true,
      );
    case 'snapshot':
      return lazySource(`snapshot ${src} ${mode}`, () =>
        import('./snapshot.js').then(({ snapshotSource }) => snapshotSource(src, mode)),
      );
    default:
      return invenioSource({ src, recordsSrc, credentials: mode });
  }
}

/**
 * A source whose code comes with its first use. If it cannot be had, the next use tries again.
 * @param hasRecords does it know single records?
 */
function lazySource(key: string, load: () => Promise<Omit<StatsSource, 'key'>>, hasRecords = false): StatsSource {
  const source = retriable(() =>
    load().catch((error: unknown) => {
      throw new StatsError('network', `cannot load the source "${key}": ${String(error)}`);
    }),
  );
  return {
    key,
    offer: async (signal) => (await source()).offer(signal),
    load: async (...request) => (await source()).load(...request),
    ...(hasRecords && { records: async (...request) => (await source()).records?.(...request) ?? [] }),
  };
}
