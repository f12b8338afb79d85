/** Terms that all parts of the library share. Tables of plain values, without behaviour and without English texts. */

/** Kinds of a metric: `delta` is what happened in a range, `snapshot` the total as of the range's last day. */
export const KINDS = ['delta', 'snapshot'] as const;
export type Kind = (typeof KINDS)[number];

/** A calendar unit of the axis. Weeks begin on Monday. */
export const GRANULARITIES = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** The comparison of a range: none, with the days before it, or with the same days a year before. */
export const COMPARISONS = ['none', 'previous', 'year'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The date by which records are counted: when they were added to the repository, created, or published. */
export const DATE_BASES = ['added', 'created', 'published'] as const;
export type DateBasis = (typeof DATE_BASES)[number];

/** The unit of a number, by which it is formatted. */
export const UNITS = ['count', 'bytes'] as const;
export type Unit = (typeof UNITS)[number];

/** The whole repository or one community. */
export type Scope = 'global' | 'community';

/** Areas of statistics: the records that are there (`content`) or what readers do with them (`usage`). */
export const AREAS = ['content', 'usage'] as const;
export type Area = (typeof AREAS)[number];

/** The four statistics that a service computes; a request is for one statistic of one calendar year. */
export const STATISTICS = ['content-delta', 'content-snapshot', 'usage-delta', 'usage-snapshot'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** Returns true if `text` is one of `words`; narrows its type. */
export const isOneOf = <T extends string>(words: readonly T[], text: unknown): text is T =>
  (words as readonly unknown[]).includes(text);

/** The calendar years that can be chosen, and that are read. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2100;
