/** The state of a page: shown in place of its widgets, or beside them. */
import type { Stats } from '../src/data/stats.js';
import type { StatsState } from '../src/state/context.js';
import type { Config } from './config.js';

/**
 * `disabled`: the configuration turns the dashboard off; `firstRun`: the service has not finished its first count;
 * `calculating`: there are no numbers and the service is counting; `empty`: there are no numbers; `updating`: there are
 * numbers and the service is counting again.
 */
export type PageState = 'disabled' | 'firstRun' | 'calculating' | 'empty' | 'updating';

/** Returns the reason for which the configuration rules out requests, if any. */
export function closedBy({ dashboardEnabled, firstRunIncomplete }: Config): 'disabled' | 'firstRun' | undefined {
  if (dashboardEnabled === false) return 'disabled';
  return firstRunIncomplete ? 'firstRun' : undefined;
}

/** Returns the state of a page; `undefined` if there are numbers, or if that is not known yet. */
export function pageState(
  config: Config,
  state: Pick<StatsState, 'status' | 'stats'> | undefined,
): PageState | undefined {
  const closed = closedBy(config);
  if (closed || state?.status !== 'ready') return closed;
  const counting = config.aggInProgress || config.cachingInProgress;
  if (hasNumbers(state.stats)) return counting ? 'updating' : undefined;
  return counting ? 'calculating' : 'empty';
}

/** Returns whether there is any number in what has been loaded. */
const hasNumbers = ({ blocks }: Stats): boolean =>
  blocks.some(({ tables }) =>
    tables.some(({ columns }) => columns.some((column) => column.some((value) => !Number.isNaN(value)))),
  );
