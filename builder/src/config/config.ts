/** The configuration: a JSON file with comments, checked key by key. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { BREAKDOWN_NAMES, type Breakdown } from '../../../src/vocabulary/breakdowns.js';
import { DATE_BASES, type DateBasis } from '../../../src/vocabulary/terms.js';
import { inputFrom } from './input.js';
import type { EventInput } from '../ingest/inputs.js';
import { BuildError, EXIT } from '../report/errors.js';
import { Reader } from './reader.js';
import { AREA_BREAKDOWNS, isFull } from '../vocabulary.js';

export const CONFIG_FILE = 'stats.config.json';

/** Rules of counting. */
export interface Counting {
  /** Two clicks of a reader on the same thing within this many seconds count once; 0: each counts. */
  readonly doubleClickSeconds: number;
  /** `sliding`: seconds between two clicks, as COUNTER has it; `fixed`: the clock divided into such windows. */
  readonly doubleClicks: 'sliding' | 'fixed';
  readonly robots: 'excluded' | 'included';
  readonly machines: 'excluded' | 'included';
  /** How long a reader without a session is the same visitor. */
  readonly visitor: 'day' | 'hour';
}

/** A breakdown. */
export interface BreakdownSettings {
  readonly content: boolean;
  readonly usage: boolean;
  /** `all`: every part is listed; `top`: the most frequent ones. */
  readonly keep: 'all' | 'top';
}

export interface Config {
  /** The folder of the configuration, which paths are relative to. */
  readonly folder: string;
  readonly inputs: readonly Input[];
  readonly work: string;
  readonly out: string;
  readonly counting: Counting;
  readonly breakdowns: Readonly<Record<Breakdown, BreakdownSettings>>;
  /** `widgets`: the numbers that the widgets show; `all`: the ten of InvenioRDM's statistics service. */
  readonly metrics: 'widgets' | 'all';
  /** The number of parts that totals list, and that what happened in a year lists. */
  readonly top: number;
  readonly topDeltas: number;
  /** The communities that get files: all, these, or those with so many events in all. */
  readonly communities: 'all' | readonly string[] | { readonly minEvents: number };
  readonly formats: readonly Format[];
  /** The dates by which records are counted. */
  readonly dateBases: readonly DateBasis[];
  /** A day without any event: `zero`, or `unknown` because its file may be missing. Absent: as the input has it. */
  readonly gaps?: 'zero' | 'unknown' | undefined;
  /** The path of a database of addresses, and what its licence wants to be shown. */
  readonly countries?: { readonly database: string; readonly attribution: Attribution } | undefined;
  /** True if the numbers are invented: pages say so. */
  readonly invented: boolean;
  readonly memory: string;
  readonly threads: number;
  /** Hours after which the lock of a run on another machine is abandoned, if it gives no sign. */
  readonly lockTimeout: number;
}

export interface Attribution {
  readonly text: string;
  readonly href: string;
}

/** The forms of files. */
export const FORMATS = ['json'] as const;
export type Format = (typeof FORMATS)[number];

/** Where events and records come from: files of one system. */
export interface Input extends EventInput {
  readonly records: readonly string[];
  readonly memberships: readonly string[];
}

/** Named rules. A key of `counting` beside the name changes one of them. */
export const RULES: Readonly<Record<string, Counting>> = {
  'counter-5.1': {
    doubleClickSeconds: 30,
    doubleClicks: 'sliding',
    robots: 'excluded',
    machines: 'excluded',
    visitor: 'day',
  },
  // For comparison only, see the guide.
  'invenio-stats-dashboard': {
    doubleClickSeconds: 10,
    doubleClicks: 'fixed',
    robots: 'included',
    machines: 'included',
    visitor: 'hour',
  },
};

/** Reads a configuration. @throws BuildError with the exit code `usage`, which names the key */
export function readConfig(path: string): Config {
  if (!existsSync(path)) {
    throw new BuildError(`There is no ${path}. Make one: repository-stats init --from table`, EXIT.usage);
  }
  return parseConfig(readFileSync(path, 'utf8'), path);
}

