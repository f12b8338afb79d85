/** Compares totals with those of a body of InvenioRDM's statistics service, which has what happened and the totals of the same days. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { Repository, type Body } from './repository.js';
import { parseConfig } from '../src/config/config.js';
import { CONTENT_COLUMNS } from '../src/count/content.js';
import { USAGE_COLUMNS } from '../src/count/usage.js';
import { Engine } from '../src/engine/engine.js';
import { literal } from '../src/engine/literal.js';
import { writeJson } from '../src/files/atomic.js';
import { storeIn } from '../src/files/store.js';
import { TOTAL_COLUMNS } from '../src/total/totals.js';
import { NUMBERS, type NumberRow } from '../src/vocabulary.js';
import { writeFiles } from '../src/write/write.js';
import { parseDay } from '../../src/data/day.js';
import type { Area } from '../../src/vocabulary/terms.js';

const PAYLOAD = new URL('../../../shared/wire/payloads/all-four.consistent.json', import.meta.url);
const skip = existsSync(PAYLOAD) ? false : '../shared/wire is not there';

/** The numbers of a part on a day, or before all days, by columns. */
type Rows = Map<string, Record<string, number>>;

/** Returns what happened, by `breakdown|value|day`. */
function rowsOf(body: Body, area: Area): Rows {
  const rows: Rows = new Map();
  const numbers = Object.entries<NumberRow>(NUMBERS[area]);
  for (const [subcount, metrics] of Object.entries(body[`${area === 'usage' ? 'usage' : 'record'}-delta-category`]!)) {
    for (const [column, { key }] of numbers) {
      for (const { id, data } of metrics[key] ?? []) {
        for (const [day, value] of data) {
          const place = `${subcount === 'global' ? '|' : `${subcount}|${id}`}|2025-${day}`;
          rows.set(place, { ...rows.get(place), [column]: value });
        }
      }
    }
  }
  return rows;
}

/** Returns the series of all totals: subcount, metric and id, with their points. */
function* totalsOf(body: Body, area: Area) {
  for (const [subcount, metrics] of Object.entries(
    body[`${area === 'usage' ? 'usage' : 'record'}-snapshot-category`]!,
  )) {
    for (const [column, { key, side }] of Object.entries<NumberRow>(NUMBERS[area])) {
      // Of the lists by views and by downloads, each number is written in one.
      if (subcount.endsWith(side === 'a' ? 'ByDownload' : 'ByView') && area === 'usage') continue;
      for (const { id, data } of metrics[key] ?? []) {
        if (data.length) yield { subcount, key, column, id, data };
      }
    }
  }
}

const tuples = (rows: Rows, columns: readonly string[], area: Area): string =>
  [...rows]
    .map(([place, values]) => {
      const [breakdown, value, day] = place.split('|') as [string, string, string];
      const numbers = Object.keys(NUMBERS[area]).map((name) => String(values[name] ?? 0));
      const texts = columns.map((column) => ({ scope: 'global', breakdown, value, day, first_day: day })[column]!);
      return `(${[...texts.map((text) => literal(text)), ...numbers].join(', ')})`;
    })
    .join(', ');

describe('a body of the service', { skip }, () => {
  for (const area of ['usage', 'content'] as const) {
    it(`has the same totals of ${area} as its days give here`, async () => {
      const body = JSON.parse(readFileSync(PAYLOAD, 'utf8')) as Body;
      const repository = new Repository();
      const store = storeIn(join(repository.folder, 'stats-work'));
      const config = parseConfig(
        JSON.stringify({ inputs: [{ kind: 'table', events: 'none' }], metrics: 'all', top: 1000, topDeltas: 1000 }),
        join(repository.folder, 'stats.config.json'),
      );
      const engine = await Engine.open({ memory: '500MB', threads: 1, temporary: store.temporary });
      const rows = rowsOf(body, area);
      // The totals before the first day are those of that day without what happened on it.
      const before: Rows = new Map();
      for (const { subcount, column, id, data } of totalsOf(body, area)) {
        const breakdown = subcount.replace(/By(View|Download)$/, '');
        const part = breakdown === 'global' ? '|' : `${breakdown}|${id}`;
        const [day, total] = data[0]!;
        const happened = rows.get(`${part}|2025-${day}`)?.[column] ?? 0;
        before.set(`${part}|2024-12-31`, { ...before.get(`${part}|2024-12-31`), [column]: total - happened });
      }
      const save = async (
        path: string,
        columns: Readonly<Record<string, string>>,
        all: Rows,
        order: readonly string[],
      ): Promise<void> => {
        mkdirSync(dirname(path), { recursive: true });
        const names = [...order, ...Object.keys(NUMBERS[area])];
        const types = Object.keys(columns).map((name) => `CAST(${name} AS ${columns[name]!}) AS ${name}`);
        await engine.writeParquet(
          `SELECT ${types.join(', ')} FROM (VALUES ${tuples(all, order, area)}) AS rows(${names.join(', ')}) ORDER BY breakdown, value`,
          path,
        );
      };
      await engine.run("CREATE TEMP TABLE labels AS SELECT '' AS breakdown, '' AS value, '' AS label");
      if (area === 'usage') {
        const order = ['scope', 'day', 'breakdown', 'value'];
        for (const month of ['2025-05', '2025-06']) {
          const own = new Map([...rows].filter(([place]) => place.includes(`|${month}`)));
          await save(store.usage(month), USAGE_COLUMNS, own, order);
          writeJson(store.usage(month).replace('.parquet', '.json'), {});
        }
        await save(store.usageTotals(2024), TOTAL_COLUMNS, before, ['scope', 'breakdown', 'value', 'first_day']);
      } else {
        await save(store.content('added'), CONTENT_COLUMNS, new Map([...before, ...rows]), [
          'scope',
          'day',
          'breakdown',
          'value',
        ]);
      }
      const days = { start: parseDay('2025-05-30')!, end: parseDay('2025-06-12')! };
      await writeFiles({
        engine,
        store,
        config,
        labels: '',
        usageDays: area === 'usage' ? [days] : [],
        recordsUntil: area === 'usage' ? undefined : '2025-06-12',
        onFile: () => undefined,
      });
      engine.close();
      let compared = 0;
      for (const { subcount, key, id, data } of totalsOf(body, area)) {
        const found = repository.series(`2025 ${area}-snapshot ${subcount} ${key} ${id}`);
        for (const [day, value] of data) {
          // The service also writes parts that are 0.
          assert.equal(found[`2025-${day}`] ?? 0, value, `${subcount} ${key} ${id} ${day}`);
          compared++;
        }
      }
      assert.ok(compared > 500, `${compared} points`);
    });
  }
});
