/** The context value: an immutable snapshot that the owner of the state provides to its descendants. */
import { createContext } from '@lit/context';
import type { Config } from 'vega-lite';
import type { ComparisonOptions } from '../data/comparison.js';
import type { Day, DayRange } from '../data/day.js';
import type { Stats } from '../data/stats.js';
import type { StatsError } from '../sources/errors.js';
import type { DataNeed, LoadScope } from './needs.js';
import type { SourceCapabilities, StatsSource } from '../sources/source.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Selection } from './selection.js';

/**
 * `idle`: nothing is requested; `loading`: requests are under way and some numbers are not there yet; `updating`: numbers are
 * there and are requested again; `ready`: all requested numbers are there; `error`: some could not be loaded.
 */
export type Status = 'idle' | 'loading' | 'updating' | 'ready' | 'error';

/** The age of the loaded numbers. */
export interface Freshness {
  /** The first and the last day on which anything was counted, of the statistics that are shown and as far as they are loaded. */
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  /** The time at which the newest numbers came from the service, in milliseconds since the epoch. */
  readonly fetchedAt?: number;
}

/** A number of requests, and how many of them have been answered. */
export interface Progress {
  readonly done: number;
  readonly count: number;
}

/** The state of a dashboard or of a widget with a source of its own. */
export interface StatsState {
  readonly status: Status;
  readonly selection: Selection;
  /** The days of the selection. */
  readonly range: DayRange;
  /** The comparison with earlier days; absent: none. */
  readonly comparison?: ComparisonOptions;
  /** The load scopes of which every year of the range and of the earlier days is there. */
  readonly compared: ReadonlySet<LoadScope>;
  readonly today: Day;
  /** The number of years that "all time" reaches back. */
  readonly historyYears: number;
  readonly stats: Stats;
  /** The load scopes of which a year of the range is not there, but may still come or has not been requested. */
  readonly incomplete: ReadonlySet<LoadScope>;
  /** Returns true if any of the needs has not been answered for some year. Absent: the source answers all of them at once. */
  readonly lacks?: (needs: readonly DataNeed[]) => boolean;
  /** How many of the requests to the service have been answered, where a year takes several. */
  readonly progress?: Progress;
  /** Keys of years that could not be loaded: numbers are shown without them, unless they were loaded before. */
  readonly failed: ReadonlySet<string>;
  readonly freshness: Freshness;
  /** The first failure, until the request succeeds. */
  readonly error?: StatsError;
  /** The capabilities of the source, once it has answered. */
  readonly capabilities?: SourceCapabilities;
  /** True if values of a body could not be read. */
  readonly unreadable: boolean;
  /** Sizes in KiB, MiB …. */
  readonly binarySizes: boolean;
  /** The breakdowns that the page's author allows in timelines; absent: all. */
  readonly breakdowns?: readonly Breakdown[];
  /** Configurations of Vega-Lite that are merged into the theme of charts, the last one first; absent: none. */
  readonly vegaConfig?: readonly Config[];
}

/** The registry of what widgets need. It stays the same object for the lifetime of its owner. */
export interface Demand {
  set(widget: object, needs: readonly DataNeed[]): void;
  delete(widget: object): void;
}

/** The value that an owner of statistics provides by context. */
export interface StatsScope {
  readonly state: StatsState;
  readonly demand: Demand;
  /** Sends failed requests again. */
  readonly retry: () => void;
  /** The source of the numbers, shared with all its users; absent while there is none. */
  readonly source?: StatsSource;
  /** The community whose numbers these are; absent: the whole repository. */
  readonly community?: string;
  /** Address of the repository's search, in place of the source's own; empty: parts are not linked. */
  readonly searchBase?: string;
  /** Returns all widgets that show these numbers, in no order. */
  readonly widgets: () => readonly object[];
}

/** The context key, the same for all copies of this code: a page may have two of our scripts, and elements of both. */
export const statsContext = createContext<StatsScope>(Symbol.for('repository-stats-widgets'));
