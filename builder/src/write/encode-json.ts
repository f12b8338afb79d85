/** Encodes a block as the JSON of InvenioRDM's statistics service, which the widgets and others read. */
import { daysInYear, isoDay, yearStart } from '../../../src/data/day.js';
import type { Table, YearBlock } from '../../../src/data/year-block.js';
import { breakdownKeys } from '../../../src/sources/stats-body/keys.js';
import { STATISTIC_KEYS } from '../../../src/sources/stats-body/statistic-keys.js';
import { BREAKDOWNS } from '../../../src/vocabulary/breakdowns.js';
import { METRICS } from '../../../src/vocabulary/metrics.js';

const dates = new Map<number, readonly string[]>();

/** Returns the beginning of a point for each day of a year: `["MM-DD",`. */
function pointsOf(year: number): readonly string[] {
  const known = dates.get(year);
  if (known) return known;
  const start = yearStart(year);
  const made = Array.from({ length: daysInYear(year) }, (_, slot) => `["${isoDay(start + slot).slice(5)}",`);
  dates.set(year, made);
  return made;
}

/** Returns the text of `{"usage-delta-category": {…}}`. */
export function encodeJson(block: YearBlock): string {
  const { statistic, year, tables } = block;
  const subcounts = new Map<string, string[]>();
  for (const table of tables) {
    const subcount = subcountOf(table, statistic);
    const metrics = subcounts.get(subcount) ?? [];
    metrics.push(`${JSON.stringify(table.key)}:[${seriesOf(table, year)}]`);
    subcounts.set(subcount, metrics);
  }
  const body = [...subcounts].map(([subcount, metrics]) => `${JSON.stringify(subcount)}:{${metrics.join(',')}}`);
  return `{${JSON.stringify(STATISTIC_KEYS[statistic])}:{${body.join(',')}}}\n`;
}

/** Returns the name of a table's parts: the service has two lists of most breakdowns in totals of usage. */
function subcountOf({ breakdown, metric }: Table, statistic: YearBlock['statistic']): string {
  if (!breakdown) return 'global';
  const [first, plain] = breakdownKeys(breakdown, metric, statistic);
  return plain === undefined || BREAKDOWNS[breakdown].topList ? first! : plain;
}

function seriesOf(table: Table, year: number): string {
  const { columns, ids, labels, metric, breakdown } = table;
  const points = pointsOf(year);
  const type = breakdown ? 'line' : 'bar';
  const unit = METRICS[metric].unit === 'bytes' ? 'filesize' : 'number';
  return columns
    .map((values, i) => {
      let data = '';
      for (let slot = 0; slot < points.length; slot++) {
        const value = values[slot]!;
        if (value === value) data += `${data && ','}${points[slot]!}${value}]`;
      }
      const name = JSON.stringify(breakdown ? labels[i] : 'Global');
      const frame = `{"id":${JSON.stringify(ids[i])},"name":${name},"data":[${data}],"type":"${type}","valueType":"${unit}"`;
      return data ? `${frame},"year":${year}}` : `${frame}}`;
    })
    .join(',');
}
