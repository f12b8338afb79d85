/** Behaviour of elements when another day begins in UTC while the page is open. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import type { StatsSource } from '../../src/sources/source.js';
import { body, dated, heldSource, print, sentWhole, type HeldSource } from '../../test/builders.js';
import { restoreClock, setClock } from '../../test/fake-clock.js';
import { nextTask } from '../../test/fake-fetch.js';
import { StatsFigure } from '../figure/stats-figure.js';
import { StatsRangePicker } from '../controls/stats-range-picker.js';
import { StatsTopRecords } from '../top-records/stats-top-records.js';

const [EVENING, MORNING] = ['2025-12-30T22:00Z', '2026-01-02T08:00Z'];

/** A view on each day of December and January. */
const VIEWS = body({
  'usage-delta': { global: { viewUniqueRecords: sentWhole(dated('2025-12-01', '2026-01-31')) } },
});

/** Advances the clock and makes the tab visible again. */
function wakeUp(iso = MORNING): void {
  setClock(iso);
  document.dispatchEvent(new Event('visibilitychange'));
}

const figure = (set: Partial<StatsFigure>): Promise<StatsFigure> =>
  fixture(html`${Object.assign(document.createElement('stats-figure'), { metric: 'views', range: '7days', ...set })}`);

const dashboardWith = async (child: HTMLElement, set: Partial<StatsDashboard>): Promise<StatsDashboard> => {
  const dashboard = Object.assign(document.createElement('stats-dashboard'), { range: '7days', ...set });
  dashboard.append(child);
  return fixture(html`${dashboard}`);
};

async function daysOf(element: StatsFigure): Promise<string> {
  await element.settled;
  return `${element.view?.start}/${element.view?.end}`;
}

/** Answers loads, beginning with the given one, until no more are requested. */
async function answer(source: HeldSource, from = 0): Promise<void> {
  await source.nth(from);
  for (let i = from; i < source.loads.length; i++) {
    source.loads[i]!.answer(VIEWS);
    await nextTask();
  }
}

const years = (source: HeldSource): number[] => source.loads.map(({ request }) => request.year);

before(() => {
  StatsDashboard.define();
  StatsFigure.define();
  StatsRangePicker.define();
  StatsTopRecords.define();
});
beforeEach(() => setClock(EVENING));
afterEach(restoreClock);

