/** The server of the benchmarks: the built files, the fake service in three sizes, and the pages that are measured. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { load } from '../demo/node.mjs';
import { TODAY } from './bodies.mjs';
import { SERVICES } from './services.mjs';

const { FakeService, answerService, serve: listen } = await load('demo/server.ts');

const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.css': 'text/css' };
/** Isolates the page and its workers in a process, as the browser requires for measuring their memory. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
/** Milliseconds without a request after which no more are expected. */
const QUIET = 1500;

/**
 * Serves a folder of built files, and bodies by size, on a free port of localhost.
 * - `/dist/…`: what `npm run build` made, compressed beforehand
 * - `/<size>/api/stats-dashboard`: the service; `/<size>/body/<year>/<statistic>`: one of its bodies by GET
 * - `/datacite/…` and so on: the other fake services, each answer delayed
 * - `/page?kind=dashboard|lone&size=…&range=…&years=…&tab=…&count=…`, `/page?kind=service&service=…`: a page; `/blank`: an
 *   empty one
 * - `/extra/…`: the files in `server.extra`
 */
export async function serve(dist, sizes) {
  const files = distFiles(dist);
  const bodies = Object.fromEntries(Object.entries(sizes).map(([size, { folder }]) => [size, bodiesOf(folder)]));
  const extra = new Map();
  let log = [];
  let busy = 0;
  let last = 0;

  const services = Object.fromEntries(
    Object.keys(sizes).map((size) => {
      const logged = (stat, year) => {
        const bytes = bodies[size](year, stat);
        log.push({ path: `/${size}/api/stats-dashboard`, bytes: bytes.length, size, stat, year: String(year) });
        return bytes;
      };
      return [size, new FakeService({ bodies: logged })];
    }),
  );

  /** Returns a file, a page or a body; `undefined` for unknown addresses. */
  const fileAt = ([first = '', ...rest], query) => {
    if (services[first])
      return rest[0] === 'body'
        ? { type: TYPES['.json'], gzip: true, bytes: bodies[first](...rest.slice(1)) }
        : packed(JSON.stringify({ hits: { hits: [], total: 0 } }), '.json');
    if (first === 'dist') return files.get(rest.join('/'));
    if (first === 'extra') return packed(extra.get(rest.join('/')), '.js');
    const page = { page: () => pageOf(query), blank: () => EMPTY }[first]?.();
    return page && { type: 'text/html', bytes: Buffer.from(page) };
  };

  const answer = async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const [first = '', ...rest] = pathname.slice(1).split('/');
    const headers = { ...ISOLATED, ...(first === 'dist' && { 'Cache-Control': 'public, max-age=3600' }) };
    if (services[first] && rest.join('/') === 'api/stats-dashboard') {
      const response = await services[first].answer(request);
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
      return response;
    }
    if (SERVICES[first]) {
      const [response = new Response(null, { status: 404 })] = await Promise.all([
        answerService(request),
        pause(SERVICES[first].delay),
      ]);
      const bytes = gzipSync(await response.arrayBuffer());
      log.push({ path: pathname, bytes: bytes.length, service: first });
      const all = { ...Object.fromEntries(response.headers), ...headers, 'Content-Encoding': 'gzip' };
      return new Response(bytes, { status: response.status, headers: all });
    }
    const found = fileAt([first, ...rest], searchParams);
    if (!found) return new Response(null, { status: 404, headers });
    const { type, bytes, gzip } = found;
    log.push({ path: pathname, bytes: bytes.length });
    return new Response(bytes, {
      headers: {
        ...headers,
        'Content-Type': type,
        'Content-Length': String(bytes.length),
        ...(gzip && { 'Content-Encoding': 'gzip' }),
      },
    });
  };

  const { server, url, close } = await listen(answer);
  server.on('request', (_, response) => {
    busy++;
    response.on('close', () => {
      busy--;
      last = performance.now();
    });
  });
  return {
    origin: new URL(url).origin,
    files,
    extra,
    /** The years that have bodies, and the one that is not over yet, by size. */
    years: Object.fromEntries(Object.entries(sizes).map(([size, { meta }]) => [size, yearsOf(meta)])),
    lastYears: Object.fromEntries(Object.entries(sizes).map(([size, { meta }]) => [size, String(meta.endYear)])),
    /** The requests since the last call of `forget`: path and bytes, for statistics also statistic and year. */
    get log() {
      return log;
    },
    /** The requests for statistics, or to another service, among them. */
    get asked() {
      return log.filter(({ stat, service }) => stat ?? service);
    },
    forget: () => (log = []),
    /** Resolves after a while without requests, when everything has been prefetched. */
    quiet: async () => {
      last = performance.now();
      while (busy || performance.now() - last < QUIET) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    close,
  };
}

