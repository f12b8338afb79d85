import type { Label } from '../data/year-block.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';

/** Names a part for the reader, in her language. Given from above, so that view models know no language. */
export type Naming = (breakdown: Breakdown, id: string, label: Label) => string;

/** The address of a search for everything that has a part; `undefined` if there is no such search. */
export type Linking = (breakdown: Breakdown, id: string, label: string) => string | undefined;

/**
 * Why there is no number: `missing` – the service did not send it ("not provided"), `empty` – it sent none for these
 * days ("no data"). Neither is ever 0.
 */
export type Absence = 'missing' | 'empty';

/** The id of "other" in lists and charts. No service can send it: a real part may well be called `other`. */
export const OTHER = '\u0000other';

/** The id of the days with which a timeline is compared. */
export const BEFORE = '\u0000before';
