/**
 * A fake InvenioRDM: its statistics service and its search of records, from generated or given numbers, with faults that
 * can be switched on. It answers a `Request` with a `Response`; demo/server.ts puts it on a port. The demo, the tests of
 * whole pages and the benchmarks share it.
 */
import { parseDay, today as currentDay, yearOf, type Day } from '../src/data/day.js';
import { STATISTIC_KEYS } from '../src/sources/stats-body/statistic-keys.js';
import { isObject } from '../src/util/json.js';
import { STATISTICS, type Statistic } from '../src/vocabulary/terms.js';
import { generatedNumbers, type Numbers } from './numbers.js';
import { recordsAnswer } from './records.js';
import { recordUse } from './services/record-use.js';

/** One of the queries of a request for statistics. */
export interface Query {
  readonly stat: string;
  readonly statistic: Statistic;
  readonly year: number;
  /** Slug of a community, or `global`. */
  readonly community: string;
  readonly basis: unknown;
  /** The ETag that came with the request. */
  readonly etag?: string;
}

/**
 * Decides how a request for statistics fails: by the name of a fault, with a response, or (`undefined`) not at all.
 * @param query the first query of the request; empty for a GET request
 * @param usual returns the usual answer
 */
export type Fault = (
  query: Partial<Query>,
  request: Request,
  usual: () => Promise<Response>,
) => string | Response | undefined | Promise<Response | undefined>;

export interface ServiceOptions {
  readonly numbers?: Numbers;
  /** Encoded bodies (gzip), which are sent in place of numbers. */
  readonly bodies?: (stat: string, year: number) => Uint8Array | undefined;
  /** Origin of the pages of records. Absent: that of the request. */
  readonly site?: string;
  /** Slugs of the communities that exist. Absent: every one. */
  readonly communities?: readonly string[];
}

const PARAMETERS = ['community_id', 'start_date', 'end_date', 'date_basis', 'optimize', 'category', 'metric'];

/** A refusal, whose message becomes the text of an error body. */
class Refusal extends Error {}

export const json = (value: unknown, init?: ResponseInit): Response => Response.json(value, init);

/** Reports an error as InvenioRDM does for requests that do not reach the statistics. */
const refuse = (status: number, message: string, headers: HeadersInit = {}): Response =>
  json({ status, message }, { status, headers });

const html = (text: string): Response =>
  new Response(text, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });

const LOGIN = '<!doctype html><title>Log in</title><h1>Log in</h1><form method="post"><input name="email"></form>';

/** Faults by name. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  '404': () => refuse(404, 'The requested URL was not found on the server.'),
  '500': () => refuse(500, 'The server encountered an internal error and was unable to complete your request.'),
  '429': () =>
    refuse(429, '30 per 1 minute', { 'X-RateLimit-Limit': '30', 'X-RateLimit-Remaining': '0', 'Retry-After': '60' }),
  auth: () => refuse(403, 'Permission denied.'),
  error: () => json({ error: 'ConnectionTimeout caused by - ReadTimeoutError' }),
  html: () => html(LOGIN),
  redirect: () => new Response(null, { status: 302, headers: { Location: '/login.html' } }),
  half: async (_query, _request, usual) => {
    const text = await (await usual()).text();
    return new Response(text.slice(0, text.length / 2), { headers: { 'Content-Type': 'application/json' } });
  },
  /** Never answers. */
  hang: () => new Promise<never>(() => {}),
  /** Closes the connection before the answer. */
  network: () => Response.error(),
  csrf: (_query, { headers }) => {
    const token = /(?:^|;\s*)csrftoken=([^;]+)/.exec(headers.get('Cookie') ?? '')?.[1];
    if (token)
      return headers.get('X-CSRFToken') === token ? undefined : refuse(400, 'CSRF token missing or incorrect.');
    const cookie = `csrftoken=${crypto.randomUUID()}; Path=/; SameSite=Lax`;
    return refuse(400, 'CSRF cookie not set.', { 'Set-Cookie': cookie });
  },
};

/** The default numbers, shared by all services, because they take a second to generate. */
const GENERATED = generatedNumbers();

/** Matches a single record, with its id. */
const OF_RECORD = /^\/records\/([^/]+)$/;

/** Matches the search of one community, with its slug. */
const OF_COMMUNITY = /^\/communities\/([^/]+)\/records$/;

