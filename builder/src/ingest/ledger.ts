/** The record of all files of events that have been read, and of what came from them. */
import { readJson, writeJson } from '../files/atomic.js';
import { fingerprintOf, type Fingerprint, type FoundFile } from './files.js';
import type { Reason } from './raw.js';

/** What came from a file for one day. */
export interface DayEntry {
  readonly events: number;
  /** Changes when an event does. */
  readonly mark: string;
}

/** A line that is no event. */
export interface RejectedLine {
  readonly line: number;
  readonly reason: Reason;
}

export interface FileEntry extends FoundFile {
  readonly id: string;
  /** The name of the input in the configuration. */
  readonly input: string;
  readonly fingerprint: Fingerprint;
  readonly days: Readonly<Record<string, DayEntry>>;
  /** The number of lines that are no events, by reason. */
  readonly rejected: Readonly<Partial<Record<Reason, number>>>;
  /** The first of these lines. */
  readonly samples: readonly RejectedLine[];
  /** The first and the last day with any line, also of robots. Absent: it has none. */
  readonly span?: readonly [first: string, last: string];
  /** The day on which it was read, if it had lines of that day or later: they are read on the next one. */
  readonly until?: string;
}

interface Ledger {
  readonly format: 1;
  readonly files: readonly FileEntry[];
}

export const readLedger = (path: string): readonly FileEntry[] => (readJson(path) as Ledger | undefined)?.files ?? [];

export const writeLedger = (path: string, files: readonly FileEntry[]): void =>
  writeJson(path, { format: 1, files } satisfies Ledger);

/** A file that was read before and has grown, or an earlier file of the same name. */
export interface EarlierFile {
  readonly is: 'grown' | 'replaced';
  readonly entry: FileEntry;
}

/** What has to be done about a file that was found. */
export type Recognized =
  { readonly is: 'unchanged' | 'renamed'; readonly entry: FileEntry } | EarlierFile | { readonly is: 'new' };

/**
 * Compares a file with those that have been read.
 * @param today lines of this day and later are not read yet
 * @param isExport true if a file replaces an earlier one of the same name
 */
export async function recognize(
  file: FoundFile,
  entries: readonly FileEntry[],
  today: string,
  isExport: boolean,
): Promise<Recognized> {
  const isDue = (entry: FileEntry): boolean => entry.until !== undefined && entry.until < today;
  const same = entries.find(
    ({ path, size, modified }) => path === file.path && size === file.size && modified === file.modified,
  );
  if (same) return { is: isDue(same) ? 'grown' : 'unchanged', entry: same };
  const lengths = [...new Set(entries.map(({ fingerprint }) => fingerprint.bytes))].sort((a, b) => b - a);
  for (const length of lengths) {
    const { bytes, hash } = await fingerprintOf(file, length);
    const entry = entries.find(
      ({ fingerprint }) => fingerprint.bytes === bytes && fingerprint.hash === hash && bytes > 0,
    );
    if (!entry) continue;
    // Compression changes the size, so that only a file with the same name is known to be the same.
    const isSame = file.size === entry.size && !isDue(entry);
    return { is: isSame ? 'renamed' : 'grown', entry };
  }
  const replaced = isExport ? entries.find(({ path }) => path === file.path) : undefined;
  return replaced ? { is: 'replaced', entry: replaced } : { is: 'new' };
}
