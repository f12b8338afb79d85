import { expect } from '@open-wc/testing';
import { day } from '../../test/builders.js';
import type { YearRequest } from '../sources/source.js';
import { described } from './described-source.js';
import { parseSelection } from './selection.js';

describe('the needs of requests', () => {
  const source = described({
    dateBases: ['published'],
    byNeed: true,
    metrics: [{ metric: 'records', kinds: ['snapshot'], resolution: 'month' }],
  })!;
  const needs = [{ metric: 'records', kind: 'snapshot', breakdown: 'subjects', latest: true }] as const;
  const request = (year: number): YearRequest => ({ statistic: 'content-snapshot', year, dateBasis: 'published' });
  /** Returns for each year whether the last value is enough. */
  const latestOf = (range: string, more: { compare?: 'year' } = {}, years: readonly number[] = [2025]) => {
    const inputs = { selection: parseSelection({ range, ...more }), today: day('2025-06-12'), historyYears: 15 };
    return source
      .withNeeds(years.map(request), needs, inputs)
      .map((each) => each.needs!.map(({ latest = false }) => latest));
  };

  it('are the last value of a year for a range that ends with the year, or today', () => {
    expect(latestOf('2025-01-01/2025-06-12')).to.deep.equal([[true]]);
    expect(latestOf('2025-01-01/2025-06-30')).to.deep.equal([[true]]);
    expect(latestOf('2024-03-01/2024-12-31', {}, [2024])).to.deep.equal([[true]]);
  });

  it('are all values of a year for a range that ends before', () => {
    expect(latestOf('2024-03-01/2024-09-30', {}, [2024])).to.deep.equal([[false]]);
    expect(latestOf('2025-01-01/2025-05-31')).to.deep.equal([[false]]);
  });

  it('are all values for a comparison', () => {
    expect(latestOf('2025-01-01/2025-06-12', { compare: 'year' }, [2025, 2024])).to.deep.equal([[false], [false]]);
  });
});
