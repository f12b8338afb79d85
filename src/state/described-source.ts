/** What follows from the capabilities of a source that describes its metrics. Loaded when a source does. */
import { wholeUnits } from '../data/calendar.js';
import { coarser, describe } from '../data/description.js';
import { today, yearOf, yearStart } from '../data/day.js';
import { resolveRange } from '../data/range.js';
import { tableIn, type Stats } from '../data/stats.js';
import { keyOf } from '../data/year-block.js';
import type { MetricCapabilities } from '../data/capabilities.js';
import type { Needed, SourceCapabilities, YearRequest } from '../sources/source.js';
import { statisticOf } from '../vocabulary/metrics.js';
import { areaOf, isTrueOf, type PerArea } from '../vocabulary/areas.js';
import type { Progress, StatsState } from './context.js';
import { earlierSpanOf, rangeOf, type Inputs } from './inputs.js';
import type { DataNeed } from './needs.js';
import { applySelection } from './selection.js';

/** A source whose capabilities name its metrics, and what has been requested from it. */
export class DescribedSource {
  readonly description;
  readonly #byNeed: Described['byNeed'];
  /** The needs that loaded years have been requested for, by the key of the year. */
  readonly #answered = new Map<string, ReadonlySet<string>>();
  /** The progress of requests for years, by key, until all of them have ended. */
  readonly #progress = new Map<string, Progress>();

  /** @param earlier the description of the same source before, whose answers are still there */
  constructor({ metrics, byNeed }: Described, earlier?: DescribedSource) {
    this.description = describe(metrics);
    this.#byNeed = byNeed;
    if (earlier) this.#answered = earlier.#answered;
  }

  /**
   * Returns the inputs with a selection that is not finer than the numbers: the reader sees what is shown. A granularity becomes
   * that of the numbers, and a range whole units of it.
   */
  fit(inputs: Inputs): Inputs {
    const { selection, today, historyYears } = inputs;
    const { finest } = this.description;
    if (finest === 'day') return inputs;
    const granularity = coarser(selection.granularity, finest);
    const fitted = applySelection(selection, { granularity }, today, historyYears);
    const days = resolveRange(fitted.range, today, historyYears);
    const whole = resolveRange(wholeUnits(finest, days), today);
    const isWhole = whole.start === days.start && whole.end === days.end;
    return { ...inputs, selection: { ...fitted, range: isWhole ? fitted.range : whole } };
  }

