import { isYearBlock, type YearBlock } from '../data/block.js';
import { now, today, yearOf } from '../data/day.js';
import { DATE_BASES } from '../vocabulary/terms.js';
import { cannotLoad, retriable } from './retriable.js';
import type { Offer, StatsSource } from './source.js';

/**
 * Numbers that are there already: bodies as the service sends them, or decoded blocks, one or a list.
 * @param until the day taken for today: its year is that of bodies that do not tell theirs
 * @throws StatsError if one of them is neither
 */
export async function blocksFrom(data: unknown, until = today()): Promise<YearBlock[]> {
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  if (items.every(isYearBlock)) return [...items];
  const { decodeBody } = await import('./invenio/decode.js').catch(cannotLoad);
  return items.flatMap((item) => (isYearBlock(item) ? [item] : decodeBody(item, yearOf(until), now())));
}

/** The years that blocks hold, for `Offer.years`. */
export function yearsOf(blocks: readonly YearBlock[]): NonNullable<Offer['years']> {
  const years = blocks.map((block) => block.year);
  return { first: Math.min(...years), last: Math.max(...years) };
}

/** A source of numbers handed over as a value (the `data` property). Decoded on the first request. */
export function givenSource(data: unknown, until = today()): Omit<StatsSource, 'key'> {
  const blocks = retriable(() => blocksFrom(data, until));
  return {
    offer: async () => ({ dateBases: DATE_BASES, years: yearsOf(await blocks()) }),
    load: async ({ statistic, year }) => pick(await blocks(), statistic, year),
  };
}

/** The block asked for; an empty one if the year or the statistic is not among them. */
export const pick = (blocks: readonly YearBlock[], statistic: YearBlock['statistic'], year: number): YearBlock =>
  blocks.find((block) => block.year === year && block.statistic === statistic) ?? {
    statistic,
    year,
    tables: [],
    problems: [],
    fetchedAt: blocks[0]?.fetchedAt ?? now(),
  };
