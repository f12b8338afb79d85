import { expect, waitUntil } from '@open-wc/testing';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  blockOf,
  body,
  daily,
  day,
  days,
  byId,
  everyDay,
  heldSource,
  sent,
  sentWhole,
  whole,
  type HeldLoad,
  type HeldSource,
} from '../../test/builders.js';
import { restoreClock, setClock } from '../../test/fake-clock.js';
import { nextTask } from '../../test/fake-fetch.js';
import type { YearBlock } from '../data/year-block.js';
import { conflictingDays } from '../data/counting.js';
import type { RangeChoice } from '../data/range.js';
import type { Counted } from '../data/stats.js';
import { inlineSource } from '../sources/inline/inline-source.js';
import { decodeAnswer } from '../sources/stats-body/decode.js';
import { STATISTIC_KEYS } from '../sources/stats-body/statistic-keys.js';
import { StatsError } from '../sources/errors.js';
import type { DataNeed, LoadScope } from './needs.js';
import type { SourceCapabilities, StatsSource } from '../sources/source.js';
import { timelineView } from '../view/timeline-view.js';
import { statisticOf } from '../vocabulary/metrics.js';
import type { DateBasis, Statistic } from '../vocabulary/terms.js';
import type { StatsState } from './context.js';
import { dataNotes } from './data-notes.js';
import type { Inputs } from './inputs.js';
import { StatsController } from './stats-controller.js';

/** An element that has the controller; counts updates and records events. */
class Host extends EventTarget implements ReactiveControllerHost {
  readonly controllers: ReactiveController[] = [];
  readonly updateComplete = Promise.resolve(true);
  readonly events: string[] = [];
  updates = 0;

  constructor() {
    super();
    this.addEventListener('stats-load', (event) => {
      const { status, years } = (event as HTMLElementEventMap['stats-load']).detail;
      this.events.push(`load: ${status}, ${years.join(' ')}`);
    });
    this.addEventListener('stats-error', (event) => {
      const { reason, path = '' } = (event as HTMLElementEventMap['stats-error']).detail;
      this.events.push(`error: ${reason} ${path}`.trim());
    });
  }
  addController(controller: ReactiveController): void {
    this.controllers.push(controller);
  }
  removeController(): void {}
  requestUpdate(): void {
    this.updates++;
  }
  connect(): void {
    for (const controller of this.controllers) controller.hostConnected?.();
  }
  /** Disconnects the host. A host that is connected again in the same task goes on. */
  async disconnect(): Promise<void> {
    for (const controller of this.controllers) controller.hostDisconnected?.();
    await Promise.resolve();
  }
}

const VIEWS: DataNeed = { metric: 'views', kind: 'delta' };
const TOTAL_VIEWS: DataNeed = { metric: 'views', kind: 'snapshot' };
const RECORDS: DataNeed = { metric: 'records', kind: 'delta' };
const TODAY = day('2025-11-22');

/** The years from … to, as a range. */
const yearsFrom = (first: number, last = first): RangeChoice => days(`${first}-01-01`, `${last}-12-31`);
const inputsOf = (source: StatsSource | undefined, range: RangeChoice, more: Partial<Inputs> = {}): Inputs => ({
  source,
  selection: { range, granularity: 'month', dateBasis: 'added', compare: 'none' },
  today: TODAY,
  ...more,
});
/** The body for a year with a single day of views. */
const numbers = (value: number, year = 2025): unknown => {
  const global = { viewUniqueRecords: sentWhole({ [`${year}-05-30`]: value }) };
  return body({ 'usage-delta': { global }, 'usage-snapshot': { global } });
};
/** The requests of the loads, such as `usage-delta 2025`. */
const asked = (loads: readonly HeldLoad[]): string[] =>
  loads.map(({ request: { statistic, year } }) => `${statistic} ${year}`);
const aborted = (source: HeldSource): string[] => asked(source.loads.filter(({ signal }) => signal.aborted));

