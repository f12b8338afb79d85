import { now } from '../../data/day.js';
import type { YearBlock } from '../../data/block.js';
import { DEFAULT_TIMEOUT, fetchJson } from '../http.js';
import { StatsError, type StatsSource, type YearRequest } from '../source.js';
import { searchBase } from './addresses.js';
import { decodeAnswer } from './decode.js';
import { postOf, requestBody, twice } from './request.js';

export interface InvenioOptions {
  /** Address of the statistics service, usually `/api/stats-dashboard`. */
  readonly src: string;
  /** Address of the search for records, where it is not the one beside the service. */
  readonly recordsSrc?: string | undefined;
  readonly credentials?: RequestCredentials;
  /** Milliseconds until an unanswered request counts as failed. */
  readonly timeout?: number;
}

/** As many requests run at once, so that the page keeps connections for itself. */
const PARALLEL = 4;

/**
 * The statistics service of InvenioRDM (invenio-stats-dashboard). One request is one statistic of one calendar year:
 * the service answers for the whole year of the start date whatever else is asked.
 */
export function invenioSource({
  src,
  recordsSrc,
  credentials = 'same-origin',
  timeout = DEFAULT_TIMEOUT,
}: InvenioOptions): StatsSource {
  const turn = limit(PARALLEL);
  const post = (request: YearRequest, signal: AbortSignal): Promise<unknown> =>
    fetchJson(src, {
      ...postOf(requestBody(request), { src, credentials, accept: 'application/json' }),
      signal,
      timeout,
    });
  return {
    key: ['invenio', src, credentials, ...(recordsSrc ? [recordsSrc] : [])].join(' '),
    address: src,
    searchBase: (community) => searchBase({ src, community }),
    offer: () => Promise.resolve({ dateBases: ['added'] }),
    load: (request, signal) =>
      turn(signal, async (): Promise<YearBlock> => {
        const body = await twice(() => post(request, signal));
        return decodeAnswer(body, request.statistic, request.year, now());
      }),
    records: (request, signal, reload = false) =>
      turn(signal, async () => {
        const { decodeRecords, recordsAddress, recordsUrl } = await import('./records.js').catch(cannotLoad);
        const url = recordsUrl(recordsSrc || recordsAddress(src, request.community), request);
        const headers = { Accept: 'application/json' };
        const cache = reload ? 'reload' : 'default';
        return decodeRecords(await fetchJson(url, { headers, credentials, cache, signal, timeout }), request);
      }),
    file: async (request, signal) => {
      const { serviceFile } = await import('./export.js').catch(cannotLoad);
      return serviceFile({ src, credentials }, request, signal);
    },
  };
}

/** The code of what few pages need comes with its first use. */
function cannotLoad(error: unknown): never {
  throw new StatsError('network', `cannot load the code of the source: ${String(error)}`);
}

/** Lets `count` tasks run at once; the others wait their turn, first come first served, and leave the queue when aborted. */
function limit(count: number): <T>(signal: AbortSignal, task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (signal, task) => {
    signal.throwIfAborted();
    if (free > 0) free--;
    else await place(waiting, signal);
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

/** A place at the end of the queue: resolves when its turn comes, rejects when it is given up. */
const place = (waiting: (() => void)[], signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const start = (): void => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const leave = (): void => {
      waiting.splice(waiting.indexOf(start), 1);
      reject(signal.reason as Error);
    };
    waiting.push(start);
    signal.addEventListener('abort', leave);
  });
