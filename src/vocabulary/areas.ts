/** What is true of an area of statistics. Apart from the terms, because the first number does not need it. */
import type { Area, Statistic } from './terms.js';

/** Returns the area that a statistic is about. */
export const areaOf = (statistic: Statistic): Area => (statistic.startsWith('usage') ? 'usage' : 'content');

/** True of all numbers, or of those of some areas. */
export type PerArea = boolean | readonly Area[];

export const isTrueOf = (flag: PerArea | undefined, area: Area): boolean =>
  typeof flag === 'object' ? flag.includes(area) : flag === true;
