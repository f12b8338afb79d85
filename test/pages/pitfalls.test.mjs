/** Every known defect of the existing system has a test of our behaviour, or a reason for none in test/pitfalls.md. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { shared, unlessShared } from './browser.mjs';

const PITFALLS = 'wire/pitfalls.md';
const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');

/** Returns the other cells of table rows by the id in their first cell. */
function rowsOf(text) {
  const rows = new Map();
  for (const [, id, cells] of text.matchAll(/^\| ([A-Z]\d+) \|(.*)\|$/gm)) {
    assert.ok(!rows.has(id), `${id} stands there twice`);
    rows.set(
      id,
      cells.split('|').map((cell) => cell.trim()),
    );
  }
  return rows;
}

/** Strings on one line, in any quotes. */
const LITERAL = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`/g;
/** Ids in titles: "C5, C7: offers …", "… by hand (B1)", "M3: is missing …, W7: and …". */
const NAMED = /\b([WKDSCBLMRP]\d{1,2})(?=(?:, [WKDSCBLMRP]\d{1,2})*(?::|\)))/g;

/** Returns the test files with an id in a title, by id. */
function testsById() {
  const files = ['src', 'components', 'layouts', 'demo', 'test']
    .flatMap((folder) => readdirSync(new URL(folder, root), { recursive: true }).map((file) => `${folder}/${file}`))
    .filter((file) => /\.test\.(ts|mjs)$/.test(file) && file !== 'test/pages/pitfalls.test.mjs')
    .sort();
  const found = new Map();
  for (const file of files) {
    const code = read(file)
      .split('\n')
      .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line));
    const titles = code.flatMap((line) => line.match(LITERAL) ?? []).join('\n');
    for (const [, id] of titles.matchAll(NAMED)) found.set(id, (found.get(id) ?? new Set()).add(file));
  }
  return found;
}

const listed = rowsOf(read('test/pitfalls.md'));
const tests = testsById();

describe('pitfalls', () => {
  it('each row of the list names files that have the test, or the reason why there is none', () => {
    for (const [id, [, where, why]] of listed) {
      const files = [...where.matchAll(/`([^`]+)`/g)].map(([, file]) => file);
      assert.ok(files.length || (why && !tests.has(id)), `${id}: neither a test nor a reason, or a test unlisted`);
      for (const file of files) assert.ok(tests.get(id)?.has(file), `${id}: no title in ${file} names it`);
    }
  });

  it('each id in a title has a row in the list', () => {
    const unknown = [...tests].filter(([id]) => !listed.has(id));
    assert.deepEqual(unknown, []);
  });

  it('each row of ../shared/wire/pitfalls.md is in the list', { skip: unlessShared(PITFALLS) }, () => {
    const ids = [...rowsOf(readFileSync(shared(PITFALLS), 'utf8')).keys()];
    assert.ok(ids.length > 90, `${ids.length} rows`);
    assert.deepEqual([...listed.keys()], ids);
  });
});