const yearsOf = ({ startYear, endYear }) => Array.from({ length: endYear - startYear + 1 }, (_, i) => startYear + i);

const packed = (text, extension) =>
  text === undefined ? undefined : { type: TYPES[extension], gzip: true, bytes: gzipSync(text, { level: 9 }) };

/** Returns the built files by their path, compressed. */
function distFiles(dist) {
  const paths = readdirSync(dist, { recursive: true }).filter((path) => TYPES[extname(path)] && !/^types\b/.test(path));
  return new Map(
    paths.map((path) => {
      const text = readFileSync(join(dist, path));
      return [path.replaceAll('\\', '/'), { ...packed(text, extname(path)), text: text.toString('utf8') }];
    }),
  );
}

/** Returns the compressed bodies of a folder, by year and statistic. */
function bodiesOf(folder) {
  const bodies = new Map();
  const empty = new Map();
  const years = readdirSync(folder).filter((name) => /^\d{4}$/.test(name));
  for (const year of years) {
    for (const file of readdirSync(join(folder, year)).filter((name) => name.endsWith('.json.gz'))) {
      bodies.set(`${year}/${file.replace('.json.gz', '')}`, readFileSync(join(folder, year, file)));
    }
  }
  /** Returns a year in which nothing was counted: all subcounts and metrics, without series. */
  const emptyOf = (stat) => {
    const file = join(folder, years[0], `${stat}.json`);
    if (!existsSync(file)) return undefined;
    const category = JSON.parse(readFileSync(file, 'utf8'))[stat];
    const none = (metrics) => Object.fromEntries(Object.keys(metrics).map((metric) => [metric, []]));
    const entries = Object.entries(category).map(([subcount, metrics]) => [subcount, none(metrics)]);
    return gzipSync(JSON.stringify({ [stat]: Object.fromEntries(entries) }));
  };
  return (year, stat) => {
    const body = bodies.get(`${year}/${stat}`);
    if (body) return body;
    if (!empty.has(stat)) empty.set(stat, emptyOf(stat));
    return empty.get(stat);
  };
}

const EMPTY = '<!doctype html><title>Empty</title><link rel="icon" href="data:,">';

/** Every other figure of a statistic, so that they share their bodies. */
const FIGURES = ['records', 'files', 'uploadVolume', 'uploaders'];

function pageOf(query) {
  const size = query.get('size');
  const range = query.get('range');
  const count = Number(query.get('count') ?? 1);
  const years = query.get('years');
  const tab = query.get('tab');
  const more = `${years ? ` config='{"max_history_years":${years}}'` : ''}${tab ? ` tab="${tab}"` : ''}`;
  const source = `src="/${size}/api/stats-dashboard" today="${TODAY}" range="${range}"`;
  const service = query.get('service');
  const [script, content] = {
    dashboard: () => ['define', `<stats-dashboard ${source}${more}></stats-dashboard>`],
    lone: () => ['autoload', lone(count, source)],
    service: () => [
      'define',
      `<stats-dashboard source="${service}" ${SERVICES[service].attributes}></stats-dashboard>`,
    ],
  }[query.get('kind')]();
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Benchmark</title>
    <link rel="icon" href="data:,">
    <style>figure { display: inline-block; width: 15rem; margin: 0.25rem }</style>
    <script type="module" src="/dist/${script}.js"></script>
  </head>
  <body>
    ${content}
  </body>
</html>`;
}

const lone = (count, source) =>
  Array.from(
    { length: count },
    (_, i) => `<figure><stats-figure ${source} metric="${FIGURES[i % FIGURES.length]}"></stats-figure></figure>`,
  ).join('\n    ');
