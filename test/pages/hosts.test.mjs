/**
 * The packed package in the two hosts that need no installation: in Node, and under `npm run soak` in an application that Vite
 * builds; `npm run hosts` has all of them.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { link, pack } from '../hosts/install.mjs';
import { checkHost, reference } from '../hosts/run.mjs';
import { launch } from './browser.mjs';
import { thorough } from './thorough.mjs';

describe('the packed package', { timeout: 300_000 }, () => {
  let tarball;

  before(async () => {
    tarball = await pack();
  });

  /** Returns the checks of a host that failed, with the reasons. */
  async function failuresOf(host, options) {
    const cells = await checkHost(host, { ...options, install: () => link(host, tarball) });
    return Object.entries(cells).flatMap(([check, { failure }]) => (failure ? [`${check}: ${failure}`] : []));
  }

  it('every entry point of the package can be imported in Node, where nothing is defined', async () => {
    assert.deepEqual(await failuresOf('node'), []);
  });

  it(
    'an application that is built with Vite shows the same as the script tag, and is not much larger',
    { skip: !thorough && 'npm run soak tries it' },
    async () => {
      const browser = await launch();
      try {
        assert.deepEqual(await failuresOf('vite', { browser, expected: await reference(browser) }), []);
      } finally {
        await browser.close();
      }
    },
  );
});
