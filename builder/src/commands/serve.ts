/** `repository-stats serve`: the files, and the protocol of InvenioRDM's statistics service, from the same folder. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { STATISTIC_KEYS } from '../../../src/sources/stats-body/statistic-keys.js';
import { WHOLE } from '../../../src/data/year-block.js';
import { isObject } from '../../../src/util/json.js';
import { communityFolder } from '../write/folders.js';
import { BuildError, EXIT } from '../report/errors.js';

/** The address of the protocol. */
const ENDPOINT = '/api/stats-dashboard';

const TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json; charset=utf-8',
  '.gz': 'application/gzip',
  '.parquet': 'application/vnd.apache.parquet',
};

/** The longest body of a request, in bytes. */
const LONGEST = 65_536;

/** An answer: text, or the bytes of a file. */
interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly type: string;
}

const json = (content: unknown, status = 200): Answer => ({
  status,
  body: JSON.stringify(content),
  type: TYPES['.json']!,
});

/** Creates a server of the files in a folder. It reads them for each request, and computes nothing. */
export function statsServer(folder: string): Server {
  return createServer((request, response) => {
    answer(request, folder)
      .then((found) => send(request, response, found))
      .catch((error: unknown) => send(request, response, json({ error: String(error) }, 500)));
  });
}

async function answer(request: IncomingMessage, folder: string): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'OPTIONS') return { status: 204, body: '', type: TYPES['.json']! };
  if (pathname.replace(/\/$/, '') === ENDPOINT) {
    if (request.method !== 'POST') return json({ error: 'Statistics are requested by POST' }, 405);
    return { status: 200, body: statistics(await bodyOf(request), folder), type: TYPES['.json']! };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return json({ error: 'Files are requested by GET' }, 405);
  return fileAt(folder, pathname) ?? json({ error: `There is no ${pathname}` }, 404);
}

function fileAt(folder: string, pathname: string): Answer | undefined {
  let path: string;
  try {
    // Folders of communities have names that are encoded themselves, so this decodes once.
    path = normalize(join(folder, decodeURIComponent(pathname)));
  } catch {
    return undefined;
  }
  if (!path.startsWith(folder + sep) || path.includes('\0') || !existsSync(path) || !statSync(path).isFile())
    return undefined;
  return { status: 200, body: readFileSync(path), type: TYPES[extname(path)] ?? 'application/octet-stream' };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST) throw new Error('the request is too long');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Returns the answer as the service does: an error is a body with status 200, and a year without numbers is empty. The texts of files
 * are joined as they are.
 */
function statistics(body: unknown, folder: string): string {
  const fail = (error: string): string => JSON.stringify({ error });
  if (!isObject(body) || !Object.keys(body).length) return fail('No JSON data provided');
  const answers: string[] = [];
  for (const [key, query] of Object.entries(body)) {
    const params = isObject(query) && isObject(query['params']) ? query['params'] : {};
    const name = isObject(query) && typeof query['stat'] === 'string' ? query['stat'] : key;
    if (!Object.values(STATISTIC_KEYS).includes(name)) return fail(`Unknown query: ${name}`);
    const year = /^(\d{4})-/.exec(String(params['start_date']))?.[1];
    if (year === undefined) return fail(`start_date is missing in ${name}`);
    const { community_id: community, date_basis: basis } = params;
    const id = typeof community === 'string' || typeof community === 'number' ? String(community) : '';
    const scope = id === '' || id === WHOLE ? folder : join(folder, communityFolder(id));
    if (!existsSync(join(scope, 'index.json'))) return fail(`Community ${id} not found`);
    const isOther = name.startsWith('record') && (basis === 'created' || basis === 'published');
    const file = join(scope, isOther ? basis : '', year, `${name}.json`);
    answers.push(existsSync(file) ? readFileSync(file, 'utf8').trim().slice(1, -1) : `${JSON.stringify(name)}:{}`);
  }
  return `{${answers.join(',')}}`;
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, type }: Answer): void {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const isSame = status === 200 && request.headers['if-none-match'] === tag;
  response.writeHead(isSame ? 304 : status, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'Content-Type, If-None-Match',
    // Asked for again each time: the tag tells whether anything has changed.
    'Cache-Control': 'no-cache',
    ...(status === 200 && { ETag: tag }),
    ...(isSame ? {} : { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }),
  });
  response.end(isSame || request.method === 'HEAD' ? undefined : body);
}

/** Serves a folder until the process ends. */
export async function serve(folder: string, host: string, port: string, say: (line: string) => void): Promise<void> {
  if (!existsSync(join(folder, 'index.json')))
    throw new BuildError(`There are no statistics in ${folder}: repository-stats build`);
  const number = Number(port);
  if (!/^\d{1,5}$/.test(port) || number > 65_535) throw new BuildError(`--port ${port} is no port`, EXIT.usage);
  const server = statsServer(folder);
  await new Promise<void>((listening, failed) => {
    server.once('error', (error) => failed(new BuildError(`${host}:${port}: ${error.message}`)));
    server.listen(number, host, listening);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : number;
  say(`Statistics: http://${host}:${actual}/, the service: http://${host}:${actual}${ENDPOINT}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
  await new Promise<void>((closed) => server.once('close', closed));
}
