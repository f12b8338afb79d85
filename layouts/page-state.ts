/** The state of a page: shown in place of its widgets, or beside them. Loaded with its texts. */
import type { Stats } from '../src/data/stats.js';
import type { StatsState } from '../src/state/context.js';
import { closedBy, type Config } from './config.js';

/**
 * `disabled`: the configuration turns the dashboard off; `firstRun`: the service has not finished its first count;
 * `calculating`: there are no numbers and the service is counting; `empty`: there are no numbers; `updating`: there are
 * numbers and the service is counting again.
 */
export type PageState = 'disabled' | 'firstRun' | 'calculating' | 'empty' | 'updating';

/** Returns the state of a page; `undefined` if there are numbers, or if that is not known yet. */
export function pageState(
  config: Config,
  state: Pick<StatsState, 'status' | 'stats'> | undefined,
): PageState | undefined {
  const closed = closedBy(config);
  if (closed || state?.status !== 'ready') return closed;
  const counting = config.aggInProgress || config.cachingInProgress;
  if (isEmpty(state.stats)) return counting ? 'calculating' : 'empty';
  return counting ? 'updating' : undefined;
}

/** Returns whether there is no number in what has been loaded. Metrics that a source does not describe are not loaded. */
const isEmpty = ({ blocks, description }: Stats): boolean =>
  (blocks.length > 0 || !description) &&
  blocks.every(({ tables }) => tables.every(({ columns }) => columns.every((column) => column.every(Number.isNaN))));