  /** Returns requests with what is needed of each year, for a source that answers by need. */
  withNeeds(requests: readonly YearRequest[], needs: readonly DataNeed[], inputs: Inputs): readonly YearRequest[] {
    if (!this.#byNeed) return requests;
    const cut = cutYears(inputs);
    return requests.map((request) => {
      if (!isTrueOf(this.#byNeed, areaOf(request.statistic))) return request;
      const own = needs.filter(({ metric, kind }) => statisticOf(metric, kind) === request.statistic);
      const isNewest = !requests.some(({ statistic, year }) => statistic === request.statistic && year > request.year);
      const ofAll = own.filter((need) => !isLatest(need));
      // The latest values are those of the newest year, unless nothing else is needed of an earlier one.
      const needed = isNewest || !ofAll.length ? own : ofAll;
      return {
        ...request,
        needs: unionOf(cut.has(request.year) ? needed.map((need) => ({ ...need, latest: false })) : needed),
      };
    });
  }

  /** Returns the needs of a request that the loaded year does not answer. */
  unanswered(request: YearRequest): readonly Needed[] {
    const answered = this.#answered.get(keyOf(request));
    return (request.needs ?? []).filter(
      (need) => !answered?.has(needKey(need)) && !answered?.has(needKey({ ...need, latest: false })),
    );
  }

  /** Stores that a request has been answered. */
  onAnswer(request: YearRequest): void {
    if (request.needs) this.#answered.set(keyOf(request), new Set(request.needs.map(needKey)));
  }

  /**
   * Returns facts for the state.
   * @param requests all years that are wanted
   * @param failed the keys of those that could not be loaded
   * @param stats what has been loaded, or shown of those that failed
   */
  facts(
    requests: readonly YearRequest[],
    failed: ReadonlySet<string>,
    inputs: Inputs,
    stats: Stats,
  ): Pick<StatsState, 'lacks' | 'progress'> {
    const openOf = (request: YearRequest): readonly Needed[] =>
      failed.has(keyOf(request)) ? leftOut(request, stats) : this.unanswered(request);
    const cut = cutYears(inputs);
    const open = new Set(
      requests.flatMap((request) =>
        openOf(request).flatMap((need) =>
          cut.has(request.year) ? [needKey(need), needKey({ ...need, latest: true })] : needKey(need),
        ),
      ),
    );
    const { progress } = this;
    return {
      lacks: (needs) => open.size > 0 && unionOf(needs).some((need) => open.has(needKey(need))),
      ...(progress && { progress }),
    };
  }

  /** Returns a function that stores how many of the requests for a year have been answered. */
  onProgress(key: string, onChange: () => void): (done: number, count: number) => void {
    return (done, count) => {
      this.#progress.set(key, { done, count });
      onChange();
    };
  }

  /** Removes the progress of all years: a count that fell while some are under way would look like a step back. */
  onIdle(): void {
    this.#progress.clear();
  }

  /** The requests for all years that are under way, and how many of them have been answered; `undefined` if there are none. */
  private get progress(): Progress | undefined {
    const each = [...this.#progress.values()];
    const sumOf = (name: keyof Progress): number => each.reduce((sum, progress) => sum + progress[name], 0);
    return each.length ? { done: sumOf('done'), count: sumOf('count') } : undefined;
  }
}

/** Returns what the shown part of a failed year lacks, and no other year has: it is not known whether the source has it. */
function leftOut({ statistic, year, needs = [] }: YearRequest, stats: Stats): readonly Needed[] {
  if (!stats.has(statistic, year)) return [];
  const { blocks } = stats.version(statistic);
  return needs.filter(({ metric, breakdown }) => !blocks.some((block) => tableIn(block, metric, breakdown)));
}

/** Returns what follows from capabilities; `undefined` if they do not name the metrics. */
export const described = (
  { metrics, byNeed = false }: SourceCapabilities,
  earlier?: DescribedSource,
): DescribedSource | undefined => metrics && new DescribedSource({ metrics, byNeed }, earlier);

/** Capabilities that name the metrics. */
interface Described {
  readonly metrics: readonly MetricCapabilities[];
  readonly byNeed: PerArea;
}

/** Returns the years in which a shown or compared range ends before their latest total, which is no total of the range then. */
const cutYears = (inputs: Inputs): ReadonlySet<number> =>
  new Set(
    [rangeOf(inputs), earlierSpanOf(inputs)].flatMap((days) => {
      if (!days) return [];
      const year = yearOf(days.end);
      return days.end < Math.min(yearStart(year + 1) - 1, today()) ? year : [];
    }),
  );

const isLatest = ({ kind, latest }: DataNeed): boolean => latest === true && kind === 'snapshot';

/** Identifies what a source answers by need. */
const needKey = ({ metric, breakdown, latest = false }: Needed): string => `${metric} ${breakdown} ${latest}`;

/** Returns what is needed, once and in a fixed order. A whole year includes its latest value. */
function unionOf(needs: readonly DataNeed[]): readonly Needed[] {
  const named = needs.map((need): Needed => {
    const { metric, breakdown } = need;
    return { metric, ...(breakdown && { breakdown }), ...(isLatest(need) && { latest: true }) };
  });
  const keys = new Map(named.map((need) => [needKey(need), need]));
  for (const need of named) {
    if (need.latest && keys.has(needKey({ ...need, latest: false }))) keys.delete(needKey(need));
  }
  return [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, need]) => need);
}
