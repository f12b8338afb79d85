/** The only place that talks to the network: fetch JSON or a file, and say what went wrong in the words of `Reason`. */
import { StatsError, type Reason } from './source.js';

export interface FetchOptions extends Omit<RequestInit, 'signal'> {
  readonly signal: AbortSignal;
  /** Milliseconds without a complete answer until the request counts as failed. */
  readonly timeout?: number;
}

export const DEFAULT_TIMEOUT = 30_000;

/**
 * Fetches JSON. The body decides what it is, not its label: the service sends JSON under other types, and gzip files
 * without saying so.
 * @throws StatsError for every failure but an abort, which rejects with the signal's reason
 */
export const fetchJson = (url: string, options: FetchOptions): Promise<unknown> =>
  request(url, options, async (bytes, what) => parseJson(await textOf(bytes, what), what));

/**
 * Fetches a file, as its bytes.
 * @throws StatsError as `fetchJson` does
 */
export const fetchBytes = (url: string, options: FetchOptions): Promise<Uint8Array<ArrayBuffer>> =>
  request(url, options, async (bytes) => bytes);

/** Asks, and reads what comes; says what went wrong. */
async function request<T>(
  url: string,
  { signal, timeout = DEFAULT_TIMEOUT, ...init }: FetchOptions,
  read: (bytes: Uint8Array<ArrayBuffer>, what: string) => Promise<T>,
): Promise<T> {
  const expiry = AbortSignal.timeout(timeout);
  const what = `${init.method ?? 'GET'} ${url}`;
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, expiry]) });
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!response.ok) throw httpError(response.status, await textOf(bytes, what), what);
    return await read(bytes, what);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof StatsError) throw error;
    if (expiry.aborted) throw new StatsError('timeout', `${what}: no answer within ${timeout} ms`);
    throw new StatsError('network', `${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Is this a gzip file? */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function textOf(bytes: Uint8Array<ArrayBuffer>, what: string): Promise<string> {
  if (!isGzip(bytes)) return new TextDecoder().decode(bytes);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).text().catch(() => {
    throw new StatsError('malformed', `${what}: gzip that cannot be unpacked`, '$');
  });
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const start = text.trimStart().slice(0, 40).replace(/\s+/g, ' ');
    throw new StatsError(
      'malformed',
      `${what}: ${error instanceof Error ? error.message : 'not JSON'} (${start})`,
      '$',
    );
  }
}

const STATUS_REASONS: Partial<Record<number, Reason>> = {
  401: 'auth',
  403: 'auth',
  408: 'timeout',
  429: 'rate-limit',
  504: 'timeout',
};

function httpError(status: number, text: string, what: string): StatsError {
  const csrf = status === 400 && text.includes('CSRF');
  return new StatsError(
    csrf ? 'csrf' : (STATUS_REASONS[status] ?? 'http'),
    `${what}: HTTP ${status} ${text.slice(0, 200)}`.trim(),
  );
}
