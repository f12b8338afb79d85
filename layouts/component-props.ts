import type { TableCell } from '../components/table/stats-table.js';
import type { Label } from '../src/data/year-block.js';
import { isObject } from '../src/util/json.js';
import { camelCase } from '../src/util/keys.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../src/vocabulary/breakdowns.js';
import { METRIC_NAMES, type Metric } from '../src/vocabulary/metrics.js';
import { KINDS, isOneOf } from '../src/vocabulary/terms.js';

/** Reads a value of a layout: `undefined` if it is not valid, `null` if it is valid but has no effect here. */
export type Read<T = unknown> = (value: unknown) => T | null | undefined;

/** A prop of a layout: the property of the element, and the function that reads the value. */
export type Prop = readonly [property: string, read: Read];

/**
 * The props of a component, by their names in a layout. Of two for the same property, only the first one with a value is
 * read: beside a number, a layout may have its text ("1.2 kB").
 */
export type Props = Readonly<Record<string, Prop>>;

const isString = (value: unknown): value is string => typeof value === 'string';
/** JSON can have numbers that are read as infinite: 1e999. */
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** Longest text that is shown, in characters. Browsers take seconds to break a hundred thousand of them in a narrow column. */
const LONGEST_TEXT = 1000;

/** Cuts a text to the longest that is shown, without splitting a surrogate pair. */
export const readable = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).replace(/[\uD800-\uDBFF]$/, '')}…` : text;

const only =
  <T>(test: (value: unknown) => value is T): Read<T> =>
  (value) =>
    test(value) ? value : undefined;

/** Reads a text that is the same in all languages: a name, an icon. */
export const string: Read<string> = (value) => (isString(value) ? readable(value) : undefined);
export const object = only(isObject);
const number = only(isNumber);
const boolean = only(isBoolean);

/** Reads a number, also as text. */
const numeric: Read<number> = (value) =>
  number(isString(value) && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value);

/** Reads a text, or a text per language. */
export const text: Read<Label> = (value) => {
  if (!isObject(value)) return string(value);
  const entries = Object.entries(value).map(([language, each]) => [language, string(each)] as const);
  return entries.some(([, each]) => each === undefined) ? undefined : (Object.fromEntries(entries) as Label);
};

const between = (min: number, max: number): Read<number> =>
  only((value): value is number => isNumber(value) && value >= min && value <= max);

/** Reads a whole number. */
export const whole = (min: number, max = Infinity): Read<number> =>
  only((value): value is number => Number.isInteger(value) && between(min, max)(value) !== undefined);

/** Reads one of the words of a table, and returns its value there. */
const word =
  <T>(words: Readonly<Record<string, T>>): Read<T> =>
  (value) =>
    isString(value) && Object.hasOwn(words, value) ? words[value] : undefined;

/** Reads one of some words. */
export const oneOf = <T extends string>(...words: readonly T[]): Read<T> =>
  only((value): value is T => isOneOf(words, value));

const list =
  <T>(read: Read<T>, length?: number): Read<(T | null)[]> =>
  (value) => {
    if (!Array.isArray(value) || (length ?? value.length) !== value.length) return undefined;
    const items = value.map(read);
    return items.includes(undefined) ? undefined : (items as (T | null)[]);
  };

/** Reads a cell of a table: a text, a number, or nothing. */
const cell: Read<TableCell> = (value) =>
  value === null ? '' : isNumber(value) ? { value, text: String(value) } : string(value);

/** Reads the rows of a table without the icon in front of each. */
const rows: Read<TableCell[][]> = (value) => list(list(cell))(value)?.map((cells) => (cells as TableCell[]).slice(1));

/** Reads pixels, as a number or as CSS ("400px"). */
const pixels: Read<number> = (value) =>
  between(1, 9999)(isString(value) && /^[1-9]\d{0,3}px$/.test(value) ? parseInt(value, 10) : value);

/** Reads a CSS length; a number means pixels. */
const length: Read<string> = (value) => {
  const css = between(1, 9999)(value) ? `${String(value)}px` : value;
  return isString(css) && /^\d+(\.\d+)?(px|em|rem|ch|vh|vw|%)$/.test(css) ? css : undefined;
};

/** Reads a display. `bar` is a list, which has bars. The service's front end has icons for `line` and `map`, but no charts. */
const display = word({ list: 'list', bar: 'list', pie: 'pie', table: 'table', line: null, map: null });

/** Reads displays in the order of the layout, each once. A list of `line` and `map` only has no effect. */
const views: Read<string[]> = (value) => {
  const names = list(display)(value);
  const known = new Set(names?.filter((name) => name !== null));
  return names && (known.size ? [...known] : null);
};

const lineDisplay = oneOf('stacked', 'overlapping');

/** Reads how the lines of one breakdown are drawn at first. */
const lineOptions: Read<object> = (value) => {
  if (!isObject(value)) return undefined;
  if (!('defaultLineDisplay' in value)) return {};
  const display = lineDisplay(value.defaultLineDisplay);
  return display && { lineDisplay: display };
};

/** Reads the breakdowns that a timeline offers: names, or options by name; the names in snake_case or camelCase. */
const subcounts: Read<Partial<Record<Breakdown, object>>> = (value) => {
  const entries = isObject(value) ? Object.entries(value) : list(string)(value)?.map((name) => [name, {}] as const);
  const offered = entries?.map(([name, options]) => [camelCase(name as string), lineOptions(options)] as const);
  if (!offered?.every(([, options]) => options)) return undefined;
  return Object.fromEntries(offered.filter(([name]) => isOneOf(BREAKDOWN_NAMES, name)));
};

/** Reads longitude and latitude, in this order. */
const center: Read<number[]> = (value) => {
  const [longitude, latitude, ...more] = list(between(-180, 180))(value) ?? [];
  return isNumber(longitude) && isNumber(latitude) && Math.abs(latitude) <= 90 && !more.length
    ? [longitude, latitude]
    : undefined;
};

const MAP_METRICS = {
  views: 'views',
  downloads: 'downloads',
  visitors: 'visitors',
  dataVolume: 'downloadVolume',
  downloadVolume: 'downloadVolume',
  citations: 'citations',
} as const satisfies Record<string, Metric>;

const common: Props = { title: ['heading', text], icon: ['icon', string] };
const figure: Props = { ...common, compactThreshold: ['compactThreshold', whole(1)] };

const timeline: Props = {
  ...common,
  height: ['height', pixels],
  chartType: ['chartType', oneOf('line', 'bar')],
  maxSeries: ['maxSeries', whole(1, 50)],
  defaultLineDisplay: ['lineDisplay', lineDisplay],
  display_subcounts: ['subcounts', subcounts],
};

const pageSize: Prop = ['pageSize', whole(1, 100)];
const headers: Prop = ['headers', list(text, 2)];
const maxHeight: Prop = ['maxHeight', length];

const breakdown: Props = {
  ...common,
  pageSize,
  default_view: ['display', display],
  available_views: ['views', views],
  hideOtherInCharts: ['hideOther', boolean],
  headers,
  maxHeight,
};

const metric: Prop = ['metric', oneOf(...METRIC_NAMES)];
const kind: Prop = ['kind', oneOf(...KINDS)];
const part: Prop = ['breakdown', oneOf(...BREAKDOWN_NAMES)];

/** Groups of components with the same props. Props that are not in the table are ignored. */
export const PROPS = {
  figure,
  /** A figure with a number of the layout. */
  given: {
    ...figure,
    description: ['description', text],
    rawValue: ['literalValue', number],
    number: ['literalValue', number],
    value: ['literalValue', (value) => numeric(value) ?? string(value)],
    valueType: ['unit', word({ number: 'count', filesize: 'bytes' })],
  },
  timeline,
  breakdown,
  /** The generic components: a layout sets metric, kind and breakdown. */
  anyFigure: { ...figure, metric, kind },
  anyTimeline: { ...timeline, metrics: ['metrics', list(metric[1])], kind, breakdown: part },
  anyBreakdown: { ...breakdown, breakdown: part, metric, kind },
  map: {
    ...common,
    height: ['height', pixels],
    minHeight: ['minHeight', pixels],
    zoom: ['zoom', between(0.1, 20)],
    center: ['center', center],
    metric: ['metric', word(MAP_METRICS)],
    uniformColorMode: ['uniformColorMode', boolean],
    useSnapshot: ['kind', (value) => (isBoolean(value) ? (value ? 'snapshot' : 'delta') : undefined)],
  },
  records: { ...common, pageSize, headers, maxHeight },
  table: {
    ...common,
    headers: ['headers', list(text)],
    rows: ['rows', rows],
    maxHeight,
    label: ['label', string],
  },
  export: {
    defaultFormat: ['defaultFormat', oneOf('csv', 'excel', 'json', 'xml')],
    serviceFormats: ['serviceFormats', boolean],
  },
  rangePicker: {},
  granularityPicker: {},
} as const satisfies Record<string, Props>;

/** The name of a group of props. */
export type Group = keyof typeof PROPS;
