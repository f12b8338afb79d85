/** Requests to the Metrics API of a Dataverse installation. */
import { keyFrom } from '../../util/key.js';
import { originOf, absolute } from '../../util/url.js';
import { StatsError } from '../errors.js';
import type { ServiceJobs } from '../service/service-jobs.js';
import { SharedRequests } from '../shared-requests.js';
import { now } from '../../data/day.js';
import { aliasOf, malformed, monthlyTotals, totalOf, type MonthlyTotal } from './answers.js';

/** The monthly series that are requested: their paths, and those of their totals. */
export const SERIES = {
  datasets: { path: 'datasets/monthly', total: 'datasets' },
  fileTypes: { path: 'files/byType/monthly', total: 'files' },
  downloads: { path: 'downloads/monthly', total: 'downloads' },
  countedViews: { path: 'makeDataCount/viewsTotal/monthly', total: 'makeDataCount/viewsTotal' },
  countedDownloads: { path: 'makeDataCount/downloadsTotal/monthly', total: 'makeDataCount/downloadsTotal' },
} as const;
export type SeriesName = keyof typeof SERIES;

/** A monthly series, and the time at which it came from the service. */
export interface Series {
  readonly totals: readonly MonthlyTotal[];
  readonly fetchedAt: number;
}

/**
 * The headers of all requests. Only this text makes Dataverse send JSON; it sends CSV for every other one, also for lists of
 * types.
 */
export const HEADERS = { Accept: 'application/json' } as const;

/** Returns the address of an installation, with a slash at its end; that of its API is accepted, too. */
export const installationOf = (src: string): string =>
  `${absolute(src)
    .replace(/[?#].*/s, '')
    .replace(/\/api(\/.*)?$/, '')
    .replace(/\/+$/, '')}/`;

/** Returns the address of a metric, of the whole installation or of a collection. It must have no other parameters. */
export const metricUrl = (installation: string, path: string, community?: string): string =>
  `${installation}api/info/metrics/${path}${community === undefined ? '' : `?parentAlias=${encodeURIComponent(community)}`}`;

/**
 * Requests of one installation. Each answer is requested once for everything that is made of it, until the day ends: a series
 * has all years.
 */
export class MetricsApi {
  readonly installation: string;
  readonly #jobs: ServiceJobs;
  readonly #credentials: RequestCredentials;
  readonly #series = new SharedRequests<Series>();

  constructor(src: string, credentials: RequestCredentials, jobs: ServiceJobs) {
    this.installation = installationOf(src);
    this.#jobs = jobs;
    this.#credentials = credentials;
  }

  /**
   * Fetches an answer.
   * @param path below the address of the installation
   */
  async bytes(path: string, signal: AbortSignal, reload?: boolean): Promise<Uint8Array> {
    const options = { signal, credentials: this.#credentials, headers: HEADERS };
    try {
      return await this.#jobs.bytes(`${this.installation}${path}`, options, reload);
    } catch (error) {
      throw error instanceof StatsError ? explained(error, this.installation) : error;
    }
  }

  /**
   * Fetches an answer of the Metrics API.
   * @throws StatsError
   */
  async metric(
    path: string,
    community: string | undefined,
    signal: AbortSignal,
    reload?: boolean,
  ): Promise<Uint8Array> {
    try {
      return await this.bytes(metricUrl('', path, community), signal, reload);
    } catch (error) {
      const isOfDataverse = error instanceof StatsError && error.status === 404 && /"ERROR"/.test(error.message);
      throw community !== undefined && isOfDataverse ? unknownCollection(community, error.message) : error;
    }
  }

  /**
   * Fetches a series. It is empty if nothing was counted: Dataverse then answers with an error, which could be any other one,
   * so that its total has to be 0, as that of a list without months.
   * @throws StatsError
   */
  series(name: SeriesName, community: string | undefined, signal: AbortSignal, reload = false): Promise<Series> {
    const load = async (own: AbortSignal, bypassCaches: boolean): Promise<Series> => ({
      totals: await this.#totals(name, community, own, bypassCaches),
      fetchedAt: now(),
    });
    return this.#series.get(keyFrom(name, community), signal, load, reload);
  }

  async #totals(
    name: SeriesName,
    community: string | undefined,
    signal: AbortSignal,
    reload: boolean,
  ): Promise<readonly MonthlyTotal[]> {
    const { path, total } = SERIES[name];
    let failure: Error | undefined;
    try {
      const totals = monthlyTotals(await this.metric(path, community, signal, reload), name === 'fileTypes');
      if (totals.length) return totals;
    } catch (error) {
      if (!(error instanceof StatsError) || error.status !== 500) throw error;
      failure = error;
    }
    const count = await this.metric(total, community, signal, reload)
      .then(totalOf)
      .catch((error: unknown) => void (failure ??= error as Error));
    signal.throwIfAborted();
    if (count !== 0) throw failure ?? malformed('data', 'there are no months, although there is a total');
    return [];
  }

  /**
   * Checks that a collection exists and is published. Of another one, Dataverse sends the numbers of the whole installation.
   * @throws StatsError `attribute` if it does not
   */
  async check(community: string | undefined, signal: AbortSignal, reload?: boolean): Promise<void> {
    if (community === undefined) return;
    const alias = aliasOf(await this.metric('tree', community, signal, reload));
    if (alias.toLowerCase() === community.toLowerCase()) return;
    throw unknownCollection(community, `it answers for “${alias}”`);
  }
}

const unknownCollection = (community: string, message: string): StatsError =>
  new StatsError('attribute', `no published collection of Dataverse has the alias “${community}”: ${message}`, {
    path: 'community',
  });

/** Adds to an error what has to be changed at the installation, or on the page. */
export function explained(error: StatsError, installation: string): StatsError {
  const { reason, message, path, status, retryAfter } = error;
  const hint =
    reason === 'network' && originOf(installation) !== originOf('')
      ? 'From version 6.9 on, Dataverse answers the origins in dataverse.cors.origin only'
      : HINTS[status ?? 0];
  return hint ? new StatsError(reason, `${message}. ${hint}`, { path, status, retryAfter, cause: error }) : error;
}

const LOGIN = 'The Metrics API needs no login: something in front of Dataverse asks for one';

/** The usual causes of statuses. */
const HINTS: Readonly<Partial<Record<number, string>>> = {
  401: LOGIN,
  403: LOGIN,
  404: 'Is this the address of a Dataverse installation?',
};
