import { absolute } from '../../util/url.js';
import { postOf, retryAfterCsrf } from '../invenio-api/post.js';
import { lazyCode } from '../lazy-code.js';
import type { FetchOptions } from '../http/fetch.js';
import { DEFAULT_TIMEOUT } from '../http/default-timeout.js';
import { jobFor, type Job, type RunJob } from '../worker/job.js';
import { loadBlock, runInWorker, startWorker } from '../worker/client.js';
import { sourceKey, withoutBlank, type StatsSource, type YearRequest } from '../source.js';
import { requestBody } from './request.js';

/** The usual address of the statistics service. */
export const DEFAULT_SRC = '/api/stats-dashboard';

/** Code that few pages need. */
const search = lazyCode(() => import('../invenio-api/single-records.js'));
const files = lazyCode(() => import('./export.js'));

export interface InvenioOptions {
  /** Address of the statistics service, usually `/api/stats-dashboard`. */
  readonly src: string;
  /** Address of the search for records, if it is not beside the service. */
  readonly recordsSrc?: string | undefined;
  readonly credentials?: RequestCredentials;
  /** Milliseconds until an unanswered request counts as failed. */
  readonly timeout?: number;
  /** Fetches and decodes; default: in a worker, with a cache. */
  readonly fetchBlock?: RunJob;
}

/**
 * Creates a source for the statistics service of InvenioRDM (invenio-stats-dashboard). One request is one statistic of
 * one calendar year: the service answers for the whole year of the start date, whatever else is requested.
 */
export function invenioSource({
  src,
  recordsSrc,
  credentials = 'same-origin',
  timeout = DEFAULT_TIMEOUT,
  fetchBlock = runInWorker,
}: InvenioOptions): StatsSource {
  // Resolved once: the address of the page may change while it is open.
  const url = absolute(src);
  const recordsUrl = recordsSrc ? absolute(recordsSrc) : undefined;
  const jobOf = (request: YearRequest, reload: boolean): Job => {
    const { statistic, year } = request;
    const init = postOf(requestBody(withoutBlank(request)), { src: url, credentials, accept: 'application/json' });
    return jobFor({ decoder: 'stats-body', requests: [{ url, init }], statistic, year, timeout, reload });
  };
  const optionsOf = (signal: AbortSignal, reload?: boolean): FetchOptions => ({
    credentials,
    cache: reload ? 'reload' : 'default',
    signal,
    timeout,
  });
  return {
    key: sourceKey('invenio', src, credentials, recordsSrc),
    address: src,
    invenioSrc: src,
    describe: async () => {
      // The first call: requests will follow.
      if (fetchBlock === runInWorker) startWorker();
      return { dateBases: ['added'] };
    },
    load: (request, signal, { reload = false, onStale } = {}) =>
      // Makes another job after a refusal, because the page has another token by then.
      retryAfterCsrf(() => loadBlock(jobOf(request, reload), signal, onStale, fetchBlock)),
    records: async (request, signal, reload) =>
      (await search()).ranking({ src: url, recordsSrc: recordsUrl }, withoutBlank(request), optionsOf(signal, reload)),
    recordUse: async (request, signal, reload) => (await search()).use(url, request, optionsOf(signal, reload)),
    file: async (request, signal) => {
      const { serviceFile } = await files();
      return serviceFile({ src: url, credentials }, withoutBlank(request), signal);
    },
  };
}
