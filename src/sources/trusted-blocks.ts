/** Blocks that are known to be sound: they do not pass the gate. */
import type { YearBlock } from '../data/year-block.js';

const trusted = new WeakSet<YearBlock>();

/** Vouches for a block of our decoder, one that was kept and whose checksum was right, or merged ones that passed the gate. */
export function markTrusted(block: YearBlock): YearBlock {
  trusted.add(block);
  return block;
}

export const isTrusted = (block: YearBlock): boolean => trusted.has(block);
