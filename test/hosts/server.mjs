/** Serves the built files of a host, the fake service at /api, and its answers as files at /stats. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { FakeService, distFile, serve, statsFile } from '../pages/server.mjs';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** Returns the path of the file for an address, as static servers find it; `undefined` if there is none. */
export function fileFor(folder, pathname) {
  const path = join(folder, decodeURIComponent(pathname));
  return [path, join(path, 'index.html'), `${path}.html`].find((each) => existsSync(each) && statSync(each).isFile());
}

/**
 * @param {string} folder the files
 * @param {{spa?: boolean}} options spa: answers with `/index.html` in place of 404, as servers of applications with
 * client-side routes do
 */
export async function serveHost(folder, { spa = false } = {}) {
  const service = new FakeService();
  const { url, close } = await serve((request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/api/')) return service.answer(request);
    const built = distFile(request) ?? statsFile(service, request);
    if (built) return built;
    const file = fileFor(folder, pathname) ?? (spa ? join(folder, 'index.html') : undefined);
    if (!file) return undefined;
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return new Response(readFileSync(file), { headers: { 'Content-Type': type } });
  });
  return { service, close, url: url.slice(0, -1) };
}
