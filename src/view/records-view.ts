import type { TopRecord } from '../sources/source.js';
import type { Absence } from './options.js';

/** Records, ranked by how often they were viewed or downloaded. */
export interface RecordsView {
  readonly records: readonly TopRecord[];
  readonly absence?: Absence;
}

export interface RecordsOptions {
  /** At most so many. */
  readonly pageSize: number;
  /** Stands for a title that is missing. */
  readonly untitled: string;
}

/**
 * Records as a reader sees them, in the order of the service.
 * @param records absent if the source knows no single records
 */
export function recordsView(
  records: readonly TopRecord[] | undefined,
  { pageSize, untitled }: RecordsOptions,
): RecordsView {
  if (!records) return { records: [], absence: 'missing' };
  const shown = records.slice(0, pageSize).map((record) => ({ ...record, title: record.title || untitled }));
  return { records: shown, ...(!shown.length && { absence: 'empty' }) };
}
