/** The only place that talks to the network: fetch JSON, and say what went wrong in the words of `Reason`. */
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
export async function fetchJson(
  url: string,
  { signal, timeout = DEFAULT_TIMEOUT, ...init }: FetchOptions,
): Promise<unknown> {
  const expiry = AbortSignal.timeout(timeout);
  const what = `${init.method ?? 'GET'} ${url}`;
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, expiry]) });
    const text = await bodyText(response, what);
    if (!response.ok) throw httpError(response.status, text, what);
    return parseJson(text, what);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof StatsError) throw error;
    if (expiry.aborted) throw new StatsError('timeout', `${what}: no answer within ${timeout} ms`);
    throw new StatsError('network', `${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function bodyText(response: Response, what: string): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!gzip) return new TextDecoder().decode(bytes);
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
