/** Names in bodies of InvenioRDM's statistics service (invenio-stats-dashboard 0.5). */
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Metric } from '../../vocabulary/metrics.js';
import type { Area, Statistic } from '../../vocabulary/terms.js';

/**
 * The service's names of each metric, in order of preference. `dataVolume` is the uploaded volume in the record
 * statistics and the downloaded volume in the usage statistics.
 */
export const METRIC_KEYS: Record<Area, Partial<Record<Metric, readonly string[]>>> = {
  content: {
    records: ['records'],
    parents: ['parents'],
    files: ['fileCount'],
    uploadVolume: ['dataVolume'],
    uploaders: ['uploaders'],
  },
  usage: {
    views: ['viewUniqueRecords', 'views'],
    downloads: ['downloadUniqueFiles', 'downloads'],
    visitors: ['viewVisitors'],
    downloadVolume: ['dataVolume'],
  },
};

/**
 * Returns the keys of a metric's parts, in order of preference. Usage snapshots have most breakdowns twice: for the
 * values most viewed and for those most downloaded (`languagesByView`, `languagesByDownload`); each metric reads its
 * own list.
 */
export function breakdownKeys(breakdown: Breakdown, metric: Metric, statistic: Statistic): readonly string[] {
  if (statistic !== 'usage-snapshot') return [breakdown];
  return [`${breakdown}${metric === 'views' || metric === 'visitors' ? 'ByView' : 'ByDownload'}`, breakdown];
}
