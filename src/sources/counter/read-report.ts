/** Reads reports of COUNTER, Release 5.1 and 5. Both forms are told apart by their shape, value by value. */
import { isYear } from '../../data/check-block.js';
import { isoDay, parseDay, type Day } from '../../data/day.js';
import { WHOLE, type Problem } from '../../data/year-block.js';
import { isObject, own, type Json } from '../../util/json.js';
import { isWebAddress } from '../../util/link.js';
import type { Metric } from '../../vocabulary/metrics.js';
import { isOneOf } from '../../vocabulary/terms.js';
import { StatsError } from '../errors.js';
import { parseMonth } from '../service/period-block.js';
import { countOf, found, textOf } from '../service/read-answer.js';
import { exceptionsIn, isPartial, unknownMonths } from './exceptions.js';
import { ATTRIBUTES, ATTRIBUTE_BREAKDOWNS, METRIC_TYPES, type Counting } from './vocabulary.js';

/** The types of reports, in the order in which they are preferred: their numbers must not be added up. */
export const REPORT_TYPES = ['PR', 'IR', 'TR', 'DR'] as const;
export type ReportType = (typeof REPORT_TYPES)[number];

export const EXPECTED = 'a COUNTER report as JSON (PR, DR, TR or IR, Release 5 or 5.1)';

/** The parts of a table, by id. */
export type Parts = Map<string, { label: string; value: number }>;
/** The usage of a month, by table: `views`, `views countries`. */
export type MonthUsage = Map<string, Parts>;

/** The table whose parts are the platforms with usage. */
export const PLATFORMS = 'platforms';

export const tableName = (metric: Metric, breakdown?: string): string =>
  breakdown ? `${metric} ${breakdown}` : metric;

/** An item of an IR report, and its values by metric and month: `views 2025-03`. */
export interface Item {
  readonly title: string;
  readonly href: string | undefined;
  readonly values: Map<string, number>;
}

export interface Report {
  readonly type: ReportType;
  readonly address: string;
  readonly header: Json;
  /** Its filters, by name. */
  readonly filters: ReadonlyMap<string, unknown>;
  /** The months that were counted, `2025-03`; those without usage are empty. */
  readonly months: ReadonlyMap<string, MonthUsage>;
  /** What it may count: what its rows do not have is 0 if other reports have it. */
  readonly metrics: ReadonlySet<Metric>;
  /** What its rows have, or its filters ask for. Absent: it has no rows, because nothing was used. */
  readonly named?: ReadonlySet<Metric>;
  /** The items by their identifier, of an IR report. */
  readonly items: ReadonlyMap<string, Item>;
  readonly problems: readonly Problem[];
}

export interface Reading {
  readonly counting: Counting;
  readonly today: Day;
  /** The address of the report, for messages. */
  readonly address: string;
  /** The months that were asked for, first and last. A file tells them itself. */
  readonly asked?: readonly [first: string, last: string];
}

/**
 * Reads a report.
 * @throws StatsError for anything else, and for an exception in its place
 */
export function readReport(body: unknown, { counting, today, address, asked }: Reading): Report {
  const exceptions = exceptionsIn(body);
  const header = isObject(body) && isObject(body['Report_Header']) ? body['Report_Header'] : undefined;
  if (!header && !exceptions.length) throw malformed(address, '$', body);
  const id = header ? textOf(own(header, 'Report_ID')).toUpperCase() : 'PR';
  const type = id.slice(0, 2);
  if (!isOneOf(REPORT_TYPES, type)) throw malformed(address, '$.Report_Header.Report_ID', header?.['Report_ID']);
  const items = (isObject(body) ? body['Report_Items'] : undefined) ?? (exceptions.length ? [] : undefined);
  if (!Array.isArray(items)) throw malformed(address, '$.Report_Items', items);
  const [filters, attributes] = [settingsOf(header?.['Report_Filters']), settingsOf(header?.['Report_Attributes'])];
  const granularity = attributes.get('Granularity') ?? attributes.get('granularity');
  const report: Draft = {
    usage: new Map(),
    items: new Map(),
    metrics: new Set(),
    lost: new Set(),
    unread: new Set(),
    problems: [],
    isTotal: false,
  };
  const isByMonth = !/^total/i.test(textOf(granularity));
  const metricOf = (name: string): Metric | undefined => own(METRIC_TYPES[counting], name.trim().toLowerCase());
  const filter = [filters.get('Metric_Type') ?? []].flat().flatMap((names) => textOf(names).split('|'));
  for (const metric of filter.flatMap((name) => metricOf(name) ?? [])) report.metrics.add(metric);
  let isTold = filter.length > 0;
  for (const row of rowsIn(items, address)) {
    isTold = true;
    addRow(report, row, { address, type, isByMonth, metricOf });
  }
  if (report.isTotal && type !== 'IR')
    throw new StatsError('malformed', `${address}: a report by month is needed (granularity=Month)`, {
      path: '$.Report_Items',
    });
  const metrics = id.includes('_') || filter.length ? report.metrics : new Set(Object.values(METRIC_TYPES.total));
  const all = report.isTotal ? [] : rangeOf(filters, asked, report.usage, address);
  const dayOf = (date: unknown): Day | undefined => parseDay(textOf(date).slice(0, 10));
  const created = dayOf(header?.['Created']) ?? today;
  const [begin = -Infinity, until = Infinity] = ['Begin_Date', 'End_Date'].map((name) => dayOf(filters.get(name)));
  const unknown = new Set(unknownMonths(exceptions, all, (month) => report.usage.has(month)));
  const isWhole = (month: string): boolean => {
    const { start, end } = parseMonth(month)!;
    return start >= begin && end <= until && end < Math.min(created, today);
  };
  const months = all.filter((month) => isWhole(month) && !unknown.has(month) && !report.lost.has(month));
  return {
    ...{ type, address, header: header ?? {}, filters },
    months: new Map(months.map((month) => [month, report.usage.get(month) ?? new Map<string, Parts>()])),
    metrics: new Set([...metrics].filter((metric) => !report.unread.has(metric))),
    ...(isTold && { named: report.metrics }),
    items: report.items,
    problems: [
      ...exceptions
        .filter(isPartial)
        .map(({ code, message }) => ({ path: `${address}: Exceptions`, found: `${code} ${message}` })),
      ...report.problems.map(({ path, found: text }) => ({ path: `${address}: ${path}`, found: text })),
    ],
  };
}

