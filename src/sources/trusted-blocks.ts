/** Blocks that are known to be sound: they do not pass the gate. */
import type { YearBlock } from '../data/year-block.js';

const trusted = new WeakSet<YearBlock>();

/**
 * Marks a block as sound: one of our decoder, a cached one with a valid checksum, or merged ones that passed the gate.
 */
export function markTrusted(block: YearBlock): YearBlock {
  trusted.add(block);
  return block;
}

export const isTrusted = (block: YearBlock): boolean => trusted.has(block);
