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

/** An element that has the controller: counts updates, keeps what was dispatched. */
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
  disconnect(): void {
    for (const controller of this.controllers) controller.hostDisconnected?.();
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
/** What the service sends of a year with a single day of views. */
const numbers = (value: number, year = 2025): unknown => {
  const global = { viewUniqueRecords: sentWhole({ [`${year}-05-30`]: value }) };
  return body({ 'usage-delta': { global }, 'usage-snapshot': { global } });
};
/** `usage-delta 2025`, as often as it was asked for. */
const asked = (loads: readonly HeldLoad[]): string[] =>
  loads.map(({ request: { statistic, year } }) => `${statistic} ${year}`);
const aborted = (source: HeldSource): string[] => asked(source.loads.filter(({ signal }) => signal.aborted));

describe('StatsController', function () {
  // Nothing here takes time: what does not come at once never comes.
  this.timeout(2000);

  let hosts: Host[];
  beforeEach(() => {
    hosts = [];
  });
  afterEach(() => {
    for (const host of hosts) host.disconnect();
  });

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
  /** The same, with everything answered: 2025 views in 2025, 2024 in 2024. */
  const startLoaded = async (source: HeldSource, range: RangeChoice, ...needs: readonly DataNeed[]) => {
    const started = start(inputsOf(source, range), ...needs);
    await nextTask();
    for (const load of source.loads) load.answer(numbers(load.request.year, load.request.year));
    await started.controller.idle;
    return started;
  };

  describe('older numbers that are at hand', () => {
    it('K2: are shown at once, while the newer ones are on their way', async () => {
      const source = heldSource();
      const { status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      (await source.nth(0)).onStale(numbers(3));
      await waitUntil(() => viewsOf(2025) !== undefined);
      expect([status(), viewsOf(2025)]).to.deep.equal(['updating', 3]);
    });

    it('K1: give way to them', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const load = await source.nth(0);
      load.onStale(numbers(3));
      await nextTask();
      load.answer(numbers(4));
      await controller.idle;
      expect([status(), viewsOf(2025)]).to.deep.equal(['ready', 4]);
    });

    it('stay, with a sentence, if the newer ones cannot be had', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const load = await source.nth(0);
      load.onStale(numbers(3));
      load.fail('network');
      await controller.idle;
      expect([status(), viewsOf(2025), controller.state.error?.reason]).to.deep.equal(['error', 3, 'network']);
    });

    it('K11: do not come back after another choice has taken their place', async () => {
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

  describe('a comparison', () => {
    const compareYear = { compare: 'year' } as const;

    it('asks for the earlier years too, after those that are shown, and each once', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      controller.select(compareYear);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025', 'usage-delta 2024', 'usage-delta 2023']);
    });

    it('does not keep the numbers waiting: they are complete without it', async () => {
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

    it('is given up when the reader does not want it any more', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      controller.select(compareYear);
      await nextTask();
      controller.select({ compare: 'none' });
      await nextTask();
      expect(aborted(source)).to.deep.equal(['usage-delta 2024']);
      expect(controller.state).not.to.have.property('comparison');
    });

    it('is renewed with everything else', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      controller.select(compareYear);
      await nextTask();
      for (const load of source.loads) load.answer(numbers(1, load.request.year));
      await controller.idle;
      void controller.refresh();
      expect(asked(source.loads.slice(2))).to.deep.equal(['usage-delta 2025', 'usage-delta 2024']);
    });

    it('asks for no year that the source does not have', async () => {
      const source = heldSource(() => ({ years: { first: 2025, last: 2025 } }));
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      controller.select(compareYear);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025']);
    });
  });

  describe('asks the source', () => {
    it('for the union of what the widgets need, once', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)));
      controller.demand.set({}, [VIEWS, RECORDS]);
      controller.demand.set({}, [{ metric: 'downloads', kind: 'delta', breakdown: 'countries' }, VIEWS]);
      controller.demand.set({}, [TOTAL_VIEWS]);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['content-delta 2025', 'usage-delta 2025', 'usage-snapshot 2025']);
    });

    it('once for all that happens in one moment', async () => {
      const source = heldSource();
      const { controller, host } = start(inputsOf(source, yearsFrom(2025)));
      await nextTask();
      const { updates } = host;
      for (const need of [VIEWS, RECORDS, TOTAL_VIEWS]) controller.demand.set({}, [need]);
      await nextTask();
      expect(host.updates - updates).to.equal(1);
      expect(source.loads.length).to.equal(3);
    });

    it('for the newest year first', async () => {
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

    it('about the community and the date basis', async () => {
      const source = heldSource();
      const inputs = inputsOf(source, yearsFrom(2025), { community: 'astronomy' });
      start({ ...inputs, selection: { ...inputs.selection, dateBasis: 'created' } }, VIEWS);
      await nextTask();
      expect(source.loads.map(({ request, reload }) => ({ ...request, reload }))).to.deep.equal([
        { statistic: 'usage-delta', year: 2025, community: 'astronomy', dateBasis: 'created', reload: false },
      ]);
    });

    it('about the whole repository, if there is no community', async () => {
      const source = heldSource();
      start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(source.loads[0]!.request).to.deep.equal({ statistic: 'usage-delta', year: 2025, dateBasis: 'added' });
    });

    it('for the years of a preset, as of today', async () => {
      const source = heldSource();
      start(inputsOf(source, '12months', { today: day('2024-03-01') }), VIEWS);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2024', 'usage-delta 2023']);
    });

    it('as far back as the page’s history reaches', async () => {
      const source = heldSource();
      start(inputsOf(source, 'allTime', { historyYears: 2 }), VIEWS);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025', 'usage-delta 2024', 'usage-delta 2023']);
    });

    it('nothing before it is connected; then what was needed until then', async () => {
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

    it('nothing if no widget needs anything, or there is no source', async () => {
      const source = heldSource();
      const { status } = start(inputsOf(source, yearsFrom(2025)));
      const without = start(inputsOf(undefined, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(source.loads.length).to.equal(0);
      expect([status(), without.status()]).to.deep.equal(['idle', 'idle']);
    });

    it('nothing until it has said what it has', async () => {
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

    it('only for what is missing when another widget comes', async () => {
      const source = heldSource();
      const { controller } = await startLoaded(source, yearsFrom(2025), VIEWS);
      controller.demand.set({}, [VIEWS, RECORDS]);
      await nextTask();
      expect(asked(source.loads).slice(1)).to.deep.equal(['content-delta 2025']);
    });

    it('no longer for what only a widget needed that went', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const other = {};
      controller.demand.set(other, [VIEWS, RECORDS]);
      await nextTask();
      controller.demand.delete(other);
      await nextTask();
      expect(aborted(source)).to.deep.equal(['content-delta 2025']);
    });

    it('nothing again when a widget says the same once more', async () => {
      const source = heldSource();
      const { controller, widget } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      controller.demand.set(widget, [VIEWS]);
      await nextTask();
      expect(source.loads.length).to.equal(1);
      expect(aborted(source)).to.deep.equal([]);
    });
  });

  describe('the years', () => {
    const yearsAsked = async (range: RangeChoice, years: SourceCapabilities['years']): Promise<number[]> => {
      const source = heldSource(() => ({ ...(years && { years }) }));
      start(inputsOf(source, range, { today: day('2030-06-01') }), VIEWS);
      await nextTask();
      return source.loads.map(({ request }) => request.year);
    };

    it('are cut to those that the source has', async () =>
      expect(await yearsAsked(yearsFrom(2010, 2029), { first: 2023, last: 2025 })).to.deep.equal([2025, 2024, 2023]));

    it('S2: a range after them asks for the last one, for totals that are carried forward', async () =>
      expect(await yearsAsked(yearsFrom(2027, 2029), { first: 2020, last: 2025 })).to.deep.equal([2025]));

    it('a range before them asks for nothing', async () =>
      expect(await yearsAsked(yearsFrom(2018, 2019), { first: 2020, last: 2025 })).to.deep.equal([]));

    it('of a range without a year that the source has are all there: nothing is awaited', async () => {
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

  describe('a change of the selection', () => {
    it('costs no request while its years are there', async () => {
      const source = heldSource();
      const { controller, choose, status } = await startLoaded(source, yearsFrom(2024, 2025), VIEWS);
      choose(days('2024-05-30', '2025-06-12'));
      controller.select({ granularity: 'week' });
      choose('yearToDate');
      await nextTask();
      expect(source.loads.length).to.equal(2);
      expect(status()).to.equal('ready');
    });

    it('is in the state at once, with its days', () => {
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

    it('D9: of the granularity alone keeps or widens the range', () => {
      const { controller } = start(inputsOf(heldSource(), '12months'), VIEWS);
      expect(controller.select({ granularity: 'year' }).range).to.deep.equal(days('2024-01-01', '2025-11-22'));
    });

    it('asks only for the years that are not there', async () => {
      const source = heldSource();
      const { choose, status } = await startLoaded(source, yearsFrom(2025), VIEWS);
      choose(yearsFrom(2023, 2025));
      await nextTask();
      expect(asked(source.loads).slice(1)).to.deep.equal(['usage-delta 2024', 'usage-delta 2023']);
      expect(status()).to.equal('loading');
    });
  });

  describe('K11: the latest choice wins', () => {
    it('loads that are no longer wanted are aborted, those still wanted go on', async () => {
      const source = heldSource();
      const { choose } = start(inputsOf(source, yearsFrom(2022, 2023)), VIEWS);
      await nextTask();
      choose(yearsFrom(2023, 2024));
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2023', 'usage-delta 2022', 'usage-delta 2024']);
      expect(aborted(source)).to.deep.equal(['usage-delta 2022']);
    });

    it('of several choices in one moment only the last one is asked for', async () => {
      const source = heldSource();
      const { choose } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      for (const year of [2024, 2023, 2022]) choose(yearsFrom(year));
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2022']);
    });

    it('an answer that comes too late is not taken, even from a source that does not hear an abort', async () => {
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

    it('who comes back to what was aborted asks again', async () => {
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

    it('answers in any order are put together', async () => {
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

    it('what came for a choice stays when the reader goes on', async () => {
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

  describe('the state', () => {
    it('is loading until everything is there, then ready', async () => {
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

    it('shows what has come already while the rest is on its way', async () => {
      const source = heldSource();
      const { viewsOf, status } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      await nextTask();
      source.loads[0]!.answer(numbers(7));
      await nextTask();
      expect([status(), viewsOf(2025)]).to.deep.equal(['loading', 7]);
    });

    it('names the statistics of which some year is not there', async () => {
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

    it('a statistic that nobody has asked for is not there', async () => {
      const { controller } = await startLoaded(heldSource(), yearsFrom(2025), VIEWS);
      expect(controller.state.incomplete).not.to.include('usage-delta');
      expect(controller.state.incomplete).to.include('content-delta').and.to.include('usage-snapshot latest');
    });

    it('has what the owner hands in', () => {
      const more = { historyYears: 3, binarySizes: true, breakdowns: ['countries'] as const };
      const { controller } = start(inputsOf(heldSource(), 'allTime', more), VIEWS);
      expect(controller.state).to.deep.include({ today: TODAY, ...more, range: days('2022-01-01', '2025-11-22') });
    });

    it('else 15 years of history, decimal sizes and all breakdowns', () => {
      const { controller } = start(inputsOf(heldSource(), 'allTime'), VIEWS);
      expect(controller.state).to.include({ historyYears: 15, binarySizes: false });
      expect(controller.state).not.to.have.property('breakdowns');
    });

    it('has the capabilities of the source, once it has said so', async () => {
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

    it('is a new value each time; old ones stay as they were', async () => {
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

    it('the demand stays the same object, and so does retry: widgets may keep them', async () => {
      const { controller } = await startLoaded(heldSource(), yearsFrom(2025), VIEWS);
      const before = controller.scope;
      controller.select({ range: 'yearToDate' });
      const after = controller.scope;
      expect(after.demand === before.demand && after.demand === controller.demand).to.be.true;
      expect(after.retry === before.retry).to.be.true;
    });

    it('tells whether values could not be read', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(controller.state.unreadable).to.be.false;
      const views = [{ id: 'global', name: '', data: [['05-30', null]] }];
      source.loads[0]!.answer(body({ 'usage-delta': { global: { views } } }));
      await controller.idle;
      expect(controller.state.unreadable).to.be.true;
    });

    describe('W16: the freshness', () => {
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

      it('is unknown before anything has come', () =>
        expect(start(inputsOf(heldSource(), yearsFrom(2025)), VIEWS).controller.state.freshness).to.deep.equal({}));

      it('ends with the day that is taken for today, though later days were counted', async () =>
        expect(await freshnessOf(dated('usage-delta', 2025, 300, '12-24'))).to.include({ lastDay: TODAY }));

      it('is the first and the last day on which anything was counted, and when the newest numbers came', async () => {
        expect(
          await freshnessOf(
            dated('usage-delta', 2025, 300, '11-20'),
            dated('usage-delta', 2024, 500, '12-31'),
            dated('content-delta', 2025, 400, '10-30'),
            dated('content-delta', 2024, 100),
          ),
        ).to.deep.equal({ firstDay: day('2024-12-31'), lastDay: day('2025-11-20'), fetchedAt: 500 });
      });

      it('has no first and no last day if nothing was ever counted', async () => {
        expect(await freshnessOf(dated('usage-delta', 2025, 300), dated('usage-delta', 2024, 200))).to.deep.equal({
          fetchedAt: 300,
        });
      });
    });
  });

  describe('a failure', () => {
    it('is in the state when the rest has come', async () => {
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

    it('leaves the other years, and is named', async () => {
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

    it('keeps what is left from being compared', async () => {
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

    it('is tried again when there is a network again', async () => {
      const source = heldSource();
      const { controller, host } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      (await source.nth(0)).fail('network');
      await controller.idle;
      dispatchEvent(new Event('online'));
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025', 'usage-delta 2025']);
      source.loads[1]!.fail('network');
      await controller.idle;
      host.disconnect();
      dispatchEvent(new Event('online'));
      expect(source.loads.length, 'nobody is there').to.equal(2);
    });

    it('keeps the old figures', async () => {
      const source = heldSource();
      const { choose, controller, status, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      choose(yearsFrom(2024, 2025));
      await nextTask();
      source.loads[1]!.fail('network');
      await controller.idle;
      expect([status(), viewsOf(2025)]).to.deep.equal(['error', 2025]);
    });

    it('is not asked again by itself', async () => {
      const source = heldSource();
      const { controller, widget } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      source.loads[0]!.fail('network');
      await controller.idle;
      controller.demand.set(widget, [VIEWS, RECORDS]);
      await nextTask();
      expect(asked(source.loads).slice(1)).to.deep.equal(['content-delta 2025']);
    });

    it('is forgotten with the range that it belongs to', async () => {
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

    it('of another kind than StatsError is one with its message', async () => {
      const source: StatsSource = { ...heldSource(), load: () => Promise.reject(new TypeError('x is not a function')) };
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(controller.state.error).to.be.instanceOf(StatsError);
      expect(controller.state.error).to.include({ reason: 'malformed', message: 'x is not a function' });
    });

    describe('retry', () => {
      it('asks only for what failed', async () => {
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

      it('that fails again is an error again', async () => {
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

      it('asks again for what failed to be renewed, past every cache', async () => {
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

      it('asks for nothing if nothing failed', async () => {
        const source = heldSource();
        const { controller } = await startLoaded(source, yearsFrom(2025), VIEWS);
        controller.retry();
        await nextTask();
        expect(source.loads.length).to.equal(1);
      });
    });

    describe('to say what the source has', () => {
      /** A source that can say what it has only the second time. */
      const shy = (): HeldSource => {
        let questions = 0;
        return heldSource(() => {
          if (questions++ === 0) throw new StatsError('auth', 'who are you?');
          return {};
        });
      };

      it('is an error too, and nothing is loaded', async () => {
        const source = shy();
        const { controller, host, status } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
        await controller.idle;
        expect(status()).to.equal('error');
        expect(controller.state.error).to.include({ reason: 'auth', message: 'who are you?' });
        expect(host.events).to.deep.equal(['error: auth']);
        expect(source.loads.length).to.equal(0);
      });

      it('of another kind than StatsError is one with its message', async () => {
        const source = heldSource(() => Promise.reject(new TypeError('x is not a function')));
        const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
        await controller.idle;
        expect(controller.state.error).to.be.instanceOf(StatsError);
        expect(controller.state.error).to.include({ reason: 'malformed', message: 'x is not a function' });
      });

      for (const way of ['retry', 'refresh'] as const) {
        it(`${way} asks once more, then loads`, async () => {
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
    it('K2: keeps the old figures on the page and says that they are being renewed', async () => {
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

    it('K1: puts the new block in the place of the old one', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      const refreshed = controller.refresh();
      source.loads[1]!.answer(numbers(6));
      await refreshed;
      expect([status(), viewsOf(2025)]).to.deep.equal(['ready', 6]);
      expect(controller.state.stats.blocks).to.have.length(1);
    });

    it('that fails keeps the old figures and is an error', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      const refreshed = controller.refresh();
      source.loads[1]!.fail('service');
      await refreshed;
      expect([status(), viewsOf(2025)]).to.deep.equal(['error', 2025]);
      expect(controller.state.error).to.have.property('reason', 'service');
    });

    it('that succeeds forgets an earlier failure', async () => {
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

    it('in the middle of a load starts it anew', async () => {
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

    it('of a disconnected element asks for nothing', async () => {
      const source = heldSource();
      const { controller, host } = await startLoaded(source, yearsFrom(2025), VIEWS);
      host.disconnect();
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

    it('asks on the next day for the current year, past every cache, and for no year that is final', async () => {
      const source = heldSource();
      const { controller } = await startOn22November(source);
      setClock(NEXT_DAY);
      controller.renew();
      await nextTask();
      expect(asked(source.loads).slice(3)).to.deep.equal(['usage-delta 2025']);
      expect(source.loads[3]!.reload).to.be.true;
    });

    it('asks for nothing on the same day', async () => {
      const source = heldSource();
      const { controller } = await startOn22November(source);
      controller.renew();
      await controller.idle;
      expect(source.loads).to.have.length(3);
    });

    it('keeps the old figures until the new ones are there', async () => {
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

    it('asks together with the new day for a year that came into the range', async () => {
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

    it('asks once for several controllers that share a source, also one after the other', async () => {
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

    it('asks again for a year that failed the day before', async () => {
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

    it('keeps the old figures, with an error, if the new ones cannot be loaded', async () => {
      const source = heldSource();
      const { controller, status, viewsOf } = await startOn22November(source);
      setClock(NEXT_DAY);
      controller.renew();
      (await source.nth(3)).fail('network');
      await controller.idle;
      expect([status(), viewsOf(2025)]).to.deep.equal(['error', 2025]);
    });

    it('asks the source again which years it has, and then for those that are new', async () => {
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

    it('asks for an outdated year that is not shown as soon as it is shown again', async () => {
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

    it('asks for nothing while the element is disconnected, and as soon as it is connected again', async () => {
      const source = heldSource();
      const { host, controller } = await startOn22November(source);
      host.disconnect();
      setClock(NEXT_DAY);
      controller.renew();
      await nextTask();
      expect(source.loads).to.have.length(3);
      host.connect();
      await source.nth(3);
    });
  });

  describe('a disconnected element', () => {
    it('aborts what is on its way', async () => {
      const source = heldSource();
      const { host } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      await nextTask();
      host.disconnect();
      expect(aborted(source)).to.deep.equal(['usage-delta 2025', 'usage-delta 2024']);
    });

    it('no longer waits for what the source has, and that is no failure', async () => {
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
      host.disconnect();
      await nextTask();
      expect(asking?.aborted).to.be.true;
      expect(host.events).to.deep.equal([]);
    });

    it('lets go of the source: when nobody uses it any more, who comes next asks it anew', async () => {
      const source = heldSource();
      const { host } = await startLoaded(source, yearsFrom(2025), VIEWS);
      host.disconnect();
      start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025', 'usage-delta 2025']);
    });

    it('asks for nothing, even if it was just about to', async () => {
      const source = heldSource();
      const { controller, host } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      controller.demand.set({}, [RECORDS]);
      host.disconnect();
      controller.demand.set({}, [TOTAL_VIEWS]);
      controller.retry();
      await nextTask();
      expect(asked(source.loads)).to.deep.equal(['usage-delta 2025']);
    });

    it('resumes when it is connected again: with the numbers it had, asking for the rest', async () => {
      const source = heldSource();
      const { controller, host, status, viewsOf } = start(inputsOf(source, yearsFrom(2024, 2025)), VIEWS);
      await nextTask();
      source.loads[0]!.answer(numbers(7));
      await nextTask();
      host.disconnect();
      host.connect();
      await nextTask();
      expect(asked(source.loads).slice(2)).to.deep.equal(['usage-delta 2024']);
      expect(viewsOf(2025)).to.equal(7);
      source.loads[2]!.answer();
      await controller.idle;
      expect(status()).to.equal('ready');
    });

    it('K11: leaves the load to another one that shares it', async () => {
      const source = heldSource();
      const one = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      const other = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      expect(source.loads.length).to.equal(1);
      one.host.disconnect();
      expect(aborted(source)).to.deep.equal([]);
      source.loads[0]!.answer(numbers(8));
      await other.controller.idle;
      expect([one.viewsOf(2025), other.viewsOf(2025)]).to.deep.equal([undefined, 8]);
    });

    it('takes the inputs that it is given meanwhile', async () => {
      let questions = 0;
      const first = heldSource();
      const second = heldSource(() => ({ years: { first: 2000, last: 2024 + ++questions } }));
      const { controller, host } = await startLoaded(first, yearsFrom(2025), VIEWS);
      host.disconnect();
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

    it('begins afresh: nothing of the old numbers stays', async () => {
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

    it('aborts what is on its way from the old one', async () => {
      const [first, second] = [heldSource(), heldSource()];
      const { controller } = start(inputsOf(first, yearsFrom(2025)), VIEWS);
      await nextTask();
      controller.configure(inputsOf(second, yearsFrom(2025)));
      expect(aborted(first)).to.deep.equal(['usage-delta 2025']);
    });

    it('K3: so does another community, however many letters its id shares with the other', async () => {
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

    it('K9: so does another date basis, also when the reader chooses it', async () => {
      const source = heldSource();
      const { controller, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      controller.configure(basis(inputsOf(source, yearsFrom(2025)), 'created'));
      await nextTask();
      expect(viewsOf(2025)).to.equal(undefined);
      controller.select({ dateBasis: 'published' });
      await nextTask();
      expect(source.loads.map(({ request }) => request.dateBasis)).to.deep.equal(['added', 'created', 'published']);
    });

    it('an old failure is gone with it', async () => {
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

    it('a source with the same key is the same source: nothing is asked again', async () => {
      const source = heldSource();
      const { controller, viewsOf } = await startLoaded(source, yearsFrom(2025), VIEWS);
      const twin: StatsSource = { ...heldSource(), key: source.key };
      controller.configure(inputsOf(twin, yearsFrom(2025), { binarySizes: true }));
      await nextTask();
      expect(viewsOf(2025)).to.equal(2025);
      expect(controller.state.binarySizes).to.be.true;
      expect(source.loads.length).to.equal(1);
    });

    it('what the old source says about itself comes too late', async () => {
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

    it('no source any more is idle, and nothing is told of what came until then', async () => {
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

  describe('tells the page', () => {
    it('stats-load once when everything has come, with the years that are there', async () => {
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

    it('S2: stats-load once, when the totals of the year before have come too', async () => {
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

    it('stats-load is told with the state of that moment', async () => {
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

    it('nothing when nothing had to be loaded', async () => {
      const { choose, host } = await startLoaded(heldSource(), yearsFrom(2025), VIEWS);
      choose('yearToDate');
      await nextTask();
      expect(host.events).to.have.length(1);
    });

    it('stats-error once for each failure, with its path', async () => {
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

    it('a failure that comes once more after retry, once more', async () => {
      const source = heldSource();
      const { controller, host } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      for (const index of [0, 1]) {
        (await source.nth(index)).fail('network');
        await controller.idle;
        controller.retry();
      }
      expect(host.events).to.deep.equal(['load: error, ', 'error: network', 'load: error, ', 'error: network']);
    });

    it('stats-error once for each value that could not be read, with its path and what stood there', async () => {
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
      expect(messages).to.deep.equal(['cannot read "x"', 'cannot read null']);
      choose(yearsFrom(2024, 2025));
      await nextTask();
      source.loads[1]!.answer();
      await controller.idle;
      expect(host.events.slice(3)).to.deep.equal(['load: ready, 2024 2025']);
    });

    it('what came and what failed, also when the reader drops the rest', async () => {
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

    it('nothing of what was aborted', async () => {
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
      host.disconnect();
      await nextTask();
      expect(host.events).to.have.length(1);
    });
  });

  describe('a source that delivers what it must not', () => {
    const sound = blockOf('usage-delta', 2025, whole('views', { '05-30': 7 }));
    const short = { ...sound, tables: [{ ...sound.tables[0]!, columns: [new Float64Array(3)] }] };
    const otherYear = blockOf('usage-delta', 2024, whole('views', { '05-30': 7 }));
    const otherStatistic = { ...sound, statistic: 'usage-snapshot' };
    type Deliver = (asked: number, onStale: (block: unknown) => void) => unknown;
    /** A source of one's own; `deliver` is told how often it was asked before. It is not asked without end. */
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
      ['no block', () => undefined, '$'],
      ['a stale block of another year', deliverStale(otherYear), 'year'],
      ['a stale block of another statistic', deliverStale(otherStatistic), 'statistic'],
      ['a stale block that is broken', deliverStale(short), 'tables[0]'],
      ['a broken block, stale and again', deliverStale(short, short), 'tables[0]'],
    ];
    for (const [title, deliver, path] of rows) {
      it(`is told of once as malformed, and not asked again: ${title}`, async () => {
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

      it(`is asked once more for each retry: ${title}`, async () => {
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

    it('does not replace numbers that were there when it is refreshed', async () => {
      const { source, loads } = ownSource((asked) => (asked ? short : sound));
      const { controller, host, status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await controller.idle;
      await controller.refresh();
      expect(loads).to.have.length(2);
      expect([status(), viewsOf(2025)]).to.deep.equal(['error', 7]);
      expect(host.events.slice(1)).to.deep.equal(['load: error, 2025', 'error: malformed tables[0]']);
    });

    it('does not replace sound numbers that came early', async () => {
      const { source } = ownSource(deliverStale(sound, otherYear));
      const { controller, status, viewsOf } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await controller.idle;
      expect([status(), viewsOf(2025)]).to.deep.equal(['error', 7]);
    });

    it('leaves the years alone that it delivers as it should', async () => {
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

    it('ends in an error if it does not say what it has', async () => {
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

  describe('a year whose answer has no value', () => {
    const points = (year: number, date = `${year}-05-30`): unknown => sentWhole({ [date]: year });
    const series = (id: string, year: number): unknown => [{ id, name: '', data: [['05-30', 5]], year }];
    /** What the service answers about each year. */
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
        it(`is unknown, named and told of, between years of ${statistic} with values: ${title}`, async () => {
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

    it('is told of once, however much is loaded afterwards', async () => {
      const { controller, choose, messages } = startWith({ 2024: {} }, yearsFrom(2023, 2025));
      await controller.idle;
      choose(yearsFrom(2022, 2025));
      await controller.idle;
      expect(messages).to.have.length(1);
    });

    it('is told of as soon as years before and after it have values', async () => {
      const { controller, choose, messages } = startWith({ 2023: {}, 2024: {} }, yearsFrom(2023, 2025));
      await controller.idle;
      expect(messages).to.deep.equal([]);
      expect(dataNotes([VIEWS], controller.state).yearsNotProvided).to.deep.equal([]);
      choose(yearsFrom(2022, 2025));
      await controller.idle;
      expect(messages.map((message) => message.match(/20\d\d/)![0]).sort()).to.deep.equal(['2023', '2024']);
      expect(dataNotes([VIEWS], controller.state).yearsNotProvided).to.deep.equal([2023, 2024]);
    });

    it('is no fault before the first and after the last year with values: nothing was counted then', async () => {
      const { controller, messages } = startWith({ 2022: {}, 2025: { global: {} } }, yearsFrom(2022, 2025));
      await controller.idle;
      expect(messages).to.deep.equal([]);
      expect(valuesOf(controller.state, VIEWS)).to.deep.equal([2023, 2024]);
      expect(dataNotes([VIEWS], controller.state).missingYears).to.deep.equal([]);
    });
  });

  describe('two answers about one year', () => {
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
      // What decodes bodies is loaded when it is needed.
      await started.controller.idle;
      const conflictsOf = (counted: Counted): number =>
        conflictingDays(started.controller.state.stats, counted, started.controller.state.range);
      return { ...started, messages, conflictsOf };
    };

    it('adds up answers that have different days', async () => {
      const { controller, messages, conflictsOf } = await startWith(
        views({ '2025-05-30': 1 }),
        views({ '2025-05-31': 2 }),
      );
      expect(controller.state.stats.whole('views', 'delta')!.sum(days('2025-01-01', '2025-12-31'))).to.equal(3);
      expect(conflictsOf(VIEWS)).to.equal(0);
      expect(messages).to.deep.equal([]);
    });

    it('counts a day once about which both say the same', async () => {
      const { viewsOf, messages } = await startWith(views({ '2025-05-30': 4 }), views({ '2025-05-30': 4 }));
      expect(viewsOf(2025)).to.equal(4);
      expect(messages).to.deep.equal([]);
    });

    it('reports the days about which they disagree once, as malformed, and shows the later answer', async () => {
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

    it('reports the breakdown of the parts about which they disagree', async () => {
      const { messages, conflictsOf } = await startWith(countries({ '2025-05-30': 1 }), countries({ '2025-05-30': 2 }));
      expect(messages).to.deep.equal([
        'malformed: usage-delta 2025: different values of views by countries for 2025-05-30',
      ]);
      expect(conflictsOf({ ...VIEWS, breakdown: 'countries' })).to.equal(1);
      expect(conflictsOf(VIEWS)).to.equal(0);
    });
  });

  describe('years that come faster than they can be drawn', () => {
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

    it('are published once a frame: the first at once', async () => {
      const { answer, updates } = await startThree();
      await answer(2025);
      expect(updates()).to.equal(1);
      await answer(2024);
      await answer(2023);
      expect(updates()).to.equal(1);
      await nextFrame();
      expect(updates()).to.equal(2);
    });

    it('are in the state before that', async () => {
      const { answer, viewsOf } = await startThree();
      await answer(2025);
      await answer(2024);
      expect(viewsOf(2024)).to.equal(2024);
    });

    it('the last one does not wait', async () => {
      const { answer, updates, controller } = await startThree();
      for (const year of [2025, 2024, 2023]) await answer(year);
      expect(controller.busy).to.be.true;
      await answer(2022);
      expect([updates(), controller.busy]).to.deep.equal([2, false]);
    });

    it('nor does what the reader chooses', async () => {
      const { answer, updates, choose } = await startThree();
      await answer(2025);
      const before = updates();
      choose(yearsFrom(2024, 2025));
      expect(updates()).to.equal(before + 1);
    });

    it('are published at growing intervals: after one frame, then after two, up to six', async () => {
      const source = heldSource();
      const years = Array.from({ length: 30 }, (_, i) => 2025 - i);
      const started = start(inputsOf(source, yearsFrom(years.at(-1)!, 2025), { historyYears: 40 }), VIEWS);
      await nextTask();
      /** The frames in which something is published: a year comes in each. */
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

    it('a widget that joins meanwhile does not make the others draw earlier', async () => {
      const { answer, updates, controller } = await startThree();
      await answer(2025);
      controller.demand.set({}, [VIEWS]);
      await nextTask();
      expect(updates()).to.equal(1);
      await nextFrame();
      expect(updates()).to.equal(2);
    });

    it('a frame without news lets the next year be published at once', async () => {
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

    it('resolves at once when nothing is asked for', async () => {
      expect(await settledIn(start(inputsOf(undefined, yearsFrom(2025)), VIEWS).controller.idle)).to.be.true;
    });

    it('waits for what the source has, and for every load', async () => {
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

    it('waits for what is planned but not asked for yet', async () => {
      const source = heldSource();
      const { controller, choose } = await startLoaded(source, yearsFrom(2025), VIEWS);
      choose(yearsFrom(2024));
      const { idle } = controller;
      expect(controller.busy).to.be.true;
      expect(await settledIn(idle)).to.be.false;
      source.loads[1]!.answer();
      expect(await settledIn(idle)).to.be.true;
    });

    it('resolves when everything failed', async () => {
      const source = heldSource();
      const { controller } = start(inputsOf(source, yearsFrom(2025)), VIEWS);
      await nextTask();
      const { idle } = controller;
      source.loads[0]!.fail('network');
      expect(await settledIn(idle)).to.be.true;
    });

    it('resolves when the element is disconnected: it waits for nothing any more', async () => {
      const { choose, controller, host } = start(inputsOf(heldSource(), yearsFrom(2025)), VIEWS);
      await nextTask();
      const { idle } = controller;
      choose(yearsFrom(2024));
      host.disconnect();
      expect(await settledIn(idle)).to.be.true;
      expect(await settledIn(controller.idle)).to.be.true;
      choose(yearsFrom(2023));
      expect(await settledIn(controller.idle)).to.be.true;
    });
  });
});
