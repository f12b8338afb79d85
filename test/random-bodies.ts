/** Random bodies and selections for property tests, including some that a real service does not send. */
import fc from 'fast-check';
import { BREAKDOWN_NAMES, type Breakdown } from '../src/vocabulary/breakdowns.js';
import { METRIC_NAMES, METRICS, type Metric } from '../src/vocabulary/metrics.js';
import {
  COMPARISONS,
  GRANULARITIES,
  KINDS,
  type Comparison,
  type Granularity,
  type Kind,
} from '../src/vocabulary/terms.js';
import { sent } from './builders.js';
import {
  plus,
  unitStart,
  wireBreakdowns,
  wireStatistic,
  WIRE_METRICS,
  type Answer,
  type WireBody,
  type WireSeries,
} from './reference.js';

/** The metrics that the service sends. */
const SENT = METRIC_NAMES.filter((metric) => WIRE_METRICS[metric].length > 0);

/** The answers for one statistic, and the selections to compare. */
export interface Case {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly breakdown: Breakdown;
  readonly answers: readonly Answer[];
  readonly selections: readonly Chosen[];
}

export interface Chosen {
  readonly start: string;
  readonly end: string;
  readonly today: string;
  readonly granularity: Granularity;
  readonly compare: Comparison;
  /** The number of parts that are listed. */
  readonly size: number;
}

/** Edge cases of calendars: New Year, leap days, weeks in two years, ends of months. */
const ANCHORS = [
  '1999-12-27',
  '2000-02-26',
  '2019-12-28',
  '2020-02-20',
  '2020-12-26',
  '2023-01-29',
  '2023-12-30',
  '2024-02-27',
  '2024-12-28',
  '2025-03-28',
  '2025-12-26',
];

/** Ids of parts; some are reserved words. */
const IDS = ['unknown', 'imported', 'other', 'DE', 'FR', 'book', 'global', 'start', 'value'];

const SMALL = fc.integer({ min: 0, max: 40 });
/** Bytes; in some bodies petabytes, in blocks of 4096, so that their sums are exact far beyond 2^53, in any order. */
const SIZES = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 2 ** 40 }) }, fc.constant(0));
const HUGE = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 2 ** 37, max: 2 ** 40 }).map((n) => n * 4096) },
  fc.constant(0),
);

/** Values of a metric; only those of `content-delta` can be negative. */
function valuesOf(metric: Metric, kind: Kind, huge: boolean): fc.Arbitrary<number> {
  const { unit, area } = METRICS[metric];
  const counts = fc.oneof(SMALL, fc.constant(0), fc.integer({ min: 100, max: 20_000_000 }));
  const plain = unit === 'bytes' ? (huge ? HUGE : SIZES) : counts;
  if (kind === 'snapshot' || area === 'usage') return plain;
  return fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: plain.map((value) => -value || 0) });
}

/** Points: a few stretches of days with gaps, on every day or every `step` days. */
const pointsOf = (values: fc.Arbitrary<number>): fc.Arbitrary<[offset: number, value: number][]> =>
  fc
    .array(
      fc.record({
        from: fc.oneof(fc.nat(30), fc.nat(700)),
        step: fc.constantFrom(1, 1, 1, 2, 7, 30),
        count: fc.oneof(
          { weight: 5, arbitrary: fc.integer({ min: 1, max: 30 }) },
          { weight: 1, arbitrary: fc.constant(200) },
        ),
        values: fc.array(values, { minLength: 1, maxLength: 5 }),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((stretches) => {
      const points = new Map<number, number>();
      for (const { from, step, count, values: some } of stretches)
        for (let i = 0; i < Math.min(count, 450 / step); i++) points.set(from + i * step, some[i % some.length]!);
      return [...points].sort(([a], [b]) => a - b);
    });

interface Drawn {
  readonly id: string;
  readonly points: readonly (readonly [offset: number, value: number])[];
}

/** The lists of a statistic: subcount, metric, series. */
type Lists = readonly { readonly subcount: string; readonly metric: string; readonly series: readonly Drawn[] }[];

function listsOf(metric: Metric, kind: Kind, breakdown: Breakdown, huge: boolean): fc.Arbitrary<Lists> {
  const values = valuesOf(metric, kind, huge);
  const single = fc.option(pointsOf(values), { freq: 10 }).map((points) => (points ? [{ id: 'global', points }] : []));
  const parts = fc
    .uniqueArray(fc.constantFrom(...IDS), { maxLength: 7 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.oneof({ weight: 9, arbitrary: pointsOf(values) }, fc.constant([])).map((points) => ({ id, points })),
        ),
      ),
    );
  const list = (subcounts: readonly string[], series: fc.Arbitrary<readonly Drawn[]>, of: Metric = metric) =>
    fc.record({ subcount: fc.constantFrom(...subcounts), metric: fc.constantFrom(...WIRE_METRICS[of]), series });
  const others = SENT.filter((name) => name !== metric && METRICS[name].area === METRICS[metric].area);
  /** Leaves out the list once in `freq` times. */
  const sometimes = (made: fc.Arbitrary<Lists[number]>, freq: number) =>
    fc.option(made, { freq }).map((found) => (found ? [found] : []));
  return fc
    .tuple(
      sometimes(list(['global'], single), 10),
      sometimes(list(['global'], single), 2),
      sometimes(list(wireBreakdowns(breakdown, metric, kind), parts), 10),
      fc.constantFrom(...others).chain((other) =>
        sometimes(
          list(
            ['global'],
            pointsOf(valuesOf(other, kind, false)).map((points) => [{ id: 'global', points }]),
            other,
          ),
          3,
        ),
      ),
    )
    .map((found) => found.flat());
}

/**
 * The forms of answers: one per year, two per year that overlap, one for all years, and one for all years in the format
 * until 2025-11-10.
 */
const FORMS = ['years', 'years', 'halves', 'whole', 'old'] as const;

/** Days that were not counted, by their offset from the anchor. */
interface Gap {
  readonly from: number;
  readonly length: number;
}

/** Gaps, including some without an end. */
const anyGaps = (): fc.Arbitrary<readonly Gap[]> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<Gap[]>([]) },
    fc.array(
      fc.record({ from: fc.nat(500), length: fc.oneof(fc.constant(1), fc.nat(40), fc.nat(400), fc.constant(9999)) }),
      { minLength: 1, maxLength: 2 },
    ),
  );

