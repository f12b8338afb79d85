import type { Label } from '../data/block.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';

/** Names a part for the reader, in her language. Given from above, so that view models know no language. */
export type Naming = (breakdown: Breakdown, id: string, label: Label) => string;

/**
 * Why there is no number: `missing` – the service did not send it ("not provided"), `empty` – it sent none for these
 * days ("no data"). Neither is ever 0.
 */
export type Absence = 'missing' | 'empty';

/** The id of "other" in lists and charts. No service can send it: a real part may well be called `other`. */
export const OTHER = '\u0000other';
