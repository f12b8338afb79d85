/**
 * Bodies of the statistics service of realistic size, for machines that have no others: one file for each year and
 * statistic, plain and compressed, as the service answers them. The same every time.
 * `node bench/generate.mjs --out=folder [--end=2026-11-21] [S] [M] [L]`
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, end: { type: 'string', default: '2026-11-21' } },
});
if (!values.out) throw new Error('--out=folder is missing');

/** Years, and values of each breakdown. */
const SIZES = { S: [1, 10], M: [5, 20], L: [15, 20] };
const DAY = 864e5;

const words = (text) => text.split(' ');
const BREAKDOWNS = words(
  'resourceTypes accessStatuses languages subjects rights funders periodicals publishers affiliations countries ' +
    'referrers fileTypes',
);
const RECORDS = words('records fileCount dataVolume');
const USAGE = words('viewUniqueRecords downloadUniqueFiles dataVolume');
const ALL_USAGE = words(
  'dataVolume downloadUniqueFiles downloadUniqueParents downloadUniqueRecords downloadVisitors downloads ' +
    'viewUniqueParents viewUniqueRecords viewVisitors views',
);
const COUNTRIES = words('US GB DE FR CA IN CN BR AU ES IT NL JP MX SE PL ZA NG KE AR');

const isOf = (name, list) => words(list).includes(name);
const recordMetrics = (name) =>
  isOf(name, 'countries referrers') ? [] : isOf(name, 'funders subjects periodicals') ? ['records'] : RECORDS;

/** Subcounts and their metrics, by statistic. */
const CATEGORIES = {
  'record-delta-category': contentSubcounts(),
  'record-snapshot-category': contentSubcounts(),
  'usage-delta-category': {
    global: USAGE,
    ...Object.fromEntries(
      BREAKDOWNS.map((name) => [
        name,
        isOf(name, 'countries referrers')
          ? ['viewUniqueRecords']
          : isOf(name, 'funders periodicals subjects accessStatuses')
            ? USAGE.slice(0, 2)
            : USAGE,
      ]),
    ),
  },
  'usage-snapshot-category': Object.fromEntries([
    ['global', USAGE],
    ...BREAKDOWNS.flatMap((name) =>
      isOf(name, 'resourceTypes accessStatuses fileTypes')
        ? [[name, ALL_USAGE]]
        : [
            [`${name}ByView`, ['viewUniqueRecords']],
            [
              `${name}ByDownload`,
              isOf(name, 'affiliations rights languages')
                ? ['downloadUniqueFiles', 'dataVolume']
                : ['downloadUniqueFiles'],
            ],
          ],
    ),
  ]),
};

function contentSubcounts() {
  const parts = BREAKDOWNS.map((name) => [name, recordMetrics(name)]);
  return { global: [...RECORDS, 'uploaders'], ...Object.fromEntries(parts), filePresence: RECORDS };
}

/** How many a day there are of a metric in the whole repository, about. */
const PER_DAY = { records: 60, uploaders: 25, fileCount: 95, viewUniqueRecords: 5200, downloadUniqueFiles: 1900 };
const VOLUME_PER_DAY = { record: 1.9e9, usage: 4.4e9 };
const WEEK = [0.35, 1.1, 1.2, 1.2, 1.15, 1, 0.4];

