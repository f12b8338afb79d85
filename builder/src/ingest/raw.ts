/**
 * Events as an input has them: a row for each line of its files. The SQL of an input makes this view of its files; everything
 * after it is the same for all inputs.
 */
export const RAW_COLUMNS = {
  /** The number of the line or row, from 1; 0 while it is not needed. */
  line: 'BIGINT',
  /** The time in UTC. */
  time: 'TIMESTAMP',
  /** `view` or `download`. */
  kind: 'VARCHAR',
  /** The id of the record, as in the list of records. */
  record: 'VARCHAR',
  /** The id of the file: within the record, or of its own. Absent in views. */
  file: 'VARCHAR',
  /** The extension of the file, in lower case, without a dot. */
  extension: 'VARCHAR',
  /** The size of the file, in bytes. */
  bytes: 'BIGINT',
  /** The session or the user. Absent: address and agent stand for them. */
  visitor: 'VARCHAR',
  /** True if nobody can be recognized by `visitor`: the same text is the same visitor at any time. */
  pseudonym: 'BOOLEAN',
  ip: 'VARCHAR',
  agent: 'VARCHAR',
  /** ISO 3166-1 alpha-2. Absent: that of the address, if there is a database of addresses. */
  country: 'VARCHAR',
  /** The page that linked here, or its host. */
  referrer: 'VARCHAR',
  /** Absent: whether the lists of COUNTER have the agent. */
  robot: 'BOOLEAN',
  machine: 'BOOLEAN',
  /** Why the line cannot be read: a key of `REASONS`. Absent: it can. */
  reason: 'VARCHAR',
} as const;

/** Why a line is no event, in words. */
export const REASONS = {
  line: 'is not of the form of the file',
  columns: 'has not as many values as the first line has names',
  quote: 'has a quotation mark that is not closed',
  encoding: 'is not in UTF-8',
  time: 'has no time that can be read',
  kind: 'is neither a view nor a download',
  record: 'has no record',
  bytes: 'has a size that is no whole number',
  future: 'is later than today',
} as const;
export type Reason = keyof typeof REASONS;

/** The columns of stored events. There is nothing in them by which a person could be recognized after two days. */
export const EVENT_COLUMNS = {
  day: 'DATE',
  time: 'TIMESTAMP',
  kind: 'VARCHAR',
  record: 'VARCHAR',
  file: 'VARCHAR',
  extension: 'VARCHAR',
  bytes: 'BIGINT',
  visitor: 'BIGINT',
  country: 'VARCHAR',
  referrer: 'VARCHAR',
  robot: 'BOOLEAN',
  machine: 'BOOLEAN',
} as const;
