/**
 * Makes bodies of the statistics service of realistic size from the test data, for machines without the shared
 * generator: one file for each year and statistic, plain and compressed. The result is the same every time.
 *
 * `node bench/generate.mjs --out=folder [--end=2026-11-21] [S] [M] [L]`
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { load } from '../demo/node.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, end: { type: 'string', default: '2026-11-21' } },
});
if (!values.out) throw new Error('--out=folder is missing');

/** The number of years, and of values of each breakdown, by size. */
const SIZES = { S: [1, 10], M: [5, 20], L: [15, 20] };
/** Years between a body and its numbers: test data begins in 2015, the largest size in 2012. Four keep leap years. */
const LATER = 4;

const { STATISTIC_KEYS } = await load('src/sources/stats-body/statistic-keys.ts');
const { encodeTable } = await load('demo/encode.ts');
const { parseDay, yearOf } = await load('src/data/day.ts');
const { testDataSource } = await load('src/sources/test-data/test-data-source.ts');

const words = (text) => text.split(' ');
const BREAKDOWNS = words(
  'resourceTypes accessStatuses languages subjects rights funders periodicals publishers affiliations countries ' +
    'referrers fileTypes',
);
/** Metrics by the service's names. The service has more metrics of usage, which get the numbers of similar ones. */
const METRICS = {
  content: { records: 'records', uploaders: 'uploaders', dataVolume: 'uploadVolume', fileCount: 'files' },
  usage: {
    ...Object.fromEntries(words('views viewUniqueRecords viewUniqueParents').map((name) => [name, 'views'])),
    ...Object.fromEntries(
      words('downloads downloadUniqueFiles downloadUniqueParents downloadUniqueRecords').map((name) => [
        name,
        'downloads',
      ]),
    ),
    viewVisitors: 'visitors',
    downloadVisitors: 'downloads',
    dataVolume: 'downloadVolume',
  },
};
const RECORDS = words('records fileCount dataVolume');
const USAGE = words('viewUniqueRecords downloadUniqueFiles dataVolume');

/** Metrics by breakdown where they differ from those of the area: the service's default, optimized data series. */
const CONTENT = {
  global: [...RECORDS, 'uploaders'],
  ...Object.fromEntries(words('funders subjects periodicals').map((name) => [name, ['records']])),
  countries: [],
  referrers: [],
};
const DELTA = {
  global: USAGE,
  ...Object.fromEntries(words('funders periodicals subjects accessStatuses').map((name) => [name, USAGE.slice(0, 2)])),
  countries: ['viewUniqueRecords'],
  referrers: ['viewUniqueRecords'],
};
const content = ['global', ...BREAKDOWNS, 'filePresence'].map((name) => [name, CONTENT[name] ?? RECORDS]);
/** Subcounts and their metrics, by statistic. */
const SHAPES = {
  'content-delta': content,
  'content-snapshot': content,
  'usage-delta': ['global', ...BREAKDOWNS].map((name) => [name, DELTA[name] ?? USAGE]),
  'usage-snapshot': [
    ['global', USAGE],
    ...BREAKDOWNS.flatMap((name) =>
      /^(resourceTypes|accessStatuses|fileTypes)$/.test(name)
        ? [[name, Object.keys(METRICS.usage)]]
        : [
            [`${name}ByView`, ['viewUniqueRecords']],
            [
              `${name}ByDownload`,
              /^(affiliations|rights|languages)$/.test(name) ? USAGE.slice(1) : ['downloadUniqueFiles'],
            ],
          ],
    ),
  ],
};

/** Returns a table with a number of parts: the first ones, repeated under other names if there are too few. */
function resize(table, count) {
  const parts = Array.from({ length: count }, (_, i) => i % table.ids.length);
  const ids = parts.map((part, i) => (i < table.ids.length ? table.ids[part] : `${table.ids[part]}-${i}`));
  return {
    ...table,
    ids,
    labels: parts.map((part) => table.labels[part]),
    columns: parts.map((part) => table.columns[part]),
  };
}

/** Encodes a block in the shape of `SHAPES`. A breakdown that test data lacks gets the parts of another one. */
function categoryOf({ statistic, tables }, year, count) {
  const metrics = METRICS[statistic.split('-')[0]];
  const subcounts = SHAPES[statistic].map(([subcount, keys]) => {
    const breakdown = subcount === 'global' ? undefined : subcount.replace(/By(View|Download)$/, '');
    const lists = keys.map((key) => {
      const having = (name) => tables.find((table) => table.metric === metrics[key] && table.breakdown === name);
      const table = having(breakdown) ?? having('affiliations');
      const isFixed = !breakdown || breakdown === 'filePresence';
      return [key, encodeTable(isFixed ? table : resize(table, count), year, subcount)];
    });
    return [subcount, Object.fromEntries(lists)];
  });
  return Object.fromEntries(subcounts);
}

async function generate(size) {
  const [years, count] = SIZES[size];
  const end = parseDay(values.end);
  const endYear = yearOf(end);
  const startYear = endYear - years + 1;
  const folder = join(values.out, size);
  const meta = { size, years, values: count, end: values.end, startYear, endYear, raw: 0, gzip: 0 };
  rmSync(folder, { recursive: true, force: true });
  const today = parseDay(`${endYear + LATER}${values.end.slice(4)}`) + 1;
  const source = testDataSource({ today });
  for (let year = startYear; year <= endYear; year++) {
    mkdirSync(join(folder, String(year)), { recursive: true });
    for (const [statistic, key] of Object.entries(STATISTIC_KEYS)) {
      const request = { statistic, year: year + LATER, dateBasis: 'added' };
      const block = await source.load(request, new AbortController().signal);
      const text = JSON.stringify({ [key]: categoryOf(block, year, count) });
      const packed = gzipSync(text, { level: 6 });
      const file = join(folder, String(year), `${key}.json`);
      writeFileSync(file, text);
      writeFileSync(`${file}.gz`, packed);
      meta.raw += Buffer.byteLength(text);
      meta.gzip += packed.length;
    }
  }
  writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta));
  console.log(size, meta.raw, 'bytes', meta.gzip, 'compressed');
}

for (const size of positionals.length ? positionals : Object.keys(SIZES)) await generate(size);
