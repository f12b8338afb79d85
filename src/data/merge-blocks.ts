/** Merging of several answers that hold parts of the same year. */
import { coveredDays, keyOf, type Label, type Table, type YearBlock } from './year-block.js';
import { yearStart, type Day, type DayRange } from './day.js';
import { times } from '../util/times.js';

/** Merges blocks of the same statistic and year, at any position in a list of answers, the earliest first. */
export function mergeYears(blocks: readonly YearBlock[]): YearBlock[] {
  const years = new Map<string, YearBlock[]>();
  for (const block of blocks) years.set(keyOf(block), [...(years.get(keyOf(block)) ?? []), block]);
  return [...years.values()].map(mergeBlocks);
}

/**
 * Merges blocks of the same statistic and year, by series and day. A day with the same value in two blocks counts once;
 * where the values differ the later block wins, and `conflicts` lists the day. Days that are counted in another way
 * (another `key`) are merged, too, as other years are; `otherKeys` lists the other keys.
 * @param blocks at least one, the earliest answer first
 */
export function mergeBlocks(blocks: readonly YearBlock[]): YearBlock {
  return blocks.reduce((earlier, later) => {
    const tables = new Map(earlier.tables.map((table) => [nameOf(table), table]));
    const conflicts = [...(earlier.conflicts ?? []), ...(later.conflicts ?? [])];
    for (const table of later.tables) {
      const { metric, breakdown } = table;
      const before = tables.get(nameOf(table));
      const merged = before ? mergeTables(before, table, later.year) : { table, days: [] };
      tables.set(nameOf(table), merged.table);
      if (merged.days.length) conflicts.push({ metric, ...(breakdown && { breakdown }), days: merged.days });
    }
    const covered = union(coveredDays(earlier), coveredDays(later));
    const settlesAfter = later.settlesAfter ?? earlier.settlesAfter;
    return {
      year: later.year,
      statistic: later.statistic,
      tables: [...tables.values()].map((table) => withUnknownDays(table, covered, [earlier, later])),
      problems: [...earlier.problems, ...later.problems],
      fetchedAt: Math.max(earlier.fetchedAt, later.fetchedAt),
      covered,
      ...(settlesAfter !== undefined && { settlesAfter }),
      ...(conflicts.length && { conflicts }),
    };
  });
}

const nameOf = ({ metric, breakdown }: Table): string => `${metric} ${breakdown}`;

/**
 * Merges the unknown days. A day of a breakdown is known if an answer that has the breakdown covers it and could be
 * read. The merged breakdown is incomplete if it is incomplete in any answer.
 */
function withUnknownDays(merged: Table, covered: readonly DayRange[], blocks: readonly YearBlock[]): Table {
  const { metric, breakdown, key, otherKeys, ids, labels, columns } = merged;
  const named = { metric, ...(breakdown && { breakdown }), key, ...(otherKeys && { otherKeys }) };
  const table: Table = { ...named, ids, labels, columns };
  if (!breakdown) return table;
  const known = new Set<Day>();
  let isIncomplete = false;
  for (const block of blocks) {
    const own = block.tables.find((each) => nameOf(each) === nameOf(table));
    if (!own) continue;
    isIncomplete ||= own.incomplete === true;
    const lost = new Set(own.unknown);
    for (const day of daysOf(coveredDays(block))) if (!lost.has(day)) known.add(day);
  }
  const unknown = daysOf(covered).filter((day) => !known.has(day));
  return { ...table, ...(unknown.length && { unknown }), ...(isIncomplete && { incomplete: true }) };
}

const daysOf = (ranges: readonly DayRange[]): Day[] =>
  ranges.flatMap(({ start, end }) => times(end - start + 1, (i) => start + i));

/** Merges tables of the same year. Returns the result, and the days on which they disagree, ascending. */
function mergeTables(earlier: Table, later: Table, year: number): { readonly table: Table; readonly days: Day[] } {
  const start = yearStart(year);
  if (!later.ids.length) return { table: earlier.ids.length ? earlier : later, days: [] };
  if (!earlier.ids.length) return { table: later, days: [] };
  const keys = [earlier.key, ...(earlier.otherKeys ?? []), ...(later.otherKeys ?? [])];
  const otherKeys = [...new Set(keys)].filter((key) => key !== later.key);
  const differing = new Set<Day>();
  const parts = new Map(earlier.ids.map((id, i) => [id, { label: earlier.labels[i]!, column: earlier.columns[i]! }]));
  later.ids.forEach((id, i) => {
    const [label, column] = [later.labels[i] as Label, later.columns[i] as Float64Array];
    const before = parts.get(id);
    parts.set(id, {
      label: label || before?.label || '',
      column: before ? mergeColumns(before.column, column, (slot) => differing.add(start + slot)) : column,
    });
  });
  return {
    table: {
      ...later,
      ...(otherKeys.length && { otherKeys }),
      ids: [...parts.keys()],
      labels: [...parts.values()].map(({ label }) => label),
      columns: [...parts.values()].map(({ column }) => column),
    },
    days: [...differing].sort((a, b) => a - b),
  };
}

/**
 * Returns the values of both columns, those of the later one where both have one, and reports slots with different
 * values.
 */
function mergeColumns(earlier: Float64Array, later: Float64Array, onDifference: (slot: number) => void): Float64Array {
  return later.map((value, slot) => {
    const before = earlier[slot]!;
    if (value !== value) return before;
    if (before === before && before !== value) onDifference(slot);
    return value;
  });
}

/** Returns the days of either list of ranges, as ascending ranges that do not touch. */
export function union(a: readonly DayRange[], b: readonly DayRange[]): DayRange[] {
  const joined: DayRange[] = [];
  for (const range of [...a, ...b].sort((x, y) => x.start - y.start)) {
    const last = joined.at(-1);
    if (last && range.start <= last.end + 1)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else joined.push(range);
  }
  return joined;
}
