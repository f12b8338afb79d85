/** Blocks that are known to be sound: they do not pass the gate. */
import type { YearBlock } from '../data/year-block.js';

const vouched = new WeakSet<YearBlock>();

/**
 * Marks a block as sound: one of our decoder, a cached one with a valid checksum, or merged ones that passed the gate.
 */
export function vouchFor(block: YearBlock): YearBlock {
  vouched.add(block);
  return block;
}

export const isVouchedFor = (block: YearBlock): boolean => vouched.has(block);
