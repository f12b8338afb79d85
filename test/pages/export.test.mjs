/** Exports of the dashboard: every format is made by the real menu and read back. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { launch, open, widgets } from './browser.mjs';
import { startDemo } from './server.mjs';

const QUERY = 'today=2026-11-21&range=2025-11-15/2026-02-10&lang=en';
const RANGE = '2025-11-15_2026-02-10';
const NUMBERS = ['count', 'bytes', 'share'];

/** True if LibreOffice is installed. */
function hasOffice() {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const office = hasOffice();

/** Reads CSV as lines of cells (RFC 4180); the last line may lack its end. */
function parseCsv(text) {
  const lines = [[]];
  for (const [, quoted, plain, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    lines.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (/\n/.test(end)) lines.push([]);
    if (!end) break;
  }
  return lines.filter((line) => line.length > 1 || line[0]);
}

/** Shows every widget as a table and returns the contents: of figures, their only number. */
async function tables(page) {
  await widgets(page, '[aria-label="Table"][aria-pressed="false"]', (button) => button.click());
  await page.settled();
  const found = await widgets(page, '*', (element) => {
    if (typeof element.dataTable !== 'function' || !element.dataTable()) return undefined;
    const table = element.shadowRoot.querySelector('stats-table');
    const isNumber = ({ type }) => ['count', 'bytes', 'share'].includes(type);
    const rows = table?.view.rows.map((row) =>
      row.filter((_, i) => isNumber(table.view.columns[i])).map((cell) => (typeof cell === 'number' ? cell : null)),
    );
    const shown = [...(table?.shadowRoot.querySelectorAll('tbody tr') ?? [])].map((row) =>
      [...row.querySelectorAll('.number')].map(({ textContent }) => textContent),
    );
    return {
      title: element.shadowRoot.querySelector('[part="heading"]').textContent.trim(),
      numbers: rows ?? ('value' in element.view ? [[element.view.value]] : undefined),
      shown,
    };
  });
  return found.filter(Boolean);
}

/** Saves a format through the menu. */
async function save(page, format) {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** Returns the cells of numeric columns as numbers; empty cells become `null`. */
const numbersOf = (rows, types) =>
  rows.map((row) =>
    row
      .filter((_, i) => NUMBERS.includes(types[i]))
      .map((cell) => (cell === '' || cell === undefined ? null : Number(cell))),
  );

const number = (text) => Number(text.replace(/[^\d.-]/g, ''));

for (const tab of ['content', 'usage']) {
  describe(`the export of the tab "${tab}"`, () => {
    let demo, browser, page, expected, json;

    before(async () => {
      [demo, browser] = await Promise.all([startDemo(), launch()]);
      page = await open(browser, `${demo.url}?${QUERY}&tab=${tab}`, { acceptDownloads: true });
      expected = await tables(page);
      const { name, path } = await save(page, 'JSON');
      assert.equal(name, `statistics_${RANGE}.json`);
      json = JSON.parse(readFileSync(path, 'utf8'));
    });
    after(() => Promise.all([demo?.close(), browser?.close()]));

    const typesOf = (i) => json.sheets[i].columns.map(({ type }) => type);
    /** Checks the numbers of a format, sheet by sheet, against those of the tables on the page. */
    const expectSame = (sheets, rounded = (value) => value) => {
      assert.equal(sheets.length, expected.length);
      const all = (rows) => rows.map((row) => row.map(rounded));
      sheets.forEach((rows, i) => {
        const { numbers, title } = expected[i];
        if (numbers) assert.deepEqual(all(numbersOf(rows, typesOf(i))), all(numbers), title);
      });
    };

    it('P10: JSON holds the numbers of the tables, in their order, for the chosen days', () => {
      assert.deepEqual(
        json.sheets.map(({ title }) => title),
        expected.map(({ title }) => title),
      );
      assert.ok(expected.filter(({ numbers }) => numbers?.length > 1).length > 1, 'tables with rows');
      assert.deepEqual([json.start, json.end, json.granularity], ['2025-11-15', '2026-02-10', 'month']);
      expectSame(json.sheets.map(({ rows, columns }) => rows.map((row) => columns.map(({ key }) => row[key] ?? ''))));
    });

    it('the exported JSON holds the numbers that the page shows', () => {
      const counts = expected.flatMap(({ numbers, shown }, i) =>
        shown.flatMap((row, y) =>
          row
            .map((text, x) => [numbers[y][x], text, typesOf(i).filter((type) => NUMBERS.includes(type))[x]])
            .filter(([value, , type]) => value !== null && type === 'count'),
        ),
      );
      assert.ok(counts.length > 10);
      for (const [value, text] of counts) assert.equal(number(text), value);
    });

    it('W15: every date has its year in every format', async () => {
      for (const { columns, rows } of json.sheets) {
        for (const { key } of columns.filter(({ type }) => type === 'date')) {
          for (const row of rows) assert.match(row[key], /^20\d\d-\d\d-\d\d$/);
        }
      }
      const xml = readFileSync((await save(page, 'XML')).path, 'utf8');
      assert.match(xml, /<cell key="start">2025-11-15<\/cell>/);
      assert.match(xml, /<cell key="start">2026-02-01<\/cell>/);
    });

    it('CSV holds the same rows as JSON', async () => {
      const { name, path } = await save(page, 'CSV tables');
      assert.equal(name, `statistics_${RANGE}.zip`);
      const files = Object.values(unzipSync(readFileSync(path))).map((bytes) => parseCsv(strFromU8(bytes)));
      expectSame(files.map(([, ...rows]) => rows));
      assert.deepEqual(
        files.map(([head]) => head),
        json.sheets.map(({ columns }) => columns.map(({ label }) => label)),
      );
    });

    it('XML holds the same rows as JSON', async () => {
      const { name, path } = await save(page, 'XML');
      assert.equal(name, `statistics_${RANGE}.xml`);
      const sheets = await page.evaluate(
        (text) => {
          const made = new DOMParser().parseFromString(text, 'application/xml');
          if (made.querySelector('parsererror')) throw new Error(made.querySelector('parsererror').textContent);
          return [...made.querySelectorAll('sheet')].map((sheet) => {
            const keys = [...sheet.querySelectorAll('column')].map((column) => column.getAttribute('key'));
            return [...sheet.querySelectorAll('row')].map((row) => {
              const cells = new Map([...row.children].map((cell) => [cell.getAttribute('key'), cell.textContent]));
              return keys.map((key) => cells.get(key) ?? '');
            });
          });
        },
        readFileSync(path, 'utf8'),
      );
      expectSame(sheets);
    });

    it('the Excel workbook holds the same rows as JSON', async () => {
      const { name, path } = await save(page, 'Excel workbook');
      assert.equal(name, `statistics_${RANGE}.xlsx`);
      const files = unzipSync(readFileSync(path));
      const sheets = json.sheets.map(({ columns }, i) => {
        const xml = strFromU8(files[`xl/worksheets/sheet${i + 2}.xml`]);
        const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/g)].map(([, cells]) => {
          const values = new Map(
            [...cells.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(?:<v>(.*?)<\/v>|.*?)<\/c>/g)].map(([, at, value]) => [
              at,
              value,
            ]),
          );
          return columns.map((_, x) => values.get(String.fromCharCode(65 + x)) ?? '');
        });
        return rows.slice(1);
      });
      expectSame(sheets);
    });

    it(
      `LibreOffice reads the same rows from the workbook${office ? '' : ' (skipped: there is no soffice here)'}`,
      { skip: !office },
      async () => {
        const { path } = await save(page, 'Excel workbook');
        const folder = mkdtempSync(join(tmpdir(), 'stats-export-'));
        try {
          // Comma, quotes, UTF-8, from the first line on; full values, not formatted ones; one file per sheet.
          const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
          const profile = `-env:UserInstallation=file://${folder}/profile`;
          const copy = ['--headless', '--convert-to', filter, '--outdir', join(folder, 'csv'), path];
          execFileSync('soffice', [profile, '--infilter=Calc MS Excel 2007 XML', ...copy], { stdio: 'pipe' });
          const made = readdirSync(join(folder, 'csv'));
          const files = json.sheets.map(({ title }) => {
            const file = made.find((each) => each.endsWith(`-${title}.csv`));
            assert.ok(file, `${title} of ${made.join(', ')}`);
            return parseCsv(readFileSync(join(folder, 'csv', file), 'utf8'));
          });
          assert.equal(made.length, json.sheets.length + 1);
          // LibreOffice exports percentages with a percent sign: "20.8408731703965%".
          const plain = (cell) => (/^-?[\d.]+%$/.test(cell) ? String(Number.parseFloat(cell) / 100) : cell);
          expectSame(
            files.map(([, ...rows]) => rows.map((row) => row.map(plain))),
            (value) => value && Number(value.toPrecision(12)),
          );
          files.forEach(([, ...rows], i) => {
            const { columns } = json.sheets[i];
            rows.forEach((row, y) =>
              columns.forEach(({ key, type }, x) => {
                if (type === 'date') assert.equal(row[x], json.sheets[i].rows[y][key]);
              }),
            );
          });
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      },
    );

    it('the page logs nothing and reports no error during exports', async () => {
      assert.deepEqual([page.log, page.errors, await page.statsErrors()], [[], [], []]);
    });
  });
}
