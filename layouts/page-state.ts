/** What a page shows in place of its widgets, or beside them. */
import type { Stats } from '../src/data/stats.js';
import type { StatsState } from '../src/state/context.js';
import type { Config } from './config.js';

/**
 * `disabled`: the author wants no dashboard; `firstRun`: the service has not counted once through; `calculating`,
 * `empty`: there are no numbers, and the service is counting or it is not; `updating`: there are numbers, and the
 * service is counting anew.
 */
export type PageState = 'disabled' | 'firstRun' | 'calculating' | 'empty' | 'updating';

/** Why nothing is asked of the service, if so: the configuration alone says it. */
export function closedBy({ dashboardEnabled, firstRunIncomplete }: Config): 'disabled' | 'firstRun' | undefined {
  if (dashboardEnabled === false) return 'disabled';
  return firstRunIncomplete ? 'firstRun' : undefined;
}

/** How a page stands. Absent: there are numbers, or nobody knows yet. */
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

/** Is there one number in anything that has been loaded, of whatever day? */
const hasNumbers = ({ blocks }: Stats): boolean =>
  blocks.some(({ tables }) =>
    tables.some(({ columns }) => columns.some((column) => column.some((value) => !Number.isNaN(value)))),
  );
