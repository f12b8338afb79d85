import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BuildError } from '../src/report/errors.js';
import { ingested, lines } from './ingested.js';

const table = { kind: 'table' } as const;
const HEADER = 'time,kind,record,visitor';
const view = (record: string): string => `2025-03-01T10:00:00Z,view,${record},v`;
const recordsOf = ({ events }: Awaited<ReturnType<typeof ingested>>): readonly string[] =>
  events.map(({ record }) => record);

describe('lines of a CSV file', () => {
  it('names a line with too few or too many values, and reads those around it', async () => {
    const found = await ingested(
      table,
      lines(HEADER, view('a'), 'broken', view('b'), `${view('c')},x,y`, view('d')),
      'e.csv',
    );
    assert.deepEqual(recordsOf(found), ['a', 'b', 'd']);
    assert.deepEqual(found.rejected, { columns: 2 });
    assert.deepEqual(found.samples, [
      { line: 3, reason: 'columns' },
      { line: 5, reason: 'columns' },
    ]);
  });

  it('names a line whose quotation mark is not closed, and reads all that follow', async () => {
    const found = await ingested(table, lines(HEADER, view('"a'), view('b'), view('c')), 'e.csv');
    assert.deepEqual(recordsOf(found), ['b', 'c']);
    assert.deepEqual(found.samples, [{ line: 2, reason: 'quote' }]);
  });

  it('reads values in quotation marks, with delimiters and marks in them', async () => {
    const found = await ingested(
      table,
      lines('time,kind,"record"', '2025-03-01T10:00:00Z,view,"a,""b"""', '"2025-03-01T10:00:01Z","view","c"'),
      'e.csv',
    );
    assert.deepEqual(recordsOf(found), ['a,"b"', 'c']);
  });

  it('reads semicolons and tabulators as delimiters, and names of columns in any case', async () => {
    for (const delimiter of [';', '\t']) {
      const text = lines('Record,TIME,Kind', 'a,2025-03-01 10:00:00,View').replaceAll(',', delimiter);
      assert.deepEqual(recordsOf(await ingested(table, text, 'e.csv')), ['a']);
    }
  });

  it('names a line that is not in UTF-8, and gives those after it their own numbers', async () => {
    const [before, after] = [lines(HEADER, view('a')), lines(view('b'), 'broken')];
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(after)]);
    const found = await ingested(table, bytes, 'e.csv');
    assert.deepEqual(recordsOf(found), ['a', 'b']);
    assert.deepEqual(found.samples, [
      { line: 3, reason: 'encoding' },
      { line: 5, reason: 'columns' },
    ]);
    assert.deepEqual(found.rejected, { columns: 1, encoding: 1 });
  });

  it('reads a mark of the byte order, ends of lines of Windows, compressed files, and a last line without an end', async () => {
    const text = `\ufeff${lines(HEADER, view('a'), view('b')).replaceAll('\n', '\r\n')}\n${view('c')}`;
    for (const [content, name] of [
      [text, 'e.csv'],
      [gzipSync(text), 'e.csv.gz'],
    ] as const)
      assert.deepEqual(recordsOf(await ingested(table, content, name)), ['a', 'b', 'c'], name);
  });

  it('reads nothing in an empty file, and in one with names alone', async () => {
    for (const text of ['', `${HEADER}\n`]) {
      const { events, rejected } = await ingested(table, text, 'e.csv');
      assert.deepEqual([events, rejected], [[], {}]);
    }
  });

  it('says which column is missing in a file of another kind', async () => {
    await assert.rejects(ingested(table, lines('time,type,record', view('a')), 'e.csv'), (error: Error) => {
      assert.ok(error instanceof BuildError);
      assert.match(error.message, /e\.csv has no column kind; known columns are time, kind/);
      return true;
    });
  });

  it('names what is wrong with a value', async () => {
    const found = await ingested(
      table,
      lines(
        'time,kind,record,bytes',
        'soon,view,a,',
        '2025-03-01,look,a,',
        '2025-03-01,view,,',
        '2025-03-01,download,a,1.5kB',
      ),
      'e.csv',
    );
    assert.deepEqual(found.events, []);
    assert.deepEqual(
      found.samples.map(({ line, reason }) => `${line} ${reason}`),
      ['2 time', '3 kind', '4 record', '5 bytes'],
    );
  });
});

describe('lines of a file of JSON', () => {
  it('names lines that are no object, skips empty ones, and reads the others', async () => {
    const event = (record: string) => ({ time: '2025-03-01T10:00:00Z', kind: 'view', record });
    const found = await ingested(table, lines(event('a'), '', '{"time":', '5', '[]', event('b')), 'e.ndjson');
    assert.deepEqual(recordsOf(found), ['a', 'b']);
    assert.deepEqual(
      found.samples.map(({ line, reason }) => `${line} ${reason}`),
      ['3 line', '4 line', '5 line'],
    );
  });
});
