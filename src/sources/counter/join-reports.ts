/** Joins reports of one type: usage of different things is added up, and a report that is sent again replaces the first one. */
import { jsonText } from '../../util/json.js';
import { StatsError } from '../errors.js';
import { textOf } from '../service/read-answer.js';
import { PLATFORMS, add, type Item, type MonthUsage, type Report } from './read-report.js';

/** Sorts reports so that those with fewer filters come last: they may contain others. */
export const widestLast = (reports: readonly Report[]): readonly Report[] =>
  reports.toSorted((a, b) => restrictionsOf(b).size - restrictionsOf(a).size);

/** Returns the usage of months. */
export function joinMonths(reports: readonly Report[]): ReadonlyMap<string, MonthUsage> {
  const byMonth = new Map<string, readonly Report[]>();
  for (const report of reports)
    for (const month of report.months.keys()) {
      const others = byMonth
        .get(month)
        ?.filter((other) => !shareItems(other, report) || !replaces(report, other, month));
      byMonth.set(month, [...(others ?? []), report]);
    }
  return new Map([...byMonth].map(([month, own]) => [month, sumOf(own.map(({ months }) => months.get(month)!))]));
}

function sumOf(usages: readonly MonthUsage[]): MonthUsage {
  if (usages.length === 1) return usages[0]!;
  const sum: MonthUsage = new Map();
  for (const usage of usages)
    for (const [table, parts] of usage) for (const [id, { label, value }] of parts) add(sum, table, id, label, value);
  return sum;
}

/** Joins the items of reports. */
export function joinItems(reports: readonly Report[]): readonly Item[] {
  const items = new Map<string, Item>();
  /** The values of an item, by the same key. */
  const known = new Map<string, readonly { readonly report: Report; readonly value: number }[]>();
  for (const report of reports)
    for (const [id, item] of report.items) {
      const values = new Map(items.get(id)?.values);
      for (const [key, value] of item.values) {
        const place = `${key} ${id}`;
        const others = known.get(place)?.filter((other) => !replaces(report, other.report, key.split(' ')[1]!)) ?? [];
        known.set(place, [...others, { report, value }]);
        values.set(
          key,
          others.reduce((sum, other) => sum + other.value, value),
        );
      }
      items.set(id, { ...item, values });
    }
  return [...items.values()];
}

/** Returns false if reports list items, none of which is in both. */
const shareItems = (a: Report, b: Report): boolean =>
  !a.items.size || !b.items.size || [...b.items.keys()].some((id) => a.items.has(id));

/**
 * Returns true if a report has a month of another one again, false if the two have nothing in common.
 * @throws StatsError if it cannot be told
 */
function replaces(report: Report, other: Report, month: string): boolean {
  const [own, others] = [report, other].map(({ months }) => new Set(months.get(month)?.get(PLATFORMS)?.keys()));
  const [filters, otherFilters] = [restrictionsOf(report), restrictionsOf(other)];
  const names = [...new Set([...filters.keys(), ...otherFilters.keys()])];
  const pairs = names.map((name) => [filters.get(name), otherFilters.get(name)] as const);
  // A total of several months is of no month.
  if ([report, other].every(({ months }) => months.has(month))) pairs.push([own, others]);
  if (pairs.some(([a, b]) => a && b && ![...a].some((value) => b.has(value)))) return false;
  // Without a filter, a report has everything.
  if (pairs.every(([a, b]) => !a || (b && [...b].every((value) => a.has(value))))) return true;
  throw new StatsError(
    'malformed',
    `${report.address}: ${month} is partly in ${other.address}, too: leave out one of them, or use reports whose filters and platforms have nothing in common`,
    { path: '$.Report_Header.Report_Filters' },
  );
}

/** Filters that do not tell reports apart: months and metrics are read from the rows, and mining is left out. */
const NO_RESTRICTIONS = ['begin_date', 'end_date', 'metric_type', 'access_method'];

/** What reports were restricted to, by the name of a filter, in lower case; also the institution that they are of. */
const restrictions = new WeakMap<Report, ReadonlyMap<string, ReadonlySet<string>>>();

function restrictionsOf(report: Report): ReadonlyMap<string, ReadonlySet<string>> {
  const known = restrictions.get(report) ?? readRestrictions(report);
  restrictions.set(report, known);
  return known;
}

function readRestrictions({ filters, header }: Report): ReadonlyMap<string, ReadonlySet<string>> {
  const { Institution_Name: name, Institution_ID: id } = header;
  const institution = textOf(name) || (jsonText(id) ?? '');
  return new Map(
    [...filters, ['institution', /^the world$/i.test(institution) ? '' : institution] as const].flatMap(
      ([key, value]) => {
        const texts = [value].flat().flatMap((each) => textOf(each).toLowerCase().split('|'));
        const values = new Set(texts.map((text) => text.trim()).filter(Boolean));
        const restricted = key.toLowerCase();
        return values.size && !NO_RESTRICTIONS.includes(restricted) ? [[restricted, values] as const] : [];
      },
    ),
  );
}
