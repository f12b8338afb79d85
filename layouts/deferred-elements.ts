/** The elements that a page can do without until its first number is there: one file, loaded beside it. */
import { StatsBreakdown } from '../components/stats-breakdown.js';
import { StatsComparePicker } from '../components/stats-compare-picker.js';
import { StatsExport } from '../components/stats-export.js';
import { StatsGranularityPicker } from '../components/stats-granularity-picker.js';
import { StatsMap } from '../components/stats-map.js';
import { StatsRangePicker } from '../components/stats-range-picker.js';
import { StatsStatus } from '../components/stats-status.js';
import { StatsTable } from '../components/stats-table.js';
import { StatsTimeline } from '../components/stats-timeline.js';
import { StatsTopRecords } from '../components/stats-top-records.js';
import type { ElementClass } from './named-element.js';

export * from './page-messages.js';

export const later = [
  StatsRangePicker,
  StatsGranularityPicker,
  StatsComparePicker,
  StatsTimeline,
  StatsBreakdown,
  StatsMap,
  StatsTable,
  StatsExport,
  StatsTopRecords,
  StatsStatus,
] as unknown as readonly ElementClass[];
