/** The calendar units that numbers are counted by, and what follows from them: nothing is shown finer than it is counted. */
import { GRANULARITIES, type Granularity } from '../vocabulary/terms.js';
import { wholeUnits } from './calendar.js';
import { RESOLUTIONS, type Description, type MetricCapabilities, type Resolution } from './capabilities.js';

/** Makes the description of numbers from what their source has of each metric. */
export function describe(metrics: readonly MetricCapabilities[]): Description {
  const of: Description['of'] = (metric) => metrics.find((each) => each.metric === metric);
  const resolution: Description['resolution'] = ({ metric, breakdown }) =>
    (breakdown && of(metric)?.breakdowns?.[breakdown]?.resolution) ?? of(metric)?.resolution ?? 'day';
  return {
    metrics,
    of,
    resolution,
    finest: RESOLUTIONS.find((unit) => metrics.some((each) => (each.resolution ?? 'day') === unit)) ?? 'day',
    span: (counted, range) => wholeUnits(resolution(counted), range),
  };
}

/** Returns the granularities that are not finer than a unit. */
export const granularitiesFrom = (unit: Resolution): readonly Granularity[] =>
  GRANULARITIES.slice(GRANULARITIES.indexOf(unit));

/** Returns a granularity, or the unit that is counted by if that is coarser. */
export const coarser = (granularity: Granularity, unit: Resolution): Granularity =>
  granularitiesFrom(unit).includes(granularity) ? granularity : unit;
