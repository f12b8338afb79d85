/** Sends requests, and gives each failure a reason. No other file uses `fetch`. */
import { lazy } from '../../util/lazy.js';
import { mayBeKept } from './cache-control.js';
import { StatsError, codeError, type Reason } from '../errors.js';
import type { Sent } from './redirects.js';
import { DEFAULT_TIMEOUT } from './default-timeout.js';

export interface FetchOptions extends Omit<RequestInit, 'signal'> {
  readonly signal: AbortSignal;
  /** Milliseconds without a complete answer until the request counts as failed. */
  readonly timeout?: number;
  /** Receives the headers and the status of each answer, also of refusals. */
  readonly onHeaders?: (headers: Headers, status: number) => void;
}

/**
 * Fetches JSON, whatever the media type is: the service sends JSON under other types, and gzip files without declaring
 * them.
 * @throws StatsError for every failure but an abort, which rejects with the signal's reason
 */
export const fetchJson = (url: string, options: FetchOptions): Promise<unknown> =>
  requestWithRetry(url, options, async ({ bytes, what }) => parseJson(await textOf(bytes, what), `${what}: `));

/**
 * Fetches a file, as its bytes.
 * @throws StatsError as `fetchJson` does
 */
export const fetchBytes = (url: string, options: FetchOptions): Promise<Uint8Array<ArrayBuffer>> =>
  requestWithRetry(url, options, async ({ bytes }) => bytes);

/** Headers of an answer by which its server recognises that it has not changed. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface Answer {
  /**
   * Text as UTF-8, unpacked if it came as a gzip file. Absent: the answer that the validators came with has not
   * changed.
   */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly validators: Validators;
  /**
   * True if it may be cached under its address: the server does not forbid it (`Cache-Control: no-store`), and no
   * redirect led to it. Otherwise an earlier cached answer is deleted.
   */
  readonly mayKeep: boolean;
}

/**
 * Fetches a text, unless it has not changed since the answer with these validators.
 * @throws StatsError as `fetchJson` does
 */
export function fetchIfNew(
  url: string,
  options: FetchOptions,
  { etag, lastModified }: Validators = {},
): Promise<Answer> {
  const headers = new Headers(options.headers);
  if (etag) headers.set('If-None-Match', etag);
  if (lastModified) headers.set('If-Modified-Since', lastModified);
  return requestWithRetry(url, { ...options, headers }, async ({ bytes, response, redirected, what }) => {
    const mayKeep = !redirected && mayBeKept(response.headers);
    if (response.status === NOT_MODIFIED) {
      // The validators belong to another address.
      if (redirected && (etag || lastModified)) return fetchIfNew(url, options);
      return { validators: { ...(etag && { etag }), ...(lastModified && { lastModified }) }, mayKeep };
    }
    const [tag, date] = [response.headers.get('ETag'), response.headers.get('Last-Modified')];
    const validators = { ...(tag && { etag: tag }), ...(date && { lastModified: date }) };
    return { bytes: isGzip(bytes) ? new TextEncoder().encode(await textOf(bytes, what)) : bytes, validators, mayKeep };
  });
}

const NOT_MODIFIED = 304;

interface Received {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly response: Response;
  /** True if it came from another address than the requested one. */
  readonly redirected: boolean;
  /** Method and address of the request, for messages. */
  readonly what: string;
}

/** The code of retries, which is loaded after a failure. */
const retrying = lazy(() => import('./retry.js'));

/** Sends a request and reads its answer. Retries transient failures: no request changes anything at a service. */
async function requestWithRetry<T>(
  url: string,
  options: FetchOptions,
  read: (received: Received) => Promise<T>,
): Promise<T> {
  const attempt = (): Promise<T> => requestOnce(url, options, read);
  try {
    return await attempt();
  } catch (failure) {
    if (!(failure instanceof StatsError) || failure.retryAfter === undefined) throw failure;
    // The server of that code may be unreachable, too.
    const retries = await retrying().catch(() => undefined);
    if (!retries) throw failure;
    return retries.retry(attempt, failure, { url, signal: options.signal });
  }
}

/** The code that follows redirects, which is loaded after the first one. */
const redirects = lazy(() => import('./redirects.js'));

/** Sends a request. Redirects, and failures that may be redirects, are left to `sendWithin`: few services redirect. */
async function sendFollowing(url: string, init: RequestInit): Promise<Sent> {
  const isGet = (init.method ?? 'GET') === 'GET';
  const first = fetch(url, isGet ? init : { ...init, redirect: 'manual' });
  const response = await first.catch(() => undefined);
  const isPlain = response && !response.redirected && response.type !== 'opaqueredirect';
  // The browser reports some redirects of a GET as a failure.
  if (isPlain || (!response && !isGet)) return { response: await first, redirected: false };
  const code = await redirects().catch((error: unknown) => {
    if (response) throw codeError(error);
  });
  return code
    ? code.sendWithin((...sent) => fetch(...sent), url, init, first)
    : { response: await first, redirected: false };
}

/** Sends a request once, without retries. */
async function requestOnce<T>(
  url: string,
  { signal, timeout = DEFAULT_TIMEOUT, onHeaders, ...init }: FetchOptions,
  read: (received: Received) => Promise<T>,
): Promise<T> {
  const expiry = AbortSignal.timeout(timeout);
  const what = `${init.method ?? 'GET'} ${url}`;
  try {
    const { response, redirected } = await sendFollowing(url, { ...init, signal: AbortSignal.any([signal, expiry]) });
    onHeaders?.(response.headers, response.status);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!response.ok && response.status !== NOT_MODIFIED) throw httpError(response, await textOf(bytes, what), what);
    return await read({ bytes, response, redirected, what });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof StatsError) throw error;
    if (expiry.aborted) throw new StatsError('timeout', `${what}: no answer within ${timeout} ms`);
    const message = `${what}: ${error instanceof Error ? error.message : String(error)}`;
    throw new StatsError('network', message, { retryAfter: '' });
  }
}

/** Returns true for a gzip file. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function textOf(bytes: Uint8Array<ArrayBuffer>, what: string): Promise<string> {
  if (!isGzip(bytes)) return new TextDecoder().decode(bytes);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).text().catch(() => {
    throw new StatsError('malformed', `${what}: damaged gzip`, { path: '$' });
  });
}

/**
 * Parses JSON.
 * @param what beginning of the error message
 * @throws StatsError `malformed` if the text is not JSON
 */
export function parseJson(text: string, what = ''): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new StatsError('malformed', `${what}${(error as Error).message}`, { path: '$' });
  }
}

const STATUS_REASONS: Partial<Record<number, Reason>> = {
  401: 'auth',
  403: 'auth',
  408: 'timeout',
  429: 'rate-limit',
  504: 'timeout',
};

/** Statuses of transient failures: the service is busy or restarts. */
const PASSING: readonly number[] = [429, 502, 503, 504];

/** Makes the error for a status. The message quotes the beginning of the body, where some services give details. */
function httpError({ status, headers }: Response, text: string, what: string): StatsError {
  const message = `${what}: HTTP ${status} ${text.slice(0, 200)}`.trim();
  const retryAfter = PASSING.includes(status) ? (headers.get('Retry-After') ?? '') : undefined;
  return new StatsError(STATUS_REASONS[status] ?? 'http', message, { status, retryAfter });
}
