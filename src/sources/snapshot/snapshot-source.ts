import type { YearBlock } from '../../data/year-block.js';
import { absolute } from '../../util/url.js';
import { isObject } from '../../util/json.js';
import { areaOf } from '../../vocabulary/areas.js';
import { DATE_BASES, isOneOf, type DateBasis } from '../../vocabulary/terms.js';
import { isYear } from '../../data/check-block.js';
import { fetchJson } from '../http/fetch.js';
import { blocksFrom, pick, yearsOf } from '../stats-body/blocks-from.js';
import { STATISTIC_KEYS } from '../stats-body/statistic-keys.js';
import { jobFor } from '../worker/job.js';
import { loadBlock } from '../worker/client.js';
import { SharedRequests } from '../shared-requests.js';
import { StatsError } from '../errors.js';
import { sourceKey, type SourceCapabilities, type StatsSource } from '../source.js';

/**
 * Creates a source of files on any web server, with the same bodies as the InvenioRDM service sends. `src` is either
 * one file with everything (its name ends in `.json`; a body or a list of bodies), or a folder with `index.json`
 * (`{"years": [2024, 2025]}`) and a file per year and statistic (`2025/usage-delta-category.json`). If the index says so, communities
 * have folders below it, and date bases folders of their own (`published/2019/…`).
 */
export function snapshotSource(src: string, credentials: RequestCredentials = 'same-origin'): StatsSource {
  const get = (url: string, signal: AbortSignal, reload = false): Promise<unknown> =>
    fetchJson(url, { signal, credentials, cache: reload ? 'reload' : 'default' });
  // Resolved once: the address of the page may change while it is open.
  const url = absolute(src);
  const source = /\.json(\?|#|$)/.test(url) ? oneFile(url, get) : folder(url.replace(/\/$/, ''), get, credentials);
  return { key: sourceKey('snapshot', src, credentials), address: src, ...source };
}

type Get = (url: string, signal: AbortSignal, reload?: boolean) => Promise<unknown>;

function oneFile(src: string, get: Get): Omit<StatsSource, 'key'> {
  const file = new SharedRequests<YearBlock[]>();
  const blocks = (signal: AbortSignal, reload?: boolean): Promise<YearBlock[]> =>
    file.get(src, signal, (own, again) => get(src, own, again).then(blocksFrom), reload);
  return {
    describe: async (signal, reload) => ({ dateBases: DATE_BASES, years: yearsOf(await blocks(signal, reload)) }),
    load: async ({ statistic, year }, signal, { reload } = {}) => pick(await blocks(signal, reload), statistic, year),
  };
}

/** What `index.json` of a folder tells. */
interface Index {
  readonly years: readonly number[];
  /** The date bases that have files. Absent: the files are those of any. */
  readonly dateBases?: readonly DateBasis[] | undefined;
  /** The years of date bases that have a folder of their own. */
  readonly basisYears?: Readonly<Partial<Record<DateBasis, readonly number[]>>> | undefined;
  /** True if communities have folders of their own. */
  readonly communities: boolean;
  readonly invented: boolean;
}

function folder(src: string, get: Get, credentials: RequestCredentials): Omit<StatsSource, 'key'> {
  /** The folders that have been described, with their indices, by community. */
  const known = new Map<string | undefined, Place>();
  const read = async (place: string, signal: AbortSignal, reload?: boolean): Promise<Place> => ({
    place,
    index: indexFrom(await get(`${place}/index.json`, signal, reload), `${place}/index.json`),
  });
  const find = async (community: string | undefined, signal: AbortSignal, reload?: boolean): Promise<Place> => {
    const whole = await read(src, signal, reload);
    const own =
      community !== undefined && whole.index.communities
        ? await read(`${src}/communities/${folderOf(community)}`, signal, reload)
        : whole;
    known.set(community, own);
    return own;
  };
  return {
    describe: async (signal, reload, community): Promise<SourceCapabilities> => {
      const {
        years,
        dateBases = DATE_BASES,
        basisYears = {},
        invented,
      } = (await find(community, signal, reload)).index;
      const all = [...years, ...Object.values(basisYears).flat()];
      return {
        dateBases,
        years: { first: Math.min(...all), last: Math.max(...all) },
        ...(invented && { invented }),
      };
    },
    load: async ({ statistic, year, community, dateBasis }, signal, { reload = false, onStale } = {}) => {
      // A folder without communities need not be described: its files are found by their names.
      const { place, index } =
        known.get(community) ?? (community === undefined ? { place: src } : await find(community, signal));
      const ownYears = areaOf(statistic) === 'content' ? index?.basisYears?.[dateBasis] : undefined;
      const years = ownYears ?? index?.years;
      if (years && !years.includes(year)) return pick([], statistic, year);
      const url = `${place}/${ownYears ? `${dateBasis}/` : ''}${year}/${STATISTIC_KEYS[statistic]}.json`;
      const init = { credentials, cache: reload ? 'reload' : 'default' } as const;
      const job = jobFor({ decoder: 'stats-body', requests: [{ url, init }], statistic, year, reload });
      return loadBlock(job, signal, onStale);
    },
  };
}

interface Place {
  /** The address of the folder. */
  readonly place: string;
  readonly index: Index;
}

/** Returns the folder of a community in an address: its name on the disk is encoded, and the address encodes it once more. */
const folderOf = (community: string): string =>
  encodeURIComponent(encodeURIComponent(community).replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E')));

/** @throws StatsError if the content is not that of an index */
function indexFrom(content: unknown, url: string): Index {
  const index = isObject(content) ? content : {};
  const fail = (why: string, path: string): never => {
    throw new StatsError('malformed', `${url}: ${why}`, { path });
  };
  const yearsFrom = (value: unknown, path: string): readonly number[] => {
    const years: readonly unknown[] = Array.isArray(value) ? value : [];
    if (!years.length) return fail('no years', path);
    // A year that is left out would be missing from sums without a note.
    const wrong = years.findIndex((year) => !isYear(year));
    return wrong < 0 ? (years as readonly number[]) : fail('not a year', `${path}[${wrong}]`);
  };
  const { dateBases, basisYears, communities, invented } = index;
  const isBasis = (basis: unknown): basis is DateBasis => isOneOf(DATE_BASES, basis);
  if (dateBases !== undefined && !(Array.isArray(dateBases) && dateBases.length && dateBases.every(isBasis)))
    return fail('not date bases', 'dateBases');
  if (basisYears !== undefined && !(isObject(basisYears) && Object.keys(basisYears).every(isBasis)))
    return fail('not date bases', 'basisYears');
  return {
    years: yearsFrom(index['years'], 'years'),
    dateBases,
    basisYears:
      basisYears &&
      Object.fromEntries(
        Object.entries(basisYears).map(([basis, years]) => [basis, yearsFrom(years, `basisYears.${basis}`)]),
      ),
    communities: communities === true,
    invented: invented === true,
  };
}
