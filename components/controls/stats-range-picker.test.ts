import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { StatsDashboard } from '../../layouts/stats-dashboard.js';
import { i18nFor } from '../../src/i18n/i18n.js';
import { GRANULARITIES } from '../../src/vocabulary/terms.js';
import { body, days, expectAccessible } from '../../test/builders.js';
import { StatsRangePicker, presetText } from './stats-range-picker.js';

/** A picker inside a dashboard without numbers. */
async function picker(set: Partial<StatsDashboard> = {}): Promise<[StatsRangePicker, StatsDashboard]> {
  const dashboard = Object.assign(document.createElement('stats-dashboard'), {
    today: '2025-06-10',
    data: body({}),
    ...set,
  });
  dashboard.append(document.createElement('stats-range-picker'));
  await fixture(html`${dashboard}`);
  await dashboard.settled;
  return [dashboard.querySelector('stats-range-picker')!, dashboard];
}

const selectOf = ({ renderRoot }: StatsRangePicker): HTMLSelectElement => renderRoot.querySelector('select')!;
const optionsOf = (element: StatsRangePicker): string[] => [...selectOf(element).options].map(({ value }) => value);
const formOf = ({ renderRoot }: StatsRangePicker): HTMLFormElement | null => renderRoot.querySelector('form');
const fieldsOf = (element: StatsRangePicker): HTMLInputElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLInputElement>('input'),
];
const daysOf = (element: StatsRangePicker): string[] => fieldsOf(element).map(({ value }) => value);

async function choose(element: StatsRangePicker, value: string): Promise<void> {
  selectOf(element).value = value;
  selectOf(element).dispatchEvent(new Event('change'));
  await element.updateComplete;
}

/** Enters two days and presses the button. */
async function enter(element: StatsRangePicker, start: string, end: string): Promise<void> {
  const [first, last] = fieldsOf(element);
  first!.value = start;
  last!.value = end;
  formOf(element)!.querySelector('button')!.click();
  await element.updateComplete;
}

const nextSelect = () => oneEvent<HTMLElementEventMap['stats-select']>(document, 'stats-select');

/** Returns a list that collects the selections dispatched from now on. */
function selections(element: StatsRangePicker): unknown[] {
  const heard: unknown[] = [];
  element.addEventListener('stats-select', ({ detail }) => heard.push(detail));
  return heard;
}

before(() => {
  StatsDashboard.define();
  StatsRangePicker.define();
});

describe('presets of stats-range-picker', () => {
  const offered = {
    day: ['yearToDate', '7days', '30days', '90days', '6months', '1year', 'allTime'],
    week: ['yearToDate', '1week', '2weeks', '4weeks', '8weeks', '12weeks', '24weeks', 'allTime'],
    month: ['yearToDate', '1month', '3months', '6months', '12months', '24months', 'allTime'],
    quarter: ['yearToDate', 'currentQuarter', 'previousQuarter', '2quarters', '3quarters', '4quarters', 'allTime'],
    year: ['currentYear', 'previousYear', '2years', '3years', '4years', '5years', 'allTime'],
  };
  const first = { day: '30days', week: '12weeks', month: '12months', quarter: '4quarters', year: '5years' } as const;
  for (const granularity of GRANULARITIES) {
    const presets = offered[granularity];
    it(`the presets by ${granularity} are ${presets.join(', ')}, and custom days`, async () => {
      const [element] = await picker({ granularity });
      expect(optionsOf(element)).to.deep.equal([...presets, 'custom']);
      expect(selectOf(element).value).to.equal(first[granularity]);
    });
  }

  for (const [range, granularity, text] of [
    ['12weeks', 'month', 'Last 12 weeks'],
    ['currentMonth', 'day', 'This month'],
  ] as const) {
    it(`the presets include ${range} by ${granularity} if it is the selected range`, async () => {
      const [element] = await picker({ range, granularity });
      expect(optionsOf(element)).to.deep.equal([range, ...offered[granularity], 'custom']);
      expect(selectOf(element).value).to.equal(range);
      expect(selectOf(element).selectedOptions[0]?.text).to.equal(text);
    });
  }

  it('a preset that the reader chooses is dispatched in a composed stats-select', async () => {
    const [element, dashboard] = await picker();
    const heard = nextSelect();
    await choose(element, '3months');
    const event = await heard;
    expect(event.detail).to.deep.equal({ range: '3months' });
    expect(event.composed).to.be.true;
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('3months');
    expect(formOf(element)).to.be.null;
  });

  it('the select follows the dashboard, also when a granularity turns a preset into custom days', async () => {
    const [element, dashboard] = await picker({ range: '12months' });
    dashboard.range = '6months';
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('6months');
    const event = new CustomEvent('stats-select', { detail: { granularity: 'week' }, bubbles: true, composed: true });
    element.dispatchEvent(event);
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('custom');
    expect(daysOf(element)).to.deep.equal(['2024-12-30', '2025-06-10']);
  });

  it('the select follows the dashboard back to a preset that the reader chose before', async () => {
    const [element, dashboard] = await picker();
    for (const range of ['3months', '6months']) {
      await choose(element, range);
      await dashboard.settled;
    }
    dashboard.range = '3months';
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('3months');
  });

  it('the preset that was shown before can be chosen again after custom days', async () => {
    const [element, dashboard] = await picker({ range: '12months' });
    await choose(element, 'custom');
    await choose(element, '12months');
    await dashboard.settled;
    expect(formOf(element)).to.be.null;
    expect(selectOf(element).value).to.equal('12months');
  });
});

