import { expect } from '@open-wc/testing';
import { describe as described } from '../src/data/description.js';
import { Stats } from '../src/data/stats.js';
import type { Status } from '../src/state/context.js';
import { blockOf, parts, whole } from '../test/builders.js';
import { closedBy, type Config } from './config.js';
import { pageState } from './page-state.js';

const NUMBERS = new Stats([blockOf('usage-delta', 2025, whole('views', { '05-30': 0 }))]);
const NO_NUMBERS = new Stats([blockOf('usage-delta', 2025, whole('views'), whole('downloads', {}))]);
const ONLY_PARTS = new Stats([
  blockOf('usage-delta', 2024, whole('views')),
  blockOf('usage-delta', 2025, whole('views', {}), parts('views', 'countries', { US: {}, DE: { '05-30': 1 } })),
]);

describe('pageState', () => {
  const cases: readonly (readonly [what: string, config: Config, status: Status, stats: Stats, state?: string])[] = [
    ['numbers', {}, 'ready', NUMBERS],
    ['numbers of parts only', {}, 'ready', ONLY_PARTS],
    ['numbers during an aggregation', { aggInProgress: true }, 'ready', NUMBERS, 'updating'],
    ['numbers, and answers that are being cached', { cachingInProgress: true }, 'ready', NUMBERS, 'updating'],
    ['numbers in a dashboard that is enabled', { dashboardEnabled: true }, 'ready', NUMBERS],
    ['no number', {}, 'ready', NO_NUMBERS, 'empty'],
    ['empty statistics', {}, 'ready', Stats.empty, 'empty'],
    ['metrics that the source does not have', {}, 'ready', Stats.empty.describedBy(described([]))],
    ['no number during an aggregation', { aggInProgress: true }, 'ready', NO_NUMBERS, 'calculating'],
    ['no number, and answers that are being cached', { cachingInProgress: true }, 'ready', NO_NUMBERS, 'calculating'],
    [
      'a first aggregation, even with numbers',
      { firstRunIncomplete: true, aggInProgress: true },
      'ready',
      NUMBERS,
      'firstRun',
    ],
    ['a first aggregation, before anything is loaded', { firstRunIncomplete: true }, 'idle', Stats.empty, 'firstRun'],
    ['a disabled dashboard', { dashboardEnabled: false }, 'idle', Stats.empty, 'disabled'],
    [
      'a disabled dashboard during a first aggregation',
      { dashboardEnabled: false, firstRunIncomplete: true },
      'idle',
      Stats.empty,
      'disabled',
    ],
  ];
  for (const [what, config, status, stats, state] of cases) {
    it(`returns ${String(state)} for ${what}`, () => {
      expect(pageState(config, { status, stats })).to.equal(state);
    });
  }

  for (const status of ['idle', 'loading', 'updating', 'error'] as const) {
    it(`returns undefined while the status is ${status}`, () => {
      for (const stats of [NUMBERS, NO_NUMBERS]) {
        expect(pageState({ aggInProgress: true }, { status, stats })).to.be.undefined;
      }
    });
  }

  it('P4: needs no flags of the configuration', () => {
    expect(pageState({}, { status: 'ready', stats: NUMBERS })).to.be.undefined;
    expect(pageState({}, undefined)).to.be.undefined;
    expect(closedBy({})).to.be.undefined;
  });
});
