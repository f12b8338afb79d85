/** `repository-stats check`: contradictions, gaps, unknown records, robots, and lines that could not be read. */
import { existsSync } from 'node:fs';
import type { Config } from '../config/config.js';
import {
  checkContent,
  checkMonth,
  checkYear,
  partitionTable,
  sentenceOf,
  severalValues,
  type Contradiction,
} from '../check/invariants.js';
import { daysToCount, readMonth } from '../count/usage.js';
import { EVENT_COLUMNS, REASONS, type Reason } from '../ingest/raw.js';
import { readLedger, type FileEntry } from '../ingest/ledger.js';
import { loadRecords } from '../records/records.js';
import { EXIT } from '../report/errors.js';
import { coveredOf } from '../write/covered.js';
import { reading } from './session.js';
import { isoDay } from '../../../src/data/day.js';
import { DATE_BASES } from '../../../src/vocabulary/terms.js';

const percent = (part: number, whole: number): string => `${whole ? ((100 * part) / whole).toFixed(1) : '0.0'} %`;

/** Says what is found. Returns the exit code: only contradictions are faults; the rest is for a person to judge. */
export async function check(config: Config, say: (line: string) => void): Promise<number> {
  return reading(config, async (engine, store) => {
    const files = readLedger(store.ledger);
    if (!files.length) say('No events have been read yet: repository-stats build');
    lines(files, say);
    gaps(config, files, say);
    const days = daysToCount(files);
    const months = [...new Set([...days.keys()].map((day) => day.slice(0, 7)))];
    const events = [...days.values()].reduce((sum, day) => sum + day.events, 0);
    const unknown = months
      .flatMap((month) => Object.values(readMonth(store, month)?.unknown ?? {}))
      .reduce((sum, count) => sum + count, 0);
    say(`${unknown} times a day, a record was used that is not in the list of records`);
    if (events) {
      await engine.view('events', store.eventFiles([...days.keys()]), EVENT_COLUMNS);
      const [row] = await engine.rows(
        'SELECT count(*) FILTER (robot) AS robots, count(*) FILTER (machine AND NOT robot) AS machines FROM events',
      );
      const { robots, machines } = row as { robots: number; machines: number };
      say(`${percent(robots, events)} of all events are of robots, ${percent(machines, events)} of scripts`);
    }
    await loadRecords(engine, store, config);
    const several = await severalValues(engine);
    for (const name of several)
      say(`${name}: some records have several values, so that parts do not add up to the whole`);
    await partitionTable(engine, several);
    const found: Contradiction[] = [];
    for (const month of months)
      if (existsSync(store.usage(month))) found.push(...(await checkMonth(engine, store, month)));
    for (const year of new Set(months.map((month) => Number(month.slice(0, 4))))) {
      if (existsSync(store.usageTotals(year))) found.push(...(await checkYear(engine, store, year)));
    }
    for (const basis of DATE_BASES)
      if (existsSync(store.content(basis))) found.push(...(await checkContent(engine, store, basis)));
    for (const contradiction of found) say(sentenceOf(contradiction));
    say(found.length ? `${found.length} contradictions` : 'No number contradicts another one');
    return found.length ? EXIT.faults : EXIT.done;
  });
}

function lines(files: readonly FileEntry[], say: (line: string) => void): void {
  for (const { path, rejected, samples } of files) {
    for (const [reason, count] of Object.entries(rejected)) {
      const first = samples.find((sample) => sample.reason === reason);
      const place = first ? `, first in line ${first.line}` : '';
      say(`${path}: ${count} ${count === 1 ? 'line' : 'lines'}: ${REASONS[reason as Reason]}${place}`);
    }
  }
}

function gaps(config: Config, files: readonly FileEntry[], say: (line: string) => void): void {
  const covered = coveredOf(config, files);
  covered.slice(1).forEach(({ start }, i) => {
    say(`No file has the days from ${isoDay(covered[i]!.end + 1)} to ${isoDay(start - 1)}: they are unknown, not 0`);
  });
  const [first, last] = [covered[0], covered.at(-1)];
  if (first && last) say(`Events from ${isoDay(first.start)} to ${isoDay(last.end)}`);
}
