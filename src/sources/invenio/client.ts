import { DEFAULT_TIMEOUT, type Job, type Load } from '../job.js';
import { limit } from '../limit.js';
import { loadOffThread } from '../off-thread.js';
import { cannotLoad } from '../retriable.js';
import type { StatsSource, YearRequest } from '../source.js';
import { searchBase } from './addresses.js';
import { postOf, requestBody, twice } from './request.js';

export interface InvenioOptions {
  /** Address of the statistics service, usually `/api/stats-dashboard`. */
  readonly src: string;
  /** Address of the search for records, where it is not the one beside the service. */
  readonly recordsSrc?: string | undefined;
  readonly credentials?: RequestCredentials;
  /** Milliseconds until an unanswered request counts as failed. */
  readonly timeout?: number;
  /** Who fetches and decodes; default: a worker, which keeps what it can. */
  readonly fetchBlock?: Load;
}

/** As many requests run at once, so that the page keeps connections for itself. */
const PARALLEL = 4;

/** Changes whenever the same answer is decoded into something else: what was kept before is then not read any more. */
const FORMAT = 1;

/**
 * The statistics service of InvenioRDM (invenio-stats-dashboard). One request is one statistic of one calendar year:
 * the service answers for the whole year of the start date whatever else is asked.
 */
export function invenioSource({
  src,
  recordsSrc,
  credentials = 'same-origin',
  timeout = DEFAULT_TIMEOUT,
  fetchBlock = loadOffThread,
}: InvenioOptions): StatsSource {
  const turn = limit(PARALLEL);
  const jobOf = (request: YearRequest, reload: boolean): Job => {
    const { community = '', dateBasis, statistic, year } = request;
    // Of what is no address fetch says so.
    const url = URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI).href : src;
    return {
      url,
      init: postOf(requestBody(request), { src, credentials, accept: 'application/json' }),
      timeout,
      statistic,
      year,
      key: JSON.stringify([FORMAT, url, community, dateBasis, statistic, year]),
      reload,
    };
  };
  return {
    key: ['invenio', src, credentials, ...(recordsSrc ? [recordsSrc] : [])].join(' '),
    address: src,
    searchBase: (community) => searchBase({ src, community }),
    offer: () => Promise.resolve({ dateBases: ['added'] }),
    load: (request, signal, { reload = false, early } = {}) =>
      // The job is made when its turn has come, and again after a refusal: by then the page has another token.
      turn(signal, () => twice(() => fetchBlock(jobOf(request, reload), signal, early))),
    records: (request, signal, reload = false) =>
      turn(signal, async () => {
        const { fetchRecords } = await import('./records.js').catch(cannotLoad);
        const cache = reload ? 'reload' : 'default';
        return fetchRecords({ src, recordsSrc }, request, { credentials, cache, signal, timeout });
      }),
    file: async (request, signal) => {
      const { serviceFile } = await import('./export.js').catch(cannotLoad);
      return serviceFile({ src, credentials }, request, signal);
    },
  };
}
