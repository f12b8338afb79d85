/** The package as it is installed by users. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { load } from '../../demo/node.mjs';
import { elementModules } from '../../scripts/element-modules.mjs';
import { run } from '../../scripts/run.mjs';
import { atVersion, filesOf, integrityOf, snippet } from '../../scripts/snippet.mjs';
import { thirdPartyNotices } from '../../scripts/third-party.mjs';

const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const json = (path) => JSON.parse(text(path));
const FOLDERS = ['dist', 'dist/components', 'dist/modules'];
/** Attributes that accept one of several names. */
const VALUED = [
  ...['metric', 'metrics', 'kind', 'breakdown', 'range', 'granularity', 'compare', 'source', 'theme', 'unit'],
  ...['view', 'views', 'display', 'order', 'date-basis', 'credentials', 'chart-type', 'line-display', 'default-format'],
  'layout',
];
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

/** Returns the code of an element: the files in its folder, except those of other elements there. */
function codeOf(tag) {
  const folder = elementModules()[tag].replace(/\/[^/]*$/, '');
  return readdirSync(new URL(`../../${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => !name.startsWith('stats-') || name.startsWith(`${tag}.`))
    .map((name) => readFileSync(new URL(`../../${folder}/${name}`, import.meta.url), 'utf8'))
    .join('\n');
}

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

  /** The parts, events and custom properties of an element, by the patterns of the code that makes them. */
  const MADE = {
    cssParts: [/part=(?:"|\$\{.*\? ')([\w-]+)/g],
    cssProperties: [/var\((--stats-[\w-]+)/g],
    events: [/new CustomEvent\('([\w-]+)'/g, /dispatchEvent\((stats|select)Event\(/g],
  };
  for (const [kind, patterns] of Object.entries(MADE)) {
    it(`the manifest gives every element the ${kind} that its own code makes`, () => {
      const missing = elements
        .filter(({ tagName }) => tagName in elementModules())
        .flatMap(({ tagName, [kind]: given = [] }) => {
          const names = given.map(({ name }) => name);
          const made = patterns.flatMap((pattern) => found(codeOf(tagName), pattern));
          return made
            .map((name) => (name === 'select' ? 'stats-select' : name))
            .filter((name) => !names.includes(name))
            .map((name) => `${tagName} ${name}`);
        });
      assert.deepEqual(missing, []);
    });
  }

  it('the manifest names the type of the detail of every event', () => {
    const events = elements.flatMap(({ events = [] }) => events);
    assert.ok(events.length);
    assert.deepEqual(
      events.filter(({ type }) => !/^CustomEvent<.+>$/.test(type?.text)).map(({ name }) => name),
      [],
    );
  });

  it('the manifest describes every attribute and property of every element, and no other', async () => {
    const classes = Object.values(await import('../../dist/index.js')).filter(
      (each) => each.tag && each.observedAttributes,
    );
    assert.ok(classes.length > 10);
    for (const { tag, elementProperties } of classes) {
      const { attributes = [], members } = elements.find(({ tagName }) => tagName === tag);
      const options = [...elementProperties].filter(([, { state }]) => !state);
      const namesOf = ([property, { attribute }]) =>
        attribute === false ? [] : [typeof attribute === 'string' ? attribute : property];
      // The theme is no property: style sheets read its attribute.
      assert.deepEqual(attributes.map(({ name }) => name).sort(), [...options.flatMap(namesOf), 'theme'].sort(), tag);
      const settable = members.filter(({ kind, readonly, privacy, static: isStatic }) => {
        return kind === 'field' && !readonly && !privacy && !isStatic;
      });
      assert.deepEqual(settable.map(({ name }) => name).sort(), options.map(([name]) => name).sort(), tag);
    }
  });

  it('a property that the manifest calls read-only has no setter, or one that does nothing', async () => {
    const api = await import('../../dist/index.js');
    const setterOf = (prototype, name) =>
      prototype &&
      (Object.getOwnPropertyDescriptor(prototype, name) ?? { set: setterOf(Object.getPrototypeOf(prototype), name) })
        .set;
    /** Returns true for a setter that uses the element: it throws if there is none. */
    const acts = (set) => {
      try {
        set?.call(Object.freeze({}), 'value');
        return false;
      } catch {
        return true;
      }
    };
    const wrong = elements.flatMap(({ tagName, name: className, members = [] }) =>
      members
        .filter(({ readonly, privacy, static: isStatic }) => readonly && !privacy && !isStatic)
        .filter(({ name }) => acts(setterOf(api[className]?.prototype, name)))
        .map(({ name }) => `${tagName} ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('the manifest describes every named element with the attributes of its generic element', async () => {
    const { ROWS_BY_TAG } = await load('layouts/catalogue.ts');
    const generic = (tag) => elements.find(({ tagName }) => tagName === tag);
    assert.ok(ROWS_BY_TAG.size > 80);
    for (const [tag, { base, presets }] of ROWS_BY_TAG) {
      const named = generic(tag);
      const names = ({ attributes }) => attributes.map(({ name }) => name);
      assert.deepEqual(names(named), names(generic(base)), tag);
      assert.ok(named.description, tag);
      const kind = named.attributes.find(({ name }) => name === 'kind');
      if (presets.kind) assert.equal(kind.default, `'${presets.kind}'`, tag);
    }
    const tags = [...ROWS_BY_TAG.keys(), ...Object.keys((await load('layouts/element-registry.ts')).ELEMENTS)];
    assert.deepEqual(
      elements.map(({ tagName }) => tagName).sort(),
      [...tags, 'stats-dashboard', 'stats-source'].sort(),
    );
  });
});

describe('descriptions for editors', () => {
  const { tags, valueSets } = json('dist/vscode.html-custom-data.json');
  const { elements } = json('dist/web-types.json').contributions.html;

  it('VS Code and JetBrains offer the same elements and attributes as the manifest has', () => {
    const { modules } = json('dist/custom-elements.json');
    const described = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
    const namesIn = (list) =>
      list.map(({ name, tagName = name, attributes }) => [tagName, ...attributes.map(({ name }) => name)]);
    assert.deepEqual(namesIn(tags), namesIn(described));
    assert.deepEqual(namesIn(elements), namesIn(described));
  });

  it('VS Code and JetBrains offer the values of every attribute that accepts names', () => {
    const sets = new Map(valueSets.map(({ name, values }) => [name, values]));
    const offered = [
      ...tags.flatMap(({ attributes }) => attributes.map(({ name, valueSet }) => [name, sets.get(valueSet)])),
      ...elements.flatMap(({ attributes }) => attributes.map(({ name, value }) => [name, value.type])),
    ].filter(([name]) => VALUED.includes(name));
    assert.ok(offered.length > 100);
    assert.deepEqual(
      offered.filter(([, values]) => !Array.isArray(values) || values.length < 2),
      [],
    );
  });

  it('VS Code offers the custom properties and parts of all elements in style sheets', () => {
    const { properties, pseudoElements } = json('dist/vscode.css-custom-data.json');
    assert.ok(properties.some(({ name }) => name === '--stats-accent'));
    assert.ok(pseudoElements.some(({ name }) => name === '::part(heading)'));
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

  it('the package contains the built files and documentation with its examples, no sources and no tests', async () => {
    const others = (await packed).filter((path) => !/^(dist|docs|stories\/guides|test\/hosts\/[^/]+)\//.test(path));
    assert.deepEqual(others.sort(), [
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'bench/README.md',
      'package.json',
      'stories/start.mdx',
    ]);
    assert.deepEqual(
      (await packed).filter((path) => /^dist\/.*(\.vite|(?<!\.d)\.ts$|\.map$)|\.test\./.test(path)),
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
    for (const path of ['README.md', 'stories/start.mdx', 'stories/guides/scripts-and-files.mdx']) {
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

describe('the code of sources', () => {
  /** Names of files of our own code without the text that changes with their content. */
  const sources = readdirSync(new URL('../../dist/chunks', import.meta.url)).filter((name) =>
    /^(datacite|dataverse|matomo|counter|invenio-records|snapshot)-source-/.test(name),
  );
  const sizeOf = (name) => gzipSync(readFileSync(new URL(`../../dist/chunks/${name}`, import.meta.url))).length;

  it('each source of a service is a file of its own of at most 6 kB, in each script', () => {
    assert.equal(sources.length, 6 * SCRIPTS.length);
    const sizes = sources.map((name) => [name, sizeOf(name)]);
    assert.deepEqual(
      sizes.filter(([, size]) => size > 6000),
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
