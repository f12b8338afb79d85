/** What goes down: one immutable value from the owner of the state to everything inside it. */
import { createContext } from '@lit/context';
import type { ComparisonOptions } from '../data/comparison.js';
import type { Day, DayRange } from '../data/day.js';
import type { Stats } from '../data/stats.js';
import type { StatsError } from '../sources/errors.js';
import type { DataNeed, LoadScope } from './needs.js';
import type { SourceCapabilities, StatsSource } from '../sources/source.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Selection } from './selection.js';

/**
 * `idle`: nothing is asked for; `loading`: numbers are on their way and some are not there yet; `updating`: numbers are
 * there and being renewed; `ready`: everything asked for is there; `error`: some of it could not be loaded.
 */
export type Status = 'idle' | 'loading' | 'updating' | 'ready' | 'error';

export interface Freshness {
  /** The first and the last day on which anything was counted, of the statistics that are shown and as far as they are loaded. */
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  /** When the newest numbers came from the service, in milliseconds since the epoch. */
  readonly fetchedAt?: number;
}

export interface StatsState {
  readonly status: Status;
  readonly selection: Selection;
  /** The days of the selection. */
  readonly range: DayRange;
  /** How these days are compared with earlier ones; absent: they are not. */
  readonly comparison?: ComparisonOptions;
  /** Of what every year of those earlier days is there, besides those of the range. */
  readonly compared: ReadonlySet<LoadScope>;
  readonly today: Day;
  /** How many years back "all time" reaches. */
  readonly historyYears: number;
  readonly stats: Stats;
  /** Of what some year of the range is not there that may still come, or nobody has asked for it yet. */
  readonly incomplete: ReadonlySet<LoadScope>;
  /** Keys of years that could not be loaded: what is shown is shown without them, unless they are there from before. */
  readonly failed: ReadonlySet<string>;
  readonly freshness: Freshness;
  /** The first thing that went wrong, until it goes right. */
  readonly error?: StatsError;
  /** What the source can deliver, once it has been asked. */
  readonly capabilities?: SourceCapabilities;
  /** True if values of a body could not be read. */
  readonly unreadable: boolean;
  /** Sizes in KiB, MiB …. */
  readonly binarySizes: boolean;
  /** The breakdowns that the page's author allows in timelines; absent: all. */
  readonly breakdowns?: readonly Breakdown[];
}

/** Where widgets say what they need. It is the same object for as long as its owner lives. */
export interface Demand {
  set(widget: object, needs: readonly DataNeed[]): void;
  delete(widget: object): void;
}

/** What an owner of statistics provides. */
export interface StatsScope {
  readonly state: StatsState;
  readonly demand: Demand;
  /** Try again what failed. */
  readonly retry: () => void;
  /** Where the numbers come from, shared with everyone who uses the same; absent while there is none. */
  readonly source?: StatsSource;
  /** The community whose numbers these are; absent: the whole repository. */
  readonly community?: string;
  /** Address of the repository's search, in place of the source's own; empty: parts are not linked. */
  readonly searchBase?: string;
  /** Everyone who shows these numbers, in no order. */
  readonly widgets: () => readonly object[];
}

/** The same for all copies of this code: a page can have two of our scripts, and elements of both. */
export const statsContext = createContext<StatsScope>(Symbol.for('repository-stats-widgets'));