export class FakeService {
  /** ISO day on which the numbers end, exclusive. Empty: the current day. */
  today = '';
  /** True if answers have an ETag. */
  etag = false;
  /** The fault of requests for statistics: a name for all of them, or a function that decides for each. */
  fault: string | Fault | undefined;
  /** The queries so far. */
  asked: Query[] = [];
  /**
   * Requests for statistics without an answer, the most at the same time so far, and those that the client has aborted.
   */
  waiting = 0;
  most = 0;
  abandoned = 0;

  #gate = Promise.resolve();
  #watching: (() => void)[] = [];
  readonly #options: ServiceOptions;
  readonly #numbers: Numbers;

  constructor(options: ServiceOptions = {}) {
    this.#options = options;
    this.#numbers = options.numbers ?? GENERATED;
  }

  /** Delays all answers to later requests until the returned function is called. */
  hold(): () => void {
    let open = (): void => {};
    this.#gate = new Promise((resolve) => (open = resolve));
    return open;
  }

  /** Ends the delay for later requests. */
  flow(): void {
    this.#gate = Promise.resolve();
  }

  /** Resolves as soon as a condition on the requests holds. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#watching.push(resolve));
  }

  /**
   * Answers a request for an address below `/api`. Its query parameters `today=YYYY-MM-DD`, `delay=ms` and `fail=…` (a
   * name in `FAULTS`) apply to this request alone. `GET /api/requests` lists the queries, `DELETE /api/requests` clears
   * them.
   */
  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = /\/api(\/.*?)\/?$/.exec(url.pathname)?.[1] ?? '';
    const routes: Record<string, Record<string, () => Promise<Response> | Response>> = {
      '/stats-dashboard': { POST: () => this.#statistics(request, url.searchParams) },
      '/records': { GET: () => this.#records(url, OF_COMMUNITY.exec(path)?.[1]) },
      '/records/': { GET: () => this.#record(url, OF_RECORD.exec(path)?.[1]) },
      '/stats': { POST: () => recordUse(request, () => ({ since: 0, level: 40 })) },
      '/requests': {
        GET: () => json(this.asked.map(({ stat, year, community }) => ({ stat, year, community }))),
        DELETE: () => {
          this.asked = [];
          return new Response(null, { status: 204 });
        },
      },
    };
    const name = OF_COMMUNITY.test(path) ? '/records' : OF_RECORD.test(path) ? '/records/' : path;
    const route = routes[name];
    if (!route) return refuse(404, 'The requested URL was not found on the server.');
    const method = route[request.method];
    if (method) return method();
    const refused = refuse(405, 'The method is not allowed for the requested URL.', {
      Allow: Object.keys(route).join(', '),
    });
    return name === '/stats-dashboard' ? this.#failed(this.fault, {}, request, async () => refused) : refused;
  }

  /** Answers with a record. There is one for each id. */
  #record({ origin }: URL, id = ''): Response {
    const { site = origin } = this.#options;
    return json({
      ...{ id, parent: { id: `work-${id}` }, metadata: { title: `Record ${id}` } },
      links: { self_html: `${site}/records/${id}` },
    });
  }

  async #records(url: URL, community?: string): Promise<Response> {
    if (!this.#exists(community)) return refuse(404, 'The persistent identifier does not exist.');
    const { searchParams } = url;
    const { site = url.origin } = this.#options;
    const query = { sort: searchParams.get('sort'), size: searchParams.get('size'), page: searchParams.get('page') };
    const found = await recordsAnswer(query, { site, community, today: this.#day() });
    return found ? json(found) : refuse(400, 'Invalid sort option or page.');
  }

  async #statistics(request: Request, parameters: URLSearchParams): Promise<Response> {
    const queries = readQueries(await request.text(), request.headers.get('If-None-Match'));
    const known = queries instanceof Refusal ? [] : queries;
    const [query = {}] = known;
    this.asked.push(...known);
    this.most = Math.max(this.most, ++this.waiting);
    let isWaiting = true;
    const end = (): void => {
      if (isWaiting) this.waiting--;
      isWaiting = false;
      this.#changed();
    };
    request.signal.addEventListener('abort', () => {
      this.abandoned++;
      end();
    });
    this.#changed();
    await this.#gate;
    const delay = Number(parameters.get('delay'));
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    const usual = (): Promise<Response> => this.#usual(queries, this.#day(parameters.get('today')), request.headers);
    const response = await this.#failed(parameters.get('fail') ?? this.fault, query, request, usual);
    end();
    return response;
  }

  /** Answers all queries of a request, or reports the first error. */
  async #usual(queries: readonly Query[] | Refusal, today: Day, headers: Headers): Promise<Response> {
    const accept = headers.get('Accept') ?? '*/*';
    if (!/application\/json|\*\/\*/.test(accept)) return refuse(406, 'Not Acceptable');
    const [first] = queries instanceof Refusal ? [] : queries;
    const body = first && this.#options.bodies?.(first.stat, first.year);
    if (body) {
      return new Response(body as Uint8Array<ArrayBuffer>, {
        headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'Content-Length': `${body.length}` },
      });
    }
    const text = JSON.stringify(await this.#body(queries, today));
    const tag = this.etag ? { ETag: await tagOf(text) } : undefined;
    if (tag && headers.get('If-None-Match') === tag.ETag) return new Response(null, { status: 304, headers: tag });
    // The answer has the media type that the request accepts, as long as that looks like JSON.
    const type = accept.includes('application/json') ? accept : 'application/json';
    return new Response(text, { headers: { 'Content-Type': type, ...tag } });
  }

  async #body(queries: readonly Query[] | Refusal, today: Day): Promise<Record<string, unknown>> {
    if (queries instanceof Refusal) return { error: queries.message };
    const result: Record<string, unknown> = {};
    for (const query of queries) {
      if (!this.#exists(query.community)) {
        return { error: `Community ${query.community} not found: The persistent identifier does not exist.` };
      }
      result[query.stat] = await this.#numbers({ ...query, today });
    }
    return result;
  }

