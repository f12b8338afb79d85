/** A repository in a temporary folder: its inputs, its configuration, and the files that are built from them. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after } from 'node:test';
import { build } from '../src/commands/build.js';
import { CONFIG_FILE, readConfig } from '../src/config/config.js';
import { progressOn } from '../src/report/progress.js';

/** An event of the neutral table; what is absent is empty. */
export interface GivenEvent {
  readonly time: string;
  readonly kind: string;
  readonly record: string;
  readonly file?: string;
  readonly bytes?: number;
  readonly visitor?: string;
  readonly ip?: string;
  readonly agent?: string;
  readonly country?: string;
  readonly referrer?: string;
  readonly robot?: boolean;
  readonly machine?: boolean;
}

export interface GivenRecord {
  readonly id: string;
  readonly created: string;
  readonly parent?: string;
  readonly owner?: string;
  readonly published?: string;
  readonly removed?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly files?: readonly { readonly ext: string; readonly bytes: number }[];
}

export interface GivenMembership {
  readonly record: string;
  readonly community: string;
  readonly added?: string;
  readonly removed?: string;
}

/** The day of all builds of tests, unless one says otherwise. */
export const TODAY = '2025-07-01';

export const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** A repository of a test, which is deleted after all tests of the file. */
export class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), 'repository-stats-'));
  readonly log: string[] = [];

  constructor(config: Readonly<Record<string, unknown>> = {}) {
    after(() => rmSync(this.folder, { recursive: true, force: true }));
    this.configure(config);
  }

  configure(config: Readonly<Record<string, unknown>>): void {
    const inputs = [
      {
        kind: 'table',
        events: 'input/events*',
        records: 'input/records.ndjson',
        memberships: 'input/memberships.ndjson',
      },
    ];
    // One basis is enough for most tests, and quicker.
    this.write(CONFIG_FILE, JSON.stringify({ inputs, dateBases: ['added'], ...config }));
  }

  /** Writes a file, as of the day of the builds: it is read, and known until the day before. */
  write(path: string, content: string | Uint8Array, day = TODAY): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    const time = new Date(`${day}T06:00:00Z`);
    utimesSync(file, time, time);
    return file;
  }

  events(events: readonly GivenEvent[], name = 'events.ndjson'): void {
    this.write(`input/${name}`, lines(events));
  }

  records(records: readonly GivenRecord[], memberships: readonly GivenMembership[] = []): void {
    this.write('input/records.ndjson', lines(records));
    this.write('input/memberships.ndjson', lines(memberships));
  }

  async build(today = TODAY, since?: string): Promise<void> {
    const progress = progressOn({ write: (text: string) => this.log.push(text) });
    await build({ config: readConfig(join(this.folder, CONFIG_FILE)), progress, today, since });
  }

  /** The files that were built, with their contents. */
  get files(): ReadonlyMap<string, Buffer> {
    return contents(join(this.folder, 'stats'));
  }

  json(path: string): unknown {
    return JSON.parse(readFileSync(join(this.folder, 'stats', path), 'utf8'));
  }

  /**
   * Returns the values of a series by day.
   * @param place year, statistic, subcount, metric and id: `2025 usage-delta global views global`
   * @param community absent: the whole repository
   */
  series(place: string, community?: string): Readonly<Record<string, number>> {
    const [year, statistic, subcount, metric, ...id] = place.split(' ');
    const folder = community === undefined ? '' : `communities/${community}/`;
    const key = `${statistic!.replace('content', 'record')}-category`;
    const body = this.json(`${folder}${year!}/${key}.json`) as Body;
    const series = body[key]?.[subcount!]?.[metric!]?.find((each) => each.id === id.join(' '));
    return Object.fromEntries((series?.data ?? []).map(([day, value]) => [`${year!}-${day}`, value]));
  }
}

export type Body = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, readonly WireSeries[]>>>>>>;
export interface WireSeries {
  readonly id: string;
  readonly name: unknown;
  readonly data: readonly (readonly [day: string, value: number])[];
}

/** Returns all files below a folder, by their paths. */
export function contents(folder: string): ReadonlyMap<string, Buffer> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}