describe('StatsController', function () {
  // Nothing in these tests takes time.
  this.timeout(2000);

  let hosts: Host[];
  beforeEach(() => {
    hosts = [];
  });
  afterEach(() => Promise.all([...hosts].map((host) => host.disconnect())));

  /** A connected host with a controller, and the widget's needs if there are any. */
  const start = (inputs: Inputs, ...needs: readonly DataNeed[]) => {
    const host = new Host();
    hosts.push(host);
    const controller = new StatsController(host, inputs);
    host.connect();
    const widget = {};
    if (needs.length) controller.demand.set(widget, needs);
    const status = (): string => controller.state.status;
    /** The only value of a year's views, see `numbers`. */
    const viewsOf = (year: number): number | undefined =>
      controller.state.stats.whole('views', 'delta')?.at(day(`${year}-12-31`))?.value;
    const choose = (range: RangeChoice) => controller.select({ range });
    return { host, controller, widget, status, viewsOf, choose };
  };
  /** The same with all years loaded: 2025 views in 2025, 2024 in 2024. */
  const startLoaded = async (source: HeldSource, range: RangeChoice, ...needs: readonly DataNeed[]) => {
    const started = start(inputsOf(source, range), ...needs);
    await nextTask();
    for (const load of source.loads) load.answer(numbers(load.request.year, load.request.year));
    await started.controller.idle;
    return started;
  };

  describe('stale blocks', () => {
    it('K2: shows stale numbers at once while the fresh ones are loading', async () => {
      const source = heldSource();
      const { status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      (await source.nth(0)).onStale(numbers(3));
      await waitUntil(() => viewsOf(2025) !== undefined);
      expect([status(), viewsOf(2025)]).to.deep.equal(['updating', 3]);
    });

    it('K1: replaces stale numbers with the fresh ones', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const load = await source.nth(0);
      load.onStale(numbers(3));
      await nextTask();
      load.answer(numbers(4));
      await controller.idle;
      expect([status(), viewsOf(2025)]).to.deep.equal(['ready', 4]);
    });

    it('keeps stale numbers and has the status "error" if the fresh ones cannot be loaded', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const load = await source.nth(0);
      load.onStale(numbers(3));
      load.fail('network');
      await controller.idle;
      expect([status(), viewsOf(2025), controller.state.error?.reason]).to.deep.equal(['error', 3, 'network']);
    });

    it('K11: ignores stale numbers that arrive after the range has changed', async () => {
      const source = heldSource();
      const { controller, choose, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const load = await source.nth(0);
      choose(yearsFrom(2024));
      await nextTask();
      load.onStale(numbers(3));
      (await source.nth(1)).answer(numbers(1, 2024));
      await controller.idle;
      expect(viewsOf(2025)).to.equal(viewsOf(2024));
    });
  });

  describe('comparison', () => {
    const compareYear = { compare: 'year' } as const;

    it('requests each earlier year for a comparison once, after the years that are shown', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      controller.select(compareYear);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025', 'usage-delta 2024', 'usage-delta 2023']);
    });

    it('completes the numbers without waiting for the earlier years of a comparison', async () => {
      const source = heldSource();
      const { controller, status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      controller.select(compareYear);
      (await source.nth(0)).answer(numbers(1));
      await nextTask();
      expect(status()).to.equal('updating');
      expect([...controller.state.incomplete]).not.to.include('usage-delta');
      expect([...controller.state.compared]).to.deep.equal([]);
      (await source.nth(1)).answer(numbers(1, 2024));
      await controller.idle;
      expect(status()).to.equal('ready');
      expect([...controller.state.compared]).to.deep.equal(['usage-delta', 'usage-delta latest']);
      expect(controller.state.comparison).to.include({ compare: 'year', granularity: 'month' });
    });

    it('aborts requests for earlier years when the reader switches the comparison off', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      controller.select(compareYear);
      await nextTask();
      controller.select({ compare: 'none' });
      await nextTask();
      expect(aborted(source)).to.deep.equal(['usage-delta 2024']);
      expect(controller.state).not.to.have.property('comparison');
    });

    it('reloads the earlier years of a comparison on refresh', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      controller.select(compareYear);
      await nextTask();
      for (const load of source.loads) load.answer(numbers(1, load.request.year));
      await controller.idle;
      void controller.refresh();
      expect(asked(source.loads.slice(2))).to.deep.equal(['usage-delta 2025', 'usage-delta 2024']);
    });

    it('requests no earlier year that the source does not have', async () => {
      const source = heldSource(() => ({ years: { first: 2025, last: 2025 } }));
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      controller.select(compareYear);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025']);
    });
  });

  describe('requests', () => {
    it('requests each statistic once for the needs of all widgets', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)));
      controller.demand.set({}, [VIEWS, RECORDS]);
      controller.demand.set({}, [{ metric: 'downloads', kind: 'delta', breakdown: 'countries' }, VIEWS]);
      controller.demand.set({}, [TOTAL_VIEWS]);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['content-delta 2025', 'usage-delta 2025', 'usage-snapshot 2025']);
    });

    it('sends one batch of requests for all needs that are set in the same task', async () => {
      const source = heldSource();
      const { controller, host } = start(inputsOf(source, yearsFrom(2025)));
      await nextTask();
      const { updates } = host;
      for (const need of [VIEWS, RECORDS, TOTAL_VIEWS]) controller.demand.set({}, [need]);
      await nextTask();
      expect(host.updates - updates).to.equal(1);
      expect(source.loads.length).to.equal(3);
    });

    it('requests the newest year first', async () => {
      const source = heldSource();
      start(inputsOf(source, yearsFrom(2023, 2025)), VIEWS, TOTAL_VIEWS);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal([
        'usage-delta 2025',
        'usage-snapshot 2025',
        'usage-delta 2024',
        'usage-snapshot 2024',
        'usage-delta 2023',
        'usage-snapshot 2023',
      ]);
    });

    it('sends the community and the date basis with each request', async () => {
      const source = heldSource();
      const inputs = inputsOf(source, yearsFrom(2025), { community: 'astronomy' });
      start({ ...inputs, selection: { ...inputs.selection, dateBasis: 'created' } }, VIEWS);
      await nextTask();
      expect(source.loads.map(({ request, reload }) => ({ ...request, reload }))).to.deep.equal([
        { statistic: 'usage-delta', year: 2025, community: 'astronomy', dateBasis: 'created', reload: false },
      ]);
    });

    it('requests numbers of the whole repository if there is no community', async () => {
      const source = heldSource();
      start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(source.loads[0]!.request).to.deep.equal({ statistic: 'usage-delta', year: 2025, dateBasis: 'added' });
    });

    it('requests the years of a preset as of today', async () => {
      const source = heldSource();
      start(inputsOf(source, '12months', { today: day('2024-03-01') }), VIEWS);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2024', 'usage-delta 2023']);
    });

    it('requests as many years for all time as the page’s history has', async () => {
      const source = heldSource();
      start(inputsOf(source, 'allTime', { historyYears: 2 }), VIEWS);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025', 'usage-delta 2024', 'usage-delta 2023']);
    });

    it('sends no request before the host is connected, then those that are needed', async () => {
      const source = heldSource();
      const host = new Host();
      hosts.push(host);
      new StatsController(host, inputsOf(source, yearsFrom(2025))).demand.set({}, [VIEWS]);
      await nextTask();
      expect(source.loads.length).to.equal(0);
      host.connect();
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025']);
    });

    it('sends no request if no widget needs anything or there is no source', async () => {
      const source = heldSource();
      const { status } = start(inputsOf(source, yearsFrom(2025)));
      const without = start(inputsOf(undefined, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(source.loads.length).to.equal(0);
      expect([status(), without.status()]).to.deep.equal(['idle', 'idle']);
    });

    it('sends no request before the source has described its capabilities', async () => {
      let say: (capabilities: Partial<SourceCapabilities>) => void = () => {};
      const source = heldSource(() => new Promise((resolve) => (say = resolve)));
      const { status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(source.loads.length).to.equal(0);
      expect(status()).to.equal('loading');
      say({});
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025']);
    });

    it('requests only the missing statistics when another widget is added', async () => {
      const source = heldSource();
      const { controller } = await startLoaded(source, yearsFrom(2025), VIEWS);
      controller.demand.set({}, [VIEWS, RECORDS]);
      await nextTask();
      expect(asked(source.loads).slice(1)).to.deep.equal(['content-delta 2025']);
    });

    it('aborts requests that only a removed widget needed', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const other = {};
      controller.demand.set(other, [VIEWS, RECORDS]);
      await nextTask();
      controller.demand.delete(other);
      await nextTask();
      expect(aborted(source)).to.deep.equal(['content-delta 2025']);
    });

    it('sends no request again when a widget sets the same needs again', async () => {
      const source = heldSource();
      const { controller, widget } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      controller.demand.set(widget, [VIEWS]);
      await nextTask();
      expect(source.loads.length).to.equal(1);
      expect(aborted(source)).to.deep.equal([]);
    });
  });

  describe('requested years', () => {
    const yearsAsked = async (range: RangeChoice, years: SourceCapabilities['years']): Promise<number[]> => {
      const source = heldSource(() => ({ ...(years && { years }) }));
      start(inputsOf(source, range, { today: day('2030-06-01') }), VIEWS);
      await nextTask();
      return source.loads.map(({ request }) => request.year);
    };

    it('requests only years of the range that the source has', async () =>
      expect(await yearsAsked(yearsFrom(2010, 2029), { first: 2023, last: 2025 })).to.deep.equal([2025, 2024, 2023]));

    it('S2: requests the last year of the source for a later range, because totals are carried forward', async () =>
      expect(await yearsAsked(yearsFrom(2027, 2029), { first: 2020, last: 2025 })).to.deep.equal([2025]));

    it('requests no year for a range before the first year of the source', async () =>
      expect(await yearsAsked(yearsFrom(2018, 2019), { first: 2020, last: 2025 })).to.deep.equal([]));

    it('has the status "ready" if the source has no year of the range', async () => {
      const { status } = start(
        inputsOf(
          heldSource(() => ({ years: { first: 2024, last: 2025 } })),
          yearsFrom(2019),
        ),
        VIEWS,
      );
      await nextTask();
      expect(status()).to.equal('ready');
    });
  });

  describe('select', () => {
    it('sends no request for another selection whose years are loaded', async () => {
      const source = heldSource();
      const { controller, choose, status } = await startLoaded(source, yearsFrom(2024, 2025), VIEWS);
      choose(days('2024-05-30', '2025-06-12'));
      controller.select({ granularity: 'week' });
      choose('yearToDate');
      await nextTask();
      expect(source.loads.length).to.equal(2);
      expect(status()).to.equal('ready');
    });

    it('updates the selection and its days in the state synchronously', () => {
      const { controller, host } = start(inputsOf(heldSource(), yearsFrom(2024)), VIEWS);
      const { updates } = host;
      const selection = controller.select({ range: 'yearToDate', granularity: 'quarter' });
      expect(selection).to.deep.equal({
        range: 'yearToDate',
        granularity: 'quarter',
        dateBasis: 'added',
        compare: 'none',
      });
      expect(controller.state.selection).to.equal(selection);
      expect(controller.state.range).to.deep.equal(days('2025-01-01', '2025-11-22'));
      expect(host.updates).to.be.above(updates);
    });

    it('D9: keeps or widens the range if only the granularity changes', () => {
      const { controller } = start(inputsOf(heldSource(), '12months'), VIEWS);
      expect(controller.select({ granularity: 'year' }).range).to.deep.equal(days('2024-01-01', '2025-11-22'));
    });

    it('requests only those years of another range that are not loaded', async () => {
      const source = heldSource();
      const { choose, status } = await startLoaded(source, yearsFrom(2025), VIEWS);
      choose(yearsFrom(2023, 2025));
      await nextTask();
      expect(asked(source.loads).slice(1)).to.deep.equal(['usage-delta 2024', 'usage-delta 2023']);
      expect(status()).to.equal('loading');
    });
  });

  describe('concurrent choices', () => {
    it('K11: aborts requests for years outside the new range and keeps those for years within it', async () => {
      const source = heldSource();
      const { choose } = start(inputsOf(source, yearsFrom(2022, 2023)), VIEWS);
      await nextTask();
      choose(yearsFrom(2023, 2024));
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2023', 'usage-delta 2022', 'usage-delta 2024']);
      expect(aborted(source)).to.deep.equal(['usage-delta 2022']);
    });

    it('K11: requests only the last of several choices in the same task', async () => {
      const source = heldSource();
      const { choose } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      for (const year of [2024, 2023, 2022]) choose(yearsFrom(year));
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2022']);
    });

    it('K11: ignores a late block of an earlier choice, even from a source that ignores the abort signal', async () => {
      const answers = new Map<number, (block: YearBlock) => void>();
      const deaf: StatsSource = {
        ...heldSource(),
        load: ({ year }) => new Promise((resolve) => answers.set(year, resolve)),
      };
      const { choose, controller } = start(inputsOf(deaf, yearsFrom(2023)), VIEWS);
      await nextTask();
      choose(yearsFrom(2024));
      await nextTask();
      answers.get(2023)!(blockOf('usage-delta', 2023));
      answers.get(2024)!(blockOf('usage-delta', 2024));
      await controller.idle;
      expect(controller.state.stats.blocks.map(({ year }) => year)).to.deep.equal([2024]);
    });

    it('K11: requests an aborted year again when the reader returns to it', async () => {
      const source = heldSource();
      const { choose, controller, viewsOf } = start(inputsOf(source, yearsFrom(2023)), VIEWS);
      await nextTask();
      choose(yearsFrom(2024));
      await nextTask();
      choose(yearsFrom(2023));
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2023', 'usage-delta 2024', 'usage-delta 2023']);
      source.loads[2]!.answer(numbers(5, 2023));
      await controller.idle;
      expect(viewsOf(2023)).to.equal(5);
    });

    it('K11: joins years that arrive in any order', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2023, 2025)), VIEWS);
      await nextTask();
      for (const index of [1, 2, 0]) {
        const load = source.loads[index]!;
        load.answer(numbers(load.request.year, load.request.year));
        await nextTask();
      }
      const series = controller.state.stats.whole('views', 'delta')!;
      expect(series.sum(days('2023-01-01', '2025-12-31'))).to.equal(2023 + 2024 + 2025);
    });

    it('K11: keeps the years of an earlier choice when the reader chooses other ones', async () => {
      const source = heldSource();
      const { choose, status } = await startLoaded(source, yearsFrom(2023), VIEWS);
      choose(yearsFrom(2025));
      await nextTask();
      choose(yearsFrom(2023));
      await nextTask();
      expect(source.loads.length).to.equal(2);
      expect(status()).to.equal('ready');
    });
  });

  describe('state', () => {
    it('has the status "loading" until all years are loaded, then "ready"', async () => {
      const source = heldSource();
      const { status, controller } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      await nextTask();
      expect(status()).to.equal('loading');
      source.loads[0]!.answer();
      await nextTask();
      expect(status()).to.equal('loading');
      source.loads[1]!.answer();
      await controller.idle;
      expect(status()).to.equal('ready');
    });

    it('shows the loaded years while others are still loading', async () => {
      const source = heldSource();
      const { viewsOf, status } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      await nextTask();
      source.loads[0]!.answer(numbers(7));
      await nextTask();
      expect([status(), viewsOf(2025)]).to.deep.equal(['loading', 7]);
    });

    it('lists the statistics with a missing year as incomplete', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS, RECORDS);
      const incomplete = (): readonly LoadScope[] => [...controller.state.incomplete];
      await nextTask();
      expect(incomplete()).to.include.members(['content-delta', 'usage-delta']);
      const answer = async (statistic: Statistic, year: number): Promise<void> => {
        source.loads.find(({ request }) => request.statistic === statistic && request.year === year)!.answer();
        await nextTask();
      };
      await answer('usage-delta', 2025);
      expect(incomplete()).to.include.members(['content-delta', 'usage-delta']);
      await answer('usage-delta', 2024);
      expect(incomplete()).to.include('content-delta').and.not.include('usage-delta');
      await answer('content-delta', 2024);
      await answer('content-delta', 2025);
      expect(incomplete()).not.to.include('content-delta');
    });

    it('lists statistics that no widget needs as incomplete', async () => {
      const { controller } = await startLoaded(heldSource(), yearsFrom(2025), VIEWS);
      expect(controller.state.incomplete).not.to.include('usage-delta');
      expect(controller.state.incomplete).to.include('content-delta').and.to.include('usage-snapshot latest');
    });

    it('passes the inputs of the owner on to the state', () => {
      const more = { historyYears: 3, binarySizes: true, breakdowns: ['countries'] as const };
      const { controller } = start(inputsOf(heldSource(), 'allTime', more), VIEWS);
      expect(controller.state).to.deep.include({ today: TODAY, ...more, range: days('2022-01-01', '2025-11-22') });
    });

    it('defaults to 15 years of history, decimal sizes and all breakdowns', () => {
      const { controller } = start(inputsOf(heldSource(), 'allTime'), VIEWS);
      expect(controller.state).to.include({ historyYears: 15, binarySizes: false });
      expect(controller.state).not.to.have.property('breakdowns');
    });

    it('adds the capabilities of the source to the state as soon as they are described', async () => {
      const capabilities: SourceCapabilities = {
        dateBases: ['added'],
        years: { first: 2024, last: 2025 },
        invented: true,
      };
      const { controller } = start(
        inputsOf(
          heldSource(() => capabilities),
          yearsFrom(2025),
        ),
      );
      expect(controller.state).not.to.have.property('capabilities');
      await nextTask();
      expect(controller.state.capabilities).to.deep.equal(capabilities);
    });

    it('creates a new state for each change and leaves old ones as they were', async () => {
      const source = heldSource();
      const { controller, choose } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      const { state, scope } = controller;
      source.loads[0]!.answer(numbers(1));
      await controller.idle;
      choose('yearToDate');
      expect(controller.state === state || controller.scope === scope).to.be.false;
      expect(state.status).to.equal('loading');
      expect(state.stats.blocks).to.have.length(0);
      expect(state.range).to.deep.equal(days('2025-01-01', '2025-11-22'));
    });

    it('keeps the identity of demand and retry when the state changes, so that widgets can store them', async () => {
      const { controller } = await startLoaded(heldSource(), yearsFrom(2025), VIEWS);
      const before = controller.scope;
      controller.select({ range: 'yearToDate' });
      const after = controller.scope;
      expect(after.demand === before.demand && after.demand === controller.demand).to.be.true;
      expect(after.retry === before.retry).to.be.true;
    });

    it('sets `unreadable` in the state if a value cannot be read', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(controller.state.unreadable).to.be.false;
      const views = [{ id: 'global', name: '', data: [['05-30', null]] }];
      source.loads[0]!.answer(body({ 'usage-delta': { global: { views } } }));
      await controller.idle;
      expect(controller.state.unreadable).to.be.true;
    });

    describe('freshness', () => {
      const dated = (statistic: Statistic, year: number, fetchedAt: number, last?: string): YearBlock => ({
        ...blockOf(
          statistic,
          year,
          whole(statistic.startsWith('usage') ? 'views' : 'records', last ? daily(last, 1) : undefined),
        ),
        fetchedAt,
      });
      const freshnessOf = async (...blocks: readonly YearBlock[]) => {
        const source: StatsSource = {
          ...heldSource(),
          load: async ({ statistic, year }) =>
            blocks.find((block) => block.statistic === statistic && block.year === year)!,
        };
        const needs = blocks.some(({ statistic }) => statistic === 'content-delta') ? [VIEWS, RECORDS] : [VIEWS];
        const { controller } = start(inputsOf(source, yearsFrom(2024, 2025)), ...needs);
        await nextTask();
        await controller.idle;
        return controller.state.freshness;
      };

      it('W16: has an empty freshness before anything is loaded', () =>
        expect(start(inputsOf(heldSource(), yearsFrom(2025)), VIEWS).controller.state.freshness).to.deep.equal({}));

      it('W16: ends the freshness with today, even if later days were counted', async () =>
        expect(await freshnessOf(dated('usage-delta', 2025, 300, '12-24'))).to.include({ lastDay: TODAY }));

      it('W16: has the first and the last counted day and the latest time of loading as freshness', async () => {
        expect(
          await freshnessOf(
            dated('usage-delta', 2025, 300, '11-20'),
            dated('usage-delta', 2024, 500, '12-31'),
            dated('content-delta', 2025, 400, '10-30'),
            dated('content-delta', 2024, 100),
          ),
        ).to.deep.equal({ firstDay: day('2024-12-31'), lastDay: day('2025-11-20'), fetchedAt: 500 });
      });

      it('W16: has neither a first nor a last day in the freshness if nothing was ever counted', async () => {
        expect(await freshnessOf(dated('usage-delta', 2025, 300), dated('usage-delta', 2024, 200))).to.deep.equal({
          fetchedAt: 300,
        });
      });
    });
  });

  describe('failures', () => {
    it('has a failure in the state after all other years have arrived', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      await nextTask();
      source.loads[0]!.fail('rate-limit');
      await nextTask();
      expect(status()).to.equal('loading');
      source.loads[1]!.answer(numbers(3, 2024));
      await controller.idle;
      expect(status()).to.equal('error');
      expect(controller.state.error).to.have.property('reason', 'rate-limit');
      expect(viewsOf(2024)).to.equal(3);
    });

    it('keeps the other years after a failure and lists the failed ones until retry', async () => {
      const source = heldSource();
      const { controller, widget } = start(inputsOf(source, yearsFrom(2023, 2025)), VIEWS, RECORDS);
      await nextTask();
      for (const load of source.loads) {
        const { year, statistic } = load.request;
        if (year < 2025 && statistic === 'usage-delta') load.fail('http');
        else load.answer(numbers(year, year));
      }
      await controller.idle;
      expect([...controller.state.incomplete]).not.to.include('usage-delta');
      expect([...controller.state.failed]).to.have.members(['usage-delta 2024', 'usage-delta 2023']);
      controller.retry();
      expect([...controller.state.incomplete]).to.include('usage-delta');
      expect(controller.state.failed).to.be.empty;
      controller.demand.delete(widget);
    });

    it('lists a statistic with a failed year neither as incomplete nor as compared', async () => {
      const source = heldSource();
      const inputs = inputsOf(source, yearsFrom(2024, 2025));
      const { controller } = start({ ...inputs, selection: { ...inputs.selection, compare: 'year' } }, VIEWS);
      await nextTask();
      for (const load of source.loads) {
        if (load.request.year === 2025) load.fail('http');
        else load.answer(numbers(load.request.year, load.request.year));
      }
      await controller.idle;
      expect([...controller.state.incomplete]).not.to.include('usage-delta');
      expect([...controller.state.compared]).not.to.include('usage-delta');
    });

    it('retries failed requests when the network returns, unless the host is disconnected', async () => {
      const source = heldSource();
      const { controller, host } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      (await source.nth(0)).fail('network');
      await controller.idle;
      dispatchEvent(new Event('online'));
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025', 'usage-delta 2025']);
      source.loads[1]!.fail('network');
      await controller.idle;
      await host.disconnect();
      dispatchEvent(new Event('online'));
      expect(source.loads.length, 'nobody is there').to.equal(2);
    });

    it('keeps the loaded numbers after a failure', async () => {
      const source = heldSource();
      const { choose, controller, status, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      choose(yearsFrom(2024, 2025));
      await nextTask();
      source.loads[1]!.fail('network');
      await controller.idle;
      expect([status(), viewsOf(2025)]).to.deep.equal(['error', 2025]);
    });

    it('does not repeat a failed request without retry', async () => {
      const source = heldSource();
      const { controller, widget } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      source.loads[0]!.fail('network');
      await controller.idle;
      controller.demand.set(widget, [VIEWS, RECORDS]);
      await nextTask();
      expect(asked(source.loads).slice(1)).to.deep.equal(['content-delta 2025']);
    });

    it('removes a failure from the state when the range no longer includes its year', async () => {
      const source = heldSource();
      const { choose, controller, status } = await startLoaded(source, yearsFrom(2025), VIEWS);
      choose(yearsFrom(2024, 2025));
      await nextTask();
      source.loads[1]!.fail('network');
      await controller.idle;
      choose(yearsFrom(2025));
      await nextTask();
      expect(status()).to.equal('ready');
      expect(controller.state).not.to.have.property('error');
      choose(yearsFrom(2024));
      await nextTask();
      expect(asked(source.loads).slice(2)).to.deep.equal(['usage-delta 2024']);
    });

    it('wraps an error of a source that is not a StatsError and keeps its message', async () => {
      const source: StatsSource = { ...heldSource(), load: () => Promise.reject(new TypeError('x is not a function')) };
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(controller.state.error).to.be.instanceOf(StatsError);
      expect(controller.state.error).to.include({ reason: 'malformed', message: 'x is not a function' });
    });

    describe('retry', () => {
      it('requests only the failed years on retry', async () => {
        const source = heldSource();
        const { controller, status, viewsOf } = start(inputsOf(source, yearsFrom(2023, 2025)), VIEWS);
        await nextTask();
        source.loads[0]!.answer(numbers(1));
        source.loads[1]!.fail('network');
        source.loads[2]!.answer(numbers(1, 2023));
        await controller.idle;
        controller.scope.retry();
        await nextTask();
        expect(asked(source.loads).slice(3)).to.deep.equal(['usage-delta 2024']);
        expect(status()).to.equal('loading');
        source.loads[3]!.answer(numbers(4, 2024));
        await controller.idle;
        expect([status(), viewsOf(2024)]).to.deep.equal(['ready', 4]);
        expect(controller.state).not.to.have.property('error');
      });

      it('has the new failure in the state if a retry fails', async () => {
        const source = heldSource();
        const { controller, status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
        await nextTask();
        source.loads[0]!.fail('network');
        await controller.idle;
        controller.retry();
        await nextTask();
        source.loads[1]!.fail('timeout');
        await controller.idle;
        expect(status()).to.equal('error');
        expect(controller.state.error).to.have.property('reason', 'timeout');
      });

      it('retries a failed refresh with `reload`, which bypasses every cache', async () => {
        const source = heldSource();
        const { controller, viewsOf } = await startLoaded(source, yearsFrom(2024, 2025), VIEWS);
        void controller.refresh();
        source.loads[2]!.fail('network');
        source.loads[3]!.answer(numbers(4, 2024));
        await controller.idle;
        controller.retry();
        await nextTask();
        expect(asked(source.loads).slice(4)).to.deep.equal(['usage-delta 2025']);
        expect(source.loads[4]!.reload).to.be.true;
        source.loads[4]!.answer(numbers(5));
        await controller.idle;
        expect([viewsOf(2024), viewsOf(2025), controller.state.status]).to.deep.equal([4, 5, 'ready']);
      });

      it('sends no request on retry if nothing failed', async () => {
        const source = heldSource();
        const { controller } = await startLoaded(source, yearsFrom(2025), VIEWS);
        controller.retry();
        await nextTask();
        expect(source.loads.length).to.equal(1);
      });
    });

    describe('failures of describe', () => {
      /** A source whose `describe` fails the first time. */
      const shy = (): HeldSource => {
        let questions = 0;
        return heldSource(() => {
          if (questions++ === 0) throw new StatsError('auth', 'who are you?');
          return {};
        });
      };

      it('dispatches an error and loads nothing if the source cannot describe its capabilities', async () => {
        const source = shy();
        const { controller, host, status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
        await controller.idle;
        expect(status()).to.equal('error');
        expect(controller.state.error).to.include({ reason: 'auth', message: 'who are you?' });
        expect(host.events).to.deep.equal(['error: auth']);
        expect(source.loads.length).to.equal(0);
      });

      it('wraps an error of `describe` that is not a StatsError and keeps its message', async () => {
        const source = heldSource(() => Promise.reject(new TypeError('x is not a function')));
        const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
        await controller.idle;
        expect(controller.state.error).to.be.instanceOf(StatsError);
        expect(controller.state.error).to.include({ reason: 'malformed', message: 'x is not a function' });
      });

      for (const way of ['retry', 'refresh'] as const) {
        it(`requests the capabilities again on ${way}, then loads the years`, async () => {
          const source = shy();
          const { controller, status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
          await controller.idle;
          void controller[way]();
          expect(status()).to.equal('loading');
          await nextTask();
          expect(asked(source.loads)).to.deep.equal(['usage-delta 2025']);
        });
      }
    });
  });

  describe('refresh', () => {
    it('K2: keeps the loaded numbers and has the status "updating" during a refresh', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = await startLoaded(source, yearsFrom(2024, 2025), VIEWS);
      void controller.refresh();
      expect(asked(source.loads).slice(2)).to.deep.equal(['usage-delta 2025', 'usage-delta 2024']);
      expect(source.loads.map(({ reload }) => reload)).to.deep.equal([false, false, true, true]);
      expect([status(), viewsOf(2025)]).to.deep.equal(['updating', 2025]);
      source.loads[2]!.answer(numbers(6));
      await nextTask();
      expect([status(), viewsOf(2025), viewsOf(2024)]).to.deep.equal(['updating', 6, 2024]);
    });

    it('K1: replaces the old block with the refreshed one', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      const refreshed = controller.refresh();
      source.loads[1]!.answer(numbers(6));
      await refreshed;
      expect([status(), viewsOf(2025)]).to.deep.equal(['ready', 6]);
      expect(controller.state.stats.blocks).to.have.length(1);
    });

    it('keeps the loaded numbers and has the status "error" after a failed refresh', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      const refreshed = controller.refresh();
      source.loads[1]!.fail('service');
      await refreshed;
      expect([status(), viewsOf(2025)]).to.deep.equal(['error', 2025]);
      expect(controller.state.error).to.have.property('reason', 'service');
    });

    it('clears an earlier failure after a successful refresh', async () => {
      const source = heldSource();
      const { controller, status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      source.loads[0]!.fail('network');
      await controller.idle;
      const refreshed = controller.refresh();
      source.loads[1]!.answer();
      await refreshed;
      expect(status()).to.equal('ready');
    });

    it('aborts and repeats loads that are in progress on refresh', async () => {
      const source = heldSource();
      const { controller, status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      const refreshed = controller.refresh();
      expect(aborted(source)).to.deep.equal(['usage-delta 2025']);
      expect(source.loads.map(({ reload }) => reload)).to.deep.equal([false, true]);
      source.loads[1]!.answer();
      await refreshed;
      expect(status()).to.equal('ready');
    });

    it('sends no request on refresh while the host is disconnected', async () => {
      const source = heldSource();
      const { controller, host } = await startLoaded(source, yearsFrom(2025), VIEWS);
      await host.disconnect();
      await controller.refresh();
      expect(source.loads.length).to.equal(1);
    });
  });

  describe('renew', () => {
    const NEXT_DAY = '2025-11-23T00:00Z';
    beforeEach(() => setClock('2025-11-22T12:00Z'));
    afterEach(restoreClock);

    /** A block as it came from the service at a certain time. */
    const fetched = (year: number, iso: string): YearBlock => ({
      ...blockOf('usage-delta', year, whole('views', everyDay(year, year))),
      fetchedAt: Date.parse(iso),
    });
    /** A controller that has loaded the views of 2023 to 2025 on 22 November 2025. */
    const startOn22November = async (source: HeldSource) => {
      const started = start(inputsOf(source, yearsFrom(2023, 2025)), VIEWS);
      await nextTask();
      for (const load of source.loads) load.answer(fetched(load.request.year, '2025-11-22T12:00Z'));
      await started.controller.idle;
      return started;
    };

    it('reloads the current year on the next day, bypassing every cache, and no final year', async () => {
      const source = heldSource();
      const { controller } = await startOn22November(source);
      setClock(NEXT_DAY);
      controller.renew();
      await nextTask();
      expect(asked(source.loads).slice(3)).to.deep.equal(['usage-delta 2025']);
      expect(source.loads[3]!.reload).to.be.true;
    });

    it('sends no request on renew on the same day', async () => {
      const source = heldSource();
      const { controller } = await startOn22November(source);
      controller.renew();
      await controller.idle;
      expect(source.loads).to.have.length(3);
    });

    it('keeps the loaded numbers until the renewed ones arrive', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = await startOn22November(source);
      setClock(NEXT_DAY);
      controller.renew();
      await nextTask();
      expect([status(), viewsOf(2025)]).to.deep.equal(['updating', 2025]);
      source.loads[3]!.answer(numbers(7));
      await controller.idle;
      expect([status(), viewsOf(2025)]).to.deep.equal(['ready', 7]);
    });

    it('requests a year that entered the range together with the current one', async () => {
      const source = heldSource();
      setClock('2025-12-31T12:00Z');
      const inputs = inputsOf(source, '7days', { today: day('2025-12-31') });
      const { controller } = start(inputs, VIEWS);
      (await source.nth(0)).answer(fetched(2025, '2025-12-31T12:00Z'));
      await controller.idle;
      setClock('2026-01-01T00:00Z');
      controller.configure({ ...inputs, today: day('2026-01-01') });
      controller.renew();
      await nextTask();
      expect(asked(source.loads.slice(1)).sort()).to.deep.equal(['usage-delta 2025', 'usage-delta 2026']);
    });

    it('requests a renewed year once for several controllers that share a source, also in succession', async () => {
      const source = heldSource();
      const all = [await startOn22November(source)];
      all.push(start(inputsOf(source, yearsFrom(2025)), VIEWS));
      await all[1]!.controller.idle;
      setClock(NEXT_DAY);
      all[0]!.controller.renew();
      await nextTask();
      source.loads[3]!.answer(numbers(7));
      await all[0]!.controller.idle;
      all[1]!.controller.renew();
      await all[1]!.controller.idle;
      expect(source.loads).to.have.length(4);
      expect(all.map(({ viewsOf }) => viewsOf(2025))).to.deep.equal([7, 7]);
    });

    it('requests a year again that failed the day before', async () => {
      const source = heldSource();
      const { controller, status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      (await source.nth(0)).fail('network');
      await controller.idle;
      setClock(NEXT_DAY);
      controller.renew();
      (await source.nth(1)).answer(numbers(7));
      await controller.idle;
      expect(status()).to.equal('ready');
    });

    it('keeps the loaded numbers and has the status "error" if they cannot be renewed', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = await startOn22November(source);
      setClock(NEXT_DAY);
      controller.renew();
      (await source.nth(3)).fail('network');
      await controller.idle;
      expect([status(), viewsOf(2025)]).to.deep.equal(['error', 2025]);
    });

    it('requests the capabilities of the source again on renew, then its new years', async () => {
      let last = 2025;
      const source = heldSource(() => ({ years: { first: 2020, last } }));
      setClock('2025-12-31T12:00Z');
      const inputs = inputsOf(source, 'yearToDate', { today: day('2025-12-31') });
      const { controller } = start(inputs, VIEWS);
      (await source.nth(0)).answer(numbers(1));
      await controller.idle;
      last = 2026;
      setClock('2026-01-01T09:00Z');
      controller.configure({ ...inputs, today: day('2026-01-01') });
      controller.renew();
      for (const load of [1, 2]) (await source.nth(load)).answer();
      await controller.idle;
      expect(asked(source.loads).sort()).to.deep.equal(['usage-delta 2025', 'usage-delta 2025', 'usage-delta 2026']);
    });

    it('renews an outdated year that is not shown as soon as it is shown again', async () => {
      const source = heldSource();
      const { controller, choose } = await startOn22November(source);
      choose(yearsFrom(2023));
      await nextTask();
      setClock(NEXT_DAY);
      controller.renew();
      await nextTask();
      expect(source.loads).to.have.length(3);
      choose(yearsFrom(2024, 2025));
      await nextTask();
      expect(asked(source.loads).slice(3)).to.deep.equal(['usage-delta 2025']);
    });

    it('renews nothing while the host is disconnected, and everything outdated when it is connected again', async () => {
      const source = heldSource();
      const { host, controller } = await startOn22November(source);
      await host.disconnect();
      setClock(NEXT_DAY);
      controller.renew();
      await nextTask();
      expect(source.loads).to.have.length(3);
      host.connect();
      await source.nth(3);
    });
  });

  describe('disconnected host', () => {
    it('aborts all loads when the host is disconnected', async () => {
      const source = heldSource();
      const { host } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      await nextTask();
      await host.disconnect();
      expect(aborted(source)).to.deep.equal(['usage-delta 2025', 'usage-delta 2024']);
    });

    it('aborts `describe` without an error when the host is disconnected', async () => {
      let asking: AbortSignal | undefined;
      const slow: StatsSource = {
        ...heldSource(),
        describe: (signal) => {
          asking = signal;
          return new Promise(() => {});
        },
      };
      const { host } = start(inputsOf(slow, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(asking?.aborted).to.be.false;
      await host.disconnect();
      await nextTask();
      expect(asking?.aborted).to.be.true;
      expect(host.events).to.deep.equal([]);
    });

    it('releases the source when the host is disconnected, so that the next user requests everything again', async () => {
      const source = heldSource();
      const { host } = await startLoaded(source, yearsFrom(2025), VIEWS);
      await host.disconnect();
      start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025', 'usage-delta 2025']);
    });

    it('sends no request while the host is disconnected, not even a planned one', async () => {
      const source = heldSource();
      const { controller, host } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      controller.demand.set({}, [RECORDS]);
      await host.disconnect();
      controller.demand.set({}, [TOTAL_VIEWS]);
      controller.retry();
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025']);
    });

    it('keeps its numbers while the host is disconnected and requests the rest when it is connected again', async () => {
      const source = heldSource();
      const { controller, host, status, viewsOf } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      await nextTask();
      source.loads[0]!.answer(numbers(7));
      await nextTask();
      await host.disconnect();
      host.connect();
      await nextTask();
      expect(asked(source.loads).slice(2)).to.deep.equal(['usage-delta 2024']);
      expect(viewsOf(2025)).to.equal(7);
      source.loads[2]!.answer();
      await controller.idle;
      expect(status()).to.equal('ready');
    });

    it('K11: does not abort a load that another controller shares when its host is disconnected', async () => {
      const source = heldSource();
      const one = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const other = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(source.loads.length).to.equal(1);
      await one.host.disconnect();
      expect(aborted(source)).to.deep.equal([]);
      source.loads[0]!.answer(numbers(8));
      await other.controller.idle;
      expect([one.viewsOf(2025), other.viewsOf(2025)]).to.deep.equal([undefined, 8]);
    });

    it('applies inputs that were set while the host was disconnected when it is connected again', async () => {
      let questions = 0;
      const first = heldSource();
      const second = heldSource(() => ({ years: { first: 2000, last: 2024 + ++questions } }));
      const { controller, host } = await startLoaded(first, yearsFrom(2025), VIEWS);
      await host.disconnect();
      controller.configure(inputsOf(second, yearsFrom(2024)));
      await nextTask();
      expect([questions, second.loads.length]).to.deep.equal([0, 0]);
      host.connect();
      await nextTask();
      expect(asked(second.loads)).to.deep.equal(['usage-delta 2024']);
      expect(first.loads.length).to.equal(1);
    });
  });

  describe('another source, community or date basis', () => {
    const basis = (inputs: Inputs, dateBasis: DateBasis): Inputs => ({
      ...inputs,
      selection: { ...inputs.selection, dateBasis },
    });

    it('removes all numbers of the old source when the source changes', async () => {
      const [first, second] = [heldSource(), heldSource()];
      const { controller, status, viewsOf } = await startLoaded(first, yearsFrom(2025), VIEWS);
      controller.configure(inputsOf(second, yearsFrom(2025)));
      expect([status(), viewsOf(2025)]).to.deep.equal(['loading', undefined]);
      await nextTask();
      second.loads[0]!.answer(numbers(9));
      await controller.idle;
      expect([status(), viewsOf(2025)]).to.deep.equal(['ready', 9]);
      expect(first.loads.length).to.equal(1);
    });

    it('aborts all loads from the old source when the source changes', async () => {
      const [first, second] = [heldSource(), heldSource()];
      const { controller } = start(inputsOf(first, yearsFrom(2025)), VIEWS);
      await nextTask();
      controller.configure(inputsOf(second, yearsFrom(2025)));
      expect(aborted(first)).to.deep.equal(['usage-delta 2025']);
    });

    it('K3: removes all numbers and requests again when the community changes, even if the ids share a prefix', async () => {
      const source = heldSource();
      const { controller, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      controller.configure(inputsOf(source, yearsFrom(2025), { community: 'abcdefgh-1' }));
      expect(viewsOf(2025)).to.equal(undefined);
      await nextTask();
      controller.configure(inputsOf(source, yearsFrom(2025), { community: 'abcdefgh-2' }));
      await nextTask();
      const asked = source.loads.map(({ request }) => request.community);
      expect(asked).to.deep.equal([undefined, 'abcdefgh-1', 'abcdefgh-2']);
      expect(aborted(source)).to.deep.equal(['usage-delta 2025']);
    });

    it('K9: removes all numbers and requests again when the date basis changes, also by a choice of the reader', async () => {
      const source = heldSource();
      const { controller, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      controller.configure(basis(inputsOf(source, yearsFrom(2025)), 'created'));
      await nextTask();
      expect(viewsOf(2025)).to.equal(undefined);
      controller.select({ dateBasis: 'published' });
      await nextTask();
      expect(source.loads.map(({ request }) => request.dateBasis)).to.deep.equal(['added', 'created', 'published']);
    });

    it('removes the failure of the old source when the source changes', async () => {
      const [first, second] = [heldSource(), heldSource()];
      const { controller } = start(inputsOf(first, yearsFrom(2025)), VIEWS);
      await nextTask();
      first.loads[0]!.fail('network');
      await controller.idle;
      controller.configure(inputsOf(second, yearsFrom(2025)));
      expect(controller.state).not.to.have.property('error');
      await nextTask();
      expect(asked(second.loads)).to.deep.equal(['usage-delta 2025']);
    });

    it('keeps its numbers when the source is replaced by one with the same key', async () => {
      const source = heldSource();
      const { controller, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      const twin: StatsSource = { ...heldSource(), key: source.key };
      controller.configure(inputsOf(twin, yearsFrom(2025), { binarySizes: true }));
      await nextTask();
      expect(viewsOf(2025)).to.equal(2025);
      expect(controller.state.binarySizes).to.be.true;
      expect(source.loads.length).to.equal(1);
    });

    it('ignores capabilities that the old source describes after it was replaced', async () => {
      let say: (capabilities: Partial<SourceCapabilities>) => void = () => {};
      const slow = heldSource(() => new Promise((resolve) => (say = resolve)));
      const second = heldSource(() => ({ years: { first: 2024, last: 2024 } }));
      const { controller, host } = start(inputsOf(slow, yearsFrom(2023, 2025)), VIEWS);
      await nextTask();
      controller.configure(inputsOf(second, yearsFrom(2023, 2025)));
      await nextTask();
      say({ years: { first: 2025, last: 2025 } });
      await nextTask();
      expect(controller.state.capabilities!.years).to.deep.equal({ first: 2024, last: 2024 });
      expect([asked(slow.loads), asked(second.loads)]).to.deep.equal([[], ['usage-delta 2024']]);
      expect(host.events).to.deep.equal([]);
    });

    it('has the status "idle" and dispatches no event when the source is removed', async () => {
      const source = heldSource();
      const { controller, host, status, viewsOf } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      await nextTask();
      source.loads[0]!.answer(numbers(1));
      await nextTask();
      controller.configure(inputsOf(undefined, yearsFrom(2024, 2025)));
      await nextTask();
      expect([status(), viewsOf(2025)]).to.deep.equal(['idle', undefined]);
      expect(host.events).to.deep.equal([]);
    });
  });

  describe('events', () => {
    it('dispatches stats-load once after all loads, with the loaded years', async () => {
      const source = heldSource();
      const { controller, host, choose } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS, TOTAL_VIEWS);
      await nextTask();
      for (const load of source.loads) load.answer(numbers(1, load.request.year));
      await controller.idle;
      expect(host.events).to.deep.equal(['load: ready, 2024 2025']);
      choose(yearsFrom(2023));
      await nextTask();
      for (const load of source.loads.slice(4)) load.answer(numbers(1, load.request.year));
      await controller.idle;
      expect(host.events.slice(1)).to.deep.equal(['load: ready, 2023 2024 2025']);
    });

    it('S2: dispatches stats-load once, after the totals of the year before have arrived too', async () => {
      const source = heldSource();
      const { controller, host } = start(inputsOf(source, yearsFrom(2025)), TOTAL_VIEWS);
      await nextTask();
      source.loads[0]!.answer();
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-snapshot 2025', 'usage-snapshot 2024']);
      expect(host.events).to.deep.equal([]);
      source.loads[1]!.answer(numbers(9, 2024));
      await controller.idle;
      expect(host.events).to.deep.equal(['load: ready, 2024 2025']);
    });

    it('dispatches stats-load with the current state', async () => {
      const source = heldSource();
      const { controller, host } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const seen: unknown[] = [];
      host.addEventListener('stats-load', (event) => {
        const { detail } = event as HTMLElementEventMap['stats-load'];
        seen.push([detail.freshness === controller.state.freshness, detail.freshness.lastDay, controller.busy]);
      });
      await nextTask();
      source.loads[0]!.answer(numbers(1));
      await controller.idle;
      expect(seen).to.deep.equal([[true, day('2025-05-30'), false]]);
    });

    it('dispatches no event if nothing had to be loaded', async () => {
      const { choose, host } = await startLoaded(heldSource(), yearsFrom(2025), VIEWS);
      choose('yearToDate');
      await nextTask();
      expect(host.events).to.have.length(1);
    });

    it('dispatches stats-error once for each failure, with its path', async () => {
      const source = heldSource();
      const { controller, host, widget } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      await nextTask();
      source.loads[0]!.fail('malformed', 'usage-delta-category');
      source.loads[1]!.fail('network');
      await controller.idle;
      expect(host.events).to.deep.equal(['load: error, ', 'error: malformed usage-delta-category', 'error: network']);
      controller.demand.set(widget, [VIEWS, RECORDS]);
      await nextTask();
      for (const load of source.loads.slice(2)) load.answer();
      await controller.idle;
      expect(host.events.slice(3)).to.deep.equal(['load: error, 2024 2025']);
    });

    it('dispatches stats-error again for a failure that recurs after retry', async () => {
      const source = heldSource();
      const { controller, host } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      for (const index of [0, 1]) {
        (await source.nth(index)).fail('network');
        await controller.idle;
        controller.retry();
      }
      expect(host.events).to.deep.equal(['load: error, ', 'error: network', 'load: error, ', 'error: network']);
    });

    it('dispatches stats-error once for each unreadable value, with its path and the value found', async () => {
      const source = heldSource();
      const { controller, host, choose } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const messages: string[] = [];
      host.addEventListener('stats-error', (event) =>
        messages.push((event as HTMLElementEventMap['stats-error']).detail.message),
      );
      await nextTask();
      const data = [
        ['05-30', 'x'],
        ['05-31', 1],
        ['06-01', null],
      ];
      source.loads[0]!.answer(body({ 'usage-delta': { global: { views: [{ id: 'global', name: '', data }] } } }));
      await controller.idle;
      const path = 'usage-delta-category.global.views[0].data';
      expect(host.events).to.deep.equal([
        'load: ready, 2025',
        `error: malformed ${path}[0][1]`,
        `error: malformed ${path}[2][1]`,
      ]);
      expect(messages).to.deep.equal(['usage-delta 2025: cannot read "x"', 'usage-delta 2025: cannot read null']);
      choose(yearsFrom(2024, 2025));
      await nextTask();
      source.loads[1]!.answer();
      await controller.idle;
      expect(host.events.slice(3)).to.deep.equal(['load: ready, 2024 2025']);
    });

    it('dispatches events for loaded and failed years even if the reader drops the others', async () => {
      const source = heldSource();
      const { choose, controller, host } = start(inputsOf(source, yearsFrom(2023, 2025)), VIEWS);
      await nextTask();
      source.loads[0]!.answer(numbers(1));
      source.loads[1]!.fail('network');
      await nextTask();
      expect(host.events).to.deep.equal([]);
      choose(yearsFrom(2024, 2025));
      await controller.idle;
      expect(host.events).to.deep.equal(['load: error, 2025', 'error: network']);
    });

    it('dispatches no event for aborted loads', async () => {
      const source = heldSource();
      const { choose, controller, host } = start(inputsOf(source, yearsFrom(2023)), VIEWS);
      await nextTask();
      choose(yearsFrom(2024));
      await nextTask();
      source.loads[1]!.answer();
      await controller.idle;
      expect(host.events).to.deep.equal(['load: ready, 2024']);
      choose(yearsFrom(2022));
      await nextTask();
      await host.disconnect();
      await nextTask();
      expect(host.events).to.have.length(1);
    });
  });

  describe('faulty source', () => {
    const sound = blockOf('usage-delta', 2025, whole('views', { '05-30': 7 }));
    const short = { ...sound, tables: [{ ...sound.tables[0]!, columns: [new Float64Array(3)] }] };
    const otherYear = blockOf('usage-delta', 2024, whole('views', { '05-30': 7 }));
    const otherStatistic = { ...sound, statistic: 'usage-snapshot' };
    type Deliver = (asked: number, onStale: (block: unknown) => void) => unknown;
    /** A custom source; `deliver` gets the number of earlier loads. Does not answer after nine loads, which ends a loop. */
    const ownSource = (deliver: Deliver) => {
      const loads: string[] = [];
      const source: StatsSource = {
        ...heldSource(),
        load: async ({ statistic, year }, _signal, options) => {
          loads.push(`${statistic} ${year}`);
          await nextTask();
          if (loads.length > 9) return new Promise(() => {});
          return deliver(loads.length - 1, (block) => options?.onStale?.(block as YearBlock)) as YearBlock;
        },
      };
      return { source, loads };
    };
    const deliverStale =
      (block: unknown, answer: unknown = sound): Deliver =>
      (_asked, tell) => {
        tell(block);
        return answer;
      };

    const rows: [title: string, deliver: Deliver, path: string][] = [
      ['a block of another year', () => otherYear, 'year'],
      ['a block of another statistic', () => otherStatistic, 'statistic'],
      ['a broken block', () => short, 'tables[0]'],
      ['undefined in place of a block', () => undefined, '$'],
      ['a stale block of another year', deliverStale(otherYear), 'year'],
      ['a stale block of another statistic', deliverStale(otherStatistic), 'statistic'],
      ['a stale block that is broken', deliverStale(short), 'tables[0]'],
      ['a stale and a fresh block that are broken', deliverStale(short, short), 'tables[0]'],
    ];
    for (const [title, deliver, path] of rows) {
      it(`dispatches one malformed error for ${title} and does not request it again`, async () => {
        const { source, loads } = ownSource(deliver);
        const { controller, host, status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
        await controller.idle;
        expect(loads).to.deep.equal(['usage-delta 2025']);
        expect(host.events).to.deep.equal(['load: error, ', `error: malformed ${path}`]);
        expect(status()).to.equal('error');
        expect(controller.state.error).to.include({ reason: 'malformed', path });
        expect(controller.state.stats.blocks).to.deep.equal([]);
        controller.demand.set({}, [VIEWS]);
        controller.select({ granularity: 'quarter' });
        await controller.idle;
        expect(loads).to.have.length(1);
        expect(host.events).to.have.length(2);
      });

      it(`requests the year once for each retry after ${title}`, async () => {
        const { source, loads } = ownSource((asked, tell) => (asked < 2 ? deliver(asked, tell) : sound));
        const { controller, host, status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
        await controller.idle;
        controller.retry();
        await controller.idle;
        expect(loads).to.have.length(2);
        const failure = ['load: error, ', `error: malformed ${path}`];
        expect(host.events).to.deep.equal([...failure, ...failure]);
        controller.retry();
        await controller.idle;
        expect(loads).to.have.length(3);
        expect([status(), viewsOf(2025)]).to.deep.equal(['ready', 7]);
        expect(controller.state).not.to.have.property('error');
      });
    }

    it('keeps loaded numbers if a refresh delivers a broken block', async () => {
      const { source, loads } = ownSource((asked) => (asked ? short : sound));
      const { controller, host, status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await controller.idle;
      await controller.refresh();
      expect(loads).to.have.length(2);
      expect([status(), viewsOf(2025)]).to.deep.equal(['error', 7]);
      expect(host.events.slice(1)).to.deep.equal(['load: error, 2025', 'error: malformed tables[0]']);
    });

    it('keeps sound stale numbers if the fresh block is of another year', async () => {
      const { source } = ownSource(deliverStale(sound, otherYear));
      const { controller, status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await controller.idle;
      expect([status(), viewsOf(2025)]).to.deep.equal(['error', 7]);
    });

    it('keeps the sound years of a source that delivers a wrong block for one of them', async () => {
      const source: StatsSource = {
        ...heldSource(),
        load: async ({ statistic, year }) =>
          year === 2024 ? sound : blockOf(statistic, year, whole('views', { '05-30': year })),
      };
      const { controller, host, viewsOf } = start(inputsOf(source, yearsFrom(2023, 2025)), VIEWS);
      await controller.idle;
      expect([viewsOf(2023), viewsOf(2025)]).to.deep.equal([2023, 2025]);
      expect([...controller.state.failed]).to.deep.equal(['usage-delta 2024']);
      expect(dataNotes([VIEWS], controller.state).failedYears).to.deep.equal([2024]);
      expect(host.events).to.deep.equal(['load: error, 2023 2025', 'error: malformed year']);
    });

    it('has the status "error" if the source describes its capabilities as undefined or null', async () => {
      for (const capabilities of [undefined, null]) {
        const source: StatsSource = {
          ...heldSource(),
          describe: async () => capabilities as unknown as SourceCapabilities,
        };
        const { status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
        await nextTask();
        expect(status(), String(capabilities)).to.equal('error');
      }
    });
  });

  describe('year whose answer has no value', () => {
    const points = (year: number, date = `${year}-05-30`): unknown => sentWhole({ [date]: year });
    const series = (id: string, year: number): unknown => [{ id, name: '', data: [['05-30', 5]], year }];
    /** The answer of the service for each year. */
    type Answers = Readonly<Record<number, unknown>>;
    const categories = (views: unknown) => ({ global: { views } });
    const rows: [title: string, category: unknown, problem?: string][] = [
      ['an empty statistic', {}],
      ['an empty subcount', { global: {} }],
      ['a metric without a series', categories([])],
      ['a series of another year', categories(series('global', 2023)), 'global.views[0].year'],
      ['full dates of another year', categories(points(2024, '2025-05-29')), 'global.views[0].data[0][0]'],
      ['a series that is not called global', categories(series('all', 2024)), 'global.views[0].id'],
    ];
    const startWith = (answers: Answers, range: RangeChoice, need = VIEWS) => {
      const source: StatsSource = {
        ...heldSource(),
        load: async ({ statistic, year }) =>
          decodeAnswer({ [STATISTIC_KEYS[statistic]]: answers[year] ?? categories(points(year)) }, statistic, year, 0),
      };
      const started = start(inputsOf(source, range), need);
      const messages: string[] = [];
      started.host.addEventListener('stats-error', (event) => {
        const { reason, message } = (event as HTMLElementEventMap['stats-error']).detail;
        messages.push(`${reason}: ${message}`);
      });
      return { ...started, messages };
    };
    const valuesOf = ({ stats, range }: StatsState, { metric, kind }: DataNeed): (number | null)[] =>
      timelineView(stats, range, {
        metric,
        kind,
        granularity: 'year',
        maxSeries: 1,
        naming: byId,
      }).series[0]!.buckets.map(({ value }) => value);
    const isEmpty = (message: string): boolean => message.includes('no value for this year');

    for (const need of [VIEWS, TOTAL_VIEWS]) {
      const statistic = statisticOf(need.metric, need.kind);
      for (const [title, category, problem] of rows) {
        it(`reports a year between years of ${statistic} with values as not provided, for ${title}`, async () => {
          const { controller, host, messages } = startWith({ 2024: category }, yearsFrom(2023, 2025), need);
          await controller.idle;
          expect(valuesOf(controller.state, need)).to.deep.equal([2023, null, 2025]);
          const { yearsNotProvided, missingYears } = dataNotes([need], controller.state);
          expect([yearsNotProvided, missingYears]).to.deep.equal([[2024], [2024]]);
          expect(messages.filter(isEmpty)).to.deep.equal([
            `malformed: ${statistic} 2024: the answer has no value for this year`,
          ]);
          expect(host.events).to.deep.equal([
            'load: ready, 2023 2024 2025',
            ...(problem ? [`error: malformed ${STATISTIC_KEYS[statistic]}.${problem}`] : []),
            'error: malformed',
          ]);
        });
      }
    }

    it('reports a year without a value once, regardless of later loads', async () => {
      const { controller, choose, messages } = startWith({ 2024: {} }, yearsFrom(2023, 2025));
      await controller.idle;
      choose(yearsFrom(2022, 2025));
      await controller.idle;
      expect(messages).to.have.length(1);
    });

    it('reports a year without a value as soon as years before and after it have values', async () => {
      const { controller, choose, messages } = startWith({ 2023: {}, 2024: {} }, yearsFrom(2023, 2025));
      await controller.idle;
      expect(messages).to.deep.equal([]);
      expect(dataNotes([VIEWS], controller.state).yearsNotProvided).to.deep.equal([]);
      choose(yearsFrom(2022, 2025));
      await controller.idle;
      expect(messages.map((message) => message.match(/20\d\d/)![0]).sort()).to.deep.equal(['2023', '2024']);
      expect(dataNotes([VIEWS], controller.state).yearsNotProvided).to.deep.equal([2023, 2024]);
    });

    it('does not report years without a value before the first and after the last year with values', async () => {
      const { controller, messages } = startWith({ 2022: {}, 2025: { global: {} } }, yearsFrom(2022, 2025));
      await controller.idle;
      expect(messages).to.deep.equal([]);
      expect(valuesOf(controller.state, VIEWS)).to.deep.equal([2023, 2024]);
      expect(dataNotes([VIEWS], controller.state).missingYears).to.deep.equal([]);
    });
  });

  describe('two answers for one year', () => {
    const views = (points: Readonly<Record<string, number>>): unknown =>
      body({ 'usage-delta': { global: { views: sentWhole(points) } } });
    const countries = (points: Readonly<Record<string, number>>): unknown =>
      body({ 'usage-delta': { countries: { views: [sent('DE', points)] } } });
    const startWith = async (...data: readonly unknown[]) => {
      const source: StatsSource = { key: heldSource().key, ...inlineSource(data) };
      const started = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const messages: string[] = [];
      started.host.addEventListener('stats-error', (event) => {
        const { reason, message } = (event as HTMLElementEventMap['stats-error']).detail;
        messages.push(`${reason}: ${message}`);
      });
      // The decoder of bodies is loaded when it is needed.
      await started.controller.idle;
      const conflictsOf = (counted: Counted): number =>
        conflictingDays(started.controller.state.stats, counted, started.controller.state.range);
      return { ...started, messages, conflictsOf };
    };

    it('adds up two answers with different days', async () => {
      const { controller, messages, conflictsOf } = await startWith(
        views({ '2025-05-30': 1 }),
        views({ '2025-05-31': 2 }),
      );
      expect(controller.state.stats.whole('views', 'delta')!.sum(days('2025-01-01', '2025-12-31'))).to.equal(3);
      expect(conflictsOf(VIEWS)).to.equal(0);
      expect(messages).to.deep.equal([]);
    });

    it('counts a day once that has the same value in two answers', async () => {
      const { viewsOf, messages } = await startWith(views({ '2025-05-30': 4 }), views({ '2025-05-30': 4 }));
      expect(viewsOf(2025)).to.equal(4);
      expect(messages).to.deep.equal([]);
    });

    it('reports the days with different values in two answers once, as malformed, and shows the later answer', async () => {
      const { controller, viewsOf, messages, conflictsOf } = await startWith(
        views({ '2025-05-29': 1, '2025-05-30': 4 }),
        views({ '2025-05-29': 2, '2025-05-30': 5 }),
      );
      expect(viewsOf(2025)).to.equal(5);
      expect(conflictsOf(VIEWS)).to.equal(2);
      const message = 'malformed: usage-delta 2025: different values of views for 2025-05-29, 2025-05-30';
      expect(messages).to.deep.equal([message]);
      controller.demand.set({}, [VIEWS, RECORDS]);
      await controller.idle;
      expect(messages).to.deep.equal([message]);
    });

    it('reports the breakdown of parts with different values in two answers', async () => {
      const { messages, conflictsOf } = await startWith(countries({ '2025-05-30': 1 }), countries({ '2025-05-30': 2 }));
      expect(messages).to.deep.equal([
        'malformed: usage-delta 2025: different values of views by countries for 2025-05-30',
      ]);
      expect(conflictsOf({ ...VIEWS, breakdown: 'countries' })).to.equal(1);
      expect(conflictsOf(VIEWS)).to.equal(0);
    });
  });

  describe('publishing', () => {
    const requestAnimationFrame = window.requestAnimationFrame.bind(window);
    let frames: FrameRequestCallback[];
    beforeEach(() => {
      frames = [];
      window.requestAnimationFrame = (callback) => frames.push(callback);
    });
    afterEach(() => {
      window.requestAnimationFrame = requestAnimationFrame;
    });
    const nextFrame = async (): Promise<void> => {
      for (const callback of frames.splice(0)) callback(0);
      await nextTask();
    };
    const startThree = async () => {
      const source = heldSource();
      const started = start(inputsOf(source, yearsFrom(2022, 2025)), VIEWS);
      await nextTask();
      const answer = async (year: number): Promise<void> => {
        source.loads.find(({ request }) => request.year === year)!.answer(numbers(year, year));
        await nextTask();
      };
      const before = started.host.updates;
      return { ...started, answer, updates: () => started.host.updates - before };
    };

    it('publishes the first year at once and later ones once per frame', async () => {
      const { answer, updates } = await startThree();
      await answer(2025);
      expect(updates()).to.equal(1);
      await answer(2024);
      await answer(2023);
      expect(updates()).to.equal(1);
      await nextFrame();
      expect(updates()).to.equal(2);
    });

    it('has a year in the state before it is published', async () => {
      const { answer, viewsOf } = await startThree();
      await answer(2025);
      await answer(2024);
      expect(viewsOf(2024)).to.equal(2024);
    });

    it('publishes the last year at once', async () => {
      const { answer, updates, controller } = await startThree();
      for (const year of [2025, 2024, 2023]) await answer(year);
      expect(controller.busy).to.be.true;
      await answer(2022);
      expect([updates(), controller.busy]).to.deep.equal([2, false]);
    });

    it('publishes a choice of the reader at once', async () => {
      const { answer, updates, choose } = await startThree();
      await answer(2025);
      const before = updates();
      choose(yearsFrom(2024, 2025));
      expect(updates()).to.equal(before + 1);
    });

    it('publishes years at growing intervals, of one frame, then two, up to six', async () => {
      const source = heldSource();
      const years = Array.from({ length: 30 }, (_, i) => 2025 - i);
      const started = start(inputsOf(source, yearsFrom(years.at(-1)!, 2025), { historyYears: 40 }), VIEWS);
      await nextTask();
      /** The frames in which a change is published; a year arrives in each. */
      const published: number[] = [];
      for (const [frame, year] of years.slice(0, -1).entries()) {
        const before = started.host.updates;
        source.loads.find(({ request }) => request.year === year)!.answer(numbers(year, year));
        await nextTask();
        await nextFrame();
        if (started.host.updates > before) published.push(frame);
      }
      expect(published).to.deep.equal([0, 1, 2, 5, 9, 14, 20, 26]);
    });

    it('does not publish earlier when a widget joins between frames', async () => {
      const { answer, updates, controller } = await startThree();
      await answer(2025);
      controller.demand.set({}, [VIEWS]);
      await nextTask();
      expect(updates()).to.equal(1);
      await nextFrame();
      expect(updates()).to.equal(2);
    });

    it('publishes the next year at once after a frame without news', async () => {
      const { answer, updates } = await startThree();
      await answer(2025);
      await nextFrame();
      expect(updates()).to.equal(1);
      await answer(2024);
      expect(updates()).to.equal(2);
    });
  });

  describe('idle', () => {
    const settledIn = (promise: Promise<void>): Promise<boolean> =>
      Promise.race([promise.then(() => true), nextTask().then(() => false)]);

    it('resolves `idle` at once if nothing is requested', async () => {
      expect(await settledIn(start(inputsOf(undefined, yearsFrom(2025)), VIEWS).controller.idle)).to.be.true;
    });

    it('resolves `idle` after the capabilities and all years are loaded', async () => {
      let say: (capabilities: Partial<SourceCapabilities>) => void = () => {};
      const source = heldSource(() => new Promise((resolve) => (say = resolve)));
      const { controller } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      const { idle } = controller;
      expect(await settledIn(idle)).to.be.false;
      say({});
      expect(await settledIn(idle)).to.be.false;
      source.loads[0]!.answer();
      expect(await settledIn(idle)).to.be.false;
      source.loads[1]!.answer();
      expect(await settledIn(idle)).to.be.true;
      expect(controller.busy).to.be.false;
    });

    it('resolves `idle` after loads that are planned but not yet requested', async () => {
      const source = heldSource();
      const { controller, choose } = await startLoaded(source, yearsFrom(2025), VIEWS);
      choose(yearsFrom(2024));
      const { idle } = controller;
      expect(controller.busy).to.be.true;
      expect(await settledIn(idle)).to.be.false;
      source.loads[1]!.answer();
      expect(await settledIn(idle)).to.be.true;
    });

    it('resolves `idle` if all loads fail', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      const { idle } = controller;
      source.loads[0]!.fail('network');
      expect(await settledIn(idle)).to.be.true;
    });

    it('resolves `idle` when the host is disconnected', async () => {
      const { choose, controller, host } = start(inputsOf(heldSource(), yearsFrom(2025)), VIEWS);
      await nextTask();
      const { idle } = controller;
      choose(yearsFrom(2024));
      await host.disconnect();
      expect(await settledIn(idle)).to.be.true;
      expect(await settledIn(controller.idle)).to.be.true;
      choose(yearsFrom(2023));
      expect(await settledIn(controller.idle)).to.be.true;
    });
  });
});