describe('custom days of stats-range-picker', () => {
  it('custom days begin with the days on display, and opening the form dispatches nothing', async () => {
    const [element] = await picker({ range: '12months' });
    const heard = selections(element);
    await choose(element, 'custom');
    expect(daysOf(element)).to.deep.equal(['2024-07-01', '2025-06-10']);
    expect(heard).to.be.empty;
  });

  it('custom days are shown where the dashboard has such a range', async () => {
    const [element] = await picker({ range: '2025-05-30/2025-06-02' });
    expect(selectOf(element).value).to.equal('custom');
    expect(daysOf(element)).to.deep.equal(['2025-05-30', '2025-06-02']);
  });

  it('custom days are dispatched in stats-select with both days included', async () => {
    const [element, dashboard] = await picker();
    await choose(element, 'custom');
    const heard = nextSelect();
    await enter(element, '2025-01-15', '2025-01-15');
    expect((await heard).detail).to.deep.equal({ range: days('2025-01-15') });
    await dashboard.settled;
    expect(selectOf(element).value).to.equal('custom');
    expect(daysOf(element)).to.deep.equal(['2025-01-15', '2025-01-15']);
  });

  const backwards = 'The last day must not be before the first.';
  const incomplete = 'Please enter both days, as a year from 1900 to 2100.';
  const refused: readonly (readonly [title: string, start: string, end: string, sentence: string])[] = [
    ['in reverse order', '2025-06-02', '2025-06-01', backwards],
    ['without a first day', '', '2025-06-01', incomplete],
    ['without a last day', '2025-06-01', '', incomplete],
    ['without any day', '', '', incomplete],
    ['before 1900', '1899-12-31', '2025-06-01', incomplete],
    ['after 2100', '2025-06-01', '2101-01-01', incomplete],
  ];
  for (const [title, start, end, sentence] of refused) {
    it(`custom days ${title} are rejected with a message, and nothing is dispatched`, async () => {
      const [element] = await picker();
      const heard = selections(element);
      await choose(element, 'custom');
      const alert = element.renderRoot.querySelector<HTMLElement>('[role="alert"]')!;
      expect(alert.hidden).to.be.true;
      await enter(element, start, end);
      expect(alert.hidden).to.be.false;
      expect(alert.textContent).to.equal(sentence);
      expect(heard).to.be.empty;
      expect(daysOf(element)).to.deep.equal([start, end]);
      for (const field of fieldsOf(element)) {
        expect(field.getAttribute('aria-invalid')).to.equal('true');
        expect(field.getAttribute('aria-describedby')).to.equal(alert.id);
      }
      await expectAccessible(element);
    });
  }

  it('the message disappears when the days are corrected', async () => {
    const [element, dashboard] = await picker();
    await choose(element, 'custom');
    await enter(element, '2025-06-02', '2025-06-01');
    await enter(element, '2025-06-01', '2025-06-02');
    await dashboard.settled;
    expect(element.renderRoot.querySelector<HTMLElement>('[role="alert"]')!.hidden).to.be.true;
    expect(fieldsOf(element).map((field) => field.hasAttribute('aria-invalid'))).to.deep.equal([false, false]);
  });

  it('the message disappears when the reader chooses a preset and returns to custom days', async () => {
    const [element, dashboard] = await picker();
    await choose(element, 'custom');
    await enter(element, '2025-06-02', '2025-06-01');
    await choose(element, '12months');
    await dashboard.settled;
    await choose(element, 'custom');
    expect(element.renderRoot.querySelector<HTMLElement>('[role="alert"]')!.hidden).to.be.true;
    expect(daysOf(element)).to.deep.equal(['2024-07-01', '2025-06-10']);
  });

  it('days that are being entered stay when the dashboard gets other numbers', async () => {
    const [element, dashboard] = await picker();
    await choose(element, 'custom');
    fieldsOf(element)[0]!.value = '2025-02-01';
    dashboard.data = body({});
    await dashboard.settled;
    expect(daysOf(element)).to.deep.equal(['2025-02-01', '2025-06-10']);
  });
});

describe('stats-range-picker without a dashboard', () => {
  it('the picker is disabled without a dashboard', async () => {
    const element = await fixture<StatsRangePicker>(html`<stats-range-picker></stats-range-picker>`);
    expect(selectOf(element).disabled).to.be.true;
    const [working] = await picker();
    expect(selectOf(working).disabled).to.be.false;
  });
});

describe('accessibility of stats-range-picker', () => {
  it('a picker with a preset has a label and passes the axe checks', async () => {
    const [element] = await picker();
    expect(selectOf(element).getAttribute('aria-label')).to.equal('Period');
    await expectAccessible(element);
  });

  it('a picker with custom days has labelled fields and passes the axe checks', async () => {
    const [element] = await picker({ range: '2025-05-30/2025-06-02' });
    expect(fieldsOf(element).map(({ labels }) => labels![0]!.textContent.trim())).to.deep.equal(['From', 'To']);
    await expectAccessible(element);
  });
});

describe('presetText', () => {
  const texts = {
    yearToDate: 'Year to date',
    '7days': 'Last 7 days',
    '1week': 'Last 7 days',
    '12weeks': 'Last 12 weeks',
    '1month': 'This month',
    '6months': 'Last 6 months',
    '1year': 'Last year up to today',
    '2quarters': 'Last 2 quarters',
    '5years': 'Last 5 years',
    currentMonth: 'This month',
    previousQuarter: 'Previous quarter',
    allTime: 'All time',
  } as const;
  for (const [preset, text] of Object.entries(texts)) {
    it(`returns "${text}" for ${preset}`, () => {
      expect(presetText(i18nFor('en'), preset as keyof typeof texts)).to.equal(text);
    });
  }
});
