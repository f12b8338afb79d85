/** Requests to the REST API of DataCite. */
import { isoDay, type DayRange } from '../../data/day.js';
import { jobFor, type Job, type JobRequest } from '../worker/job.js';
import type { RateLimit } from '../http/rate-limit.js';
import type { Statistic } from '../../vocabulary/terms.js';
import { StatsError } from '../errors.js';
import { FACETS, facetParameter } from './facets.js';

/**
 * The mail address by which DataCite may reach the people who make these widgets. With one it allows twice as many requests,
 * which are not needed here. Empty: there is none, and none is sent.
 */
const CONTACT: string = '';

/** The requests that DataCite allows without a contact, 500 in five minutes. All visitors behind one address share them. */
export const LIMIT: RateLimit = { requests: 100, within: 60_000 };

/** Milliseconds until an unanswered request counts as failed: facets of a large repository take seconds. */
export const TIMEOUT = 60_000;

/** The DOIs that are counted. */
export interface Scope {
  /** The parameter that selects them. */
  readonly parameter: 'client-id' | 'prefix';
  readonly id: string;
  /** The path below which the API describes it. */
  readonly folder: 'clients' | 'prefixes';
}

const PREFIX = /^10\.\d{4,9}(?:\.\d+)*$/;
const CLIENT = /^[a-z\d_-]+(?:\.[a-z\d_-]+)+$/;

/**
 * Returns the scope that the attribute `community` names: the id of a repository at DataCite, or a prefix.
 * @throws StatsError `attribute`
 */
export function scopeOf(community = ''): Scope {
  const id = community.trim().toLowerCase();
  if (PREFIX.test(id)) return { parameter: 'prefix', id, folder: 'prefixes' };
  if (CLIENT.test(id) && !id.startsWith('10.')) return { parameter: 'client-id', id, folder: 'clients' };
  throw new StatsError(
    'attribute',
    `community="${community}": expected the id of a repository at DataCite ("cern.zenodo") or a prefix ("10.5281")`,
    { path: 'community' },
  );
}

/** The days by which DOIs are counted: when they were registered, or when they came to DataCite. */
export type DateField = 'registered' | 'created';

/** Returns the options of every request. DataCite lets each page read its answers, but not with cookies of another one. */
export const initOf = (reload: boolean) =>
  ({
    credentials: 'omit',
    cache: reload ? 'reload' : 'default',
    headers: { Accept: 'application/vnd.api+json' },
  }) as const satisfies JobRequest['init'];

/** Makes the addresses of one scope of a service. */
export function addressesOf(base: string, { parameter, id, folder }: Scope) {
  const url = (query: Readonly<Record<string, string>>): string =>
    `${base}/dois?${new URLSearchParams({ [parameter]: id, ...query, ...(CONTACT ? { mailto: CONTACT } : {}) }).toString()}`;
  const withFacets = (names: readonly string[]) => ({
    'disable-facets': 'false',
    facets: names.map(facetParameter).join(),
  });
  /** The first DOI tells the first year, where the lists of years are cut. */
  const oldest = { sort: 'created', 'page[size]': '1', 'fields[dois]': 'created,registered' };
  return {
    /** Everything about the DOIs of today. */
    overview: url({ ...withFacets(OVERVIEW), ...oldest }),
    /** The same without facets, which may fail. */
    plainOverview: url({ 'disable-facets': 'true', ...oldest }),
    /** The repository or prefix itself. */
    scope: `${base}/${folder}/${id}`,
    /** The number of DOIs of some days, with parts. A range without a start begins with the first DOI. */
    counts: (field: DateField, { start, end }: { readonly start?: number; readonly end: number }): string =>
      url({
        query: `${field}:[${start === undefined ? '*' : isoDay(start)} TO ${isoDay(end)}]`,
        ...withFacets(Object.values(FACETS).map(({ facet }) => facet)),
        'page[size]': '0',
      }),
    /** The DOIs with the highest counts. */
    ranking: (sort: string, attribute: string, size: number): string =>
      url({
        sort: `-${sort}`,
        'disable-facets': 'true',
        'page[size]': String(Math.min(size, MOST)),
        'fields[dois]': `titles,${attribute}`,
      }),
  };
}

export type Addresses = ReturnType<typeof addressesOf>;

/** Limit on the records of a request. */
const MOST = 1000;

/** The facets of the overview. */
const OVERVIEW = [
  'resourceTypes',
  'created',
  'registered',
  'viewCount',
  'downloadCount',
  'citationCount',
] as const satisfies readonly string[];

/** The names of the decoders. */
export type DecoderName = 'parts' | 'total';

/** Makes the job of a month: what was added in it, or the total at its end. */
export const monthJob = (
  { counts }: Addresses,
  {
    field,
    month,
    reload,
    ...asked
  }: {
    readonly statistic: Extract<Statistic, `content-${string}`>;
    readonly year: number;
    readonly month: DayRange;
    readonly field: DateField;
    readonly reload: boolean;
  },
): Job => {
  const days = asked.statistic === 'content-delta' ? month : { end: month.end };
  const requests = [{ url: counts(field, days), init: initOf(reload) }];
  return jobFor({
    decoder: 'parts' satisfies DecoderName,
    requests,
    period: month,
    timeout: TIMEOUT,
    reload,
    ...asked,
  });
};

/** Returns true for a failure of the facets, which are slow: the total alone may still be answered. */
export const isOverload = (error: unknown): boolean =>
  error instanceof StatsError && (error.reason === 'timeout' || (error.status ?? 0) >= 500);

/** Returns the job without parts that replaces one whose parts could not be computed. */
export function withoutParts(job: Job, error: unknown): Job | undefined {
  if (job.decoder === ('total' satisfies DecoderName) || !isOverload(error)) return undefined;
  const requests = job.requests.map(({ url, init }) => {
    const plain = new URL(url);
    plain.searchParams.delete('facets');
    plain.searchParams.set('disable-facets', 'true');
    return { url: plain.href, init };
  });
  return jobFor({ ...job, decoder: 'total' satisfies DecoderName, requests });
}
