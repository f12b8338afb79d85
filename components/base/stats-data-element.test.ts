import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { isoDay } from '../../src/data/day.js';
import type { StatsState } from '../../src/state/context.js';
import type { Selection } from '../../src/state/selection.js';
import { body, day, heldSource, sentWhole, type DatedPoints } from '../../test/builders.js';
import { fakeFetch, json, nextTask, restoreFetch } from '../../test/fake-fetch.js';
import { StatsFigure } from '../figure/stats-figure.js';

/** A figure that exposes its state and its method to select. */
class TestFigure extends StatsFigure {
  static override tag = 'test-figure';

  get now(): StatsState {
    return this.state!;
  }

  get days(): string {
    const { start, end } = this.now.range;
    return `${isoDay(start)}/${isoDay(end)}`;
  }

  choose(change: Partial<Selection>): void {
    this.select(change);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'test-figure': TestFigure;
  }
}

const views = (points: DatedPoints) => body({ 'usage-delta': { global: { viewUniqueRecords: sentWhole(points) } } });
const viewsOf = (value: number) => views({ '2025-05-30': value });

/** A figure of the views from 1 January to 10 June 2025, unless something else is set. */
const figure = (set: Partial<TestFigure>): Promise<TestFigure> => {
  const own = { metric: 'views', today: '2025-06-10', range: 'yearToDate', ...set } as const;
  return fixture(html`${Object.assign(document.createElement('test-figure'), own)}`);
};

async function valueOf(element: StatsFigure): Promise<number | null | undefined> {
  await element.settled;
  return element.view?.value;
}

const textOf = (element: StatsFigure): string => element.renderRoot.textContent.replace(/\s+/g, ' ');

before(() => {
  StatsDashboard.define();
  TestFigure.define();
});
afterEach(restoreFetch);

describe('origin of the numbers', () => {
  it('data takes precedence over source, source over src, src over the dashboard, also when they change', async () => {
    fakeFetch(() => json(viewsOf(2)));
    const dashboard = await fixture<StatsDashboard>(html`
      <stats-dashboard .data=${viewsOf(1)} today="2025-06-10" range="yearToDate">
        <test-figure metric="views" today="2025-06-10" range="yearToDate"></test-figure>
      </stats-dashboard>
    `);
    const element = dashboard.querySelector('test-figure')!;
    await dashboard.settled;
    const source = heldSource();
    const steps: readonly (readonly [value: number, change: () => unknown])[] = [
      [1, () => undefined],
      [2, () => element.setAttribute('src', '/api/stats-dashboard')],
      [3, async () => ((element.source = source), (await source.nth(0)).answer(viewsOf(3)))],
      [4, () => (element.data = viewsOf(4))],
      [3, async () => ((element.data = undefined), (await source.nth(1)).answer(viewsOf(3)))],
      [4, () => (element.data = viewsOf(4))],
      [3, async () => ((element.data = null), (await source.nth(2)).answer(viewsOf(3)))],
      [2, () => (element.source = undefined)],
      [1, () => element.removeAttribute('src')],
    ];
    for (const [i, [value, change]] of steps.entries()) {
      await change();
      expect(await valueOf(element), `step ${i}`).to.equal(value);
    }
  });

  it('data accepts bodies of several years', async () => {
    const data = [views({ '2024-12-30': 1 }), views({ '2025-01-02': 2, '2025-01-03': 3 })];
    const element = await figure({ data, range: '12months' });
    expect(await valueOf(element)).to.equal(6);
  });

  it('test-data shows generated numbers', async () => {
    const element = await figure({ testData: true });
    expect(await valueOf(element)).to.be.above(0);
  });

  it('an element without a source says so and sends no request', async () => {
    const calls = fakeFetch(() => json({}));
    const element = await fixture<TestFigure>(html`<test-figure></test-figure>`);
    await element.settled;
    expect(textOf(element)).to.contain('These statistics are not connected to a source.');
    expect(calls).to.be.empty;
  });

  it('widgets with the same address share one request', async () => {
    const calls = fakeFetch(() => json(viewsOf(2)));
    const page = await fixture(html`
      <div>
        <test-figure metric="views" src="/api/same" today="2025-06-10" range="yearToDate"></test-figure>
        <test-figure metric="views" src="/api/same" today="2025-06-10" range="30days"></test-figure>
      </div>
    `);
    for (const element of page.querySelectorAll('test-figure')) expect(await valueOf(element)).to.equal(2);
    expect(calls).to.have.length(1);
  });
});

