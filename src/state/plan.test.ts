import { expect } from '@open-wc/testing';
import { keyOf, type YearBlock } from '../data/year-block.js';
import { Stats } from '../data/stats.js';
import { blockOf, days, whole } from '../../test/builders.js';
import type { DataNeed } from './needs.js';
import { incompleteScopes, requestsFor, yearsFor } from './plan.js';

describe('yearsFor', () => {
  const range = days('2023-06-01', '2025-02-01');
  const CASES = [
    ['returns the years of the range, the newest first', undefined, [2025, 2024, 2023]],
    ['returns no year after the last one of the source', { first: 2000, last: 2024 }, [2024, 2023]],
    ['returns no year before the first one of the source', { first: 2024, last: 2030 }, [2025, 2024]],
    [
      'returns the last year of a source that ends before the range, because it has the totals',
      { first: 2000, last: 2021 },
      [2021],
    ],
    ['returns no year if the source begins after the range', { first: 2026, last: 2027 }, []],
    ['returns no year if the source has none', { first: Infinity, last: -Infinity }, []],
  ] as const;
  for (const [what, years, expected] of CASES) {
    it(what, () => expect(yearsFor(range, years ? { years } : {})).to.deep.equal(expected));
  }
});

describe('requestsFor', () => {
  const views = { metric: 'views', kind: 'delta' } as const;
  it('requests each statistic once, however many widgets need it', () => {
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
  it('adds the community and the date basis to each request', () => {
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

  describe('totals on New Year', () => {
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

    it('requests only the current year of totals before it is loaded', () =>
      expect(years(Stats.empty)).to.deep.equal([2025]));
    it('requests the year before if the current year has no total', () =>
      expect(years(new Stats([empty]))).to.deep.equal([2025, 2024]));
    it('requests only one year before the current one, even if neither has a total', () => {
      const none = blockOf('content-snapshot', 2024, whole('records'));
      expect(years(new Stats([none, empty]))).to.deep.equal([2025, 2024]);
    });
    it('requests no further year if the year before has a total', () =>
      expect(years(new Stats([last, empty]))).to.deep.equal([2025, 2024]));
    it('S2: requests the year before although an older year with a total is loaded', () => {
      const old = blockOf('content-snapshot', 2020, whole('records', { '12-31': 5 }));
      expect(years(new Stats([old, empty]))).to.deep.equal([2025, 2024]);
      expect(years(new Stats([old, last, empty]))).to.deep.equal([2025, 2024]);
    });
    it('requests no year of totals before the first one of the source', () =>
      expect(years(new Stats([empty]), totals, 2025)).to.deep.equal([2025]));
    it('requests no year before one without activity, because no activity is a result', () => {
      const stats = new Stats([blockOf('content-delta', 2025, whole('records'))]);
      expect(years(stats, { metric: 'records', kind: 'delta' })).to.deep.equal([2025]);
    });
  });

  describe('needs of the latest value only', () => {
    const latest = { metric: 'records', kind: 'snapshot', latest: true } as const;
    const range = days('2012-01-01', '2026-05-01');
    const asked = (needs: readonly DataNeed[], stats = Stats.empty): string[] =>
      requestsFor(needs, range, { capabilities: {}, stats }, { dateBasis: 'added' }).map(keyOf);

    it('requests only the newest year of the range for the latest total', () =>
      expect(asked([latest])).to.deep.equal(['content-snapshot 2026']));
    it('requests all years of totals if another widget needs their course', () =>
      expect(asked([latest, { metric: 'files', kind: 'snapshot' }])).to.have.length(15));
    it('requests all years of activity, because a sum needs every day', () =>
      expect(asked([{ metric: 'records', kind: 'delta', latest: true }])).to.have.length(15));
    it('requests the year before the newest one if the newest has no total', () => {
      const none = blockOf('content-snapshot', 2026, whole('records'));
      expect(asked([latest], new Stats([none]))).to.deep.equal(['content-snapshot 2026', 'content-snapshot 2025']);
    });
    it('requests earlier years until one has a total, at most one year before the range', () => {
      const none = (from: number): YearBlock[] =>
        Array.from({ length: 2027 - from }, (_, i) => blockOf('content-snapshot', from + i, whole('records')));
      const one = blockOf('content-snapshot', 2023, whole('records', { '12-31': 5 }));
      expect(asked([latest], new Stats(none(2024))).at(-1)).to.equal('content-snapshot 2023');
      expect(asked([latest], new Stats([...none(2024), one])).at(-1)).to.equal('content-snapshot 2023');
      expect(asked([latest], new Stats(none(2005))).at(-1)).to.equal('content-snapshot 2011');
    });
  });
});

describe('incompleteScopes', () => {
  const range = days('2024-06-01', '2025-06-01');
  const block = (year: number): YearBlock => blockOf('usage-snapshot', year, whole('views', { '06-01': 1 }));
  const incomplete = (...blocks: readonly YearBlock[]): boolean[] => {
    const stats = new Stats(blocks);
    const loadScopes = incompleteScopes(range, { capabilities: {}, stats }, stats);
    return [loadScopes.has('usage-snapshot latest'), loadScopes.has('usage-snapshot')];
  };

  it('returns all scopes before anything is loaded', () => expect(incomplete()).to.deep.equal([true, true]));
  it('returns the full scope while only the last year is loaded', () =>
    expect(incomplete(block(2025))).to.deep.equal([false, true]));
  it('returns both scopes while the last year is not loaded', () =>
    expect(incomplete(block(2024))).to.deep.equal([true, true]));
  it('returns neither scope if all years are loaded', () =>
    expect(incomplete(block(2024), block(2025))).to.deep.equal([false, false]));
  it('returns the full scope of a statistic with failed years only if none of its years is loaded', () => {
    const failed = new Set(['usage-snapshot 2024', 'usage-snapshot 2025']);
    const without = (...blocks: readonly YearBlock[]): boolean => {
      const stats = new Stats(blocks);
      return incompleteScopes(range, { capabilities: {}, stats }, stats, failed).has('usage-snapshot');
    };
    expect([without(), without(block(2024)), without(block(2025))]).to.deep.equal([true, false, false]);
  });
  it('returns the latest scope if the last year failed, whatever other years are loaded', () => {
    const stats = new Stats([block(2024)]);
    const loadScopes = incompleteScopes(range, { capabilities: {}, stats }, stats, new Set(['usage-snapshot 2025']));
    expect(loadScopes.has('usage-snapshot latest')).to.be.true;
  });
  it('returns every scope while the years of the source are unknown', () =>
    expect(incompleteScopes(range, {}, new Stats([block(2025)])).size).to.equal(8));
});