const isCounted = (gaps: readonly Gap[], offset: number): boolean =>
  !gaps.some(({ from, length }) => offset >= from && offset < from + length);

/** A metric as a whole in the form of services: a value for each day from the first to the last, zeros included. */
const withZeros = (lists: Lists): Lists =>
  lists.map((list) => {
    if (list.subcount !== 'global') return list;
    const series = list.series.map(({ id, points }) => {
      const values = new Map(points);
      const [first = 0, last = -1] = [points[0]?.[0], points.at(-1)?.[0]];
      const offsets = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      return { id, points: offsets.map((offset): [number, number] => [offset, values.get(offset) ?? 0]) };
    });
    return { ...list, series };
  });

function bodyOf(lists: Lists, statistic: string, seriesOf: (drawn: Drawn) => WireSeries): WireBody {
  const category: Record<string, Record<string, readonly WireSeries[]>> = {};
  for (const { subcount, metric, series } of lists) {
    const metrics = (category[subcount] ??= {});
    metrics[metric] ??= series.map(seriesOf);
  }
  return { [statistic]: category };
}

/** The form of the answers. */
interface Sending {
  readonly form: (typeof FORMS)[number];
  /** Year and list, or a year alone: lists that are missing in the answers of a year. */
  readonly leftOut: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
  /** For two answers: the first day of the year in the second one, and the last day in the first one. */
  readonly overlap: readonly [from: string, until: string];
  /** Difference of the values in the first of two answers on the days that both send. */
  readonly dissent: number;
  /** True if the first of two answers uses the other name of metrics with two names: it counts in another way. */
  readonly renamed: boolean;
}

/** The second name of metrics on the wire. */
const OTHER_NAMES = new Map(
  Object.values(WIRE_METRICS).flatMap((names): [string, string][] =>
    names.length === 2
      ? [
          [names[0]!, names[1]!],
          [names[1]!, names[0]!],
        ]
      : [],
  ),
);

