/** The elements that a page can do without until its first number is there: one file, loaded beside it. */
import { StatsBreakdown } from '../components/stats-breakdown.js';
import { StatsExport } from '../components/stats-export.js';
import { StatsMap } from '../components/stats-map.js';
import { StatsTable } from '../components/stats-table.js';
import { StatsTimeline } from '../components/stats-timeline.js';
import { StatsTopRecords } from '../components/stats-top-records.js';
import type { ElementClass } from './named.js';

export const later = [
  StatsTimeline,
  StatsBreakdown,
  StatsMap,
  StatsTable,
  StatsExport,
  StatsTopRecords,
] as unknown as readonly ElementClass[];