describe('a new day', () => {
  for (const [range, before, after] of [
    ['7days', '2025-12-24/2025-12-30', '2025-12-27/2026-01-02'],
    ['yearToDate', '2025-01-01/2025-12-30', '2026-01-01/2026-01-02'],
    ['previousYear', '2024-01-01/2024-12-31', '2025-01-01/2025-12-31'],
    ['2025-12-20/2025-12-28', '2025-12-20/2025-12-28', '2025-12-20/2025-12-28'],
    ['2025-12-20/2026-01-10', '2025-12-20/2025-12-30', '2025-12-20/2026-01-02'],
    ['2026-01-01/2026-01-31', '2026-01-01/2026-01-31', '2026-01-01/2026-01-02'],
  ] as const) {
    it(`moves the range ${range} from ${before} to ${after}`, async () => {
      const element = await figure({ data: VIEWS, range });
      await element.settled;
      const shown = [print(element['state']!.range)];
      wakeUp();
      await element.settled;
      shown.push(print(element['state']!.range));
      expect(shown).to.deep.equal([before, after]);
    });
  }

  it('makes a lone figure request the year that entered its range and the year that was not complete', async () => {
    const source = heldSource();
    const element = await figure({ source });
    await answer(source);
    expect(await daysOf(element)).to.equal('2025-12-24/2025-12-30');
    wakeUp();
    await answer(source, 1);
    expect(await daysOf(element)).to.equal('2025-12-27/2026-01-02');
    expect(years(source).sort()).to.deep.equal([2025, 2025, 2026]);
  });

  it('leaves the old number on display until the new one is loaded', async () => {
    const source = heldSource();
    const element = await figure({ source });
    await answer(source);
    await element.settled;
    wakeUp();
    await source.nth(2);
    await element.updateComplete;
    expect(element.view?.end).to.equal('2025-12-30');
    await answer(source, 1);
    expect(await daysOf(element)).to.equal('2025-12-27/2026-01-02');
  });

  it('moves a dashboard, the figures in it and its range picker', async () => {
    const source = heldSource();
    const child = document.createElement('div');
    child.append(
      Object.assign(document.createElement('stats-figure'), { metric: 'views' }),
      document.createElement('stats-range-picker'),
    );
    const dashboard = await dashboardWith(child, { source, range: '2025-12-20/2026-01-10' });
    const [element, picker] = [child.querySelector('stats-figure')!, child.querySelector('stats-range-picker')!];
    const shown = async (): Promise<unknown[]> => {
      await dashboard.settled;
      const fields = [...picker.renderRoot.querySelectorAll('input')].map(({ value }) => value);
      return [await daysOf(element), fields.join('/')];
    };
    await answer(source);
    const before = await shown();
    wakeUp();
    await answer(source, 1);
    expect([before, await shown()]).to.deep.equal([
      ['2025-12-20/2025-12-30', '2025-12-20/2025-12-30'],
      ['2025-12-20/2026-01-02', '2025-12-20/2026-01-02'],
    ]);
  });

  it('keeps the selection of the reader', async () => {
    const element = await figure({ data: VIEWS });
    await element.settled;
    element['select']({ range: '30days', granularity: 'day' });
    wakeUp();
    expect(await daysOf(element)).to.equal('2025-12-04/2026-01-02');
    expect(element['state']!.selection).to.include({ range: '30days', granularity: 'day' });
  });

  it('changes nothing and requests nothing where the attribute today freezes the day', async () => {
    const source = heldSource();
    const element = await figure({ source, today: '2025-12-30' });
    await answer(source);
    await element.settled;
    wakeUp();
    expect(await daysOf(element)).to.equal('2025-12-24/2025-12-30');
    expect(source.loads).to.have.length(1);
  });

  it('is adopted, and outdated years are requested, as soon as the attribute today is removed', async () => {
    const source = heldSource();
    const element = await figure({ source, today: '2025-12-30' });
    await answer(source);
    await element.settled;
    wakeUp();
    element.today = undefined;
    await answer(source, 1);
    expect(await daysOf(element)).to.equal('2025-12-27/2026-01-02');
    expect(years(source).sort()).to.deep.equal([2025, 2025, 2026]);
  });

  it('extends test data up to the previous day', async () => {
    const element = await figure({ testData: true, range: 'yearToDate' });
    await element.settled;
    wakeUp('2026-01-03T00:00Z');
    expect(await daysOf(element)).to.equal('2026-01-01/2026-01-02');
    expect(element.view?.value).to.be.above(0);
  });

  it('does not read the data property again', async () => {
    let reads = 0;
    const data = Object.defineProperty({}, 'usage-delta-category', {
      enumerable: true,
      get: () => (reads++, (VIEWS as Record<string, unknown>)['usage-delta-category']),
    });
    const element = await figure({ data });
    await element.settled;
    const before = reads;
    wakeUp();
    expect(await daysOf(element)).to.equal('2025-12-27/2026-01-02');
    expect([before > 0, reads]).to.deep.equal([true, before]);
  });

  it('is adopted by an element that is inserted again', async () => {
    const source = heldSource();
    const element = await figure({ source });
    await answer(source);
    await element.settled;
    const place = element.parentElement!;
    element.remove();
    wakeUp();
    expect(source.loads).to.have.length(1);
    place.append(element);
    await answer(source, 1);
    expect(await daysOf(element)).to.equal('2025-12-27/2026-01-02');
    expect(years(source).sort()).to.deep.equal([2025, 2025, 2026]);
  });

  it('is adopted by an element that is moved before any event announces the day', async () => {
    const element = await figure({ data: VIEWS });
    await element.settled;
    setClock(MORNING);
    element.parentElement!.append(element);
    expect(await daysOf(element)).to.equal('2025-12-27/2026-01-02');
  });

  it('is adopted by refresh() before any event announces the day', async () => {
    const source = heldSource();
    const element = await figure({ source });
    await answer(source);
    await element.settled;
    setClock(MORNING);
    const refreshed = element.refresh();
    await answer(source, 1);
    await refreshed;
    expect(await daysOf(element)).to.equal('2025-12-27/2026-01-02');
    expect(years(source)).to.include(2026);
  });

  it('makes refresh() request the years of the new range only', async () => {
    const source = heldSource();
    const element = await figure({ source, range: 'yearToDate' });
    await answer(source);
    await element.settled;
    setClock(MORNING);
    const refreshed = element.refresh();
    await answer(source, 1);
    await refreshed;
    expect([...new Set(years(source))]).to.deep.equal([2025, 2026]);
  });

  it('reloads top records and leaves the old ones on display until then', async () => {
    const answers: ((views: number) => void)[] = [];
    const source: StatsSource = {
      ...heldSource(),
      records: () => new Promise((resolve) => answers.push((value) => resolve([{ title: 'A', value }]))),
    };
    const element: StatsTopRecords = await fixture(html`<stats-top-records .source=${source}></stats-top-records>`);
    const shown = (): number | null | undefined => element.view?.records[0]?.value;
    await waitUntil(() => answers.length === 1);
    answers[0]!(1);
    await element.settled;
    wakeUp();
    await waitUntil(() => answers.length === 2);
    expect(shown()).to.equal(1);
    answers[1]!(2);
    await element.settled;
    expect(shown()).to.equal(2);
  });
});
