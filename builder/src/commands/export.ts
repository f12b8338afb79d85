/** `repository-stats export`: everything that was counted, as tables for people and their programs. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { CONTENT_COLUMNS } from '../count/content.js';
import { USAGE_COLUMNS } from '../count/usage.js';
import type { Engine } from '../engine/engine.js';
import { ensureFolder, replaceFile } from '../files/atomic.js';
import type { Store } from '../files/store.js';
import { loadRecords } from '../records/records.js';
import { DATE_BASES } from '../../../src/vocabulary/terms.js';
import { BuildError } from '../report/errors.js';
import { reading } from './session.js';

/** Writes `usage.parquet` and `records-<basis>.parquet`: a row per scope, day and part, with its name. No event is in them. */
export async function exportTables(config: Config, folder: string, say: (line: string) => void): Promise<void> {
  const to = resolve(folder);
  await reading(config, async (engine, store) => {
    const usage = store.months().map((month) => store.usage(month));
    if (!usage.length && !existsSync(store.content('added')))
      throw new BuildError('Nothing has been counted yet: repository-stats build');
    await loadRecords(engine, store, config);
    await engine.view('rows', usage, USAGE_COLUMNS);
    say(await table(engine, store, join(to, 'usage.parquet')));
    for (const basis of DATE_BASES) {
      if (!existsSync(store.content(basis))) continue;
      await engine.view('rows', [store.content(basis)], CONTENT_COLUMNS);
      say(await table(engine, store, join(to, `records-${basis}.parquet`)));
    }
  });
}

async function table(engine: Engine, store: Store, path: string): Promise<string> {
  ensureFolder(store.folder);
  await replaceFile(path, (aside) =>
    engine.writeParquet(
      `SELECT rows.*, labels.label FROM rows LEFT JOIN labels ON labels.breakdown = rows.breakdown AND labels.value = rows.value
       ORDER BY rows.scope, rows.day, rows.breakdown, rows.value`,
      aside,
    ),
  );
  const [row] = await engine.rows('SELECT count(*) AS count FROM rows');
  return `${path}: ${String(row!['count'])} rows`;
}
