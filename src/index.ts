/**
 * The public API. Importing it changes nothing: call `define()` of the classes whose elements you want. Of a file that is
 * exported as a whole (`*`), everything is public.
 */
export type { ChartSelection } from './chart/parameters.js';
export type { ChartTheme, PlotFrame } from './chart/theme.js';
export type { ComparisonOptions } from './data/comparison.js';
export type { MetricCapabilities, PartsCapabilities, Resolution } from './data/capabilities.js';
export type { Coverage } from './data/coverage.js';
export { isoDay, parseDay, type Day, type DayRange } from './data/day.js';
export type { Preset, RangeChoice } from './data/range.js';
export type { Series } from './data/series.js';
export type { Stats } from './data/stats.js';
export type { Conflict, Label, Problem, Table, YearBlock } from './data/year-block.js';
export { shareText } from './i18n/format.js';
export type { I18n } from './i18n/i18n.js';
export type { ReportFormat } from './report/formats.js';
export type { Credentials } from './sources/create-source.js';
export {
  dataverseCollections,
  type CollectionsOptions,
  type DataverseCollection,
} from './sources/dataverse/collections.js';
export { StatsError, type Reason } from './sources/errors.js';
export {
  blockOfPeriods,
  emptyBlock,
  monthsOf,
  wholeTable,
  wholeYear,
  type PeriodBlock,
  type PeriodPart,
  type PeriodTable,
} from './sources/service/period-block.js';
export type {
  LoadOptions,
  Needed,
  PartRequest,
  SourceCapabilities,
  RecordOrder,
  RecordUse,
  RecordUseRequest,
  RecordsRequest,
  ServiceFile,
  ServiceFileRequest,
  ServiceFormat,
  StatsSource,
  TopRecord,
  YearRequest,
} from './sources/source.js';
export type { Demand, Freshness, StatsScope, StatsState, Status } from './state/context.js';
export type { ErrorDetail, LoadDetail, SelectDetail } from './state/events.js';
export type { DataNeed, LoadScope } from './state/needs.js';
export type { Selection } from './state/selection.js';
export {
  breakdownView,
  type BreakdownOptions,
  type BreakdownRow,
  type BreakdownView,
  type OtherRow,
} from './view/breakdown-view.js';
export type { Compared, NotCompared } from './view/change.js';
export { figureView, type FigureOptions, type FigureView } from './view/figure-view.js';
export { mapView, type Country, type MapOptions, type MapView } from './view/map-view.js';
export type { Absence, Linking, Naming } from './view/options.js';
export type { RecordMetric, RecordUseView } from './view/record-use-view.js';
export type { RecordsView } from './view/records-view.js';
export type { ColumnType, DataCell, DataColumn, DataTable, TableHead, TableUse } from './view/data-table.js';
export * from './view/timeline-view.js';
export type { Breakdown } from './vocabulary/breakdowns.js';
export type { Metric } from './vocabulary/metrics.js';
export type { Comparison, DateBasis, Granularity, Kind, Scope, Statistic, Unit } from './vocabulary/terms.js';

export type * from '../components/base/property-types.js';
export { StatsContextElement } from '../components/base/stats-context-element.js';
export { StatsDataElement } from '../components/base/stats-data-element.js';
export { StatsDisplayWidget, type Display } from '../components/base/stats-display-widget.js';
export { StatsElement, type WarningDetail } from '../components/base/stats-element.js';
export { StatsRequestWidget } from '../components/base/stats-request-widget.js';
export { StatsWidget } from '../components/base/stats-widget.js';
export type { Provenance, WidgetView } from '../components/base/widget-view.js';
export { StatsBreakdown, type BreakdownDisplay } from '../components/breakdown/stats-breakdown.js';
export { StatsChart, type Plot, type Tooltip, type TooltipRow } from '../components/chart/stats-chart.js';
export { StatsComparePicker } from '../components/controls/stats-compare-picker.js';
export { StatsGranularityPicker } from '../components/controls/stats-granularity-picker.js';
export { StatsRangePicker } from '../components/controls/stats-range-picker.js';
export { StatsStatus } from '../components/controls/stats-status.js';
export { StatsExport } from '../components/export/stats-export.js';
export { StatsFigure, type ShownFigure } from '../components/figure/stats-figure.js';
export type { LonLat } from '../components/map/map-viewport.js';
export { StatsMap, type MapMetric } from '../components/map/stats-map.js';
export { StatsSourceElement } from '../components/source/stats-source.js';
export { StatsRecord } from '../components/record/stats-record.js';
export { StatsTable, type TableCell } from '../components/table/stats-table.js';
export {
  StatsTimeline,
  type ChartType,
  type LineDisplay,
  type Subcount,
} from '../components/timeline/stats-timeline.js';
export { StatsTopRecords } from '../components/top-records/stats-top-records.js';
export { addRow, type CatalogueRow } from '../layouts/catalogue.js';
export type { Config, ConfigInput } from '../layouts/config.js';
export type * from '../layouts/layout-input.js';
export * from '../layouts/parse-layout.js';
export { StatsDashboard } from '../layouts/stats-dashboard.js';