describe('attribute changes', () => {
  const data = views({ '2024-05-30': 1, '2025-05-30': 20, '2025-06-09': 300 });
  const cases: readonly (readonly [attribute: string, value: string, days: string, views: number])[] = [
    ['range', '7days', '2025-06-04/2025-06-10', 300],
    ['range', '2024-01-01/2024-12-31', '2024-01-01/2024-12-31', 1],
    ['granularity', 'day', '2025-05-12/2025-06-10', 320],
    ['today', '2025-06-01', '2024-07-01/2025-06-01', 20],
  ];
  for (const [attribute, value, days, expected] of cases) {
    it(`${attribute}="${value}" shows ${days}`, async () => {
      const element = await figure({ data, range: undefined });
      await element.settled;
      element.setAttribute(attribute, value);
      expect(await valueOf(element)).to.equal(expected);
      expect(element.days).to.equal(days);
    });
  }

  it('an element takes the current day in UTC where today is missing or empty', async () => {
    const today = isoDay(Math.floor(Date.now() / 86_400_000));
    const element = await figure({ data });
    for (const given of [undefined, '']) {
      element.today = given;
      await element.settled;
      expect(element.days.slice(-10)).to.equal(today);
    }
  });

  for (const [attribute, value, request] of [
    ['community', 'history', { community: 'history', dateBasis: 'added' }],
    ['date-basis', 'published', { dateBasis: 'published' }],
  ] as const) {
    it(`${attribute}="${value}" requests other numbers and removes the old ones`, async () => {
      const source = heldSource();
      const element = await figure({ source });
      (await source.nth(0)).answer(viewsOf(1));
      await element.settled;
      element.setAttribute(attribute, value);
      const load = await source.nth(1);
      expect(load.request).to.deep.equal({ statistic: 'usage-delta', year: 2025, ...request });
      expect(element.now.stats.blocks).to.be.empty;
      load.answer(viewsOf(7));
      expect(await valueOf(element)).to.equal(7);
    });
  }
});

describe('selection of the reader', () => {
  it('the selection survives another body', async () => {
    const element = await figure({ data: viewsOf(1) });
    await element.settled;
    element.choose({ range: '30days', granularity: 'day' });
    element.data = viewsOf(2);
    expect(await valueOf(element)).to.equal(2);
    expect(element.now.selection).to.include({ range: '30days', granularity: 'day' });
  });

  it('an attribute that changes later overrides the selection', async () => {
    const element = await figure({ data: viewsOf(1) });
    await element.settled;
    element.choose({ range: '30days' });
    element.range = '90days';
    await element.settled;
    expect(element.now.selection.range).to.equal('90days');
  });
});

describe('removal of an element', () => {
  it('a removed element aborts its requests and sends them again when it is inserted again', async () => {
    const source = heldSource();
    const element = await figure({ source });
    const first = await source.nth(0);
    const place = element.parentElement!;
    element.remove();
    await Promise.resolve();
    expect(first.signal.aborted).to.be.true;
    place.append(element);
    (await source.nth(1)).answer(viewsOf(5));
    expect(await valueOf(element)).to.equal(5);
  });

  it('a removed element keeps its numbers and shows them without a request when it is inserted again', async () => {
    const source = heldSource();
    const element = await figure({ source });
    (await source.nth(0)).answer(viewsOf(5));
    await element.settled;
    const place = element.parentElement!;
    element.remove();
    place.append(element);
    expect(await valueOf(element)).to.equal(5);
    expect(source.loads).to.have.length(1);
  });

  it('removing the source aborts its requests', async () => {
    const source = heldSource();
    const element = await figure({ source });
    const load = await source.nth(0);
    element.source = undefined;
    await element.settled;
    expect(load.signal.aborted).to.be.true;
  });

  it('removing the source releases its numbers: the next element with that source requests them again', async () => {
    const source = heldSource();
    const element = await figure({ source });
    (await source.nth(0)).answer(viewsOf(1));
    await element.settled;
    element.source = undefined;
    await element.settled;
    const next = await figure({ source });
    (await source.nth(1)).answer(viewsOf(2));
    expect(await valueOf(next)).to.equal(2);
  });

  it('an element that moves to another dashboard makes that dashboard load its numbers', async () => {
    const page = await fixture(html`
      <div>
        <stats-dashboard today="2025-06-10" .data=${viewsOf(1)}
          ><test-figure metric="views"></test-figure
        ></stats-dashboard>
        <stats-dashboard today="2025-06-10" .data=${viewsOf(2)}><p></p></stats-dashboard>
      </div>
    `);
    const [from, to] = page.querySelectorAll('stats-dashboard') as unknown as [StatsDashboard, StatsDashboard];
    const element = from.querySelector('test-figure')!;
    await from.settled;
    expect(element.view?.value).to.equal(1);
    to.append(element);
    await to.settled;
    expect(element.view?.value).to.equal(2);
  });

  it('an element that leaves its dashboard has no source, and the dashboard no longer loads its numbers', async () => {
    const source = heldSource();
    const dashboard = await fixture<StatsDashboard>(html`
      <stats-dashboard today="2025-06-10" range="yearToDate" .source=${source}>
        <p><test-figure metric="views"></test-figure></p>
      </stats-dashboard>
    `);
    const load = await source.nth(0);
    const element = dashboard.querySelector('test-figure')!;
    dashboard.parentElement!.append(element);
    await nextTask();
    expect(load.signal.aborted).to.be.true;
    expect(textOf(element)).to.contain('These statistics are not connected to a source.');
    dashboard.range = '2024-01-01/2024-12-31';
    await dashboard.settled;
    expect(source.loads).to.have.length(1);
  });
});

