/** Reads lists of parts with their numbers, as searches send them. */
import type { Problem } from '../../data/year-block.js';
import { isObject, type Json } from '../../util/json.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { PeriodTable } from './period-block.js';
import { countOf, found } from './read-answer.js';

/** A part of the records. */
interface CountedPart {
  readonly id: string;
  /** Empty: no name. */
  readonly label: string;
  readonly count: number;
}

/** The parts in an answer, and the values that could not be read. */
export interface Parts {
  readonly parts: readonly CountedPart[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a list. Values that cannot be read are left out; those with the same id are added up, whatever spaces are around it.
 * @param path path of the list in the answer
 * @param read returns what a value says
 */
export function countedParts(
  list: readonly unknown[],
  path: string,
  read: (value: Json) => { readonly id: unknown; readonly label: string; readonly count: unknown },
): Parts {
  const parts = new Map<string, CountedPart>();
  const problems: Problem[] = [];
  list.forEach((value, i) => {
    const { id: named, label, count: sent } = read(isObject(value) ? value : {});
    const count = countOf(sent);
    const id = typeof named === 'string' ? named.trim() : named;
    // Ids that begin with NUL are reserved.
    if (typeof id !== 'string' || id.startsWith('\0') || count === undefined) {
      problems.push({ path: `${path}[${i}]`, found: found(value) });
      return;
    }
    const before = parts.get(id);
    parts.set(id, { id, label: before?.label || label, count: count + (before?.count ?? 0) });
  });
  return { parts: [...parts.values()], problems };
}

/** Makes the table of the parts of records at one day or in one period. */
export const partsTable = (breakdown: Breakdown, key: string, { parts, problems }: Parts): PeriodTable => ({
  ...{ metric: 'records', breakdown, key },
  parts: parts.map(({ id, label, count }) => ({ id, label, values: [count] })),
  ...(problems.length && { incomplete: true }),
});
