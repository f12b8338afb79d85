import type { Day } from '../data/day.js';
import { keyFrom } from '../util/key.js';
import { lazyCode } from './lazy-code.js';
import { DEFAULT_SRC, invenioSource } from './invenio/invenio-source.js';
import { propertyOf } from '../util/property.js';
import { words } from '../util/words.js';
import { isOneOf } from '../vocabulary/terms.js';
import { sourceKey, type StatsSource } from './source.js';

export { DEFAULT_SRC };

export const CREDENTIALS = ['same-origin', 'include', 'omit'] as const;
export type Credentials = (typeof CREDENTIALS)[number];

export interface SourceSettings {
  /** A name of `SOURCE_NAMES` (default: `invenio`), or a source that the page provides. */
  readonly source?: string | StatsSource | null | undefined;
  readonly src?: string | undefined;
  /** Address of the search for records, if it is not beside the service. */
  readonly recordsSrc?: string | undefined;
  /** Default: `same-origin`. */
  readonly credentials?: Credentials | undefined;
  /** The numbers themselves, which take precedence over a source. */
  readonly data?: unknown;
  /** The day that counts as today in test data and in `data`. */
  readonly today?: Day | undefined;
}

/** The settings that a source is made from. */
export interface ResolvedSettings extends Pick<SourceSettings, 'recordsSrc' | 'today'> {
  readonly src: string;
  readonly credentials: Credentials;
}

/**
 * The sources, by their names in the attribute `source`. The code of all but the first is loaded with its first use
 * (services.ts).
 */
export const SOURCE_NAMES = words('invenio snapshot test-data datacite dataverse matomo counter invenio-records');
export type SourceName = (typeof SOURCE_NAMES)[number];
export type ServiceName = Exclude<SourceName, 'invenio'>;

const nameOf = (source: SourceSettings['source']): SourceName => (isOneOf(SOURCE_NAMES, source) ? source : 'invenio');

/** Returns true for test data, which reach until the current day. */
export const followsDay = ({ source, data }: SourceSettings): boolean => data === undefined && source === 'test-data';

/** Counts sources that need a key of their own. */
let count = 0;

/** Sources made here: a page may read one from an element and set it on another. */
const made = new WeakSet<object>();

const own = (source: StatsSource): StatsSource => {
  made.add(source);
  return source;
};

/** Creates the source that attributes describe. */
export function createSource({ source, src, credentials = 'same-origin', data, ...rest }: SourceSettings): StatsSource {
  if (data !== undefined) return fromData(data, rest.today);
  if (source !== undefined && source !== null && typeof source !== 'string')
    return made.has(source) ? source : fromPage(source);
  const name = nameOf(source);
  const settings = { ...rest, src: src || DEFAULT_SRCS[name] || '/', credentials };
  return name === 'invenio' ? own(invenioSource(settings)) : fromService(name, settings);
}

/** The addresses in place of an absent one; of any other service, the root of the page's own server. */
const DEFAULT_SRCS: Readonly<Partial<Record<SourceName, string>>> = {
  invenio: DEFAULT_SRC,
  datacite: 'https://api.datacite.org',
};

/** Creates a source whose code is loaded with its first use. */
function fromService(name: ServiceName, settings: ResolvedSettings): StatsSource {
  const { src, credentials, today } = settings;
  return lazySource(
    // Test data are of a day, and have no address.
    name === 'test-data' ? { key: keyFrom(name, today) } : { key: sourceKey(name, src, credentials), address: src },
    async () => (await import('./services.js')).createService(name, settings),
    // Snapshots have none of these.
    name === 'snapshot' ? [] : undefined,
  );
}

/** Creates a source of the `data` of a page: bodies of the service, or decoded blocks. */
function fromData(data: unknown, today: Day | undefined): StatsSource {
  // For links of parts: bodies of the service are shown on pages of its repository.
  return lazySource(
    { key: keyFrom('given', ++count), invenioSrc: DEFAULT_SRC },
    async () => (await import('./inline/inline-source.js')).inlineSource(data, today),
    [],
  );
}

/** Creates a source of an object from the page. It may be anything, so every property is read with care. */
function fromPage(given: object): StatsSource {
  const [key, address] = [propertyOf(given, 'key'), propertyOf(given, 'address')];
  return lazySource(
    {
      // An object without a key is no source; with a key of its own, it shares its failure with no other one.
      key: typeof key === 'string' ? keyFrom('page', key) : keyFrom('page', undefined, ++count),
      ...(typeof address === 'string' && { address }),
    },
    async () => (await import('./page-source.js')).pageSource(given),
    OPTIONAL.filter((name) => typeof propertyOf(given, name) === 'function'),
  );
}

/** Methods that are optional in a source: all, and those that sources of services have. */
const OPTIONAL = words('partLink records recordUse file searchBase');
const USUAL = words('partLink records recordUse');
type Optional = (typeof OPTIONAL)[number];

/**
 * Creates a source whose code is loaded with its first use.
 * @param known what is known without that code
 * @param has the optional methods of the source; what it does not have, it answers with `undefined`
 */
export function lazySource(
  known: Pick<StatsSource, 'key' | 'address' | 'invenioSrc'>,
  load: () => Promise<Omit<StatsSource, 'key'>>,
  has: readonly Optional[] = USUAL,
): StatsSource {
  let loaded: Omit<StatsSource, 'key'> | undefined;
  const source = lazyCode(async () => (loaded = await load()));
  const method = (name: Optional | 'describe' | 'load') => [
    name,
    // Links are asked for after `load`, so that the code has been loaded.
    name === 'partLink' || name === 'searchBase'
      ? (part: never) => loaded?.[name]?.(part)
      : async (...request: [never, never]) => (await source())[name]?.(...request),
  ];
  const methods = Object.fromEntries((['describe', 'load', ...has] as const).map(method)) as Omit<StatsSource, 'key'>;
  return own({ ...known, ...methods });
}
