import type { Metric } from '../vocabulary/metrics.js';
import { fillColumns, type ColumnOf, type DataTable, type TableHead } from './data-table.js';
import { columnsBefore, daysCounted, type DayHeads } from './day-columns.js';
import type { FigureView } from './figure-view.js';

export interface FigureTableOptions extends TableHead {
  readonly metric: Metric;
  readonly messages: DayHeads & {
    readonly metric: string;
    readonly metrics: Readonly<Record<Metric, string>>;
    readonly earlier: string;
  };
}

/** Returns a table with a single row, for files: a figure is its own text on the page. */
export function figureTable(view: FigureView, { metric, messages, title, description }: FigureTableOptions): DataTable {
  const { value, before, compared, coverage, start, end, unit: type } = view;
  const earlier = before !== undefined && compared && { ...compared, value: before };
  const columns: readonly ColumnOf<FigureView>[] = [
    { key: 'metric', label: messages.metric, type: 'text', cell: () => metric },
    { key: 'start', label: messages.first, type: 'date', cell: () => start },
    { key: 'end', label: messages.last, type: 'date', cell: () => end },
    { key: 'value', label: messages.metrics[metric], type, cell: () => value },
    ...(earlier
      ? columnsBefore(messages, `${messages.earlier}, ${earlier.start}/${earlier.end}`, type, () => earlier)
      : []),
    ...(coverage ? [daysCounted(messages)] : []),
  ];
  return { title, description, start, end, ...fillColumns('file', columns, [view]) };
}
