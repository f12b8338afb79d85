import { isYearBlock, type Table, type YearBlock } from '../../data/year-block.js';
import { now, today, yearOf, type Day } from '../../data/day.js';
import { mergeYears } from '../../data/merge-blocks.js';
import { lazyCode } from '../lazy-code.js';
import { admit } from '../gate.js';
import { StatsError } from '../errors.js';
import type { SourceCapabilities } from '../source.js';
import { markTrusted } from '../trusted-blocks.js';

/** Limit on the length of a list, so that an endless one does not block the page. Real lists are far shorter. */
const MOST_ANSWERS = 10_000;

const decoder = lazyCode(() => import('./decode.js'));

/**
 * Converts the `data` of a page to blocks: bodies as the service sends them, or decoded blocks, one or a list. Answers
 * with parts of the same year are merged; the later one takes precedence.
 * @param until the day that counts as today: its year is that of bodies without a year
 * @throws StatsError if one of them is neither
 */
export async function blocksFrom(data: unknown, until = today()): Promise<YearBlock[]> {
  if (Array.isArray(data) && data.length > MOST_ANSWERS)
    throw new StatsError('malformed', 'too many answers', { path: '$' });
  // A copy has no holes.
  const given: readonly unknown[] = Array.isArray(data) ? [...(data as unknown[])] : [data];
  const items = given.map((item, i) => (isYearBlock(item) ? admit(item, undefined, `[${i}]`) : item));
  const blocks = items.every(isYearBlock) ? items : await decoded(items, until);
  // Each block has passed the gate. Merged ones do not pass it again: they may have parts on days that they do not
  // cover.
  return mergeYears(blocks).map(markTrusted);
}

async function decoded(items: readonly unknown[], until: Day): Promise<readonly YearBlock[]> {
  const { decodeBody } = await decoder();
  return items.flatMap((item) => (isYearBlock(item) ? [item] : decodeBody(item, yearOf(until), now())));
}

/** Returns the years of blocks, for `SourceCapabilities.years`. */
export function yearsOf(blocks: readonly YearBlock[]): NonNullable<SourceCapabilities['years']> {
  const years = blocks.map((block) => block.year);
  return { first: Math.min(...years), last: Math.max(...years) };
}

/** Returns the block of a statistic and year; an empty one if it is not among them: nothing was counted then. */
export const pick = (blocks: readonly YearBlock[], statistic: YearBlock['statistic'], year: number): YearBlock =>
  blocks.find((block) => block.year === year && block.statistic === statistic) ?? {
    statistic,
    year,
    tables: emptyTables(blocks, statistic),
    problems: [],
    fetchedAt: blocks[0]?.fetchedAt ?? now(),
    covered: [],
  };

/** Returns the tables of other years without parts: what they have is provided, but was not counted in this year. */
const emptyTables = (blocks: readonly YearBlock[], statistic: YearBlock['statistic']): readonly Table[] =>
  (blocks.find((block) => block.statistic === statistic)?.tables ?? []).map(({ metric, breakdown, key }) => ({
    metric,
    ...(breakdown && { breakdown }),
    key,
    ids: [],
    labels: [],
    columns: [],
  }));
