/** The package as it is installed by users. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

const json = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const FOLDERS = ['dist', 'dist/components', 'dist/modules'];
/** Attributes that accept one of several names. */
const VALUED = ['metric', 'metrics', 'kind', 'breakdown', 'range', 'granularity', 'compare', 'source', 'theme', 'unit'];
/** Bundles that contain all dependencies. */
const SCRIPTS = ['define.js', 'autoload.js', 'invenio.js'];

/** Modules for bundlers. */
const modules = () =>
  FOLDERS.flatMap((folder) =>
    readdirSync(new URL(`../../${folder}`, import.meta.url))
      .filter((name) => name.endsWith('.js') && !SCRIPTS.includes(name))
      .map((name) => readFileSync(new URL(`../../${folder}/${name}`, import.meta.url), 'utf8')),
  );

/** Returns the package of an import: `lit` of `lit/decorators.js`, `@lit/context` of itself. */
const packageOf = (path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)[0];

/** Returns a package with its peer dependencies. */
const withPeers = (name) => [
  name,
  ...Object.keys(json(`node_modules/${name}/package.json`).peerDependencies ?? {}).flatMap(withPeers),
];

/** Returns the source files in a folder. */
const sources = (folder) =>
  readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(`../../${folder}/${name}`, import.meta.url), 'utf8'))
    .join('\n');

/** Returns the unique texts that the first group of a pattern matches, sorted. */
const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

describe('the custom elements manifest', () => {
  const { modules: described } = json('dist/custom-elements.json');
  const elements = described.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  const namesOf = (kind) =>
    [...new Set(elements.flatMap((element) => element[kind] ?? []).map(({ name }) => name))].sort();
  const code = sources('components') + sources('layouts');

  it('the manifest describes every custom property that the styles read, and no other', () => {
    assert.deepEqual(namesOf('cssProperties'), found(code, /var\((--stats-[\w-]+)/g));
  });

  it('the manifest describes every part of the templates, and no other', () => {
    assert.deepEqual(namesOf('cssParts'), found(code, /part=(?:"|\$\{.*\? ')([\w-]+)/g));
  });

  it('the manifest describes every event, and no other', () => {
    assert.deepEqual(
      namesOf('events'),
      found(sources('src/state') + code, /['"](stats-(?:load|error|select|warning|chart-\w+))['"]/g),
    );
  });

  it('the manifest contains the values of attributes that accept names', () => {
    const { tags } = json('dist/vscode.html-custom-data.json');
    const without = tags.flatMap(({ name: tag, attributes }) =>
      attributes
        .filter(({ name, values }) => VALUED.includes(name) && values.length < 2)
        .map(({ name }) => `${tag} ${name}`),
    );
    assert.deepEqual(without, []);
  });
});

describe('the package', () => {
  it('the package depends on the packages that its modules import, and on no other', () => {
    const at = /^(?:import|export) (?:.* from )?"([@a-z][^"]*)";$|\bimport\("([@a-z][^"]*)"\)/gm;
    const imported = modules().flatMap((code) =>
      [...code.matchAll(at)].map(([, now, later]) => packageOf(now ?? later)),
    );
    assert.ok(imported.includes('lit') && imported.includes('vega-embed'));
    assert.deepEqual(Object.keys(json('package.json').dependencies), [...new Set(imported.flatMap(withPeers))].sort());
  });
});
