import { expect } from '@open-wc/testing';
import { keyOf, type YearBlock } from '../data/year-block.js';
import { Stats } from '../data/stats.js';
import { blockOf, days, whole } from '../../test/builders.js';
import type { DataNeed } from './needs.js';
import { incompleteScopes, requestsFor, yearsFor } from './plan.js';

describe('the years that are asked for', () => {
  const range = days('2023-06-01', '2025-02-01');
  const CASES = [
    ['are those of the range, the newest first', undefined, [2025, 2024, 2023]],
    ['end with the last one that there is', { first: 2000, last: 2024 }, [2024, 2023]],
    ['begin with the first one that there is', { first: 2024, last: 2030 }, [2025, 2024]],
    [
      'are the last one before the range, if it ended before: totals come from there',
      { first: 2000, last: 2021 },
      [2021],
    ],
    ['are none, if everything came after the range', { first: 2026, last: 2027 }, []],
    ['are none, if there is nothing at all', { first: Infinity, last: -Infinity }, []],
  ] as const;
  for (const [what, years, expected] of CASES) {
    it(what, () => expect(yearsFor(range, years ? { years } : {})).to.deep.equal(expected));
  }
});

describe('requests', () => {
  const views = { metric: 'views', kind: 'delta' } as const;
  it('ask for each statistic once, however many widgets need it', () => {
    const needs = [
      views,
      { ...views, metric: 'downloads' },
      { ...views, breakdown: 'countries' },
      { metric: 'records', kind: 'snapshot' },
    ] as const;
    const asked = requestsFor(needs, days('2024-12-31', '2025-01-01'), { capabilities: {} }, { dateBasis: 'added' });
    expect(asked.map(keyOf)).to.deep.equal([
      'content-snapshot 2025',
      'usage-delta 2025',
      'content-snapshot 2024',
      'usage-delta 2024',
    ]);
  });
  it('say whose numbers they want', () => {
    const [request] = requestsFor(
      [views],
      days('2025-01-01'),
      { capabilities: {} },
      { dateBasis: 'created', community: 'astronomy' },
    );
    expect(request).to.deep.equal({
      statistic: 'usage-delta',
      year: 2025,
      dateBasis: 'created',
      community: 'astronomy',
    });
  });

  describe('for totals on New Year', () => {
    const totals = { metric: 'records', kind: 'snapshot' } as const;
    const empty = blockOf('content-snapshot', 2025, whole('records'));
    const last = blockOf('content-snapshot', 2024, whole('records', { '12-31': 9 }));
    const years = (stats: Stats, need: DataNeed = totals, first = 2000): number[] =>
      requestsFor(
        [need],
        days('2025-01-01'),
        { capabilities: { years: { first, last: 2025 } }, stats },
        { dateBasis: 'added' },
      ).map(({ year }) => year);

    it('wait for this year', () => expect(years(Stats.empty)).to.deep.equal([2025]));
    it('look at the year before, if this one has none', () =>
      expect(years(new Stats([empty]))).to.deep.equal([2025, 2024]));
    it('look no further', () => {
      const none = blockOf('content-snapshot', 2024, whole('records'));
      expect(years(new Stats([none, empty]))).to.deep.equal([2025, 2024]);
    });
    it('are content with the year that has one', () =>
      expect(years(new Stats([last, empty]))).to.deep.equal([2025, 2024]));
    it('S2: are not content with an older one that is there by chance', () => {
      const old = blockOf('content-snapshot', 2020, whole('records', { '12-31': 5 }));
      expect(years(new Stats([old, empty]))).to.deep.equal([2025, 2024]);
      expect(years(new Stats([old, last, empty]))).to.deep.equal([2025, 2024]);
    });
    it('do not look where there is nothing', () =>
      expect(years(new Stats([empty]), totals, 2025)).to.deep.equal([2025]));
    it('leave activity alone: no activity is an answer', () => {
      const stats = new Stats([blockOf('content-delta', 2025, whole('records'))]);
      expect(years(stats, { metric: 'records', kind: 'delta' })).to.deep.equal([2025]);
    });
  });

  describe('for what shows the last value only', () => {
    const latest = { metric: 'records', kind: 'snapshot', latest: true } as const;
    const range = days('2012-01-01', '2026-05-01');
    const asked = (needs: readonly DataNeed[], stats = Stats.empty): string[] =>
      requestsFor(needs, range, { capabilities: {}, stats }, { dateBasis: 'added' }).map(keyOf);

    it('want the newest year, not fifteen', () => expect(asked([latest])).to.deep.equal(['content-snapshot 2026']));
    it('want all of them, if somebody else shows how it came to that', () =>
      expect(asked([latest, { metric: 'files', kind: 'snapshot' }])).to.have.length(15));
    it('want all years of activity: a sum needs every day', () =>
      expect(asked([{ metric: 'records', kind: 'delta', latest: true }])).to.have.length(15));
    it('look at the year before, if the newest has none', () => {
      const none = blockOf('content-snapshot', 2026, whole('records'));
      expect(asked([latest], new Stats([none]))).to.deep.equal(['content-snapshot 2026', 'content-snapshot 2025']);
    });
    it('look further back until there is one, or one year before the range', () => {
      const none = (from: number): YearBlock[] =>
        Array.from({ length: 2027 - from }, (_, i) => blockOf('content-snapshot', from + i, whole('records')));
      const one = blockOf('content-snapshot', 2023, whole('records', { '12-31': 5 }));
      expect(asked([latest], new Stats(none(2024))).at(-1)).to.equal('content-snapshot 2023');
      expect(asked([latest], new Stats([...none(2024), one])).at(-1)).to.equal('content-snapshot 2023');
      expect(asked([latest], new Stats(none(2005))).at(-1)).to.equal('content-snapshot 2011');
    });
  });
});

