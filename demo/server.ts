/** Serves the fake service and the built files: by Vite, which serves the demo pages, or by a server of their own. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { givenNumbers } from './numbers.js';
import { FakeService } from './service.js';
import { SERVICES, answerService } from './services/index.js';
import { servicePage } from './services/pages.js';

export { FAULTS, FakeService } from './service.js';
export { answerService };

/** Answers a request; `undefined`: 404. */
export type Handler = (request: Request) => Promise<Response | undefined> | Response | undefined;

/** Slug of the only community of the demo. */
const COMMUNITY = 'astronomy';

/** The addresses that are answered here; all others are files of the demo. */
const OWN = new RegExp(`^/(api|dist|stats|${SERVICES.map(({ name }) => name).join('|')})/`);

/**
 * Serves the built files at /dist, the fake service at /api, other ones at their names, and their pages. STATS_PAYLOAD is the
 * file of a body with its numbers.
 */
export function demoServer(): Plugin {
  return {
    name: 'demo-server',
    configureServer(server) {
      const payload = process.env['STATS_PAYLOAD'];
      const service = new FakeService({
        communities: [COMMUNITY],
        ...(payload && { numbers: givenNumbers(JSON.parse(readFileSync(resolve(payload), 'utf8'))) }),
      });
      const answer: Handler = (request) =>
        new URL(request.url).pathname.startsWith('/api')
          ? service.answer(request)
          : (answerService(request) ?? distFile(request) ?? statisticsFile(request));
      const answerPage: Handler = async ({ url }) => {
        const { pathname } = new URL(url);
        const html = await server.transformIndexHtml(pathname, servicePage(pathname) ?? '');
        return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
      };
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const handler = OWN.test(pathname) ? answer : servicePage(pathname) && answerPage;
        if (handler) respond(handler, request, response).catch(next);
        else next();
      });
    },
  };
}

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.gz': 'application/gzip',
};

/** Makes a function that answers with files of a folder of the project, for any origin, as a content delivery network would. */
const filesOf =
  (folder: string) =>
  ({ url }: Request): Response | undefined => {
    const path = decodeURIComponent(new URL(url).pathname);
    const type = TYPES[extname(path)];
    const file = fileURLToPath(new URL(`..${path.replaceAll('%', '%25')}`, import.meta.url));
    if (!type || !path.startsWith(`/${folder}/`) || !existsSync(file)) return undefined;
    return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
      headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': type },
    });
  };

/** Answers with a file of the library. */
export const distFile = filesOf('dist');
/** Answers with a file of statistics that builder/ has written. */
const statisticsFile = filesOf('stats');

/** Starts a server on a free port of localhost. Its `url` ends with a slash. */
export async function serve(handler: Handler): Promise<{ url: string; server: Server; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    respond(handler, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(() => closed()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server, close };
}

/** Answers with what a handler returns; a network error (`Response.error()`) closes the connection. */
async function respond(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  const { method = 'GET', headers } = incoming;
  const given = new AbortController();
  outgoing.once('close', () => outgoing.writableFinished || given.abort());
  const response =
    (await handler(
      new Request(new URL(incoming.url ?? '/', `http://${headers.host ?? 'localhost'}`), {
        method,
        headers: headers as Record<string, string>,
        signal: given.signal,
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      }),
    )) ?? new Response(null, { status: 404 });
  if (response.type === 'error') {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, [...response.headers].flat());
  const body = response.body?.getReader();
  outgoing.once('close', () => void body?.cancel().catch(() => undefined));
  for (let next = await body?.read(); next && !next.done; next = await body?.read()) {
    const { value } = next;
    // Awaited, so that data is sent before the stream may fail.
    await new Promise((written) => outgoing.write(value, written));
  }
  outgoing.end();
}
