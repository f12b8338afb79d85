/** The only user of DuckDB. */
import { readFileSync } from 'node:fs';
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { identifier, literal } from './literal.js';

export interface EngineOptions {
  /** The limit on the memory of the database: `1GB`. */
  readonly memory: string;
  readonly threads: number;
  /** A folder for what does not fit into memory. */
  readonly temporary: string;
}

export type Row = Readonly<Record<string, DuckDBValue>>;

/** Columns of some rows, as typed arrays or lists. Columns of numbers must not have nulls. */
export type Columns = readonly ArrayLike<unknown>[];

/**
 * A database in memory, which reads and writes Parquet files. SQL stands in files beside the code that runs it; tables are
 * handed over by name, so that the statements themselves run on other engines, too.
 */
export class Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open({ memory, threads, temporary }: EngineOptions): Promise<Engine> {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: memory,
      threads: String(threads),
      temp_directory: temporary,
      // Nothing is fetched from the network, and results do not depend on the time zone of the machine.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new Engine(instance, connection);
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** Runs one statement. */
  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** Runs all statements of a file of SQL, one after the other. */
  async runFile(file: URL): Promise<void> {
    for (const statement of statementsOf(readFileSync(file, 'utf8'))) await this.run(statement);
  }

  /** Returns the rows of a query. Integers of 64 bits are numbers. */
  async rows(sql: string): Promise<readonly Row[]> {
    const reader = await this.#connection.runAndReadAll(sql);
    return reader.getRowObjects().map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, plain(v)])));
  }

  /** Reads the rows of a query a few thousand at a time, as columns. */
  async *columns(sql: string): AsyncGenerator<{ readonly count: number; readonly columns: Columns }> {
    const result = await this.#connection.stream(sql);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) return;
      const columns = Array.from({ length: chunk.columnCount }, (_, i) => {
        const vector = chunk.getColumnVector(i) as unknown as { items?: unknown; toArray(): readonly unknown[] };
        return ArrayBuffer.isView(vector.items) ? (vector.items as unknown as ArrayLike<unknown>) : vector.toArray();
      });
      yield { count: chunk.rowCount, columns };
    }
  }

  /** Names the rows of Parquet files. Without any file, it is a table without rows of these columns. */
  async view(name: string, files: readonly string[], columns: Readonly<Record<string, string>>): Promise<void> {
    const nothing = Object.entries(columns).map(([column, type]) => `CAST(NULL AS ${type}) AS ${identifier(column)}`);
    const query = files.length
      ? `SELECT ${Object.keys(columns).map(identifier).join(', ')} FROM read_parquet([${files.map(literal).join(', ')}])`
      : `SELECT ${nothing.join(', ')} WHERE false`;
    await this.run(`CREATE OR REPLACE TEMP VIEW ${identifier(name)} AS ${query}`);
  }

  /** Writes the rows of a query to a Parquet file. */
  async writeParquet(query: string, file: string, more = ''): Promise<void> {
    await this.run(`COPY (${query}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd${more})`);
  }
}

const plain = (value: DuckDBValue): DuckDBValue => (typeof value === 'bigint' ? Number(value) : value);

/** Divides a file of SQL at the semicolons that end a line. Comments stay with their statement. */
export const statementsOf = (text: string): readonly string[] =>
  text
    .split(/;[^\S\n]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replaceAll(/^--.*$/gm, '').trim());
