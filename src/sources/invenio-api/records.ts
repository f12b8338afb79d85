/** Records of an InvenioRDM repository, ranked by their use: its search. */
import { isValue } from '../../data/year-block.js';
import { fetchJson, type FetchOptions } from '../http/fetch.js';
import { StatsError } from '../errors.js';
import type { RecordOrder, RecordsRequest, TopRecord } from '../source.js';
import { isObject } from '../../util/json.js';
import { at } from '../../util/keys.js';
import { isWebAddress, withQuery } from '../../util/link.js';
import { aboveApi, encoded, split } from './addresses.js';

/** Returns the address below which the API is: `/api/` of `/api/stats-dashboard`; without `api/`, the folder of the service. */
export function apiOf(src: string): string {
  const { origin, path } = split(src);
  const above = aboveApi(path);
  return `${origin}${above === undefined ? path.replace(/(?<![^/])[^/]*\/?$/, '') || '/' : `${above}api/`}`;
}

/** Returns the address of the search of a repository, or of one of its communities, from that of its statistics. */
export const recordsAddress = (src: string, community?: string): string =>
  `${apiOf(src)}${community === undefined ? '' : `communities/${encoded(community)}/`}records`;

/** Limit on the rows of a request: Zenodo answers guests that request more with an error. */
const MOST = 25;

/** Returns the address of the first page of a ranking of all time. */
export const recordsUrl = (address: string, { order, size }: RecordsRequest): string =>
  withQuery(address, `sort=${order}&size=${Math.min(size, MOST)}&page=1`);

/** The form in which every InvenioRDM has `stats.all_versions`; Zenodo has another one under `application/json`. */
export const ACCEPT = 'application/vnd.inveniordm.v1+json, application/json;q=0.9';

/**
 * Fetches a ranking. `undefined` for one that InvenioRDM does not have.
 * @param address that of the search
 * @throws StatsError
 */
export async function fetchRecords(
  address: string,
  request: RecordsRequest,
  options: FetchOptions,
  ask = fetchJson,
): Promise<readonly TopRecord[] | undefined> {
  if (!COUNTS[request.order]) return undefined;
  return decodeRecords(await ask(recordsUrl(address, request), { ...options, headers: { Accept: ACCEPT } }), request);
}

/** The count by which the server sorts and how it is counted, and the one that replaces it where it is not sent. */
const COUNTS: Readonly<Partial<Record<RecordOrder, readonly [unique: string, counting: string, all: string]>>> = {
  mostviewed: ['unique_views', 'recordViews', 'views'],
  mostdownloaded: ['unique_downloads', 'recordDownloads', 'downloads'],
};

/**
 * Decodes a page of search results. A record without a title has an empty one.
 * @throws StatsError if it is no such page
 */
export function decodeRecords(body: unknown, { order, size }: RecordsRequest): readonly TopRecord[] {
  const hits = at(body, 'hits', 'hits');
  if (!Array.isArray(hits)) throw new StatsError('malformed', 'not a list of records', { path: 'hits.hits' });
  return hits.slice(0, size).map((hit: unknown, i): TopRecord => {
    if (!isObject(hit)) throw new StatsError('malformed', 'not a record', { path: `hits.hits[${i}]` });
    const title = at(hit, 'metadata', 'title');
    const href = at(hit, 'links', 'self_html');
    // Zenodo's older form has the counts of all versions without that name.
    const countOf = (name: string): number | undefined => {
      const count = at(hit, 'stats', 'all_versions', name) ?? at(hit, 'stats', name);
      return isValue(count) && count >= 0 ? count : undefined;
    };
    const [unique, counting, all] = COUNTS[order]!;
    const value = countOf(unique);
    return {
      title: typeof title === 'string' ? title.trim() : '',
      ...(typeof href === 'string' && isWebAddress(href) && { href }),
      ...(value === undefined ? { value: countOf(all) ?? null } : { value, counting }),
    };
  });
}
