/** The columns of the normalized records, which all inputs of records make. */
import type { RecordTable } from '../files/store.js';

export const RECORD_COLUMNS = {
  records: {
    id: 'VARCHAR',
    /** The id that all versions of a record share. */
    parent: 'VARCHAR',
    owner: 'VARCHAR',
    /** When it was added to the repository. */
    created: 'DATE',
    published: 'DATE',
    removed: 'DATE',
    /** The number of its files, and their size in bytes. */
    files: 'BIGINT',
    bytes: 'BIGINT',
  },
  /** What a record is counted under. */
  attributes: {
    record: 'VARCHAR',
    /** A name of the widgets' vocabulary: `resourceTypes`. */
    breakdown: 'VARCHAR',
    value: 'VARCHAR',
    /** The files of the record that have this value, where it is one of files. Absent: all. */
    files: 'BIGINT',
    bytes: 'BIGINT',
  },
  labels: {
    breakdown: 'VARCHAR',
    value: 'VARCHAR',
    /** JSON: a text, or a text per language. */
    label: 'VARCHAR',
  },
  memberships: {
    record: 'VARCHAR',
    community: 'VARCHAR',
    /** The first day. Absent: that on which the record was added. */
    added: 'DATE',
    /** The first day on which it was no longer in the community. */
    removed: 'DATE',
  },
} as const satisfies Record<RecordTable, Readonly<Record<string, string>>>;