function answersOf(lists: Lists, statistic: string, anchor: string, sending: Sending): Case['answers'] {
  const { form, leftOut, gaps, overlap, dissent, renamed } = sending;
  const dated = ({ points }: Drawn) =>
    points.flatMap(([offset, value]): [string, number][] =>
      isCounted(gaps, offset) ? [[plus(anchor, offset), value]] : [],
    );
  if (form === 'whole' || form === 'old') {
    const seriesOf = (drawn: Drawn): WireSeries => {
      const series = sent(drawn.id, Object.fromEntries(dated(drawn)));
      return form === 'old' ? { ...series, data: series.data.map((value) => ({ value })) } : series;
    };
    return [{ body: bodyOf(lists, statistic, seriesOf) }];
  }
  const first = Number(anchor.slice(0, 4));
  const [from, until] = overlap;
  /** The parts in each answer of a year, and their difference on the days that the other answer sends, too. */
  const answers =
    form === 'years'
      ? [{ sends: () => true, adds: () => 0, renamed: false }]
      : [
          { sends: (day: string) => day <= until, adds: (day: string) => (day >= from ? dissent : 0), renamed },
          { sends: (day: string) => day >= from || day > until, adds: () => 0, renamed: false },
        ];
  return [0, 1, 2, 3, 4]
    .map((i) => first + i)
    .flatMap((year) => {
      const kept = lists.filter(
        (_, list) => !leftOut.has(`${year - first} ${list}`) && !leftOut.has(`${year - first}`),
      );
      return answers.map(({ sends, adds, renamed }) => {
        const seriesOf = (drawn: Drawn): WireSeries => {
          const points = dated(drawn).flatMap(([day, value]): [string, number][] => {
            const short = day.slice(5);
            return day.startsWith(`${year}-`) && sends(short) ? [[short, value + adds(short)]] : [];
          });
          return { ...sent(drawn.id, Object.fromEntries(points)), year };
        };
        const named = renamed
          ? kept.map((list) => ({ ...list, metric: OTHER_NAMES.get(list.metric) ?? list.metric }))
          : kept;
        return { year, body: bodyOf(named, statistic, seriesOf) };
      });
    });
}

/** Ranges near the data, some of them whole units of the calendar, some before or after all data. */
function anySelection(anchor: string): fc.Arbitrary<Chosen> {
  const days = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(
        fc.integer({ min: -40, max: 500 }),
        fc.oneof(fc.constant(0), fc.nat(45), fc.nat(45), fc.nat(700)),
      ),
    },
    { weight: 1, arbitrary: fc.tuple(fc.integer({ min: -800, max: 4000 }), fc.nat(900)) },
  );
  return fc
    .record({
      days,
      whole: fc.constantFrom('none', 'none', ...GRANULARITIES),
      today: fc.integer({ min: -30, max: 1200 }),
      until: fc.constantFrom('past', 'past', 'end', 'any'),
      granularity: fc.constantFrom(...GRANULARITIES),
      compare: fc.constantFrom('previous', 'year', ...COMPARISONS),
      size: fc.integer({ min: 1, max: 8 }),
    })
    .map(({ days: [from, length], whole, today, until, ...rest }) => {
      const [first, last] = [plus(anchor, from), plus(anchor, from + length)];
      const start = whole === 'none' ? first : unitStart(whole, first);
      const end = whole === 'none' ? last : plus(unitStart(whole, plus(last, whole === 'day' ? 1 : 400)), -1);
      // Most ranges are over, some end today, and some are cut by the current day.
      const now = until === 'past' ? plus(anchor, from + length + 500) : until === 'end' ? end : plus(anchor, today);
      return { ...rest, start, end: end < start ? start : end, today: now };
    });
}

/** Every breakdown, one of each kind more often. */
const USUAL: readonly Breakdown[] = ['resourceTypes', 'languages', 'publishers', 'countries', ...BREAKDOWN_NAMES];

/** @param looks number of selections for each body */
export const anyCase = (looks: number, breakdowns: readonly Breakdown[] = USUAL): fc.Arbitrary<Case> =>
  fc
    .record({
      metric: fc.constantFrom(...SENT),
      kind: fc.constantFrom(...KINDS),
      breakdown: fc.constantFrom(...breakdowns),
      anchor: fc.constantFrom(...ANCHORS),
      form: fc.constantFrom(...FORMS),
      huge: fc.boolean(),
      leftOut: fc.oneof(
        { weight: 2, arbitrary: fc.constant<string[]>([]) },
        {
          weight: 1,
          arbitrary: fc.array(
            fc.oneof(
              fc.tuple(fc.nat(2), fc.constantFrom(0, 0, 1, 2, 3)).map((pair) => pair.join(' ')),
              fc.nat(2).map(String),
            ),
            { minLength: 1, maxLength: 3 },
          ),
        },
      ),
      gaps: anyGaps(),
      zeros: fc.boolean(),
      overlap: fc.constantFrom(['07-01', '06-30'] as const, ['03-10', '05-20'] as const),
      dissent: fc.constantFrom(0, 0, 7),
      renamed: fc.boolean(),
    })
    .chain(({ metric, kind, breakdown, anchor, huge, zeros, leftOut, ...sending }) =>
      fc
        .tuple(
          listsOf(metric, kind, breakdown, huge),
          fc.array(anySelection(anchor), { minLength: looks, maxLength: looks }),
        )
        .map(([lists, selections]) => ({
          metric,
          kind,
          breakdown,
          answers: answersOf(zeros ? withZeros(lists) : lists, wireStatistic(metric, kind), anchor, {
            ...sending,
            leftOut: new Set(leftOut),
          }),
          selections,
        })),
    );