interface Draft {
  /** By month; all months that the report names, for whatever metric. */
  readonly usage: Map<string, MonthUsage>;
  readonly items: Map<string, Item>;
  readonly metrics: Set<Metric>;
  /** Months with a count that cannot be read. */
  readonly lost: Set<string>;
  /** Metrics with counts of no month. */
  readonly unread: Set<Metric>;
  readonly problems: Problem[];
  /** True if it has totals of several months. */
  isTotal: boolean;
}

/** The performance of an item with some attributes. */
interface Row {
  readonly item: Json;
  /** The object that the item is a part of, in some IR reports. */
  readonly parent: Json;
  readonly attributes: Json;
  readonly performance: unknown;
  readonly path: string;
}

function* rowsIn(entries: readonly unknown[], address: string): Generator<Row> {
  for (const [i, entry] of entries.entries()) {
    const path = `$.Report_Items[${i}]`;
    if (!isObject(entry)) throw malformed(address, path, entry);
    const parts = entry['Items'];
    const items: readonly unknown[] = Array.isArray(parts) ? parts : [entry];
    for (const [j, item] of items.entries()) {
      const own = Array.isArray(parts) ? `${path}.Items[${j}]` : path;
      if (!isObject(item)) throw malformed(address, own, item);
      // Release 5.1 lists attributes with their performance; in Release 5, they belong to the item.
      const lists = item['Attribute_Performance'];
      const of: readonly unknown[] = Array.isArray(lists) ? lists : [item];
      for (const [k, attributes] of of.entries()) {
        const place = Array.isArray(lists) ? `${own}.Attribute_Performance[${k}]` : own;
        const performance = isObject(attributes) ? attributes['Performance'] : undefined;
        if (!isObject(attributes) || typeof performance !== 'object' || performance === null)
          throw malformed(address, `${place}.Performance`, performance);
        yield { item, parent: entry, attributes, performance, path: `${place}.Performance` };
      }
    }
  }
}

/** A count as sent, and its value; `undefined` if it cannot be read. */
type Count = readonly [
  metricType: string,
  month: string | undefined,
  value: number | undefined,
  sent: unknown,
  path: string,
];

/** Returns the counts of a performance; without a month those of several months. */
function* countsIn({ performance, path }: Row, address: string): Generator<Count> {
  if (Array.isArray(performance)) {
    for (const [i, each] of (performance as unknown[]).entries()) {
      const { Period: period, Instance: instances } = isObject(each) ? each : {};
      const month = isObject(period) ? monthIn(period['Begin_Date']) : undefined;
      const isMonth = isObject(period) && month === monthIn(period['End_Date']);
      const own = `${path}[${i}].Instance`;
      if (!Array.isArray(instances)) throw malformed(address, own, instances);
      for (const [j, instance] of (instances as unknown[]).entries()) {
        if (!isObject(instance)) throw malformed(address, `${own}[${j}]`, instance);
        const { Metric_Type: type, Count: count } = instance;
        yield [textOf(type), isMonth ? month : undefined, countOf(count), count, `${own}[${j}].Count`];
      }
    }
    return;
  }
  for (const [metricType, counts] of Object.entries(performance as Json)) {
    const own = `${path}.${metricType}`;
    if (!isObject(counts)) yield [metricType, undefined, undefined, counts, own];
    else
      for (const [month, count] of Object.entries(counts))
        yield [metricType, parseMonth(month) && month, countOf(count), count, `${own}.${month}`];
  }
}

/** Returns the month of a date or a month; `undefined` for anything else. */
const monthIn = (date: unknown): string | undefined => {
  const month = textOf(date).slice(0, 7);
  return parseMonth(month) && month;
};

