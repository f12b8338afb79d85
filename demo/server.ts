/** The server of the demo: the pages come from vite, the built files and the statistics service from here. */
import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Connect, Plugin } from 'vite';
import { parseDay, today } from '../src/data/day.js';
import { COMMUNITY, answer, type Query } from './answer.js';
import { givenNumbers, inventedNumbers, type Numbers } from './numbers.js';
import { recordsAnswer } from './records.js';

export interface DemoOptions {
  /** A file with a body of the service, whose numbers are taken in place of invented ones. Default: STATS_PAYLOAD. */
  readonly payload?: string;
}

/**
 * Serves the built files under /dist, and `POST /api/stats-dashboard` as an InvenioRDM instance answers it, also
 * `GET /api/records` and `GET /api/communities/<slug>/records` as far as they rank records by their use.
 *
 * Query parameters of that address: `today=YYYY-MM-DD` moves the end of the invented numbers, `delay=ms` slows the answer,
 * `fail=…` makes it fail (the table FAILURES says how). `GET /api/requests` lists what has been asked since the start or
 * the last `DELETE /api/requests`.
 */
export function demoServer({ payload = process.env['STATS_PAYLOAD'] }: DemoOptions = {}): Plugin {
  return {
    name: 'demo-server',
    configureServer({ middlewares }) {
      const numbers = payload ? givenNumbers(JSON.parse(readFileSync(resolve(payload), 'utf8'))) : inventedNumbers();
      middlewares.use('/dist', dist);
      middlewares.use('/api', api(numbers));
    },
  };
}

const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };

/** Serves the built files under /dist to any origin, as a content delivery network would. */
const dist: Connect.NextHandleFunction = (request, response, next) => {
  const { pathname } = addressOf(request);
  const file = fileURLToPath(new URL(`../dist${pathname}`, import.meta.url));
  const type = types[extname(file)];
  if (!type || !existsSync(file)) {
    next();
    return;
  }
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Content-Type', type);
  createReadStream(file).pipe(response);
};

const addressOf = (request: IncomingMessage): URL => new URL(request.url ?? '', 'http://localhost');

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const reply = (status: number, type: string, body: string, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { 'Content-Type': type, ...headers },
  body,
});

/** How InvenioRDM reports what went wrong before a request reached the statistics. */
const refuse = (status: number, message: string, headers?: Reply['headers']): Reply =>
  reply(status, 'application/json', JSON.stringify({ status, message }), headers);

/** The search of one community, and its slug. */
const OF_COMMUNITY = /^\/communities\/([^/]+)\/records\/?$/;

/** Everything under /api. */
function api(numbers: Numbers): Connect.NextHandleFunction {
  let asked: Pick<Query, 'stat' | 'year' | 'community'>[] = [];
  const hear = ({ stat, year, community }: Query): void => void asked.push({ stat, year, community });

  const statistics = async (request: IncomingMessage): Promise<Reply | undefined> => {
    const { searchParams } = addressOf(request);
    const text = await bodyOf(request);
    await setTimeout(Number(searchParams.get('delay') ?? 0));
    const day = parseDay(searchParams.get('today') ?? '') ?? today();
    // The service takes the short cut for everything that looks like JSON, and calls the answer what the request called it.
    const accept = request.headers.accept ?? '*/*';
    const type = accept.includes('application/json') ? accept : 'application/json';
    const answered = reply(200, type, JSON.stringify(await answer(text, day, numbers, hear)));
    const fail = FAILURES[searchParams.get('fail') ?? ''];
    if (fail) return fail(request, answered);
    if (!/application\/json|\*\/\*/.test(accept)) return refuse(406, 'Not Acceptable');
    return answered;
  };

  const records = async (request: IncomingMessage): Promise<Reply> => {
    const { pathname, searchParams } = addressOf(request);
    const community = OF_COMMUNITY.exec(pathname)?.[1];
    if (community !== undefined && community !== COMMUNITY)
      return refuse(404, 'The persistent identifier does not exist.');
    const query = { sort: searchParams.get('sort'), size: searchParams.get('size'), page: searchParams.get('page') };
    const site = `http://${request.headers.host ?? 'localhost'}`;
    const found = await recordsAnswer(query, { site, community, today: today() });
    return found ? reply(200, 'application/json', JSON.stringify(found)) : refuse(400, 'Invalid sort option or page.');
  };

  const routes: Record<string, Record<string, (request: IncomingMessage) => Promise<Reply | undefined> | Reply>> = {
    '/stats-dashboard': { POST: statistics },
    '/records': { GET: records },
    '/requests': {
      GET: () => reply(200, 'application/json', JSON.stringify(asked)),
      DELETE: () => {
        asked = [];
        return reply(204, 'application/json', '');
      },
    },
  };

  return (request, response, next) => {
    const path = addressOf(request).pathname.replace(/\/$/, '');
    const route = routes[OF_COMMUNITY.test(path) ? '/records' : path];
    const method = route?.[request.method ?? ''];
    const run = async (): Promise<Reply | undefined> => {
      if (!route) return refuse(404, 'The requested URL was not found on the server.');
      if (method) return method(request);
      return refuse(405, 'The method is not allowed for the requested URL.', { Allow: Object.keys(route).join(', ') });
    };
    run().then((made) => made && send(response, made), next);
  };
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, headers);
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const LOGIN = '<!doctype html><title>Log in</title><h1>Log in</h1><form method="post"><input name="email"></form>';

/** What goes wrong with `?fail=…`; no reply leaves the request open. */
const FAILURES: Record<string, (request: IncomingMessage, answered: Reply) => Reply | undefined> = {
  '404': () => refuse(404, 'The requested URL was not found on the server.'),
  '500': () => refuse(500, 'The server encountered an internal error and was unable to complete your request.'),
  '429': () =>
    refuse(429, '30 per 1 minute', { 'X-RateLimit-Limit': '30', 'X-RateLimit-Remaining': '0', 'Retry-After': '60' }),
  auth: () => refuse(403, 'Permission denied.'),
  error: (_, answered) => ({
    ...answered,
    body: JSON.stringify({ error: 'ConnectionTimeout caused by - ReadTimeoutError' }),
  }),
  html: () => reply(200, 'text/html; charset=utf-8', LOGIN),
  half: (_, answered) => ({ ...answered, body: answered.body.slice(0, answered.body.length / 2) }),
  hang: () => undefined,
  csrf: (request, answered) => {
    const token = /(?:^|;\s*)csrftoken=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    if (!token) {
      const cookie = `csrftoken=${randomBytes(16).toString('hex')}; Path=/; SameSite=Lax`;
      return refuse(400, 'CSRF cookie not set.', { 'Set-Cookie': cookie });
    }
    return request.headers['x-csrftoken'] === token ? answered : refuse(400, 'CSRF token missing or incorrect.');
  },
};
