import { isYearBlock, type YearBlock } from '../data/block.js';
import { now, today, yearOf } from '../data/day.js';
import { DATE_BASES } from '../vocabulary/terms.js';
import { DEFAULT_SRC, searchBase } from './invenio/addresses.js';
import { decodeBody } from './invenio/decode.js';
import type { Offer, StatsSource } from './source.js';

/**
 * Numbers that are there already: bodies as the service sends them, or decoded blocks, one or a list.
 * @param until the day taken for today: its year is that of bodies that do not tell theirs
 * @throws StatsError if one of them is neither
 */
export function blocksFrom(data: unknown, until = today()): YearBlock[] {
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  return items.flatMap((item) => (isYearBlock(item) ? [item] : decodeBody(item, yearOf(until), now())));
}

/** The years that blocks hold, for `Offer.years`. */
export function yearsOf(blocks: readonly YearBlock[]): NonNullable<Offer['years']> {
  const years = blocks.map((block) => block.year);
  return { first: Math.min(...years), last: Math.max(...years) };
}

let count = 0;

/** A source of numbers handed over as a value (the `data` property). Decoded on the first request. */
export function givenSource(data: unknown, until = today()): StatsSource {
  let decoded: YearBlock[] | undefined;
  const blocks = (): YearBlock[] => (decoded ??= blocksFrom(data, until));
  return {
    key: `given ${++count}`,
    // Bodies of the service are shown on pages of its repository.
    searchBase: (community) => searchBase({ src: DEFAULT_SRC, community }),
    offer: async () => ({ dateBases: DATE_BASES, years: yearsOf(blocks()) }),
    load: async ({ statistic, year }) => pick(blocks(), statistic, year),
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