export function parseConfig(text: string, path: string): Config {
  const errors: ParseError[] = [];
  const content: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    const line = text.slice(0, error.offset).split('\n').length;
    throw new BuildError(`${path}, line ${line}: ${printParseErrorCode(error.error)}`, EXIT.usage);
  }
  const folder = dirname(resolve(path));
  const read = new Reader(content, path);
  read.only(
    ...['$schema', 'inputs', 'work', 'out', 'counting', 'breakdowns', 'metrics', 'top', 'topDeltas', 'communities'],
    ...['dateBases', 'gaps', 'countries', 'invented', 'memory', 'threads', 'lockTimeout'],
  );
  return {
    folder,
    inputs: read.list('inputs').map((item, i) => inputFrom(item, `inputs[${i}]`, folder)),
    work: resolve(folder, read.text('work', 'stats-work')),
    out: resolve(folder, read.text('out', 'stats')),
    counting: countingFrom(read.child('counting')),
    breakdowns: breakdownsFrom(read.child('breakdowns')),
    metrics: read.oneOf('metrics', ['widgets', 'all'], 'widgets'),
    top: read.whole('top', 20, 1),
    topDeltas: read.whole('topDeltas', 50, 1),
    communities: communitiesFrom(read),
    formats: FORMATS,
    dateBases: read.has('dateBases') ? read.list('dateBases').map((item) => item.isOneOf(DATE_BASES)) : DATE_BASES,
    gaps: read.has('gaps') ? read.oneOf<'zero' | 'unknown'>('gaps', ['zero', 'unknown']) : undefined,
    countries: countriesFrom(read, folder),
    invented: read.flag('invented', false),
    memory: memoryFrom(read),
    threads: read.whole('threads', 2, 1),
    lockTimeout: read.whole('lockTimeout', 6, 1),
  };
}

function countingFrom(read: Reader): Counting {
  read.only('rules', 'doubleClickSeconds', 'doubleClicks', 'robots', 'machines', 'visitor');
  const rules = RULES[read.oneOf('rules', Object.keys(RULES), 'counter-5.1')]!;
  return {
    doubleClickSeconds: read.whole('doubleClickSeconds', rules.doubleClickSeconds, 0),
    doubleClicks: read.oneOf('doubleClicks', ['sliding', 'fixed'], rules.doubleClicks),
    robots: read.oneOf('robots', ['excluded', 'included'], rules.robots),
    machines: read.oneOf('machines', ['excluded', 'included'], rules.machines),
    visitor: read.oneOf('visitor', ['day', 'hour'], rules.visitor),
  };
}

/** Each breakdown is on in the areas that can have it, unless it is `false` or names its areas. */
function breakdownsFrom(read: Reader): Config['breakdowns'] {
  read.only(...BREAKDOWN_NAMES);
  return Object.fromEntries(
    BREAKDOWN_NAMES.map((name) => {
      const may = (area: 'content' | 'usage'): boolean => AREA_BREAKDOWNS[area].includes(name);
      const usual = {
        content: may('content'),
        usage: may('usage'),
        keep: isFull(name) ? ('all' as const) : ('top' as const),
      };
      if (!read.has(name)) return [name, usual];
      if (read.isFlag(name)) return [name, read.flag(name, true) ? usual : { ...usual, content: false, usage: false }];
      const own = read.child(name);
      own.only('content', 'usage', 'keep');
      return [
        name,
        {
          content: own.flag('content', usual.content) && may('content'),
          usage: own.flag('usage', usual.usage) && may('usage'),
          keep: own.oneOf('keep', ['all', 'top'], usual.keep),
        },
      ];
    }),
  ) as Config['breakdowns'];
}

function communitiesFrom(read: Reader): Config['communities'] {
  if (!read.has('communities')) return 'all';
  if (read.isList('communities')) return read.list('communities').map((item) => item.asText());
  if (read.isText('communities')) return read.oneOf<'all'>('communities', ['all']);
  const own = read.child('communities');
  own.only('minEvents');
  return { minEvents: own.whole('minEvents', 0, 0) };
}

function countriesFrom(read: Reader, folder: string): Config['countries'] {
  if (!read.has('countries')) return undefined;
  const own = read.child('countries');
  own.only('database', 'attribution');
  const attribution = own.child('attribution');
  attribution.only('text', 'href');
  return {
    database: resolve(folder, own.text('database')),
    attribution: { text: attribution.text('text'), href: attribution.text('href') },
  };
}

function memoryFrom(read: Reader): string {
  const memory = read.text('memory', '1GB');
  if (!/^\d+(\.\d+)?\s*(MB|GB)$/i.test(memory)) read.fail('memory', 'is no size such as "1GB"');
  return memory;
}
