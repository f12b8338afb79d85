/** Starts the demo for tests of whole pages: the same server that `npm run demo` starts, on a free port. */
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/**
 * @param {{payload?: string}} options payload: path of a body of the service to answer from, in place of invented numbers
 * @returns {Promise<{url: string, close: () => Promise<void>}>} the address of the demo, with a slash at its end
 */
export async function startDemo({ payload } = {}) {
  const before = process.env.STATS_PAYLOAD;
  setPayload(payload);
  try {
    const server = await createServer({
      configFile: path('vite.config.ts'),
      root: path('demo'),
      // Without hot reload: a file that changes during a test must not reload its page.
      server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
      logLevel: 'error',
    });
    await server.listen();
    return { url: `http://127.0.0.1:${server.httpServer.address().port}/`, close: () => server.close() };
  } finally {
    setPayload(before);
  }
}

function setPayload(payload) {
  if (payload === undefined) delete process.env.STATS_PAYLOAD;
  else process.env.STATS_PAYLOAD = payload;
}