describe('source of a widget inside a dashboard', () => {
  it('data of a widget replaces the dashboard as its source, and the dashboard loads nothing more for it', async () => {
    const source = heldSource();
    const dashboard = await fixture<StatsDashboard>(html`
      <stats-dashboard today="2025-06-10" range="yearToDate" .source=${source}>
        <test-figure metric="views" today="2025-06-10"></test-figure>
      </stats-dashboard>
    `);
    (await source.nth(0)).answer(viewsOf(1));
    await dashboard.settled;
    const element = dashboard.querySelector('test-figure')!;
    element.data = viewsOf(2);
    expect(await valueOf(element)).to.equal(2);
    dashboard.range = '2024-01-01/2024-12-31';
    await dashboard.settled;
    expect(source.loads).to.have.length(1);
  });
});

describe('refresh()', () => {
  it('refresh() bypasses every cache, keeps the old figure until then, and resolves when the new one is shown', async () => {
    const source = heldSource();
    const element = await figure({ source });
    (await source.nth(0)).answer(viewsOf(1));
    await element.settled;
    const refreshed = element.refresh();
    const load = await source.nth(1);
    await element.updateComplete;
    expect(load.reload).to.be.true;
    expect(element.now.status).to.equal('updating');
    expect(element.view?.value).to.equal(1);
    load.answer(viewsOf(2));
    await refreshed;
    await element.updateComplete;
    expect(element.view?.value).to.equal(2);
  });

  it('refresh() requests again the years that failed to load', async () => {
    const source = heldSource();
    const element = await figure({ source });
    (await source.nth(0)).fail('network');
    await element.settled;
    void element.refresh();
    (await source.nth(1)).answer(viewsOf(2));
    expect(await valueOf(element)).to.equal(2);
  });

  it('refresh() calls describe() again for a source whose describe() failed', async () => {
    let fails = true;
    const source = heldSource(() => {
      if (fails) throw new Error('not now');
      return {};
    });
    const element = await figure({ source });
    await element.settled;
    expect(element.now.status).to.equal('error');
    fails = false;
    void element.refresh();
    (await source.nth(0)).answer(viewsOf(2));
    expect(await valueOf(element)).to.equal(2);
  });
});

describe('settled', () => {
  it('settled waits for the capabilities of the source and for the numbers', async () => {
    let say!: () => void;
    const capabilities = new Promise<object>((resolve) => (say = () => resolve({})));
    const source = heldSource(() => capabilities);
    const element = await figure({ source });
    let settled = false;
    const waiting = element.settled.then(() => (settled = true));
    await nextTask();
    say();
    const load = await source.nth(0);
    await nextTask();
    expect(settled).to.be.false;
    load.answer(viewsOf(1));
    await waiting;
    expect(element.view?.value).to.equal(1);
  });
});

describe('stats-load', () => {
  it('stats-load reports the status, the freshness and the years', async () => {
    const source = heldSource();
    const element = await figure({ source, range: '12months' });
    const heard = oneEvent<HTMLElementEventMap['stats-load']>(document, 'stats-load');
    (await source.nth(0)).answer(viewsOf(1));
    (await source.nth(1)).answer(views({ '2024-12-30': 1 }));
    const { detail } = await heard;
    expect(detail).to.deep.equal({
      status: 'ready',
      freshness: { firstDay: day('2024-12-30'), lastDay: day('2025-05-30'), fetchedAt: 0 },
      years: [2024, 2025],
    });
    expect(element.now.status).to.equal('ready');
  });
});

describe('settled while a picture is drawn', () => {
  /** A figure whose picture the test completes. */
  class SlowFigure extends TestFigure {
    static override tag = 'slow-figure';
    readonly pictures: (() => void)[] = [];
    protected override async whenDrawn(): Promise<void> {
      await new Promise<void>((resolve) => this.pictures.push(resolve));
    }
  }
  before(() => SlowFigure.define());

  it('settled waits for a second drawing if other numbers arrive during the first', async () => {
    const source = heldSource();
    const element = Object.assign(new SlowFigure(), {
      source,
      metric: 'views',
      today: '2025-06-10',
      range: 'yearToDate',
    });
    await fixture(html`${element}`);
    let done = false;
    const settled = element.settled.then(() => (done = true));
    (await source.nth(0)).answer(viewsOf(1));
    await waitUntil(() => element.pictures.length === 1);
    // Other numbers arrive while the first picture is drawn.
    element.choose({ range: { start: day('2024-05-30'), end: day('2024-05-30') } });
    (await source.nth(1)).answer(views({ '2024-05-30': 2 }));
    await nextTask();
    element.pictures[0]!();
    await waitUntil(() => element.pictures.length === 2);
    expect(done).to.be.false;
    element.pictures[1]!();
    await settled;
  });
});