interface RowSettings {
  readonly type: ReportType;
  readonly isByMonth: boolean;
  readonly metricOf: (metricType: string) => Metric | undefined;
  readonly address: string;
}

/** Adds the counts of a row to a report. Usage by text and data mining is left out. */
function addRow(report: Draft, row: Row, { type, isByMonth, metricOf, address }: RowSettings): void {
  const isMining = /^\s*TDM\s*$/i.test(textOf(own(row.attributes, 'Access_Method')));
  for (const [metricType, monthOfCount, value, sent, path] of countsIn(row, address)) {
    const month = isByMonth ? monthOfCount : undefined;
    const usage = month === undefined ? undefined : (report.usage.get(month) ?? new Map<string, Parts>());
    if (month !== undefined && usage) report.usage.set(month, usage);
    const metric = metricOf(metricType);
    if (!metric) continue;
    report.metrics.add(metric);
    if (isMining) continue;
    if (value === undefined) {
      report.problems.push({ path, found: found(sent) });
      if (month !== undefined) report.lost.add(month);
      else report.unread.add(metric);
      continue;
    }
    if (type === 'IR') addToItem(report.items, row, `${metric} ${month ?? ''}`, value);
    if (!usage) {
      report.isTotal = true;
      continue;
    }
    add(usage, PLATFORMS, textOf(row.item['Platform']).trim(), '', 0);
    add(usage, tableName(metric), WHOLE, '', value);
    for (const breakdown of ATTRIBUTE_BREAKDOWNS) {
      const { name, idOf, isNamed } = ATTRIBUTES[breakdown]!;
      const given = own(row.attributes, name);
      const text = typeof given === 'string' ? given.trim() : '';
      if (!text || text.startsWith('\0')) continue;
      const id = idOf(text);
      add(usage, tableName(metric, breakdown), id, isNamed(id) ? '' : text.replaceAll('_', ' '), value);
    }
  }
}

export function add(usage: MonthUsage, table: string, id: string, label: string, value: number): void {
  const parts = usage.get(table) ?? (new Map() as Parts);
  parts.set(id, { label, value: (parts.get(id)?.value ?? 0) + value });
  usage.set(table, parts);
}

function addToItem(items: Map<string, Item>, { item, parent }: Row, key: string, value: number): void {
  const id = (name: string): string => identifierOf(item['Item_ID'], name);
  const title = [item['Item'], item['Title'], parent['Title']].map(textOf).find((text) => text.trim()) ?? '';
  const name = id('DOI') || id('URI') || id('Proprietary') || title;
  if (!name) return;
  const addresses = [id('URI'), id('DOI') && `https://doi.org/${id('DOI')}`];
  const known = items.get(name) ?? {
    title: title || name,
    href: addresses.find((address) => isWebAddress(address)),
    values: new Map<string, number>(),
  };
  known.values.set(key, (known.values.get(key) ?? 0) + value);
  items.set(name, known);
}

/** Returns an identifier of an item: a property in Release 5.1, an entry of a list in Release 5. */
function identifierOf(ids: unknown, type: string): string {
  const entry = Array.isArray(ids)
    ? (ids as unknown[]).flatMap((each) => (isObject(each) && each['Type'] === type ? each['Value'] : []))[0]
    : isObject(ids)
      ? own(ids, type)
      : undefined;
  return textOf(entry);
}

/** Returns the filters or attributes of a report: an object in Release 5.1, a list of names and values in Release 5. */
const settingsOf = (given: unknown): ReadonlyMap<string, unknown> =>
  new Map(
    Array.isArray(given)
      ? (given as unknown[]).flatMap((each) => (isObject(each) ? [[textOf(each['Name']), each['Value']] as const] : []))
      : Object.entries(isObject(given) ? given : {}),
  );

/** Returns the months that a report is about: those of its filters, else those asked for, else those that it has. */
function rangeOf(
  filters: ReadonlyMap<string, unknown>,
  [askedFirst, askedLast]: readonly [string?, string?] = [],
  usage: ReadonlyMap<string, unknown>,
  address: string,
): readonly string[] {
  const used = [...usage.keys()].sort();
  const first = monthIn(filters.get('Begin_Date')) ?? askedFirst ?? used[0];
  const last = monthIn(filters.get('End_Date')) ?? askedLast ?? used.at(-1);
  if (first === undefined || last === undefined) return [];
  if (![first, last].every((month) => isYear(Number(month.slice(0, 4)))))
    throw malformed(address, '$.Report_Header.Report_Filters', [first, last]);
  return monthsBetween(first, last);
}

/** Returns the months from one to another, both included. */
export function monthsBetween(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = isoDay(parseMonth(month)!.end + 1).slice(0, 7)) months.push(month);
  return months;
}

const malformed = (address: string, path: string, value: unknown): StatsError =>
  new StatsError('malformed', `${address}: expected ${EXPECTED}: ${path} is ${found(value)}`, { path });
