/** The words that every part of the library shares. Tables of plain values: no behaviour, no English. */

/** How a metric is counted: `delta` is what happened in a range, `snapshot` the total as of the range's last day. */
export const KINDS = ['delta', 'snapshot'] as const;
export type Kind = (typeof KINDS)[number];

/** A calendar unit of the axis. Weeks begin on Monday. */
export const GRANULARITIES = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** With what a range is compared: nothing, the days before it, or the same days a year before. */
export const COMPARISONS = ['none', 'previous', 'year'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Which date counts a record: when it was added to the repository, created, or published. */
export const DATE_BASES = ['added', 'created', 'published'] as const;
export type DateBasis = (typeof DATE_BASES)[number];

/** What a number is a number of; decides how it is written. */
export const UNITS = ['count', 'bytes'] as const;
export type Unit = (typeof UNITS)[number];

/** The whole repository or one community. */
export type Scope = 'global' | 'community';

/** What is described: the records that are there (`content`) or what readers do with them (`usage`). */
export type Area = 'content' | 'usage';

/** One of the four statistics a service computes; a request asks for one statistic of one calendar year. */
export const STATISTICS = ['content-delta', 'content-snapshot', 'usage-delta', 'usage-snapshot'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** True if `text` is one of `words`; narrows its type. */
export const isOneOf = <T extends string>(words: readonly T[], text: unknown): text is T =>
  (words as readonly unknown[]).includes(text);

/** The calendar years that can be chosen, and that are read. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2100;
