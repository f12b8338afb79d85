/** The sources of the stories: one for every state of a widget. */
import type { Table, YearBlock } from '../src/data/year-block.js';
import { dayTime, parseDay, yearOf, yearStart } from '../src/data/day.js';
import { StatsError } from '../src/sources/errors.js';
import type { StatsSource } from '../src/sources/source.js';
import { testDataSource } from '../src/sources/test-data/test-data-source.js';
import { BREAKDOWN_NAMES, type Breakdown } from '../src/vocabulary/breakdowns.js';
import { metricsOf } from '../src/vocabulary/metrics.js';
import type { Area } from '../src/vocabulary/terms.js';

/** The current day of every story, so that its picture stays the same. */
export const TODAY = '2026-11-21';

export const today = parseDay(TODAY)!;

const invented = testDataSource({ today });

type Load = StatsSource['load'];

let count = 0;

/** Creates a source for every story. As a real one, it does not report its numbers as invented. */
const source = (load: Load): (() => StatsSource) => {
  return () => ({ key: `story ${++count}`, describe: async () => ({ dateBases: ['added'] }), load });
};

/** Loads the invented numbers, each table changed. */
const changed =
  (change: (table: Table, block: YearBlock) => Table): Load =>
  async (request, signal) => {
    const block = await invented.load(request, signal);
    return { ...block, tables: block.tables.map((table) => change(table, block)) };
  };

/** Loads years with these tables. */
const years =
  (tablesOf: (area: Area) => readonly Table[]): Load =>
  async ({ statistic, year }) => ({
    statistic,
    year,
    tables: tablesOf(statistic.split('-')[0] as Area),
    problems: [],
    fetchedAt: dayTime(today),
  });

/** Returns every metric as a whole and by every breakdown, each without a series. */
const emptyTables = (area: Area): readonly Table[] =>
  metricsOf(area).flatMap((metric) =>
    [undefined, ...BREAKDOWN_NAMES].map((breakdown: Breakdown | undefined) => ({
      metric,
      ...(breakdown && { breakdown }),
      key: metric,
      ids: [],
      labels: [],
      columns: [],
    })),
  );

/** Removes all values but those of yesterday. */
function onePoint(table: Table, { year }: YearBlock): Table {
  const slot = year === yearOf(today) ? today - 1 - yearStart(year) : -1;
  return { ...table, columns: table.columns.map((column) => column.map((value, i) => (i === slot ? value : NaN))) };
}

export const LONG_HEADING =
  'What was looked at, read and downloaded in the repository of the Consortium of Research Libraries of the Upper and ' +
  'the Lower Valley since the regulations of the second half of the year came into force';

const LONG_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

const longLabels = (table: Table): Table => ({
  ...table,
  labels: table.labels.map((_, i) => `${table.ids[i]!}: ${i % 2 ? LONG_WORD : LONG_HEADING}`),
});

const million = (table: Table): Table => ({
  ...table,
  columns: table.columns.map((column) => column.map((value) => value * 1e6)),
});

/** Days of spring that were not counted. */
const GAP = { from: 80, to: 130 };

const withGap = (table: Table): Table => ({
  ...table,
  columns: table.columns.map((column) =>
    column.map((value, slot) => (slot >= GAP.from && slot < GAP.to ? NaN : value)),
  ),
});

/** Creates a source that fails once for each year and statistic. */
function failing(): StatsSource {
  const tried = new Set<string>();
  return source(async (request, signal) => {
    const key = `${request.statistic} ${request.year}`;
    if (tried.has(key)) return invented.load(request, signal);
    tried.add(key);
    throw new StatsError('network', 'The story lets the first try fail.');
  })();
}

/** Returns true for numbers of the current year. */
const isNew = ({ year }: { readonly year: number }): boolean => year === yearOf(today);

/** Loads all metrics of the current year, and of earlier years the numbers of people only. */
const partlySent: Load = async (request, signal) => {
  const block = await invented.load(request, signal);
  const people = block.tables.filter(({ metric }) => metric === 'uploaders' || metric === 'visitors');
  return isNew(block) ? block : { ...block, tables: people };
};

/** Loads the current year and fails for earlier ones. */
const partlyFailing: Load = async (request, signal) => {
  if (isNew(request)) return invented.load(request, signal);
  throw new StatsError('http', 'The story lets the years before this one fail.');
};

interface StoryState {
  /** The description in the documentation. */
  readonly text: string;
  /** Absent: the generator of test data, as `test-data` has it. */
  readonly source?: () => StatsSource;
}

/** The states of a widget. */
export const STATES = {
  Data: { text: 'Invented numbers that look like those of a repository of middle size. The widget says so.' },
  Loading: {
    text: 'The service has not answered yet. A quiet placeholder keeps the room.',
    source: source(() => new Promise(() => undefined)),
  },
  Empty: {
    text: 'The service has sent the metric, but no day with a value: “no data”, never 0.',
    source: source(years(emptyTables)),
  },
  NotProvided: {
    text: 'The service has left the metric out of its answer: “not provided”, never 0.',
    source: source(years(() => [])),
  },
  PartlyProvided: {
    text: 'The service has left the metric out of 2025: a sentence says so, and nothing is known of these days.',
    source: source(partlySent),
  },
  DaysNotCounted: {
    text: 'The service did not count fifty days in spring: the widget says how many days were counted, and has a gap there.',
    source: source(changed(withGap)),
  },
  PartlyLoaded: {
    text: 'The year 2025 could not be loaded: what there is of 2026 is shown, and a sentence says so.',
    source: source(partlyFailing),
  },
  Error: {
    text: 'The service could not be reached. “Try again” sends the request again, and this time it succeeds.',
    source: failing,
  },
  OnePoint: { text: 'Yesterday is the only day with numbers.', source: source(changed(onePoint)) },
  VeryLongLabels: {
    text: 'A heading and names that are much too long, some of them without a space.',
    source: source(changed(longLabels)),
  },
  HugeNumbers: { text: 'A million times the usual numbers.', source: source(changed(million)) },
} as const satisfies Record<string, StoryState>;

export type StateName = keyof typeof STATES;

/** Returns the source of a state; `undefined` for test data. */
export const sourceOf = (name: StateName): StatsSource | undefined => (STATES[name] as StoryState).source?.();
