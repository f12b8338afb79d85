/** The elements that a page can do without until its first number is there: one file, loaded beside it. */
import { StatsBreakdown } from '../components/breakdown/stats-breakdown.js';
import { StatsComparePicker } from '../components/controls/stats-compare-picker.js';
import { StatsExport } from '../components/export/stats-export.js';
import { StatsGranularityPicker } from '../components/controls/stats-granularity-picker.js';
import { StatsMap } from '../components/map/stats-map.js';
import { StatsRangePicker } from '../components/controls/stats-range-picker.js';
import { StatsStatus } from '../components/controls/stats-status.js';
import { StatsTable } from '../components/table/stats-table.js';
import { StatsTimeline } from '../components/timeline/stats-timeline.js';
import { StatsTopRecords } from '../components/top-records/stats-top-records.js';
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