  async #failed(
    fault: string | Fault | undefined,
    query: Partial<Query>,
    request: Request,
    usual: () => Promise<Response>,
  ): Promise<Response> {
    const found = typeof fault === 'function' ? await fault(query, request, usual) : fault;
    const response = typeof found === 'string' ? await FAULTS[found]?.(query, request, usual) : found;
    return response instanceof Response ? response : usual();
  }

  #exists(community = 'global'): boolean {
    return community === 'global' || (this.#options.communities?.includes(community) ?? true);
  }

  #day(given?: string | null): Day {
    return parseDay(given ?? this.today) ?? currentDay();
  }

  #changed(): void {
    this.#watching.splice(0).forEach((resolve) => resolve());
  }
}

async function tagOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
  return `"${Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')}"`;
}

/** Returns the queries of a request, or the reason why the service refuses to read them. */
function readQueries(text: string, etag: string | null): readonly Query[] | Refusal {
  try {
    return readBody(text).map(([name, query]) => ({ ...readQuery(name, query), ...(etag !== null && { etag }) }));
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function readBody(text: string): [name: string, query: unknown][] {
  let body: unknown;
  try {
    body = text.trim() ? JSON.parse(text) : undefined;
  } catch {
    throw new Refusal('400 Bad Request: The browser (or proxy) sent a request that this server could not understand.');
  }
  const queries = Object.entries(body ?? {});
  if (!queries.length) throw new Refusal('No JSON data provided');
  if (!isObject(body)) throw new Refusal("'list' object has no attribute 'items'");
  return queries;
}

/** Reads a query. Of its dates only the year of the first one counts. */
function readQuery(name: string, query: unknown): Query {
  const { stat, params } = isObject(query) ? query : {};
  const statistic = STATISTICS.find((candidate) => STATISTIC_KEYS[candidate] === stat);
  if (!statistic || stat !== name) throw new Refusal(`Unknown query: ${typeof stat === 'string' ? stat : name}`);
  const given = isObject(params) ? params : {};
  if (Object.keys(given).some((key) => !PARAMETERS.includes(key))) {
    throw new Refusal(`Unknown parameter in request body for query ${name}`);
  }
  const { community_id: community = 'global', start_date: start, date_basis: basis } = given;
  if (start === undefined) throw new Refusal("'start_date'");
  const day = typeof start === 'string' ? parseDay(start) : undefined;
  if (day === undefined) throw new Refusal(`Invalid isoformat string: ${JSON.stringify(start)}`);
  return { stat: name, statistic, year: yearOf(day), community: String(community), basis };
}