/** A stream of numbers from 0 to 1, the same for the same seed. */
function numbers(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const seedOf = (text) => [...text].reduce((seed, letter) => Math.imul(seed ^ letter.charCodeAt(0), 0x01000193), 7919);

/** The values of a subcount: ids and names. */
function parts(subcount, count) {
  if (subcount === 'global') return [['global', 'Global']];
  if (subcount === 'filePresence') return words('metadata_only with_files').map((id) => [id, id.replace('_', ' ')]);
  const name = subcount.replace(/By(View|Download)$/, '');
  const all = Array.from({ length: count }, (_, i) => {
    const label = { en: `${name} value ${i + 1}`, de: `${name} Wert ${i + 1}` };
    if (name === 'countries') return [COUNTRIES[i], COUNTRIES[i]];
    return [`${name}-${i + 1}`, label];
  });
  if (name !== 'accessStatuses') return all;
  return [...words('open metadata-only restricted embargoed').map((id) => [id, id]), ...all.slice(4)];
}

/** Of all, the first part has most: shares that fall like 1/rank. */
function share(rank, count) {
  const all = Array.from({ length: count }, (_, i) => (i + 1) ** -0.9);
  return (0.92 * all[rank]) / all.reduce((total, each) => total + each, 0);
}

function perDay(metric, statistic) {
  if (metric === 'dataVolume') return VOLUME_PER_DAY[statistic.split('-')[0]];
  return PER_DAY[metric] ?? PER_DAY[metric.startsWith('view') ? 'viewUniqueRecords' : 'downloadUniqueFiles'];
}

/** Runs through the days of all years once for each series, and writes a year when it is over. */
function generate(size) {
  const [years, count] = SIZES[size];
  const endYear = Number(values.end.slice(0, 4));
  const startYear = endYear - years + 1;
  const folder = join(values.out, size);
  const meta = { size, years, values: count, end: values.end, startYear, endYear, raw: 0, gzip: 0, points: 0 };
  rmSync(folder, { recursive: true, force: true });
  const totals = new Map();

  const points = (year, key, statistic, subcount, metric, factor) => {
    const random = numbers(seedOf(`${size} ${year} ${key}`));
    const snapshot = statistic.includes('snapshot');
    const level = perDay(metric, statistic) * factor;
    let total = totals.get(key) ?? Math.floor(level * 130);
    let rest = 0;
    const found = [];
    const last = Math.min(Date.UTC(year, 11, 31), Date.parse(values.end));
    for (let time = Date.UTC(year, 0, 1); time <= last; time += DAY) {
      const date = new Date(time);
      rest += level * WEEK[date.getUTCDay()] * (1 + 0.1 * (year - startYear)) * (0.3 + 1.4 * random());
      const value = Math.floor(rest);
      rest -= value;
      total += value;
      if (value || snapshot || subcount === 'global') {
        found.push(`["${date.toISOString().slice(5, 10)}",${snapshot ? total : value}]`);
      }
    }
    if (snapshot) totals.set(key, total);
    meta.points += found.length;
    return found.join();
  };

  for (let year = startYear; year <= endYear; year++) {
    mkdirSync(join(folder, String(year)), { recursive: true });
    for (const [statistic, subcounts] of Object.entries(CATEGORIES)) {
      const category = Object.entries(subcounts).map(([subcount, metrics]) => {
        const list = parts(subcount, count);
        const written = metrics.map((metric) => {
          const series = list.map(([id, name], rank) => {
            const key = `${statistic} ${subcount} ${metric} ${rank}`;
            const data = points(
              year,
              key,
              statistic,
              subcount,
              metric,
              subcount === 'global' ? 1 : share(rank, list.length),
            );
            const kind = `"type":"${subcount === 'global' ? 'bar' : 'line'}"`;
            const unit = `"valueType":"${metric === 'dataVolume' ? 'filesize' : 'number'}"`;
            const frame = `"id":${JSON.stringify(id)},"name":${JSON.stringify(name)}`;
            return `{${frame},"data":[${data}],${kind},${unit}${data ? `,"year":${year}` : ''}}`;
          });
          return `"${metric}":[${series.join()}]`;
        });
        return `"${subcount}":{${written.join()}}`;
      });
      const text = `{"${statistic}":{${category.join()}}}`;
      const packed = gzipSync(text, { level: 6 });
      const file = join(folder, String(year), `${statistic}.json`);
      writeFileSync(file, text);
      writeFileSync(`${file}.gz`, packed);
      meta.raw += Buffer.byteLength(text);
      meta.gzip += packed.length;
    }
  }
  writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta));
  console.log(size, meta.points, 'points', meta.raw, 'bytes', meta.gzip, 'compressed');
}

for (const size of positionals.length ? positionals : Object.keys(SIZES)) generate(size);
