/** The README and the guides agree with the code: their links and tables. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { load } from '../../demo/node.mjs';
import { GUIDES, START, files, guides, prose, read, root } from './documents.mjs';

/** Returns the anchors of a file's headings, as code hosts and Storybook make them. */
const anchorsOf = (text) =>
  [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Returns the rows below a heading until the next one, as lists of cells without the header rows of tables. */
function rowsBelow(text, heading) {
  const [, section] = text.split(new RegExp(`^#+ ${heading}$`, 'm'));
  return section
    .split(/^#+ /m)[0]
    .split('\n')
    .filter((line, i, lines) => line.startsWith('|') && !line.startsWith('| ---') && !lines[i + 1]?.startsWith('| ---'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** Returns the code in a cell. */
const codeIn = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
const column = (rows, index = 0) => rows.flatMap((cells) => codeIn(cells[index]));
const sorted = (names) => [...new Set(names)].sort();

describe('links of the README and the guides', () => {
  for (const file of files) {
    it(`the links of ${file} lead to a file and a heading that exist`, () => {
      for (const [, target] of prose(read(file)).matchAll(/\]\(([^)]+)\)/g)) {
        if (/^https?:/.test(target)) continue;
        const [path, anchor] = target.split('#');
        const other = path ? join(dirname(file), path) : file;
        assert.ok(existsSync(join(root, other)), target);
        if (anchor) assert.ok(anchorsOf(read(other)).includes(anchor), target);
      }
    });
  }

  it('the README and the first page of the site link to every guide', () => {
    for (const guide of guides) {
      assert.ok(read('README.md').includes(`(${guide})`), guide);
      assert.ok(read(START).includes(`(${guide.replace('stories/', './')}`), guide);
    }
  });

  it('a guide has its title as its file name, by which Storybook finds it', () => {
    for (const guide of guides) {
      const [, title] = /<Meta title="Guides\/(.*)" \/>/.exec(read(guide));
      assert.equal(`${GUIDES}/${title.toLowerCase().replaceAll(' ', '-')}.mdx`, guide);
    }
  });
});

describe('tables of the guides', () => {
  const elements = read(`${GUIDES}/elements-and-attributes.mdx`);
  const numbers = read(`${GUIDES}/numbers-in-detail.mdx`);
  let api;
  let declarations;

  before(async () => {
    const [range, metrics, breakdowns] = await Promise.all(
      ['src/data/range.ts', 'src/vocabulary/metrics.ts', 'src/vocabulary/breakdowns.ts'].map(load),
    );
    api = { ...range, ...metrics, ...breakdowns };
    const tags = column(rowsBelow(elements, 'Elements')).map((code) => code.slice(1, -1));
    declarations = JSON.parse(read('dist/custom-elements.json'))
      .modules.flatMap((module) => module.declarations)
      .filter(({ tagName }) => tags.includes(tagName));
    assert.deepEqual(sorted(declarations.map(({ tagName }) => tagName)), sorted(tags));
  });

  const single = rowsBelow(elements, 'Attributes of single widgets');

  it('the guide to the elements names every existing attribute and no other', () => {
    const named = [
      ...column(rowsBelow(elements, 'Attributes of the dashboard, and of every widget alone')),
      ...column(rowsBelow(elements, 'Attributes of the dashboard')),
      ...column(single, 1),
    ];
    const defined = declarations.flatMap(({ attributes = [] }) => attributes.map(({ name }) => name));
    assert.deepEqual(sorted(named), sorted(defined));
  });

  it('the guide to the elements names the defaults of attributes', () => {
    let tag;
    for (const [element, names, , told] of single) {
      tag = codeIn(element)[0] ?? (element ? undefined : tag);
      const [name, ...more] = codeIn(names);
      const declaration = declarations.find(({ tagName }) => tagName === tag);
      const { default: code } = declaration?.attributes.find((attribute) => attribute.name === name) ?? {};
      // For several attributes, or a constant as default, the text explains the default.
      if (more.length || !/^('.*'|\[.*\]|\d+)$/.test(code ?? '')) continue;
      assert.equal(told.replaceAll('`', ''), code.replace(/[[\]',]/g, ''), `${tag} ${name}`);
    }
  });

  it('the guide to the elements names every period', () => {
    const named = column(rowsBelow(elements, 'Periods'));
    assert.deepEqual(sorted(named), sorted([...Object.values(api.PRESETS).flat(), 'currentMonth']));
  });

  it('the guide to the numbers names every metric', () => {
    const metrics = Object.keys(api.METRICS).sort();
    assert.deepEqual(sorted(column(rowsBelow(numbers, 'Metrics'))), metrics);
  });

  it('the guide to the numbers says for every breakdown if its parts make the whole and if the service sends all of them', () => {
    const told = rowsBelow(numbers, 'Breakdowns').map(([name, , parts, sent]) => [
      ...codeIn(name),
      parts === 'make the whole',
      sent === 'the most frequent values',
    ]);
    const rows = Object.entries(api.BREAKDOWNS).map(([name, { partition, topList }]) => [name, partition, topList]);
    assert.deepEqual(told.sort(), rows.sort());
  });
});
