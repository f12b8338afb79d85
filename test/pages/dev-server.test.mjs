/** The server of `npm run demo` sends sources that browsers accept. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createServer } from 'vite';
import { root } from './documents.mjs';

describe('the development server', () => {
  let server;
  before(async () => {
    server = await createServer({
      configFile: join(root, 'vite.config.ts'),
      server: { middlewareMode: true, hmr: false, watch: null },
      optimizeDeps: { noDiscovery: true },
      logLevel: 'error',
    });
  });
  after(() => server.close());

  it('sends imports of layouts without attributes, as it answers JSON as JavaScript', async () => {
    const { code } = await server.transformRequest(`/@fs${join(root, 'layouts/dashboard-layout.ts')}`);
    assert.match(code, /import\(["'][^"']*datacite\.json/);
    assert.doesNotMatch(code, /type:\s*["']json["']/);
  });
});
