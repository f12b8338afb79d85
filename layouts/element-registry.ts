import { StatsFigure } from '../components/figure/stats-figure.js';
import type { StatsElement } from '../components/base/stats-element.js';

/** A class of elements that can be defined. */
export type ElementClass = typeof StatsElement & (new () => StatsElement);

/** An element, which is part of the first file or loaded later. */
export interface RegistryRow {
  /** The class, if the first number needs it. */
  readonly element?: ElementClass;
  /** Loads the class. The build finds the `import()` of each row. */
  readonly load?: () => Promise<ElementClass>;
}

const rows = {
  'stats-figure': { element: StatsFigure },
  'stats-range-picker': {
    load: () => import('../components/controls/stats-range-picker.js').then((module) => module.StatsRangePicker),
  },
  'stats-granularity-picker': {
    load: () =>
      import('../components/controls/stats-granularity-picker.js').then((module) => module.StatsGranularityPicker),
  },
  'stats-compare-picker': {
    load: () => import('../components/controls/stats-compare-picker.js').then((module) => module.StatsComparePicker),
  },
  'stats-timeline': {
    load: () => import('../components/timeline/stats-timeline.js').then((module) => module.StatsTimeline),
  },
  'stats-breakdown': {
    load: () => import('../components/breakdown/stats-breakdown.js').then((module) => module.StatsBreakdown),
  },
  'stats-map': { load: () => import('../components/map/stats-map.js').then((module) => module.StatsMap) },
  'stats-chart': { load: () => import('../components/chart/stats-chart.js').then((module) => module.StatsChart) },
  'stats-table': { load: () => import('../components/table/stats-table.js').then((module) => module.StatsTable) },
  'stats-export': { load: () => import('../components/export/stats-export.js').then((module) => module.StatsExport) },
  'stats-top-records': {
    load: () => import('../components/top-records/stats-top-records.js').then((module) => module.StatsTopRecords),
  },
  'stats-record': { load: () => import('../components/record/stats-record.js').then((module) => module.StatsRecord) },
  'stats-status': { load: () => import('../components/controls/stats-status.js').then((module) => module.StatsStatus) },
} satisfies Readonly<Record<string, RegistryRow>>;

/** The tag of a generic element. */
export type ElementTag = keyof typeof rows;

/** The generic elements by tag; a dashboard loads them in this order. */
export const ELEMENTS: Readonly<Record<string, RegistryRow | undefined>> = rows;
