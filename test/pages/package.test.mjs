/** The package as others install it. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

const json = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const FOLDERS = ['dist', 'dist/components', 'dist/modules'];
/** These have everything in them. */
const SCRIPTS = ['define.js', 'autoload.js', 'invenio.js'];

/** The modules for bundlers. */
const modules = () =>
  FOLDERS.flatMap((folder) =>
    readdirSync(new URL(`../../${folder}`, import.meta.url))
      .filter((name) => name.endsWith('.js') && !SCRIPTS.includes(name))
      .map((name) => readFileSync(new URL(`../../${folder}/${name}`, import.meta.url), 'utf8')),
  );

/** `lit` of `lit/decorators.js`, `@lit/context` of itself. */
const packageOf = (path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)[0];

/** A package and what it wants to be there beside it. */
const withPeers = (name) => [
  name,
  ...Object.keys(json(`node_modules/${name}/package.json`).peerDependencies ?? {}).flatMap(withPeers),
];

describe('the package', () => {
  it('the package depends on what its modules import, and on nothing else', () => {
    const at = /^(?:import|export) (?:.* from )?"([@a-z][^"]*)";$|\bimport\("([@a-z][^"]*)"\)/gm;
    const imported = modules().flatMap((code) =>
      [...code.matchAll(at)].map(([, now, later]) => packageOf(now ?? later)),
    );
    assert.ok(imported.includes('lit') && imported.includes('vega-embed'));
    assert.deepEqual(Object.keys(json('package.json').dependencies), [...new Set(imported.flatMap(withPeers))].sort());
  });
});
