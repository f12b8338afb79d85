import type { Label } from '../data/year-block.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';

/** Names a part in the reader's language. It is passed in, so that view models do not depend on a language. */
export type Naming = (breakdown: Breakdown, id: string, label: Label) => string;

/** Returns the address of a search for everything that has a part; `undefined` if there is no such search. */
export type Linking = (breakdown: Breakdown, id: string, label: string) => string | undefined;

/**
 * The reason why there is no number: `missing` – the service did not send it ("not provided"), `empty` – it sent none
 * for these days ("no data"). Neither is ever 0.
 */
export type Absence = 'missing' | 'empty';

/** The id of "other" in lists and charts. No service can send it, so that a real part may be called `other`. */
export const OTHER = '\u0000other';

/** The id of the days with which a timeline is compared. */
export const BEFORE = '\u0000before';