describe('what is incomplete', () => {
  const range = days('2024-06-01', '2025-06-01');
  const block = (year: number): YearBlock => blockOf('usage-snapshot', year, whole('views', { '06-01': 1 }));
  const incomplete = (...blocks: readonly YearBlock[]): boolean[] => {
    const stats = new Stats(blocks);
    const loadScopes = incompleteScopes(range, { capabilities: {}, stats }, stats);
    return [loadScopes.has('usage-snapshot latest'), loadScopes.has('usage-snapshot')];
  };

  it('is everything before anything has come', () => expect(incomplete()).to.deep.equal([true, true]));
  it('is the course, as long as the last value alone is there', () =>
    expect(incomplete(block(2025))).to.deep.equal([false, true]));
  it('is the last value, as long as its own year is not there', () =>
    expect(incomplete(block(2024))).to.deep.equal([true, true]));
  it('is nothing, when all years are there', () =>
    expect(incomplete(block(2024), block(2025))).to.deep.equal([false, false]));
  it('is what could not be loaded only if nothing else of it is there', () => {
    const failed = new Set(['usage-snapshot 2024', 'usage-snapshot 2025']);
    const without = (...blocks: readonly YearBlock[]): boolean => {
      const stats = new Stats(blocks);
      return incompleteScopes(range, { capabilities: {}, stats }, stats, failed).has('usage-snapshot');
    };
    expect([without(), without(block(2024)), without(block(2025))]).to.deep.equal([true, false, false]);
  });
  it('is a last value whose own year could not be loaded, whatever else is there', () => {
    const stats = new Stats([block(2024)]);
    const loadScopes = incompleteScopes(range, { capabilities: {}, stats }, stats, new Set(['usage-snapshot 2025']));
    expect(loadScopes.has('usage-snapshot latest')).to.be.true;
  });
  it('is everything, while it is not known which years there are', () =>
    expect(incompleteScopes(range, {}, new Stats([block(2025)])).size).to.equal(8));
});
