/** The table of results: measured value, limit, and whether it is met. */
import { readFileSync, writeFileSync } from 'node:fs';
import { SERVICES } from './services.mjs';

const readme = new URL('./README.md', import.meta.url);
const results = new URL('./results.json', import.meta.url);

const ms = (value) => (value >= 995 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(0)} ms`);
const kB = (value) => `${(value / 1000).toFixed(1)} kB`;
const MB = (value) => `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB`;
const times = (value) => `${value.toFixed(2)} ×`;
const count = (value) => String(Math.round(value));

const spread = ({ median, min, max }, write) =>
  min === max ? write(median) : `${write(median)} (${write(min)} – ${write(max)})`;
/** Makes a row of a summary, compared with a bar if there is one. */
const row = (what, summary, write, bar) => ({ what, text: spread(summary, write), value: summary.median, bar, write });

const NAMES = {
  S: 'one year',
  M: 'five years',
  L: 'fifteen years',
  'L, traffic': 'fifteen years, tab with the largest bodies',
};
/** Limits in milliseconds: first number, all drawn, blocked. */
const LOAD_BARS = {
  'S cold': [300, 800, 100],
  'L cold': [500, 2000, 150],
  'L warm': [200, 700, 100],
};
const ACCEPTABLE = {
  painted: 100,
  task: 50,
  memory: 250e6,
  ratio: 0.65,
  dashboard: 48e3,
  lone: 36e3,
  charts: 300e3,
  more: 1000,
};

/** Rows by part: `{what, text, value, bar, write}`; a row without a bar is for information. */
const ROWS = {
  weight: ({ dashboard, lone }) => [
    row('script before the first number, dashboard', still(dashboard.bytes), kB, ACCEPTABLE.dashboard),
    row('script before the first number, lone figure', still(lone.bytes), kB, ACCEPTABLE.lone),
    row('code of Vega, loaded with the first chart', still(dashboard.largest), kB, ACCEPTABLE.charts),
  ],
  load: (load) =>
    Object.entries(load).flatMap(([shown, caches]) => [
      ...loadRows(shown, 'cold', caches.cold),
      ...loadRows(shown, 'warm', caches.warm),
      ...(shown === 'L'
        ? [row(`${NAMES.L}, warm: requests for finished years`, caches.warm.finishedYears, count, 0)]
        : []),
    ]),
  decode: ({ ratio, perMegabyte }) => [
    row('decoding in the worker, beside JSON.parse', ratio, times, ACCEPTABLE.ratio),
    row('decoding, per MB', perMegabyte, (value) => `${value.toFixed(1)} ms`),
  ],
  interactions: (interactions) =>
    Object.entries(interactions).flatMap(([kind, { painted, own }]) => [
      {
        what: `${kind}: next painted frame, p95`,
        text: ms(painted.p95),
        value: painted.p95,
        bar: ACCEPTABLE.painted,
        write: ms,
      },
      { what: `${kind}: longest task without Vega`, text: ms(own), value: own, bar: ACCEPTABLE.task, write: ms },
    ]),
  memory: ({ memory, everything, pss, rss, userAgentSpecific }) => [
    row('memory of page and workers after load', memory, MB, ACCEPTABLE.memory),
    row('the same, all tabs opened', everything, MB, ACCEPTABLE.memory),
    ...(userAgentSpecific ? [row('after load, as the browser has it', userAgentSpecific, MB)] : []),
    ...(pss ? [row('the whole process, its own share', pss, MB), row('the whole process, resident', rss, MB)] : []),
  ],
  lone: (lone) => [
    row('a lone figure: all drawn', lone[1].allDrawn, ms),
    row('200 lone figures: all drawn', lone[200].allDrawn, ms),
    row(
      '200 lone figures: more than one takes',
      still(lone[200].allDrawn.median - lone[1].allDrawn.median),
      ms,
      ACCEPTABLE.more,
    ),
    row('200 lone figures: requests', lone[200].requests, count, 1),
  ],
};

const still = (value) => ({ median: value, min: value, max: value });

function loadRows(shown, cache, { firstNumber, allDrawn, blocked }) {
  const bars = LOAD_BARS[`${shown} ${cache}`];
  if (!bars) return [];
  const name = `${NAMES[shown]}, ${cache}`;
  return [
    row(`${name}: first number`, firstNumber, ms, bars[0]),
    row(`${name}: all drawn`, allDrawn, ms, bars[1]),
    row(`${name}: blocked`, blocked, ms, bars[2]),
  ];
}

/** Tables of all results of a part. */
const DETAILS = {
  load: (load) => [
    [
      'loading',
      'first number',
      'all drawn',
      'first chart after its code',
      'blocked',
      'requests',
      'answers',
      'JSON.parse',
      'all drawn beside it',
    ],
    ...Object.entries(load).flatMap(([shown, { cold, warm, yardstick }]) =>
      Object.entries({ cold, warm }).map(([cache, { firstNumber, allDrawn, firstChart, blocked, requests, bytes }]) => [
        `${NAMES[shown]}, ${cache}`,
        ...[firstNumber, allDrawn, firstChart, blocked].map((each) => spread(each, ms)),
        count(requests.median),
        MB(bytes.median),
        cache === 'cold' ? `${ms(yardstick.jsonParse.median)} for ${MB(yardstick.bodies.median)}` : '',
        cache === 'cold' ? times(allDrawn.median / yardstick.jsonParse.median) : '',
      ]),
    ),
  ],
  interactions: (interactions) => [
    ['interaction', 'samples', 'painted: median', 'p95', 'all drawn: median', 'p95', 'at ease: p95', 'longest task'],
    ...Object.entries(interactions).map(([kind, { count, painted, settled, ready, longest }]) => [
      kind,
      String(count),
      ...[painted.median, painted.p95, settled.median, settled.p95, ready.p95, longest.max].map(ms),
    ]),
  ],
  services: (services) => [
    [
      ...['service, each answer after', 'requests', 'answers', 'first number', 'all drawn'],
      ...['next visit: requests', 'first number', 'all drawn'],
    ],
    ...Object.entries(services).map(([service, { cold, warm }]) => [
      `${service}, ${ms(SERVICES[service].delay)}`,
      ...[spread(cold.requests, count), spread(cold.bytes, kB)],
      ...[spread(cold.firstNumber, ms), spread(cold.allDrawn, ms)],
      ...[spread(warm.requests, count), spread(warm.firstNumber, ms), spread(warm.allDrawn, ms)],
    ]),
  ],
};

/** Returns the results as tables in Markdown, the bars first. */
export function table(measured) {
  const rows = Object.entries(ROWS).flatMap(([part, rowsOf]) => (measured[part] ? rowsOf(measured[part]) : []));
  const bars = rows.map(({ what, text, value, bar, write }) => [
    what,
    text,
    bar === undefined ? '' : write(bar),
    bar === undefined ? '' : value <= bar ? 'yes' : '**no**',
  ]);
  const details = Object.entries(DETAILS).flatMap(([part, of]) => (measured[part] ? [of(measured[part])] : []));
  const tables = bars.length ? [[['what', 'measured', 'bar', 'met'], ...bars], ...details] : details;
  return tables.map(markdown).join('\n\n');
}

function markdown([head, ...rows]) {
  const lines = [head, head.map(() => '-'), ...rows];
  const widths = head.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const pad = (cell, i) => cell.padEnd(widths[i], cell === '-' ? '-' : ' ');
  return lines.map((line) => `| ${line.map(pad).join(' | ')} |`).join('\n');
}

/** Writes results.json, and the table into the README between its two marks. */
export function keep(measured) {
  const { machine, bodies, runs } = measured;
  const { cpu, cores, memory, system, node, browser, date, commit } = machine;
  const sizes = Object.entries(bodies).filter(([, size]) => size.raw);
  const text = [
    `${date}, ${commit}: ${cpu}, ${cores} cores, ${(memory / 2 ** 30).toFixed(0)} GB, ${system}, Node ${node}, Chromium ${browser}.`,
    `Medians of ${runs} runs (smallest – largest). Bodies of the ${bodies.generator} generator: ${sizes
      .map(([size, { raw, gzip }]) => `${size} ${MB(raw)} (${MB(gzip)} compressed)`)
      .join(', ')}.`,
    '',
    table(measured),
  ].join('\n');
  const tenths = (_, value) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value);
  writeFileSync(results, `${JSON.stringify(measured, tenths, 2)}\n`);
  const page = readFileSync(readme, 'utf8');
  const marked = /(<!-- results -->\n)[^]*(\n<!-- end of results -->)/;
  writeFileSync(
    readme,
    page.replace(marked, (_, start, end) => `${start}\n${text}\n${end}`),
  );
}
