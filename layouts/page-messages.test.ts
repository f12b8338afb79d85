import { expect } from '@open-wc/testing';
import { i18nFor } from '../src/i18n/i18n.js';
import { Stats } from '../src/data/stats.js';
import { blockOf, day, days } from '../test/builders.js';
import { parseLayout, type Tab } from './parse-layout.js';
import type { Config } from './config.js';
import { disabledMessage, failureText, missingText, pageLabel, problemTexts } from './page-messages.js';

const state = {
  range: days('2025-05-30', '2025-06-12'),
  freshness: { firstDay: day('2024-03-01'), lastDay: day('2025-06-11') },
};
const tab = (name: string, components: object[], more: object = {}): Tab =>
  parseLayout({ tabs: [{ name, rows: [{ components }], ...more }] }, 'global').layout!.tabs[0]!;
const label = (shown?: Tab): string => pageLabel(i18nFor('en'), state, shown).replace(/\s+/g, ' ');

const TOTAL = { component: 'SingleStatViewsCumulative' };
const ACTIVITY = { component: 'SingleStatViews' };
const OWN_TOTAL = { component: 'StatsFigure', props: { metric: 'views', kind: 'snapshot' } };
const PICKER = { component: 'DateRangeSelector' };

describe('D10: pageLabel', () => {
  const CASES: readonly (readonly [what: string, shown: Tab | undefined, text: string])[] = [
    [
      'names the counted days of the range in a page without a layout',
      undefined,
      'Activity from May 30, 2025 to Jun 11, 2025',
    ],
    ['names the counted days of activity', tab('a', [ACTIVITY, TOTAL]), 'Activity from May 30, 2025 to Jun 11, 2025'],
    ['names the last counted day of totals', tab('a', [TOTAL, OWN_TOTAL, PICKER]), 'Totals as of Jun 11, 2025'],
    [
      'names the counted days in a tab without numbers',
      tab('a', [PICKER]),
      'Activity from May 30, 2025 to Jun 11, 2025',
    ],
    ['names the last day in a tab called content', tab('content', [ACTIVITY]), 'Totals as of Jun 11, 2025'],
    ['names the last day in a tab called traffic', tab('traffic', [ACTIVITY]), 'Totals as of Jun 11, 2025'],
    [
      'uses the phrase of the layout before the days',
      tab('a', [ACTIVITY], { date_range_phrase: 'Read during' }),
      'Read during May 30 – Jun 11, 2025',
    ],
    [
      'uses the phrase in the language of the page before the day',
      tab('a', [TOTAL], { date_range_phrase: { de: 'Stand', en: 'State of' } }),
      'State of Jun 11, 2025',
    ],
  ];
  for (const [what, shown, text] of CASES) it(what, () => expect(label(shown)).to.equal(text));

  it('names the first counted day if it is within the range', () => {
    const late = { ...state, freshness: { firstDay: day('2025-06-03'), lastDay: day('2025-06-11') } };
    expect(pageLabel(i18nFor('en'), late, tab('a', [ACTIVITY]))).to.equal('Activity from Jun 3, 2025 to Jun 11, 2025');
  });

  it('names all days of a range without counted days', () => {
    const early = { ...state, freshness: { firstDay: day('2024-03-01'), lastDay: day('2025-01-01') } };
    expect(pageLabel(i18nFor('en'), early, tab('a', [ACTIVITY]))).to.equal(
      'Activity from May 30, 2025 to Jun 12, 2025',
    );
    expect(pageLabel(i18nFor('en'), early, tab('a', [TOTAL]))).to.equal('Totals as of Jan 1, 2025');
  });

  it('names all days of the range while nothing is loaded', () => {
    const unknown = { ...state, freshness: {} };
    expect(pageLabel(i18nFor('en'), unknown, tab('a', [ACTIVITY]))).to.equal(
      'Activity from May 30, 2025 to Jun 12, 2025',
    );
  });
});

describe('sentences about problems of a layout', () => {
  const english = i18nFor('en');

  it('gapText() isolates names so that they cannot change the direction of the sentence', () => {
    expect(missingText(english, 'unknown-component', '\u2069\u202eevil')).to.equal(
      '“\u2068evil\u2069” is not known and is left out.',
    );
  });

  it('problemTexts() lists the first problems one by one and counts the others', () => {
    const problems = Array.from({ length: 100_000 }, (_, i) => ({ code: 'shape', path: `tabs[${i}]` }) as const);
    const texts = problemTexts(english, problems);
    expect(texts).to.have.length(6);
    expect(texts[4]).to.equal('A part of the layout cannot be read and is left out: tabs[4].');
    expect(texts[5]).to.equal('Other parts of the layout that cannot be used: 99,995.');
    expect(problemTexts(english, problems.slice(0, 5))).to.have.length(5);
  });

  it('problemTexts() omits problems that are shown in place of a component', () =>
    expect(problemTexts(english, [{ code: 'duplicate', path: 'tabs[0]', found: 'StatsMap' }])).to.be.empty);
});

describe('failureText', () => {
  const stats = new Stats([blockOf('usage-delta', 2025), blockOf('content-delta', 2024)]);
  const range = days('2021-06-01', '2025-06-01');
  const text = (failed: readonly string[], loaded = stats, lang = 'en'): string =>
    failureText(i18nFor(lang), { reason: 'http' }, { failed: new Set(failed), stats: loaded, range });

  it('names the missing years of the range as ranges', () =>
    expect(text(['usage-delta 2021', 'content-delta 2022', 'usage-delta 2022', 'usage-delta 2019'])).to.equal(
      'The statistics service reported an error. 2021–2022 are missing because they could not be loaded.',
    ));

  it('notes that old numbers are shown where a loaded year could not be loaded again', () =>
    expect(text(['usage-delta 2025'])).to.equal(
      'The statistics service reported an error. You see the last numbers that were loaded.',
    ));

  it('names no years where nothing is loaded', () =>
    expect(text(['usage-delta 2025'], Stats.empty)).to.equal('The statistics service reported an error.'));

  it('notes that all numbers are old if the source itself failed', () =>
    expect(text([])).to.equal('The statistics service reported an error. You see the last numbers that were loaded.'));
});

describe('disabledMessage', () => {
  const [disabledMessageGlobal, own] = ['None anywhere', 'None here'];
  const both = { disabledMessage: own, disabledMessageGlobal };
  const cases: readonly (readonly [config: Config, message: string | undefined])[] = [
    [{}, undefined],
    [{ disabledMessage: own }, own],
    [both, disabledMessageGlobal],
    [{ ...both, disabledMessageGlobal: '' }, own],
    [{ ...both, dashboardEnabledCommunities: true }, disabledMessageGlobal],
    [{ ...both, dashboardEnabledGlobal: true }, disabledMessageGlobal],
    [{ ...both, dashboardEnabledCommunities: true, dashboardEnabledGlobal: false }, disabledMessageGlobal],
    [{ ...both, dashboardEnabledCommunities: true, dashboardEnabledGlobal: true }, own],
    [{ disabledMessageGlobal, dashboardEnabledCommunities: true, dashboardEnabledGlobal: true }, undefined],
    [{ disabledMessage: own, dashboardEnabledCommunities: true }, own],
  ];
  for (const [config, message] of cases) {
    it(`returns ${String(message)} for ${JSON.stringify(config)}`, () => {
      expect(disabledMessage(config)).to.equal(message);
    });
  }
});
