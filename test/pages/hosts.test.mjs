/** The packed package in the two hosts that need no installation; `npm run hosts` has all of them. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { link, pack } from '../hosts/install.mjs';
import { checkHost, reference } from '../hosts/run.mjs';
import { launch } from './browser.mjs';

describe('the packed package', { timeout: 300_000 }, () => {
  let browser, tarball;

  before(async () => {
    [browser, tarball] = await Promise.all([launch(), pack()]);
  });
  after(() => browser.close());

  /** Returns the checks of a host that failed, with the reasons. */
  async function failuresOf(host, expected) {
    const cells = await checkHost(host, { browser, expected, install: () => link(host, tarball) });
    return Object.entries(cells).flatMap(([check, { failure }]) => (failure ? [`${check}: ${failure}`] : []));
  }

  it('every entry point of the package can be imported in Node, where nothing is defined', async () => {
    assert.deepEqual(await failuresOf('node'), []);
  });

  it('an application that is built with Vite shows the same as the script tag, and is not much larger', async () => {
    assert.deepEqual(await failuresOf('vite', await reference(browser)), []);
  });
});
