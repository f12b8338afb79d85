/** Names in bodies of InvenioRDM's statistics service (invenio-stats-dashboard 0.5). */
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Metric } from '../../vocabulary/metrics.js';
import type { Area, Statistic } from '../../vocabulary/terms.js';

/**
 * The service's names of each metric: the first one that was sent is taken. `dataVolume` is what was uploaded in the
 * record statistics and what was downloaded in the usage statistics.
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
 * The key that holds a metric's parts. Usage snapshots keep most breakdowns twice: once for the values most viewed and
 * once for those most downloaded (`languagesByView`, `languagesByDownload`); each metric reads its own list.
 */
export function breakdownKeys(breakdown: Breakdown, metric: Metric, statistic: Statistic): readonly string[] {
  if (statistic !== 'usage-snapshot') return [breakdown];
  return [`${breakdown}${metric === 'views' || metric === 'visitors' ? 'ByView' : 'ByDownload'}`, breakdown];
}
