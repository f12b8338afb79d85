/** Files that the service makes. */
import { STATISTICS } from '../../vocabulary/terms.js';
import { fetchBytes, isGzip } from '../http/fetch.js';
import { StatsError } from '../errors.js';
import { csrfError } from '../invenio-api/csrf.js';
import { postOf, retryAfterCsrf, type Address } from '../invenio-api/post.js';
import type { ServiceFile, ServiceFileRequest, ServiceFormat } from '../source.js';
import { requestBody } from './request.js';

/** The media type that a request accepts, by format. */
const ACCEPT: Readonly<Record<ServiceFormat, string>> = {
  csv: 'text/csv',
  excel: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml',
};

/** Milliseconds. The service computes such a file when it is requested. */
const TIMEOUT = 180_000;

/**
 * Fetches a file with all four statistics of a calendar year.
 * @throws StatsError also for an error with status 200, and for a file of another format
 */
export async function serviceFile(
  { src, credentials }: Address,
  { format, ...request }: ServiceFileRequest,
  signal: AbortSignal,
): Promise<ServiceFile> {
  const body = Object.assign({}, ...STATISTICS.map((statistic) => requestBody({ statistic, ...request }))) as object;
  const bytes = await retryAfterCsrf(() =>
    fetchBytes(src, {
      ...postOf(body, { src, credentials, accept: ACCEPT[format] }),
      signal,
      timeout: TIMEOUT,
    }).catch((error: unknown) => {
      throw error instanceof StatsError ? csrfError(error) : error;
    }),
  );
  return { bytes, ...kindOf(bytes, format, src) };
}

/**
 * Detects the type of a file from its first bytes. The service sends gzip files under a label with which browsers
 * unpack them, so that a plain tar arrives.
 */
function kindOf(bytes: Uint8Array, format: ServiceFormat, src: string): Omit<ServiceFile, 'bytes'> {
  const text = (start: number, end: number): string => new TextDecoder().decode(bytes.subarray(start, end));
  const start = text(0, 200).trimStart();
  if (isGzip(bytes)) {
    return { extension: format === 'xml' ? 'xml.gz' : 'tar.gz', type: 'application/gzip' };
  }
  if (text(257, 262) === 'ustar') return { extension: 'tar', type: 'application/x-tar' };
  if (start.startsWith('PK\u0003\u0004')) return { extension: 'xlsx', type: ACCEPT.excel };
  if (format === 'xml' && start.startsWith('<') && !/^<(!doctype )?html/i.test(start)) {
    return { extension: 'xml', type: ACCEPT.xml };
  }
  throw (
    errorIn(start, text(0, bytes.length)) ??
    new StatsError('malformed', `${src}: not a file of the format ${format} (${start.slice(0, 40)})`)
  );
}

/** Returns the error that a JSON body reports. */
function errorIn(start: string, body: string): StatsError | undefined {
  if (!start.startsWith('{')) return undefined;
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    return error === undefined
      ? undefined
      : new StatsError('service', typeof error === 'string' ? error : JSON.stringify(error));
  } catch {
    return undefined;
  }
}
