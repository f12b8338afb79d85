/** The public API. Importing it changes nothing: call `define()` of the classes whose elements you want. */
export type { Label, Table, YearBlock } from './data/year-block.js';
export { isoDay, parseDay, type Day, type DayRange } from './data/day.js';
export { PRESETS, parseRange, presetRange, printRange, type Preset, type RangeChoice } from './data/range.js';
export { Series } from './data/series.js';
export { Stats } from './data/stats.js';
export { I18n, i18nFor, loadLocale } from './i18n/i18n.js';
export { createSource } from './sources/create-source.js';
export { decodeAnswer, decodeBody } from './sources/invenio/decode.js';
export { invenioSource } from './sources/invenio/client.js';
export { snapshotSource } from './sources/snapshot/snapshot-source.js';
export { csv, tsv } from './report/delimited.js';
export { reportFile, type ReportFile, type ReportFormat } from './report/formats.js';
export type { Report, ReportWords } from './report/report.js';
export { StatsError, type Reason } from './sources/errors.js';
export type { DataNeed } from './state/needs.js';
export {
  type Offer,
  type RecordOrder,
  type RecordsRequest,
  type StatsSource,
  type TopRecord,
  type YearRequest,
} from './sources/source.js';
export { testDataSource } from './sources/test-data/test-data-source.js';
export {
  statsContext,
  type Demand,
  type Freshness,
  type StatsScope,
  type StatsState,
  type Status,
} from './state/context.js';
export type { ErrorDetail, LoadDetail, SelectDetail } from './state/events.js';
export type { Selection } from './state/selection.js';
export { changeOf, type Change } from './view/change.js';
export { breakdownView, type BreakdownView } from './view/breakdown-view.js';
export { figureView, type FigureView } from './view/figure-view.js';
export { mapView, type MapView } from './view/map-view.js';
export { recordsView, type RecordsView } from './view/records-view.js';
export type { ColumnType, DataCell, DataColumn, DataTable, TableUse } from './view/data-table.js';
export { timelineView, type TimelineView } from './view/timeline-view.js';
export { BREAKDOWNS, type Breakdown } from './vocabulary/breakdowns.js';
export { METRICS, type Metric } from './vocabulary/metrics.js';
export type { Comparison, DateBasis, Granularity, Kind, Scope, Statistic, Unit } from './vocabulary/terms.js';

export { StatsBreakdown } from '../components/breakdown/stats-breakdown.js';
export { StatsChart } from '../components/chart/stats-chart.js';
export { StatsComparePicker } from '../components/controls/stats-compare-picker.js';
export { StatsDataElement } from '../components/base/stats-data-element.js';
export { StatsElement } from '../components/base/stats-element.js';
export { StatsExport } from '../components/export/stats-export.js';
export { StatsFigure } from '../components/figure/stats-figure.js';
export { StatsGranularityPicker } from '../components/controls/stats-granularity-picker.js';
export { StatsMap } from '../components/map/stats-map.js';
export { StatsRangePicker } from '../components/controls/stats-range-picker.js';
export { StatsStatus } from '../components/controls/stats-status.js';
export { StatsTable } from '../components/table/stats-table.js';
export { StatsTimeline } from '../components/timeline/stats-timeline.js';
export { StatsTopRecords } from '../components/top-records/stats-top-records.js';
export { StatsWidget } from '../components/base/stats-widget.js';
export { addRow, type CatalogueRow } from '../layouts/catalogue.js';
export { parseLayout, type Layout, type LayoutProblem } from '../layouts/parse-layout.js';
export { StatsDashboard } from '../layouts/stats-dashboard.js';
