/** Types of public properties that several elements have. */
import type { Preset } from '../../src/data/range.js';
import type { YearBlock } from '../../src/data/year-block.js';
import type { SOURCE_NAMES } from '../../src/sources/create-source.js';

/** Two ISO dates, both included: `2025-05-30/2025-06-12`. Any text with a slash, so that computed texts are assignable. */
export type DayInterval = `${string}/${string}`;

/** A range as attributes and properties have it. */
export type RangeText = Preset | DayInterval;

/** A source that the attribute `source` can name. */
export type SourceName = (typeof SOURCE_NAMES)[number];

/** An answer of the InvenioRDM service, parsed from JSON: statistics by the names that the service gives them. */
export type ServiceAnswer = Readonly<
  Partial<Record<`${'record' | 'usage'}-${'delta' | 'snapshot'}-category`, unknown>>
>;

/** Numbers that a page has already: answers of the service or decoded years, one or a list of them. */
export type StatsData = ServiceAnswer | YearBlock | readonly (ServiceAnswer | YearBlock)[];
