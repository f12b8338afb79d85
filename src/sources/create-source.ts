import type { Day } from '../data/day.js';
import { keyFrom } from '../util/key.js';
import { lazyCode } from './lazy-code.js';
import { DEFAULT_SRC, searchBase } from './invenio/addresses.js';
import { invenioSource } from './invenio/client.js';
import { propertyOf } from '../util/property.js';
import { sourceKey, withoutBlank, type StatsSource } from './source.js';

export { DEFAULT_SRC };

export interface SourceTexts {
  /** `invenio` (default), `snapshot`, `test-data`, or a source of the page's own. */
  readonly source?: string | StatsSource | null | undefined;
  readonly src?: string | undefined;
  /** Address of the search for records, where it is not the one beside the service. */
  readonly recordsSrc?: string | undefined;
  /** Default: `same-origin`. */
  readonly credentials?: Credentials | undefined;
  /** The numbers themselves; goes before everything else. */
  readonly data?: unknown;
  /** Until when test data reach. */
  readonly today?: Day;
}

/** The names of sources, as the attribute `source` has them. */
export const SOURCE_NAMES = ['invenio', 'snapshot', 'test-data'] as const;

export const CREDENTIALS = ['same-origin', 'include', 'omit'] as const;
export type Credentials = (typeof CREDENTIALS)[number];

/** No two values are the same numbers. */
let count = 0;

/** Will a service be asked, or a snapshot? */
export const asksService = ({ source, data }: SourceTexts): boolean =>
  data === undefined && typeof source !== 'object' && source !== 'test-data';

/** Returns true for numbers that reach until the current day because they are invented for it. */
export const followsDay = ({ source, data }: SourceTexts): boolean => data === undefined && source === 'test-data';

/** Sources of our own, which a page may take and give to an element. */
const made = new WeakSet<object>();

/** Makes the source that attributes describe. The code of the rarer ones is loaded with their first use. */
export function createSource(texts: SourceTexts): StatsSource {
  const source = sourceFrom(texts);
  made.add(source);
  return source;
}

function sourceFrom(texts: SourceTexts): StatsSource {
  const { source, recordsSrc, credentials = 'same-origin', data, today } = texts;
  const src = texts.src || DEFAULT_SRC;
  if (data !== undefined) {
    return {
      ...lazySource(keyFrom('given', ++count), () =>
        import('./inline/inline-source.js').then(({ givenSource }) => givenSource(data, today)),
      ),
      // Bodies of the service are shown on pages of its repository.
      searchBase: (community) => searchBase(withoutBlank({ src: DEFAULT_SRC, community })),
    };
  }
  if (source !== undefined && source !== null && typeof source !== 'string')
    return made.has(source) ? source : fromPage(source);
  switch (source) {
    case 'test-data':
      return lazySource(
        keyFrom('test-data', today),
        () =>
          import('./test-data/test-data-source.js').then(({ testDataSource }) =>
            testDataSource(today === undefined ? {} : { today }),
          ),
        ['records'],
      );
    case 'snapshot':
      return lazySource(sourceKey('snapshot', src, credentials), () =>
        import('./snapshot/snapshot-source.js').then(({ snapshotSource }) => snapshotSource(src, credentials)),
      );
    default:
      return invenioSource({ src, recordsSrc, credentials });
  }
}

/** Makes a source of an object that a page gives. It may be anything, so that every part of it is read with care. */
function fromPage(given: object): StatsSource {
  const [key, address] = [propertyOf(given, 'key'), propertyOf(given, 'address')];
  const source = lazySource(
    // An object without a key is no source, and shares its failure with no other one.
    typeof key === 'string' ? keyFrom('page', key) : keyFrom('page', undefined, ++count),
    () => import('./page-source.js').then(({ pageSource }) => pageSource(given)),
    OPTIONAL.filter((name) => typeof propertyOf(given, name) === 'function'),
  );
  return {
    ...source,
    ...(typeof address === 'string' && { address }),
    searchBase: (community) => {
      try {
        const found: unknown = (given as Partial<StatsSource>).searchBase?.(community);
        return typeof found === 'string' ? found : undefined;
      } catch {
        // Without it parts are shown without links.
        return undefined;
      }
    },
  };
}

/** Methods that a source may lack. */
const OPTIONAL = ['records', 'file'] as const;

/**
 * Makes a source whose code is loaded with its first use.
 * @param has the optional methods that it has
 */
function lazySource(
  key: string,
  load: () => Promise<Omit<StatsSource, 'key'>>,
  has: readonly (typeof OPTIONAL)[number][] = [],
): StatsSource {
  const source = lazyCode(load);
  return {
    key,
    describe: async (...request) => (await source()).describe(...request),
    load: async (...request) => (await source()).load(...request),
    ...(has.includes('records') && { records: async (...request) => (await source()).records?.(...request) ?? [] }),
    ...(has.includes('file') && { file: async (...request) => (await source()).file!(...request) }),
  };
}
