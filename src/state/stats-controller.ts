import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { coveredDays, isFinal, keyOf, type YearBlock } from '../data/block.js';
import { comparedSpan, type ComparisonOptions } from '../data/compared-span.js';
import { isoDay, now, type Day, type DayRange } from '../data/day.js';
import { DEFAULT_HISTORY_YEARS, earliestDay, resolveRange } from '../data/range.js';
import { Stats } from '../data/stats.js';
import { lease, type Lease } from '../sources/shared.js';
import {
  StatsError,
  portionsFor,
  statisticsFor,
  type Need,
  type Offer,
  type StatsSource,
  type YearRequest,
} from '../sources/source.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Statistic } from '../vocabulary/terms.js';
import type { Demand, Freshness, StatsScope, StatsState } from './context.js';
import { errorEvent, loadEvent } from './events.js';
import { nextFrame, whenIdle } from './schedule.js';
import { PORTIONS, incompletePortions, requestsFor } from './plan.js';
import { applySelection, type Selection } from './selection.js';

/** What the owner of the state hands in; anything may change at any time. */
export interface Inputs {
  readonly source: StatsSource | undefined;
  readonly community?: string | undefined;
  /** In place of the source's own; empty: parts are not linked. */
  readonly searchBase?: string | undefined;
  readonly selection: Selection;
  readonly today: Day;
  readonly historyYears?: number | undefined;
  readonly binarySizes?: boolean | undefined;
  readonly breakdowns?: readonly Breakdown[] | undefined;
}

/** Frames between two drawings of a page to which years are still coming, at most: a tenth of a second. */
const MOST_FRAMES = 6;

async function nextFrames(count: number): Promise<void> {
  for (let left = count; left > 0; left--) await nextFrame();
}

/** The answer of the source to the question which years it has. */
interface AskedOffer {
  readonly abort: AbortController;
  pending: boolean;
  /** The latest answer, also while the question is asked again. */
  value?: Offer | undefined;
  error?: StatsError;
}

/**
 * The only mutable state of a dashboard. Collects what the widgets need, asks the source for it once, keeps what came,
 * and publishes one immutable state value. The latest choice wins: loads that nobody waits for any more are aborted, an
 * error keeps the old figures.
 */
