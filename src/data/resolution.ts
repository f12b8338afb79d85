/** The calendar units that numbers are counted by, and what follows from them: nothing is shown finer than it is counted. */
import { GRANULARITIES, type Granularity } from '../vocabulary/terms.js';
import { wholeUnits } from './calendar.js';
import { RESOLUTIONS, type MetricCapabilities, type Resolution } from './capabilities.js';
import type { DayRange } from './day.js';
import type { Counted, Stats } from './stats.js';

type Described = Pick<Stats, 'metrics'>;

/** Returns what the source has of a metric; `undefined` if it did not tell. */
export const capabilitiesOf = ({ metrics }: Described, { metric }: Pick<Counted, 'metric'>) =>
  metrics?.find((each) => each.metric === metric);

/** Returns the unit that a metric, or its parts, are counted by. */
export function resolutionOf(stats: Described, { metric, breakdown }: Omit<Counted, 'kind'>): Resolution {
  const row = capabilitiesOf(stats, { metric });
  return (breakdown && row?.breakdowns?.[breakdown]?.resolution) ?? row?.resolution ?? 'day';
}

/** Returns the finest unit that any metric of a source is counted by. */
export const finestOf = (metrics: readonly MetricCapabilities[] | undefined): Resolution =>
  RESOLUTIONS.find((unit) => metrics?.some(({ resolution = 'day' }) => resolution === unit)) ?? 'day';

/** Returns the granularities that are not finer than a unit. */
export const granularitiesFrom = (unit: Resolution): readonly Granularity[] =>
  GRANULARITIES.slice(GRANULARITIES.indexOf(unit));

/** Returns a granularity, or the unit that is counted by if that is coarser. */
export const coarser = (granularity: Granularity, unit: Resolution): Granularity =>
  granularitiesFrom(unit).includes(granularity) ? granularity : unit;

/** Widens a range to whole units of those that a metric, or its parts, are counted by. */
export const countedSpan = (stats: Described, counted: Omit<Counted, 'kind'>, range: DayRange): DayRange =>
  wholeUnits(resolutionOf(stats, counted), range);
