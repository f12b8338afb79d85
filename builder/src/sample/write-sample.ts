/** Writes a sample as files of the neutral table. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isoDay } from '../../../src/data/day.js';
import { csvLine, EVENT_FIELDS, sampleDay, sampleMemberships, sampleRecords, type SampleSize } from './sample.js';

/** Writes lines to a file, no faster than the disk takes them. */
async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const file = createWriteStream(path);
  const failed = new Promise<never>((_, reject) => file.once('error', reject));
  const written = (async () => {
    for (const line of lines) {
      if (!file.write(`${line}\n`)) await new Promise<void>((drained) => file.once('drain', drained));
    }
    await new Promise<void>((ended) => file.end(ended));
  })();
  await Promise.race([written, failed]);
}

function* recordLines(size: SampleSize): Generator<string> {
  for (const record of sampleRecords(size)) yield JSON.stringify(record);
}

function* membershipLines(size: SampleSize): Generator<string> {
  yield 'record,community,added,removed';
  for (const { record, community, added, removed = '' } of sampleMemberships(size))
    yield [record, community, added, removed].join(',');
}

function* eventLines(size: SampleSize, days: readonly number[]): Generator<string> {
  yield EVENT_FIELDS.join(',');
  for (const day of days) for (const event of sampleDay(size, day)) yield csvLine(event);
}

/** Writes a sample: `records.ndjson`, `memberships.csv`, and `events-2025-01.csv` for each month. */
export async function makeSample(folder: string, size: SampleSize): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await writeLines(join(folder, 'records.ndjson'), recordLines(size));
  await writeLines(join(folder, 'memberships.csv'), membershipLines(size));
  const months = new Map<string, number[]>();
  for (let day = size.until - size.days + 1; day <= size.until; day++) {
    const month = isoDay(day).slice(0, 7);
    const days = months.get(month) ?? [];
    days.push(day);
    months.set(month, days);
  }
  for (const [month, days] of months) await writeLines(join(folder, `events-${month}.csv`), eventLines(size, days));
}

/** Writes the sample of `init`: two years until yesterday. */
export const writeSample = (folder: string, today: number): Promise<void> =>
  makeSample(folder, { records: 1200, communities: 3, days: 730, until: today - 1, events: 150_000 });
