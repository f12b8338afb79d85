import { parseDay, type DayRange } from '../../../src/data/day.js';
import type { Config } from '../config/config.js';
import type { FileEntry } from '../ingest/ledger.js';
import { INPUTS } from '../ingest/inputs.js';

/**
 * Returns the days whose events were counted, as ascending ranges that do not touch. A day that no file reaches is unknown, unless
 * the configuration or the input says that a day without a file has no events.
 */
export function coveredOf(
  { gaps, inputs }: Pick<Config, 'gaps' | 'inputs'>,
  files: readonly FileEntry[],
): readonly DayRange[] {
  const spans = files
    .flatMap(({ span, until }): DayRange[] => {
      if (!span) return [];
      const start = parseDay(span[0])!;
      const end = Math.min(parseDay(span[1])!, until === undefined ? Infinity : parseDay(until)! - 1);
      return end < start ? [] : [{ start, end }];
    })
    .sort((a, b) => a.start - b.start);
  const isWithoutGaps = gaps === undefined ? inputs.every(({ kind }) => INPUTS[kind].isExport) : gaps === 'zero';
  const merged: DayRange[] = [];
  for (const { start, end } of spans) {
    const last = merged.at(-1);
    if (last && (isWithoutGaps || start <= last.end + 1))
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else merged.push({ start, end });
  }
  return merged;
}
