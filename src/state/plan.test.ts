import { expect } from '@open-wc/testing';
import { days } from '../../test/builders.js';
import { keyOf, requestsFor, yearsFor } from './plan.js';

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
    const asked = requestsFor(needs, days('2024-12-31', '2025-01-01'), {}, { dateBasis: 'added' });
    expect(asked.map(keyOf)).to.deep.equal([
      'content-snapshot 2025',
      'usage-delta 2025',
      'content-snapshot 2024',
      'usage-delta 2024',
    ]);
  });
  it('say whose numbers they want', () => {
    const [request] = requestsFor([views], days('2025-01-01'), {}, { dateBasis: 'created', community: 'astronomy' });
    expect(request).to.deep.equal({
      statistic: 'usage-delta',
      year: 2025,
      dateBasis: 'created',
      community: 'astronomy',
    });
  });
});
