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

describe('D10: the label of a page tells', () => {
  const CASES: readonly (readonly [what: string, shown: Tab | undefined, text: string])[] = [
    [
      'the days of the range that were counted, if the page composes itself',
      undefined,
      'Activity from May 30, 2025 to Jun 11, 2025',
    ],
    ['the counted days of activity', tab('a', [ACTIVITY, TOTAL]), 'Activity from May 30, 2025 to Jun 11, 2025'],
    ['the last counted day of totals', tab('a', [TOTAL, OWN_TOTAL, PICKER]), 'Totals as of Jun 11, 2025'],
    [
      'the counted days, if nothing in the tab counts',
      tab('a', [PICKER]),
      'Activity from May 30, 2025 to Jun 11, 2025',
    ],
    ['the last day in a tab called content', tab('content', [ACTIVITY]), 'Totals as of Jun 11, 2025'],
    ['the last day in a tab called traffic', tab('traffic', [ACTIVITY]), 'Totals as of Jun 11, 2025'],
    [
      'the phrase of the layout, and the days',
      tab('a', [ACTIVITY], { date_range_phrase: 'Read during' }),
      'Read during May 30 – Jun 11, 2025',
    ],
    [
      'the phrase in the language of the page, and the day',
      tab('a', [TOTAL], { date_range_phrase: { de: 'Stand', en: 'State of' } }),
      'State of Jun 11, 2025',
    ],
  ];
  for (const [what, shown, text] of CASES) it(what, () => expect(label(shown)).to.equal(text));

  it('the day on which counting began, if that is within the range', () => {
    const late = { ...state, freshness: { firstDay: day('2025-06-03'), lastDay: day('2025-06-11') } };
    expect(pageLabel(i18nFor('en'), late, tab('a', [ACTIVITY]))).to.equal('Activity from Jun 3, 2025 to Jun 11, 2025');
  });

  it('all days of a range in which nothing was counted', () => {
    const early = { ...state, freshness: { firstDay: day('2024-03-01'), lastDay: day('2025-01-01') } };
    expect(pageLabel(i18nFor('en'), early, tab('a', [ACTIVITY]))).to.equal(
      'Activity from May 30, 2025 to Jun 12, 2025',
    );
    expect(pageLabel(i18nFor('en'), early, tab('a', [TOTAL]))).to.equal('Totals as of Jan 1, 2025');
  });

  it('all days of the range while nothing has been loaded', () => {
    const unknown = { ...state, freshness: {} };
    expect(pageLabel(i18nFor('en'), unknown, tab('a', [ACTIVITY]))).to.equal(
      'Activity from May 30, 2025 to Jun 12, 2025',
    );
  });
});

describe('what is wrong with a layout', () => {
  const english = i18nFor('en');

  it('is told with names that keep the direction of the sentence, whatever they do', () => {
    expect(missingText(english, 'unknown-component', '\u2069\u202eevil')).to.equal(
      '“\u2068evil\u2069” is not known and is left out.',
    );
  });

  it('is told of the first parts one by one, and of the others together', () => {
    const problems = Array.from({ length: 100_000 }, (_, i) => ({ code: 'shape', path: `tabs[${i}]` }) as const);
    const texts = problemTexts(english, problems);
    expect(texts).to.have.length(6);
    expect(texts[4]).to.equal('A part of the layout cannot be read and is left out: tabs[4].');
    expect(texts[5]).to.equal('Other parts of the layout that cannot be used: 99,995.');
    expect(problemTexts(english, problems.slice(0, 5))).to.have.length(5);
  });

  it('is not told here of what is told in its own place', () =>
    expect(problemTexts(english, [{ code: 'duplicate', path: 'tabs[0]', found: 'StatsMap' }])).to.be.empty);
});

describe('the sentences about a failure', () => {
  const stats = new Stats([blockOf('usage-delta', 2025), blockOf('content-delta', 2024)]);
  const range = days('2021-06-01', '2025-06-01');
  const text = (failed: readonly string[], loaded = stats, lang = 'en'): string =>
    failureText(i18nFor(lang), { reason: 'http' }, { failed: new Set(failed), stats: loaded, range });

  it('a failure names the years of the range that are missing, as ranges', () =>
    expect(text(['usage-delta 2021', 'content-delta 2022', 'usage-delta 2022', 'usage-delta 2019'])).to.equal(
      'The statistics service reported an error. 2021–2022 are missing because they could not be loaded.',
    ));

  it('a failure says that numbers are from before where a year that is there could not be loaded again', () =>
    expect(text(['usage-delta 2025'])).to.equal(
      'The statistics service reported an error. You see the last numbers that were loaded.',
    ));

  it('a failure names no years where nothing could be loaded', () =>
    expect(text(['usage-delta 2025'], Stats.empty)).to.equal('The statistics service reported an error.'));

  it('a failure of the source itself says that all numbers are from before', () =>
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
    it(`of ${JSON.stringify(config)} is ${String(message)}`, () => {
      expect(disabledMessage(config)).to.equal(message);
    });
  }
});
