/** Reads a file of events as a build does, and returns what is stored of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { Engine } from '../src/engine/engine.js';
import { storeIn } from '../src/files/store.js';
import { found } from '../src/ingest/files.js';
import { ingestFile, type IngestOptions } from '../src/ingest/ingest.js';
import type { EventInput } from '../src/ingest/inputs.js';
import type { FileEntry } from '../src/ingest/ledger.js';
import { EVENT_COLUMNS } from '../src/ingest/raw.js';
import { Salts } from '../src/ingest/salts.js';

/** An event as it is stored. What is absent is not there. */
export interface StoredEvent {
  readonly time: string;
  readonly kind: string;
  readonly record: string;
  readonly file?: string;
  readonly extension?: string;
  readonly bytes?: number;
  readonly country?: string;
  readonly referrer?: string;
  readonly robot?: boolean;
  readonly machine?: boolean;
  /** Readers in the order of their first event, from 1. */
  readonly reader: number;
}

export interface Ingested extends Pick<FileEntry, 'rejected' | 'samples'> {
  readonly events: readonly StoredEvent[];
  /** The visitors as they are stored. */
  readonly visitors: readonly number[];
}

export const lines = (...rows: readonly (string | object)[]): string =>
  rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');

/** Lines divided by tabulators. */
export const tabbed = (...rows: readonly (readonly string[])[]): string => lines(...rows.map((row) => row.join('\t')));

const folder = mkdtempSync(join(tmpdir(), 'repository-stats-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** @param name the name of the file, whose end tells its form */
export async function ingested(
  input: Pick<EventInput, 'kind' | 'patterns'>,
  content: string | Uint8Array,
  name = 'events.log',
  more: Partial<IngestOptions> = {},
): Promise<Ingested> {
  files++;
  const path = join(folder, `${files}-${name}`);
  writeFileSync(path, content);
  const store = storeIn(join(folder, `work-${files}`));
  const engine = await Engine.open({ memory: '500MB', threads: 2, temporary: store.temporary });
  try {
    const salts = new Salts(store.salts);
    const options = { engine, store, salts, today: '2026-01-01', hourly: false, ...more };
    const entry = await ingestFile(found(path), { name: 'inputs[0]', events: [path], ...input }, options);
    const days = Object.keys(entry.days).sort();
    await engine.view('stored', store.eventFiles(days), EVENT_COLUMNS);
    const rows = await engine.rows(
      `SELECT * EXCLUDE (day) REPLACE (strftime(time, '%Y-%m-%dT%H:%M:%S') AS time) FROM stored ORDER BY time, kind, record, file`,
    );
    const visitors = rows.map(({ visitor }) => visitor as number);
    const readers = [...new Set(visitors)];
    return {
      rejected: entry.rejected,
      samples: entry.samples,
      visitors,
      events: rows.map(({ visitor, ...row }) => ({
        ...(Object.fromEntries(
          Object.entries(row).filter(([, value]) => value !== null && value !== false),
        ) as unknown as StoredEvent),
        reader: readers.indexOf(visitor as number) + 1,
      })),
    };
  } finally {
    engine.close();
  }
}
