/** The package as it is installed by users. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { build } from 'vite';
import { run } from '../../scripts/run.mjs';
import { atVersion, filesOf, integrityOf, snippet } from '../../scripts/snippet.mjs';
import { thirdPartyNotices } from '../../scripts/third-party.mjs';

const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const json = (path) => JSON.parse(text(path));
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

  it('the published types import only packages that are installed with the package', () => {
    const at = /(?:from |import\()["']([@a-z][^"']*)["']/g;
    const types = readdirSync(new URL('../../dist/types', import.meta.url), { recursive: true })
      .filter((name) => name.endsWith('.d.ts'))
      .map((name) => text(`dist/types/${name}`));
    const imported = new Set(types.flatMap((code) => [...code.matchAll(at)].map(([, path]) => packageOf(path))));
    // Those of Vega-Embed do not compile without skipLibCheck.
    assert.deepEqual([...imported].sort(), ['lit', 'vega', 'vega-lite']);
  });

  it('the published types do not use parameters of typed arrays, which TypeScript 5.4 does not know', () => {
    const types = readdirSync(new URL('../../dist/types', import.meta.url), { recursive: true })
      .filter((name) => name.endsWith('.d.ts'))
      .filter((name) => /Array<ArrayBuffer/.test(text(`dist/types/${name}`)));
    assert.deepEqual(types, []);
  });
});

describe('the published files', () => {
  /** The files of the tarball, by their paths in it. */
  const packed = run('npm pack --dry-run --json --ignore-scripts').then(({ output }) => {
    const [{ files }] = JSON.parse(output.slice(output.indexOf('[')));
    return files.map(({ path }) => path);
  });

  it('the package contains the built files and documentation, no sources and no tests', async () => {
    const others = (await packed).filter((path) => !/^(dist|docs|stories\/guides)\//.test(path));
    assert.deepEqual(others.sort(), [
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'bench/README.md',
      'package.json',
    ]);
    assert.deepEqual(
      (await packed).filter((path) => /\.vite|\.tsx?$|\.map$|\.test\./.test(path) && !path.endsWith('.d.ts')),
      [],
    );
  });

  it('every relative link in the published documentation leads to a published file', async () => {
    const paths = await packed;
    const broken = paths
      .filter((path) => /\.mdx?$/.test(path))
      .flatMap((path) =>
        [...text(path).matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)]
          .filter(([, link]) => !paths.includes(new URL(link, `file:///${path}`).pathname.slice(1)))
          .map(([, link]) => `${path}: ${link}`),
      );
    assert.deepEqual(broken, []);
  });

  it('the documentation names the version of the package in every address', () => {
    const { version } = json('package.json');
    for (const path of ['README.md', 'stories/guides/scripts-and-files.mdx']) {
      assert.match(text(path), /repository-stats-widgets@/);
      assert.equal(text(path), atVersion(text(path), version), path);
    }
  });
});

describe('the notices of bundled packages', () => {
  const lit = { name: 'lit', version: '3.3.3', identifier: 'BSD-3-Clause', text: 'Copyright Google LLC\r\n' };

  it('the notices list each version of a package once, with its licence', () => {
    const notices = thirdPartyNotices([lit, { ...lit, version: '2.0.0' }, { ...lit }]);
    assert.deepEqual(notices.match(/^lit .*$/gm), ['lit 2.0.0 (BSD-3-Clause)', 'lit 3.3.3 (BSD-3-Clause)']);
    assert.match(notices, /Copyright Google LLC\n/);
  });

  it('a package whose licence is not allowed, missing or without a text stops the build', () => {
    for (const wrong of [{ identifier: 'GPL-3.0' }, { identifier: undefined }, { text: undefined }]) {
      assert.throws(() => thirdPartyNotices([{ ...lit, ...wrong }]), /lit 3\.3\.3/);
    }
  });

  it('the notices contain every package that the bundler puts into a script', { timeout: 120_000 }, async () => {
    const { NODE_ENV } = process.env;
    const [{ output }] = await build({ mode: 'define', logLevel: 'error', build: { write: false } });
    process.env.NODE_ENV = NODE_ENV ?? '';
    const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
    const names = output.flatMap(({ moduleIds = [] }) => moduleIds.flatMap((id) => inPackage.exec(id)?.[1] ?? []));
    const notices = text('dist/THIRD-PARTY-NOTICES.txt');
    assert.ok(names.includes('vega-scale'));
    assert.deepEqual(
      [...new Set(names)].filter((name) => !notices.includes(`\n${name} `)),
      [],
    );
  });
});

describe('the snippet for a content delivery network', () => {
  it('the files of a script are those that it imports, and what these load later', () => {
    const manifest = {
      'src/a.ts': { file: 'a.js', imports: ['_b.js'], dynamicImports: ['_c.js'] },
      '_b.js': { file: 'chunks/b.js', imports: ['src/a.ts'] },
      '_c.js': { file: 'chunks/c.js', dynamicImports: ['_d.js'] },
      '_d.js': { file: 'chunks/d.js' },
      'src/e.ts': { file: 'e.js' },
    };
    assert.deepEqual(filesOf(manifest, 'src/a.ts'), ['a.js', 'chunks/b.js', 'chunks/c.js', 'chunks/d.js']);
  });

  it('the snippet gives the checksum of the script to its element, and all others to an import map', () => {
    const html = snippet('1.2.3', 'a.js', { 'a.js': 'sha384-A', 'chunks/b.js': 'sha384-B' });
    const base = 'https://cdn.jsdelivr.net/npm/repository-stats-widgets@1.2.3/dist/';
    const [, map] = /<script type="importmap">([^]*?)<\/script>/.exec(html);
    assert.deepEqual(JSON.parse(map), { integrity: { [`${base}chunks/b.js`]: 'sha384-B' } });
    assert.match(html, /src="[^"]*@1\.2\.3\/dist\/a\.js"\s+integrity="sha384-A"\s+crossorigin="anonymous"/);
  });

  it('a checksum is the SHA-384 of the content', () => {
    assert.equal(integrityOf(''), 'sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb');
  });

  it('another version replaces that of every address, and nothing else', () => {
    const address = (version) => `https://cdn.jsdelivr.net/npm/repository-stats-widgets@${version}/dist/define.js`;
    assert.equal(
      atVersion(`1.0.0 ${address('1.0.0')} ${address('1.1.0-rc.1')}`, '2.0.0'),
      `1.0.0 ${address('2.0.0')} ${address('2.0.0')}`,
    );
  });
});
