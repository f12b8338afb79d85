/** Encodes blocks as the JSON of the service, the reverse of `src/sources/stats-body/decode.ts`. */
import { WHOLE, type Label, type Table, type YearBlock } from '../src/data/year-block.js';
import { daysInYear, isoDay, yearStart } from '../src/data/day.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../src/vocabulary/breakdowns.js';
import { METRICS } from '../src/vocabulary/metrics.js';
import { isOneOf, type Statistic } from '../src/vocabulary/terms.js';

/** A date (`MM-DD` in a series that has a year) and a value. */
export type Point = readonly [date: string, value: number];

/** One value of a subcount over the days of a year. */
export interface WireSeries {
  readonly id: string;
  readonly name: Label;
  readonly data: readonly Point[];
  readonly type: 'bar' | 'line';
  readonly valueType: 'number' | 'filesize';
  /** Absent from a series without points. */
  readonly year?: number;
}

/** One statistic as the service sends it: subcount, metric, series. */
export type Category = Readonly<Record<string, Readonly<Record<string, readonly WireSeries[]>>>>;

const words = (text: string): readonly string[] => text.split(' ');

/** The subcounts of each statistic in the service's order. Sites have to switch on `referrers` in `usage-delta`. */
export const SUBCOUNTS: Record<Statistic, readonly string[]> = {
  'content-delta': words(
    'global resourceTypes accessStatuses languages subjects rights funders periodicals publishers affiliations fileTypes filePresence',
  ),
  'content-snapshot': words(
    'global resourceTypes accessStatuses languages subjects rights funders periodicals publishers affiliations fileTypes filePresence',
  ),
  'usage-delta': words(
    'global resourceTypes accessStatuses languages rights funders periodicals publishers affiliations countries referrers fileTypes',
  ),
  'usage-snapshot': words(
    'global resourceTypes accessStatuses languagesByView languagesByDownload subjects rightsByView rightsByDownload fundersByView ' +
      'fundersByDownload periodicalsByView periodicalsByDownload publishersByView publishersByDownload affiliationsByView ' +
      'affiliationsByDownload countriesByView countriesByDownload referrers fileTypes subjectsByView subjectsByDownload ' +
      'referrersByView referrersByDownload',
  ),
};

const USAGE_METRICS = words(
  'dataVolume downloadUniqueFiles downloadUniqueParents downloadUniqueRecords downloadVisitors downloads ' +
    'viewUniqueParents viewUniqueRecords viewVisitors views',
);
/** The same metrics in the order of some subcounts, which give bytes the type `number`. */
const EVENTS_FIRST = words(
  'views downloads viewVisitors downloadVisitors viewUniqueRecords viewUniqueParents downloadUniqueFiles ' +
    'downloadUniqueParents downloadUniqueRecords dataVolume',
);
const isEventsFirst = (subcount: string): boolean =>
  /^(subjects|rights|publishers|affiliations|countries|referrers)By/.test(subcount);

/** The breakdowns of which a snapshot holds only the most frequent parts of each day. */
const TOP: readonly Breakdown[] = [
  'languages',
  'subjects',
  'rights',
  'funders',
  'periodicals',
  'publishers',
  'affiliations',
  'countries',
  'referrers',
];
const TOP_SIZE = 20;

/** The metrics of a subcount, in the service's order. */
function metricKeys(statistic: Statistic, subcount: string): readonly string[] {
  const whole = subcount === WHOLE;
  if (statistic === 'content-delta') return words(`records fileCount dataVolume parents${whole ? ' uploaders' : ''}`);
  if (statistic === 'content-snapshot')
    return words(`records parents${whole ? ' uploaders' : ''} dataVolume fileCount`);
  return isEventsFirst(subcount) ? EVENTS_FIRST : USAGE_METRICS;
}

/** Metrics by view or by download, for the lists of values most viewed and most downloaded. */
const SIDES = { View: ['views', 'visitors'], Download: ['downloads', 'downloadVolume'] } as const;

/**
 * Encodes a block as the service sends it. Of the ten usage metrics it has those of the block, as the service's cache
 * does; a subcount without any table in the block has all its metrics, empty.
 * @param top the number of parts of a breakdown in `TOP` that a snapshot has on each day
 */
export function encodeCategory(block: YearBlock, top = TOP_SIZE): Category {
  const { statistic } = block;
  const nothing = !block.tables.some((table) => table.ids.length);
  return Object.fromEntries(
    SUBCOUNTS[statistic].map((subcount) => {
      const tables = nothing ? [] : tablesOf(block, subcount, top);
      const metrics = metricKeys(statistic, subcount).flatMap((key) => {
        const table = tables.find((candidate) => candidate.key === key);
        if (!table && tables.length) return [];
        return [[key, table ? encodeTable(table, block.year, subcount) : emptySeries(subcount, key)] as const];
      });
      return [subcount, { ...Object.fromEntries(metrics), ...byMistake(statistic, subcount) }];
    }),
  );
}

