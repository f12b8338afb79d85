import type { TopRecord } from '../sources/source.js';
import type { Absence } from './options.js';

/** Records, ranked by how often they were viewed or downloaded. */
export interface RecordsView {
  readonly records: readonly TopRecord[];
  /** How they are counted: a definition of the message catalogue. Absent: as the metric says. */
  readonly counting?: string;
  readonly absence?: Absence;
}

export interface RecordsOptions {
  /** Limit on the number of records. */
  readonly pageSize: number;
  /** The text in place of a missing title. */
  readonly untitled: string;
}

/**
 * Returns the records to show, in the order of the service.
 * @param records absent if the source has no per-record statistics
 */
export function recordsView(
  records: readonly TopRecord[] | undefined,
  { pageSize, untitled }: RecordsOptions,
): RecordsView {
  if (!records) return { records: [], absence: 'missing' };
  const shown = records.slice(0, pageSize).map((record) => ({ ...record, title: record.title || untitled }));
  const counting = shown.find((record) => record.counting !== undefined)?.counting;
  return { records: shown, ...(counting !== undefined && { counting }), ...(!shown.length && { absence: 'empty' }) };
}
