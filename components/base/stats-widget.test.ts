import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import {
  StatsWidget,
  figureView,
  type DataNeed,
  type FigureView,
  type StatsData,
  type StatsState,
} from '../../src/index.js';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { StatsFigure } from '../figure/stats-figure.js';
import { body, expectAccessible, heldSource, sentWhole, type HeldSource } from '../../test/builders.js';
import { nextTask } from '../../test/fake-fetch.js';

interface RatioView {
  readonly ratio: number;
  readonly absence?: 'missing' | 'empty';
}

/** A custom widget that uses only the public API: downloads per view. */
class TestRatio extends StatsWidget<RatioView> {
  static override tag = 'test-ratio';

  override get needs(): readonly DataNeed[] {
    return [
      { metric: 'views', kind: 'delta' },
      { metric: 'downloads', kind: 'delta' },
    ];
  }

  protected override get defaultHeading(): string {
    return 'Downloads per view';
  }

  protected override model({ stats, range }: StatsState): RatioView {
    const of = (metric: 'views' | 'downloads'): FigureView => figureView(stats, range, { metric, kind: 'delta' });
    const { value: views, absence } = of('views');
    return { ratio: (of('downloads').value ?? 0) / (views ?? NaN), ...(absence && { absence }) };
  }

  protected override draw({ ratio }: RatioView) {
    return html`<p class="ratio">${ratio}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'test-ratio': TestRatio;
  }
}

/** The same numbers of views and downloads on a day of 2025 and on one of 2024. */
const numbers = (views: number, downloads: number) =>
  body({
    'usage-delta': {
      global: {
        viewUniqueRecords: sentWhole({ '2024-12-30': views, '2025-05-30': views }),
        downloadUniqueFiles: sentWhole({ '2024-12-30': downloads, '2025-05-30': downloads }),
      },
    },
  });

/** A widget of 2025 until 10 June. */
const widget = (set: Partial<TestRatio> = {}): Promise<TestRatio> =>
  fixture(
    html`${Object.assign(document.createElement('test-ratio'), { today: '2025-06-10', range: 'yearToDate', ...set })}`,
  );

const card = ({ renderRoot }: TestRatio): Element => renderRoot.querySelector('section')!;
const textOf = ({ renderRoot }: TestRatio): string => renderRoot.textContent.replace(/\s+/g, ' ').trim();
const ratioOf = ({ renderRoot }: TestRatio): string | undefined => renderRoot.querySelector('.ratio')?.textContent;

before(() => {
  TestRatio.define();
  StatsDashboard.define();
  StatsFigure.define();
});

describe('content of a widget', () => {
  /** How to reach each state, the text that is shown then, and a text that is not. */
  const cases: readonly (readonly [
    state: string,
    set: (source: HeldSource) => Partial<TestRatio>,
    act: (source: HeldSource) => unknown,
    shown: string,
    absent: string,
    busy?: boolean,
  ])[] = [
    ['that it is loading', (source) => ({ source }), (source) => source.nth(0), 'Loading statistics', 'no data', true],
    ['its numbers', () => ({ data: numbers(4, 2) }), () => 0, '0.5', 'no data'],
    [
      'that there is no data, if the service sent none for these days',
      () => ({ data: numbers(4, 2), range: '2025-06-01/2025-06-10' }),
      () => 0,
      'no data',
      'not provided',
    ],
    [
      'that the number is not provided, if the service did not send it',
      () => ({ data: body({ 'usage-delta': { global: { viewVisitors: sentWhole({ '2025-05-30': 1 }) } } }) }),
      () => 0,
      'not provided',
      'no data',
    ],
    ['that it has no source', () => ({}), () => 0, 'These statistics are not connected to a source.', 'no data'],
    [
      'an error',
      (source) => ({ source }),
      async (source) => (await source.nth(0)).fail('rate-limit'),
      'There were too many requests in a short time. Please try again in a few minutes. Try again',
      'You see the last numbers',
    ],
    [
      'that its numbers are invented',
      () => ({ testData: true }),
      () => 0,
      'Test data: these numbers are invented.',
      'no',
    ],
  ];
  for (const [state, set, act, shown, absent, busy = false] of cases) {
    it(`a widget shows ${state}`, async () => {
      const source = heldSource();
      const element = await widget(set(source));
      await act(source);
      await (busy ? element.updateComplete : element.settled);
      expect(textOf(element)).to.contain(shown).and.not.contain(absent);
      expect(card(element).getAttribute('aria-busy')).to.equal(String(busy));
      await expectAccessible(element);
    });
  }
});

describe('heading of a widget', () => {
  const headingOf = ({ renderRoot }: TestRatio): Element => renderRoot.querySelector('[role="heading"]')!;

  it('the default heading is on level 3 and labels the card', async () => {
    const element = await widget({ data: numbers(4, 2) });
    expect(headingOf(element).textContent).to.equal('Downloads per view');
    expect(headingOf(element).getAttribute('aria-level')).to.equal('3');
    expect(card(element).getAttribute('aria-label')).to.equal('Downloads per view');
  });

  it('heading and heading-level replace the default heading and its level', async () => {
    const element = await fixture<TestRatio>(html`<test-ratio heading="Impact" heading-level="2"></test-ratio>`);
    expect(headingOf(element).textContent).to.equal('Impact');
    expect(headingOf(element).getAttribute('aria-level')).to.equal('2');
    element.removeAttribute('heading');
    await element.updateComplete;
    expect(headingOf(element).textContent).to.equal('Downloads per view');
  });

  it('heading accepts a text for each language', async () => {
    const page = await fixture(html`
      <div lang="de"><test-ratio .heading=${{ en: 'Impact', de: 'Wirkung' }}></test-ratio></div>
    `);
    expect(headingOf(page.querySelector('test-ratio')!).textContent).to.equal('Wirkung');
  });
});

describe('a widget while numbers are loading', () => {
  it('shows the numbers of an earlier choice at half their strength and inert until the new ones are there', async () => {
    const source = heldSource();
    const element = await widget({ source });
    const content = () => element.renderRoot.querySelector('.card > .head')!.nextElementSibling as HTMLElement;
    (await source.nth(0)).answer(numbers(4, 2));
    await element.settled;
    expect([getComputedStyle(content()).opacity, content().inert]).to.deep.equal(['1', false]);
    element.range = '12months';
    const older = await source.nth(1);
    await element.updateComplete;
    expect(content().className).to.equal('old');
    expect(Number(getComputedStyle(content()).opacity)).to.be.at.most(0.5);
    expect(content().inert).to.be.true;
    older.answer(numbers(4, 4));
    await element.settled;
    expect([getComputedStyle(content()).opacity, content().inert]).to.deep.equal(['1', false]);
  });

  for (const what of ['source', 'community'] as const) {
    it(`removes the numbers of another ${what}, which are no older ones of this`, async () => {
      const [source, other] = [heldSource(), heldSource()];
      const element = await widget({ source });
      (await source.nth(0)).answer(numbers(4, 2));
      await element.settled;
      Object.assign(element, what === 'source' ? { source: other } : { community: 'b' });
      await (what === 'source' ? other.nth(0) : source.nth(1));
      await element.updateComplete;
      expect(element.view).to.equal(undefined);
      expect(element.renderRoot.querySelector('.old')).to.equal(null);
    });
  }

  it('keeps the last complete view and never shows the sum of only some years', async () => {
    const source = heldSource();
    const element = await widget({ source });
    (await source.nth(0)).answer(numbers(4, 2));
    await element.settled;
    element.range = '12months';
    const older = await source.nth(1);
    await element.updateComplete;
    expect(older.request.year).to.equal(2024);
    expect(ratioOf(element)).to.equal('0.5');
    expect(card(element).getAttribute('aria-busy')).to.equal('true');
    await expectAccessible(element);
    older.answer(numbers(4, 4));
    await element.settled;
    expect(ratioOf(element)).to.equal('0.75');
    expect(card(element).getAttribute('aria-busy')).to.equal('false');
  });

  it('shows the other years if one fails to load, and names the missing one', async () => {
    const source = heldSource();
    const element = await widget({ source, range: '12months' });
    const [newer, older] = [await source.nth(0), await source.nth(1)];
    newer.answer(numbers(4, 2));
    older.fail('http');
    await element.settled;
    expect(ratioOf(element)).to.equal('0.5');
    expect(textOf(element)).to.contain('2024 is missing because it could not be loaded.').and.not.to.contain('last');
    expect(textOf(element).match(/2024/g), 'named once').to.have.length(1);
    const regions = [...element.renderRoot.querySelectorAll('[role="alert"], [role="status"], [aria-live]')];
    expect(regions.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).to.deep.equal([
      'The statistics service reported an error. 2024 is missing because it could not be loaded. Try again',
    ]);
    await expectAccessible(element);
    [...element.renderRoot.querySelectorAll('button')].find((button) => button.textContent === 'Try again')!.click();
    (await source.nth(2)).answer(numbers(4, 4));
    await element.settled;
    expect(ratioOf(element)).to.equal('0.75');
    expect(textOf(element)).not.to.contain('missing');
  });

  it('W7: names the year that the service sent without these numbers', async () => {
    const source = heldSource();
    const element = await widget({ source, range: '12months' });
    const views = { global: { viewUniqueRecords: sentWhole({ '2024-12-30': 4 }) } };
    (await source.nth(0)).answer(numbers(4, 2));
    (await source.nth(1)).answer(body({ 'usage-delta': views }));
    await element.settled;
    expect(textOf(element)).to.contain('2024 is missing because the service did not provide it.');
    expect(element.missing).to.deep.equal([2024]);
    await expectAccessible(element);
  });

  it('shows no number until every year is loaded', async () => {
    const source = heldSource();
    const element = await widget({ source, range: '12months' });
    const [newer, older] = [await source.nth(0), await source.nth(1)];
    newer.answer(numbers(4, 2));
    await nextTask();
    expect(ratioOf(element)).to.be.undefined;
    older.answer(numbers(4, 2));
    await element.settled;
    expect(ratioOf(element)).to.equal('0.5');
  });
});

describe('view of a widget', () => {
  it('the view stays identical as long as its inputs do not change', async () => {
    const element = await widget({ data: numbers(4, 2) });
    await element.settled;
    const { view } = element;
    element.requestUpdate();
    await element.updateComplete;
    expect(element.view).to.equal(view);
    element.parentElement!.lang = 'de';
    await nextTask();
    expect(element.view, 'in another language').not.to.equal(view);
  });

  it('the view of a figure stays identical when the granularity changes, the view of a custom widget does not', async () => {
    const dashboard = await fixture<StatsDashboard>(html`
      <stats-dashboard today="2025-06-10" range="yearToDate" .data=${numbers(4, 2)}
        ><test-ratio></test-ratio><stats-figure metric="views"></stats-figure
      ></stats-dashboard>
    `);
    await dashboard.settled;
    const views = (): unknown[] => [
      dashboard.querySelector('test-ratio')!.view,
      dashboard.querySelector('stats-figure')!.view,
    ];
    const [ratio, figure] = views();
    dashboard.granularity = 'day';
    await dashboard.settled;
    expect(views()[0]).not.to.equal(ratio);
    expect(figure).not.to.equal(undefined);
    expect(views()[1]).to.equal(figure);
  });

  it('the view returns when the widget is moved back into its dashboard', async () => {
    const dashboard = await fixture<StatsDashboard>(html`
      <stats-dashboard today="2025-06-10" range="yearToDate" .data=${numbers(4, 2)}>
        <p><test-ratio></test-ratio></p>
      </stats-dashboard>
    `);
    await dashboard.settled;
    const element = dashboard.querySelector('test-ratio')!;
    document.body.append(element);
    await element.updateComplete;
    expect(element.view).to.be.undefined;
    dashboard.firstElementChild!.append(element);
    await dashboard.settled;
    expect(ratioOf(element)).to.equal('0.5');
  });
});

describe('a widget after an error', () => {
  it('keeps the last numbers, shows a message, and loads again when the reader presses the button', async () => {
    const source = heldSource();
    const element = await widget({ source });
    (await source.nth(0)).answer(numbers(4, 2));
    await element.settled;
    void element.refresh();
    (await source.nth(1)).fail('timeout');
    await element.settled;
    const alert = element.renderRoot.querySelector('[role="alert"]')!;
    expect(alert.textContent)
      .to.contain('The statistics service did not answer in time.')
      .and.contain('You see the last numbers that were loaded.');
    expect(ratioOf(element)).to.equal('0.5');
    await expectAccessible(element);
    alert.querySelector('button')!.click();
    (await source.nth(2)).answer(numbers(4, 4));
    await element.settled;
    expect(ratioOf(element)).to.equal('1');
    expect(element.renderRoot.querySelector('[role="alert"]')).to.be.null;
  });

  it('calls describe() again for a source whose describe() failed', async () => {
    let fails = true;
    const source = heldSource(() => {
      if (fails) throw new Error('not now');
      return {};
    });
    const element = await widget({ source });
    await element.settled;
    fails = false;
    element.renderRoot.querySelector('button')!.click();
    (await source.nth(0)).answer(numbers(4, 2));
    await element.settled;
    expect(ratioOf(element)).to.equal('0.5');
  });

  for (const [title, set, detail] of [
    [
      'a body that is an error',
      { data: { error: 'no index' } as StatsData },
      { reason: 'service', message: 'no index', path: 'error' },
    ],
    [
      'a value that cannot be read',
      {
        data: body({
          'usage-delta': { global: { viewUniqueRecords: sentWhole({ '2025-05-30': -1, '2025-05-31': 2 }) } },
        }),
      },
      {
        reason: 'malformed',
        message: 'usage-delta 2025: cannot read -1',
        path: 'usage-delta-category.global.viewUniqueRecords[0].data[0][1]',
      },
    ],
  ] as const) {
    it(`dispatches stats-error for ${title}`, async () => {
      const heard = oneEvent<HTMLElementEventMap['stats-error']>(document, 'stats-error');
      await widget(set);
      expect((await heard).detail).to.deep.equal(detail);
    });
  }

  it('dispatches stats-error once for each error', async () => {
    const source = heldSource();
    const reasons: string[] = [];
    const listen = ({ detail }: HTMLElementEventMap['stats-error']): number => reasons.push(detail.reason);
    document.addEventListener('stats-error', listen);
    const element = await widget({ source });
    (await source.nth(0)).fail('auth', 'error');
    await element.settled;
    element.range = '12months';
    (await source.nth(1)).answer();
    await element.settled;
    document.removeEventListener('stats-error', listen);
    expect(reasons).to.deep.equal(['auth']);
  });
});

describe('a widget in a dashboard', () => {
  it('leaves messages about errors and invented numbers to the dashboard', async () => {
    const source = heldSource(() => ({ invented: true }));
    const dashboard = await fixture<StatsDashboard>(html`
      <stats-dashboard today="2025-06-10" range="yearToDate" .source=${source}
        ><test-ratio></test-ratio
      ></stats-dashboard>
    `);
    (await source.nth(0)).fail('network');
    await dashboard.settled;
    expect(textOf(dashboard.querySelector('test-ratio')!)).to.equal('Downloads per view not available');
  });
});
