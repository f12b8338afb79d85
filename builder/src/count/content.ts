/** The second stage for records: what was added and removed on each day, by scope and part, for each date basis. */
import { existsSync } from 'node:fs';
import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../engine/literal.js';
import { readJson, replaceFile, writeJson } from '../files/atomic.js';
import type { Store } from '../files/store.js';
import { DATE_BASES, type DateBasis } from '../../../src/vocabulary/terms.js';
import { breakdownTable, hash } from './usage.js';

const sql = (name: string): URL => new URL(name, import.meta.url);

/** The columns of counted records: see `NUMBERS` in vocabulary.ts. */
export const CONTENT_COLUMNS = {
  scope: 'VARCHAR',
  day: 'DATE',
  breakdown: 'VARCHAR',
  value: 'VARCHAR',
  records: 'BIGINT',
  parents: 'BIGINT',
  files: 'BIGINT',
  bytes: 'BIGINT',
  uploaders: 'BIGINT',
} as const;

/** Returns what the counted records depend on, besides the records. */
export const contentRulesOf = ({ breakdowns, communities }: Config): string =>
  hash([1, Object.entries(breakdowns).map(([name, { content }]) => [name, content]), communities]);

interface ContentOptions {
  /** Changes when the records, the rules or the communities do. */
  readonly version: string;
  /** Called when a basis has been counted, before this is remembered. */
  readonly onBasis: (basis: DateBasis) => Promise<void>;
}

/**
 * Counts records anew, unless they are as before: they are few in comparison with events.
 * @throws BuildError if what was counted contradicts itself; then it is counted again by the next run
 */
export async function countContent(
  engine: Engine,
  store: Store,
  config: Config,
  { version, onBasis }: ContentOptions,
): Promise<void> {
  const missing = config.dateBases.filter(
    (basis) =>
      !existsSync(store.content(basis)) || (readJson(entryFile(store, basis)) as string | undefined) !== version,
  );
  if (!missing.length) return;
  await breakdownTable(engine, 'content_breakdowns', config.breakdowns, 'content');
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE bases AS SELECT * FROM (VALUES ${DATE_BASES.map((basis) => `(${literal(basis)})`).join(', ')}) AS names(basis)`,
  );
  await engine.runFile(sql('dated.sql'));
  for (const basis of missing) {
    await engine.run(`CREATE OR REPLACE TEMP VIEW dated AS SELECT * FROM dated_all WHERE basis = ${literal(basis)}`);
    await engine.runFile(sql('content.sql'));
    await replaceFile(store.content(basis), (aside) =>
      engine.writeParquet(
        `SELECT ${Object.keys(CONTENT_COLUMNS).join(', ')} FROM content ORDER BY scope, day, breakdown, value`,
        aside,
      ),
    );
    await onBasis(basis);
    writeJson(entryFile(store, basis), version);
  }
}

export const entryFile = (store: Store, basis: DateBasis): string =>
  store.content(basis).replace(/\.parquet$/, '.json');
