import type { BreakdownRow, BreakdownView } from './breakdown-view.js';
import type { Compared } from './change.js';
import { fillColumns, type ColumnOf, type DataTable, type TableHead, type TableUse } from './data-table.js';

/** A part of a whole: a row of a breakdown, its "other", or a country of a map. */
export interface RankedPart extends Omit<BreakdownRow, 'id' | 'href'> {
  /** `null` for the rest that the listed parts leave. */
  readonly id: string | null;
}

/** The facts about the numbers of a view of parts. */
export type RankingDays = Pick<BreakdownView, 'start' | 'end' | 'unit' | 'compared'>;

export interface RankingTableOptions extends TableHead {
  readonly use: TableUse;
  /** Names of the columns. */
  readonly heads: {
    readonly id: string;
    readonly part: string;
    readonly value: string;
    readonly share: string;
    /** Names the column of the earlier values on the page. */
    readonly before?: (compared: Compared) => string;
  };
}

/** Returns a table with a row per part and columns for its value, its share and, if compared, its earlier value. */
export function rankingTable(
  { start, end, unit: type, compared }: RankingDays,
  parts: readonly RankedPart[],
  { use, title, description, heads }: RankingTableOptions,
): DataTable {
  const before = { key: 'before', type, cell: (part: RankedPart) => part.before ?? null } as const;
  const columns: readonly ColumnOf<RankedPart>[] = [
    { key: 'id', label: heads.id, type: 'text', only: 'file', cell: ({ id }) => id },
    { key: 'label', label: heads.part, type: 'text', cell: ({ label }) => label },
    { key: 'value', label: heads.value, type, cell: ({ value }) => value },
    { key: 'share', label: heads.share, type: 'share', cell: ({ share }) => share },
    ...(compared
      ? ([
          { ...before, label: heads.before?.(compared) ?? '', only: 'page' },
          { ...before, label: `${heads.value} ${compared.start}/${compared.end}`, only: 'file' },
        ] as const)
      : []),
  ];
  return { title, description, start, end, ...fillColumns(use, columns, parts) };
}
