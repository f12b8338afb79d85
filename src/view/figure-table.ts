import type { Metric } from '../vocabulary/metrics.js';
import { fillColumns, type ColumnOf, type DataTable, type TableHead } from './data-table.js';
import type { FigureView } from './figure-view.js';

export interface FigureTableOptions extends TableHead {
  readonly metric: Metric;
  readonly messages: {
    readonly metric: string;
    readonly metrics: Readonly<Record<Metric, string>>;
    readonly first: string;
    readonly last: string;
    readonly earlier: string;
    readonly comparedDays: string;
    readonly daysCountedHead: string;
  };
}

/** Returns a table with a single row, for files: a figure is its own text on the page. */
export function figureTable(view: FigureView, { metric, messages, title, description }: FigureTableOptions): DataTable {
  const { value, before, compared, coverage, start, end, unit: type } = view;
  const { first, last, comparedDays } = messages;
  const columns: readonly ColumnOf<FigureView>[] = [
    { key: 'metric', label: messages.metric, type: 'text', cell: () => metric },
    { key: 'start', label: first, type: 'date', cell: () => start },
    { key: 'end', label: last, type: 'date', cell: () => end },
    { key: 'value', label: messages.metrics[metric], type, cell: () => value },
    ...(before !== undefined && compared
      ? ([
          {
            key: 'before',
            label: `${messages.earlier}, ${compared.start}/${compared.end}`,
            type,
            cell: () => before,
          },
          { key: 'beforeStart', label: `${comparedDays}: ${first}`, type: 'date', cell: () => compared.start },
          { key: 'beforeEnd', label: `${comparedDays}: ${last}`, type: 'date', cell: () => compared.end },
        ] as const)
      : []),
    ...(coverage
      ? [{ key: 'daysCounted', label: messages.daysCountedHead, type: 'count', cell: () => coverage.counted } as const]
      : []),
  ];
  return { title, description, start, end, ...fillColumns('file', columns, [view]) };
}
