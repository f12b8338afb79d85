import { lazyCode } from '../code.js';
import { DEFAULT_TIMEOUT, absolute, keyFor, type Fetch, type Job } from '../job.js';
import { fetchOffThread, loadBlock, startEarly } from '../off-thread.js';
import type { StatsSource, YearRequest } from '../source.js';
import { searchBase } from './addresses.js';
import { postOf, requestBody, twice } from './request.js';

/** Parts that few pages need. */
const search = lazyCode(() => import('./records.js'));
const files = lazyCode(() => import('./export.js'));

export interface InvenioOptions {
  /** Address of the statistics service, usually `/api/stats-dashboard`. */
  readonly src: string;
  /** Address of the search for records, where it is not the one beside the service. */
  readonly recordsSrc?: string | undefined;
  readonly credentials?: RequestCredentials;
  /** Milliseconds until an unanswered request counts as failed. */
  readonly timeout?: number;
  /** Who fetches and decodes; default: a worker, which keeps what it can. */
  readonly fetchBlock?: Fetch;
}

/**
 * The statistics service of InvenioRDM (invenio-stats-dashboard). One request is one statistic of one calendar year:
 * the service answers for the whole year of the start date whatever else is asked.
 */
export function invenioSource({
  src,
  recordsSrc,
  credentials = 'same-origin',
  timeout = DEFAULT_TIMEOUT,
  fetchBlock = fetchOffThread,
}: InvenioOptions): StatsSource {
  const jobOf = (request: YearRequest, reload: boolean): Job => {
    const { community = '', dateBasis, statistic, year } = request;
    const url = absolute(src);
    return {
      url,
      init: postOf(requestBody(request), { src, credentials, accept: 'application/json' }),
      timeout,
      statistic,
      year,
      key: keyFor(url, community, dateBasis, statistic, year),
      reload,
    };
  };
  return {
    key: ['invenio', src, credentials, ...(recordsSrc ? [recordsSrc] : [])].join(' '),
    address: src,
    searchBase: (community) => searchBase({ src, community }),
    offer: async () => {
      // The first question: requests will follow.
      if (fetchBlock === fetchOffThread) startEarly();
      return { dateBases: ['added'] };
    },
    load: (request, signal, { reload = false, early } = {}) =>
      // The job is made anew after a refusal: by then the page has another token.
      twice(() => loadBlock(jobOf(request, reload), signal, early, fetchBlock)),
    records: async (request, signal, reload = false) => {
      const { fetchRecords } = await search();
      const cache = reload ? 'reload' : 'default';
      return fetchRecords({ src, recordsSrc }, request, { credentials, cache, signal, timeout });
    },
    file: async (request, signal) => {
      const { serviceFile } = await files();
      return serviceFile({ src, credentials }, request, signal);
    },
  };
}