/** Returns the answer for a year without a single document. */
export const emptyCategory = (statistic: Statistic): Category =>
  encodeCategory({ statistic, year: 0, tables: [], problems: [], fetchedAt: 0 });

/** Returns the tables of a subcount; `languagesByView` has the views of the languages most viewed, and so on. */
function tablesOf({ tables, statistic }: YearBlock, subcount: string, top: number): readonly Table[] {
  const [name, side] = subcount.split(/By(?=View$|Download$)/) as [string, keyof typeof SIDES | undefined];
  const breakdown = isOneOf(BREAKDOWN_NAMES, name) ? name : undefined;
  // The plain list is empty if views and downloads have lists of their own.
  if (statistic === 'usage-snapshot' && breakdown && TOP.includes(breakdown) && !side) return [];
  const own = tables.filter(
    (table) => table.breakdown === breakdown && (!side || isOneOf<string>(SIDES[side], table.metric)),
  );
  return breakdown && TOP.includes(breakdown) && statistic.endsWith('snapshot') ? cutToTop(own, top) : own;
}

/** Keeps on each day the parts that are largest in the first table; the others have no point on that day. */
function cutToTop(tables: readonly Table[], top: number): readonly Table[] {
  const leading = tables[0];
  if (!leading || leading.ids.length <= top) return tables;
  const kept = Array.from(leading.columns[0]!, (_, slot) => {
    const there = leading.ids
      .map((id, i) => ({ id, value: leading.columns[i]![slot]! }))
      .filter(({ value }) => !Number.isNaN(value))
      .sort((a, b) => b.value - a.value);
    return new Set(there.slice(0, top).map(({ id }) => id));
  });
  const cut = (id: string, column: Float64Array): Float64Array =>
    column.map((value, slot) => (kept[slot]!.has(id) ? value : NaN));
  return tables.map((table) => ({ ...table, columns: table.columns.map((column, i) => cut(table.ids[i]!, column)) }));
}

/** Encodes a table as the service sends it: a series for each part that has a point. */
export function encodeTable(table: Table, year: number, subcount: string): readonly WireSeries[] {
  const bytes = METRICS[table.metric].unit === 'bytes';
  const days = datesOf(year);
  return table.columns.flatMap((column, i): WireSeries[] => {
    const data = pointsOf(column, days);
    return data.length ? [{ ...frame(table.ids[i]!, table.labels[i]!, subcount, bytes, data), year }] : [];
  });
}

function pointsOf(column: Float64Array, dates: readonly string[]): readonly Point[] {
  const points: Point[] = [];
  for (let slot = 0; slot < dates.length; slot++) {
    const value = column[slot]!;
    if (value === value) points.push([dates[slot]!, value]);
  }
  return points;
}

const emptySeries = (subcount: string, key: string): readonly WireSeries[] =>
  subcount === 'filePresence'
    ? [
        frame('metadata_only', 'Metadata Only', subcount, key === 'dataVolume', []),
        frame('with_files', 'With Files', subcount, key === 'dataVolume', []),
      ]
    : [];

const frame = (id: string, name: Label, subcount: string, bytes: boolean, data: readonly Point[]): WireSeries => ({
  id,
  name,
  data,
  type: subcount === WHOLE ? 'bar' : 'line',
  valueType: bytes && !isEventsFirst(subcount) ? 'filesize' : 'number',
});

const dates = new Map<number, readonly string[]>();

/** Returns `MM-DD` for each day of a year. */
function datesOf(year: number): readonly string[] {
  const made =
    dates.get(year) ?? Array.from({ length: daysInYear(year) }, (_, slot) => isoDay(yearStart(year) + slot).slice(5));
  dates.set(year, made);
  return made;
}

/** Returns the empty metrics that the service sends by mistake, because two subcounts begin with the names of others. */
function byMistake(statistic: Statistic, subcount: string): Record<string, readonly WireSeries[]> {
  if (statistic !== 'usage-snapshot' || (subcount !== 'subjects' && subcount !== 'referrers')) return {};
  const keys = Object.keys(SIDES).flatMap((side) =>
    EVENTS_FIRST.map((key) => `by${side}${key[0]!.toUpperCase()}${key.slice(1)}`),
  );
  return Object.fromEntries(keys.map((key) => [key, []]));
}
