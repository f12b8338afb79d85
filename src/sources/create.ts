import type { Day } from '../data/day.js';
import { isOneOf } from '../vocabulary/terms.js';
import { givenSource } from './given.js';
import { invenioSource } from './invenio/client.js';
import { StatsError, type StatsSource } from './source.js';

/** Where the statistics service of an InvenioRDM repository answers unless somebody says otherwise. */
export const DEFAULT_SRC = '/api/stats-dashboard';

export interface SourceTexts {
  /** `invenio` (default), `snapshot`, `test-data`, or a source that is there already. */
  readonly source?: string | StatsSource | undefined;
  readonly src?: string | undefined;
  readonly credentials?: string | undefined;
  /** The numbers themselves; goes before everything else. */
  readonly data?: unknown;
  /** Until when test data reach. */
  readonly today?: Day;
}

const CREDENTIALS = ['same-origin', 'include', 'omit'] as const;

/** Makes the source that attributes describe. The code of the rarer ones is loaded with their first use. */
export function createSource({ source, src = DEFAULT_SRC, credentials, data, today }: SourceTexts): StatsSource {
  if (data !== undefined) return givenSource(data, today);
  if (typeof source === 'object') return source;
  const mode = isOneOf(CREDENTIALS, credentials) ? credentials : 'same-origin';
  switch (source) {
    case 'test-data':
      return lazySource(`test-data ${today ?? ''}`, () =>
        import('./test-data.js').then(({ testDataSource }) => testDataSource(today === undefined ? {} : { today })),
      );
    case 'snapshot':
      return lazySource(`snapshot ${src} ${mode}`, () =>
        import('./snapshot.js').then(({ snapshotSource }) => snapshotSource(src, mode)),
      );
    default:
      return invenioSource({ src, credentials: mode });
  }
}

/** A source whose code comes with its first use. If it cannot be had, the next use tries again. */
function lazySource(key: string, load: () => Promise<StatsSource>): StatsSource {
  let loading: Promise<StatsSource> | undefined;
  const source = (): Promise<StatsSource> =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw new StatsError('network', `cannot load the source "${key}": ${String(error)}`);
    }));
  return {
    key,
    offer: async (signal) => (await source()).offer(signal),
    load: async (...request) => (await source()).load(...request),
  };
}