export class StatsController implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #needs = new Map<object, readonly Need[]>();
  readonly #pending = new Map<string, AbortController>();
  readonly #failed = new Map<string, StatsError>();
  /** Keys of years that are there, but have to be asked for again. */
  readonly #outdated = new Set<string>();
  readonly #reported = new WeakSet<object>();
  #inputs: Inputs;
  #lease: Lease | undefined;
  /** Gives up what was asked for ahead. */
  #soon = new AbortController();
  #offer: AskedOffer | undefined;
  #stats = Stats.empty;
  #planned = false;
  #hurry = false;
  /** Has something come or failed of which the page has not been told? */
  #news = false;
  #connected = false;
  #waiting: (() => void)[] = [];
  #scope: StatsScope | undefined;
  /** What became known in the current interval: some of it has been published, or none, or some waits for its end. */
  #inInterval: 'nothing' | 'published' | 'waits' = 'nothing';
  /** Length of the current interval in frames; it grows while something is on its way. */
  #frames = 0;

  readonly demand: Demand = {
    set: (widget, needs) => {
      this.#needs.set(widget, needs);
      this.#plan(false);
    },
    delete: (widget) => {
      this.#needs.delete(widget);
      this.#plan(false);
    },
  };

  constructor(host: ReactiveControllerHost & EventTarget, inputs: Inputs) {
    this.#host = host;
    this.#inputs = inputs;
    host.addController(this);
  }

  get scope(): StatsScope {
    return (this.#scope ??= this.#scopeNow());
  }

  get today(): Day {
    return this.#inputs.today;
  }

  get state(): StatsState {
    return this.scope.state;
  }

  hostConnected(): void {
    this.#connected = true;
    addEventListener('online', this.#retry);
    this.#open();
    this.#plan();
  }

  /** Stops working and lets go of the source, but keeps the numbers: an element that is moved goes on where it was. */
  hostDisconnected(): void {
    this.#connected = false;
    removeEventListener('online', this.#retry);
    this.#close();
  }

  /** New inputs. Another source or community begins afresh; anything else keeps what is loaded. */
  configure(inputs: Inputs): void {
    const old = this.#inputs;
    this.#inputs = inputs;
    const { dateBasis } = inputs.selection;
    if (
      inputs.source?.key !== old.source?.key ||
      inputs.community !== old.community ||
      dateBasis !== old.selection.dateBasis
    ) {
      this.#close();
      this.#stats = Stats.empty;
      this.#outdated.clear();
      if (this.#connected) this.#open();
    }
    this.#plan();
    this.#publish();
  }

  /** The reader chose something else. */
  select(change: Partial<Selection>): Selection {
    const { selection, today, historyYears } = this.#inputs;
    const next = applySelection(selection, change, today, historyYears);
    this.configure({ ...this.#inputs, selection: next });
    return next;
  }

  /** Asks again for what failed. */
  retry(): void {
    const failed = new Set(this.#failed.keys());
    this.#failed.clear();
    if (this.#offer?.error) this.#askOffer();
    for (const request of this.#wantedAtAll()) {
      if (failed.has(keyOf(request))) this.#load(request, this.#stats.has(request.statistic, request.year));
    }
    this.#plan();
    this.#publish();
  }

  /** Asks again for everything, past every cache; the old figures stay until the new ones are there. */
  async refresh(): Promise<void> {
    this.#failed.clear();
    this.#askOffer(true);
    for (const request of this.#wantedAtAll()) this.#load(request, true);
    this.#publish();
    await this.idle;
  }

  /**
   * Asks again, after a new day has begun, for everything that may have changed: which years there are, what failed, and
   * the years that were not final when they were loaded. The old figures stay until the new ones are there. Years that are
   * not needed now, or whose element is not connected, are asked for when they are needed again.
   */
  renew(): void {
    for (const block of this.#stats.blocks) if (!isFinal(block, now())) this.#outdated.add(keyOf(block));
    this.#failed.clear();
    this.#askOffer();
    this.#plan();
    this.#publish();
  }

  /**
   * Asks, when the page is idle, for what will be needed soon. Whoever needs it then waits for what is on its way, or finds
   * it; what fails is asked for again then.
   */
  ahead(needs: readonly Need[]): void {
    const lease = this.#lease;
    whenIdle(() => {
      const offer = this.#offer?.value;
      if (!lease || !offer || lease !== this.#lease) return;
      for (const request of requestsFor(needs, this.#range(), { offer, stats: this.#stats }, this.#whose)) {
        const { statistic, year } = request;
        if (this.#stats.has(statistic, year) || this.#pending.has(keyOf(request))) continue;
        lease.source.load(request, this.#soon.signal).catch(() => undefined);
      }
    });
  }

  /** Settles when everything that is asked for has come or failed. */
  get idle(): Promise<void> {
    return this.#whenIdle();
  }

  async #whenIdle(): Promise<void> {
    while (this.busy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Is something on its way, or about to be? */
  get busy(): boolean {
    return this.#connected && (this.#working || this.#inInterval === 'waits');
  }

  get #working(): boolean {
    return this.#planned || this.#pending.size > 0 || this.#asking;
  }

  /** Is the source still being asked what it has? */
  get #asking(): boolean {
    return this.#offer?.pending ?? false;
  }

  #open(): void {
    const { source } = this.#inputs;
    this.#close();
    if (!source) return;
    this.#lease = lease(source);
    this.#askOffer();
  }

  /** Asks the source which years it has. An earlier answer holds until the new one is there. */
  #askOffer(reload = false): void {
    if (!this.#lease || (this.#asking && !reload)) return;
    this.#offer?.abort.abort();
    const asked: AskedOffer = { abort: new AbortController(), pending: true, value: this.#offer?.value };
    this.#offer = asked;
    const answered = (answer: Partial<AskedOffer>): void => {
      if (this.#offer !== asked) return;
      Object.assign(asked, answer, { pending: false });
      if (asked.error) this.#host.dispatchEvent(errorEvent(asked.error));
      this.#plan();
      this.#publish();
    };
    this.#lease.source.offer(asked.abort.signal, reload).then(
      // A source of the page's own need not keep to its type.
      (value: Offer | null | undefined) =>
        answered(
          value ? { value } : { error: new StatsError('malformed', 'the source does not say what it has', 'offer') },
        ),
      (error: unknown) => answered({ error: toStatsError(error) }),
    );
  }

  #close(): void {
    this.#offer?.abort.abort();
    this.#offer = undefined;
    for (const abort of [this.#soon, ...this.#pending.values()]) abort.abort();
    this.#soon = new AbortController();
    this.#pending.clear();
    this.#failed.clear();
    this.#news = false;
    this.#lease?.release();
    this.#lease = undefined;
    this.#settle();
  }

  /**
   * Plans once all changes of this moment are in.
   * @param hurry is somebody waiting to see it?
   */
  #plan(hurry = true): void {
    this.#hurry ||= hurry;
    if (this.#planned || !this.#connected) return;
    this.#planned = true;
    queueMicrotask(() => {
      const hurried = this.#hurry;
      this.#planned = this.#hurry = false;
      if (!this.#connected) return;
      const wanted = this.#wantedAtAll();
      const keys = new Set(wanted.map(keyOf));
      for (const [key, abort] of this.#pending) {
        if (keys.has(key)) continue;
        this.#pending.delete(key);
        abort.abort();
      }
      for (const key of this.#failed.keys()) if (!keys.has(key)) this.#failed.delete(key);
      for (const request of wanted) {
        const key = keyOf(request);
        const isThere = this.#stats.has(request.statistic, request.year) && !this.#outdated.has(key);
        if (!isThere && !this.#pending.has(key) && !this.#failed.has(key)) this.#load(request, false);
      }
      if (hurried) this.#publish();
      else this.#publishInTime();
      this.#report();
    });
  }

  #wanted(): YearRequest[] {
    const offer = this.#offer?.value;
    return offer ? requestsFor(this.#allNeeds, this.#range(), { offer, stats: this.#stats }, this.#whose) : [];
  }

  /** Returns the requests for the range, and for the days that it is compared with. */
  #wantedAtAll(): YearRequest[] {
    return [...this.#wanted(), ...this.#wantedEarlier()];
  }

  #wantedEarlier(): YearRequest[] {
    const offer = this.#offer?.value;
    const earlier = this.#earlierSpan();
    const requests = offer && earlier ? requestsFor(this.#allNeeds, earlier, { offer }, this.#whose) : [];
    const own = new Set(this.#wanted().map(keyOf));
    return requests.filter((request) => !own.has(keyOf(request)));
  }

  get #allNeeds(): readonly Need[] {
    return [...this.#needs.values()].flat();
  }

  get #whose(): Pick<YearRequest, 'dateBasis' | 'community'> {
    const { community, selection } = this.#inputs;
    return { dateBasis: selection.dateBasis, ...(community !== undefined && { community }) };
  }

  #load(request: YearRequest, reload: boolean): void {
    const source = this.#lease?.source;
    const key = keyOf(request);
    if (!source || (this.#pending.has(key) && !reload)) return;
    this.#pending.get(key)?.abort();
    const abort = new AbortController();
    this.#pending.set(key, abort);
    const take = (block: YearBlock): void => {
      if (this.#pending.get(key) !== abort) return;
      const old = this.#stats.blocks.find((each) => keyOf(each) === key);
      // A year that is still without a value changes nothing: what has been computed stays.
      const isStillEmpty = old && !coveredDays(old).length && !coveredDays(block).length;
      if (!isStillEmpty) this.#stats = this.#stats.with([block]);
    };
    // Older numbers are shown at once, and stay if the newer ones cannot be had.
    const early = (block: YearBlock): void => {
      take(block);
      this.#plan(false);
    };
    void source
      .load(request, abort.signal, { reload, renew: this.#outdated.has(key), early })
      .then(
        (block) => {
          take(block);
          if (this.#pending.get(key) === abort) this.#outdated.delete(key);
        },
        (error: unknown) => {
          if (this.#pending.get(key) === abort) this.#failed.set(key, toStatsError(error));
        },
      )
      .then(() => {
        if (this.#pending.get(key) !== abort) return;
        this.#pending.delete(key);
        this.#news = true;
        // What came may call for more; the plan reports when there is no more.
        this.#plan(false);
      });
  }

  /** Tells the page, when nothing more is on its way: what came, and each thing that went wrong once. */
  #report(): void {
    if (!this.#news || this.#pending.size > 0) return;
    this.#news = false;
    const { status, freshness, stats } = this.state;
    const years = [...new Set(stats.blocks.map((block) => block.year))];
    this.#host.dispatchEvent(loadEvent({ status, freshness, years }));
    const faults = [...[...this.#failed.values()].map((error) => ({ fault: error, error })), ...faultsIn(stats)];
    for (const { fault, error } of faults) {
      if (this.#reported.has(fault)) continue;
      this.#reported.add(fault);
      this.#host.dispatchEvent(errorEvent(error));
    }
  }

  #settle(): void {
    if (this.busy) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #publish(): void {
    this.#scope = undefined;
    if (this.#inInterval === 'waits') this.#inInterval = 'published';
    this.#host.requestUpdate();
    this.#settle();
  }

  /**
   * Publishes at growing intervals while more is on its way: years come faster than they can be drawn, and each makes less
   * of a difference than the one before.
   */
  #publishInTime(): void {
    if (!this.#working) this.#frames = 0;
    if (this.#inInterval === 'nothing' || !this.#working) {
      this.#publish();
      this.#awaitFrames();
      return;
    }
    this.#scope = undefined;
    this.#inInterval = 'waits';
  }

  #awaitFrames(): void {
    if (this.#inInterval !== 'nothing' || !this.#stats.blocks.length) return;
    this.#inInterval = 'published';
    this.#frames = Math.min(this.#frames + 1, MOST_FRAMES);
    void nextFrames(this.#frames).then(() => {
      const waits = this.#inInterval === 'waits';
      this.#inInterval = 'nothing';
      if (waits) this.#publishInTime();
    });
  }

  readonly #retry = (): void => this.retry();
  readonly #widgets = (): readonly object[] => [...this.#needs.keys()];

  #scopeNow(): StatsScope {
    const source = this.#lease?.source;
    const { community, searchBase = source?.searchBase?.(community) } = this.#inputs;
    return {
      state: this.#stateNow(),
      demand: this.demand,
      retry: this.#retry,
      widgets: this.#widgets,
      ...(source && { source }),
      ...(community !== undefined && { community }),
      ...(searchBase && { searchBase }),
    };
  }

  #range(): StatsState['range'] {
    const { selection, today, historyYears } = this.#inputs;
    return resolveRange(selection.range, today, historyYears);
  }

  #comparison(): ComparisonOptions | undefined {
    const { selection, today, historyYears } = this.#inputs;
    const { compare, granularity } = selection;
    return compare === 'none' ? undefined : { compare, granularity, earliest: earliestDay(today, historyYears) };
  }

  /** All days that the range may be compared with. */
  #earlierSpan(): DayRange | undefined {
    const comparison = this.#comparison();
    return comparison && comparedSpan(this.#range(), comparison);
  }

  #stateNow(): StatsState {
    const { selection, today, historyYears = DEFAULT_HISTORY_YEARS, binarySizes = false, breakdowns } = this.#inputs;
    const error = this.#offer?.error ?? [...this.#failed.values()][0];
    const offer = this.#offer?.value;
    const [stats, range, comparison] = [this.#stats, this.#range(), this.#comparison()];
    const needed = portionsFor(this.#allNeeds);
    const earlier = this.#earlierSpan();
    const failed = new Set(this.#failed.keys());
    const known = offer && { offer, stats };
    const incomplete = incompletePortions(range, known, stats, failed);
    // Numbers without some years are not compared with others. If there are no earlier days, views say so.
    const absent = earlier
      ? [incompletePortions(range, known, stats), incompletePortions(earlier, offer && { offer }, stats)]
      : [];
    const compared = new Set(PORTIONS.filter((portion) => !absent.some((portions) => portions.has(portion))));
    const busy = this.#asking || this.#pending.size > 0;
    return {
      status: busy
        ? (needed.some((portion) => incomplete.has(portion)) && 'loading') || 'updating'
        : (error && 'error') || (needed.length > 0 && offer && 'ready') || 'idle',
      selection,
      range,
      ...(comparison && { comparison }),
      compared,
      today,
      historyYears,
      stats,
      incomplete,
      failed,
      freshness: freshnessOf(stats, statisticsFor(this.#allNeeds), today),
      unreadable: stats.blocks.some(({ problems }) => problems.length > 0),
      binarySizes,
      ...(error && { error }),
      ...(offer && { offer }),
      ...(breakdowns && { breakdowns }),
    };
  }
}

/** Returns what developers have to know of loaded blocks, each with the object that stands for it in the list of reported ones. */
function faultsIn(stats: Stats): readonly { readonly fault: object; readonly error: StatsError }[] {
  const malformed = (fault: object, message: string, path?: string) => ({
    fault,
    error: new StatsError('malformed', message, path),
  });
  return [
    ...stats.blocks.flatMap((block) => [
      ...block.problems.map((problem) => malformed(problem, `cannot read ${problem.found}`, problem.path)),
      ...(block.conflicts ?? []).map((conflict) => {
        const { metric, breakdown, days } = conflict;
        const what = [metric, ...(breakdown ? [breakdown] : [])].join(' by ');
        return malformed(conflict, `${keyOf(block)}: different values of ${what} for ${days.map(isoDay).join(', ')}`);
      }),
    ]),
    ...stats.emptyBlocks.map((block) => malformed(block, `${keyOf(block)}: the answer has no value for this year`)),
  ];
}

const toStatsError = (error: unknown): StatsError =>
  error instanceof StatsError
    ? error
    : new StatsError('malformed', error instanceof Error ? error.message : String(error));

/** Of the statistics that are shown now; of all that have been loaded while none is. */
function freshnessOf(stats: Stats, shown: readonly Statistic[], today: Day): Freshness {
  const isShown = ({ statistic }: YearBlock): boolean => !shown.length || shown.includes(statistic);
  const blocks = stats.blocks.filter(isShown);
  if (!blocks.length) return {};
  const statistics = [...new Set(blocks.map(({ statistic }) => statistic))];
  const extents = statistics.flatMap((statistic) => stats.coverage(statistic).extent ?? []);
  return {
    fetchedAt: Math.max(...blocks.map((block) => block.fetchedAt)),
    ...(extents.length && {
      firstDay: Math.min(...extents.map(({ start }) => start)),
      // Days after a day that the page has set are not shown.
      lastDay: Math.min(today, Math.max(...extents.map(({ end }) => end))),
    }),
  };
}
