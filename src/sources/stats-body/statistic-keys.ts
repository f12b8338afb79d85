import type { Statistic } from '../../vocabulary/terms.js';

/** The service's name of each statistic. */
export const STATISTIC_KEYS: Record<Statistic, string> = {
  'content-delta': 'record-delta-category',
  'content-snapshot': 'record-snapshot-category',
  'usage-delta': 'usage-delta-category',
  'usage-snapshot': 'usage-snapshot-category',
};
