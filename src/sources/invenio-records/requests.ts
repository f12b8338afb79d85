/** Requests to the search of an InvenioRDM repository. */
import { isoDay, type Day } from '../../data/day.js';
import { absolute, originOf } from '../../util/url.js';
import { StatsError } from '../errors.js';
import type { RateLimit } from '../http/rate-limit.js';
import { aboveApi, encoded, split } from '../invenio-api/addresses.js';
import { ACCEPT } from '../invenio-api/records.js';
import type { JobRequest } from '../worker/job.js';
import type { Subject } from './decode.js';

/** Returns the address below which the pages of a repository are, from that of the repository or of its API. Ends with `/`. */
export function siteOf(src: string): string {
  const { origin, path } = split(absolute(src));
  return `${origin}${aboveApi(path) ?? path.replace(/\/?$/, '/')}`;
}

/** Zenodo answers 30 searches in a minute; readers who look at its own pages send some of them. */
const OF_ZENODO: RateLimit = { requests: 20, within: 60_000 };

/** InvenioRDM answers 500 requests of a guest in a minute. */
const USUAL: RateLimit = { requests: 300, within: 60_000 };

/** Returns the number of requests that a repository allows. */
export const limitOf = (site: string): RateLimit =>
  /^https?:\/\/(?:sandbox\.)?zenodo\.org$/.test(originOf(site)) ? OF_ZENODO : USUAL;

/**
 * Returns the address of the search of a repository, or of one of its communities.
 * @throws StatsError `attribute` for a slug that would lead out of the folder of communities
 */
export function searchOf(site: string, community: string | undefined): string {
  if (community === undefined) return `${site}api/records`;
  if (/^\.\.?$/.test(community))
    throw new StatsError('attribute', `community="${community}" is no slug of a community`, { path: 'community' });
  return `${site}api/communities/${encoded(community)}/records`;
}

/** Returns the address of the page of that search. */
export const pagesOf = (site: string, community: string | undefined): string =>
  `${site}${community === undefined ? 'search' : `communities/${encoded(community)}/records`}`;

/** The part of a query that selects what is counted: all versions, first versions, and versions with files. */
const FILTERS: Readonly<Record<Subject, string>> = {
  records: '',
  parents: 'versions.index:1',
  withFiles: 'files.enabled:true',
};

/**
 * Returns the address of a search for all versions. Without `allversions`, only the newest version of a record would be
 * found, whose day is that of the newest version: each new version would change the past.
 */
const addressOf = (search: string, query: Readonly<Record<string, string>>): string =>
  `${search}?${new URLSearchParams({ ...query, allversions: 'true', size: '1' }).toString()}`;

/** Returns the address of everything that is there today; its hit is the record that was created first. */
export const overviewAddress = (search: string): string => addressOf(search, { sort: 'oldest' });

/** The days in which records were created; from the beginning of the repository if there is no start. */
export interface Days {
  readonly start?: Day;
  readonly end: Day;
}

/** Returns the address of a search for what was created in some days. */
export function countAddress(search: string, subject: Subject, { start, end }: Days): string {
  const created = `created:[${start === undefined ? '*' : isoDay(start)} TO ${isoDay(end)}]`;
  return addressOf(search, { q: [FILTERS[subject], created].filter(Boolean).join(' AND '), sort: 'newest' });
}

/** Returns the options of every request. */
export const initOf = (credentials: RequestCredentials, reload: boolean) =>
  ({
    ...{ credentials, headers: { Accept: ACCEPT } },
    cache: reload ? 'reload' : 'default',
  }) as const satisfies JobRequest['init'];
