import { expect } from '@open-wc/testing';
import { blockOf, day, parts as byParts, print, whole } from '../../test/builders.js';
import { Stats } from '../data/stats.js';
import { keyOf, type YearBlock } from '../data/year-block.js';
import type { SourceCapabilities, YearRequest } from '../sources/source.js';
import { described } from './described-source.js';
import type { Inputs } from './inputs.js';
import type { DataNeed } from './needs.js';
import { parseSelection, type SelectionTexts } from './selection.js';

const MONTHLY: SourceCapabilities = {
  dateBases: ['published'],
  byNeed: true,
  metrics: [{ metric: 'records', kinds: ['delta', 'snapshot'], resolution: 'month' }],
};
const inputsOf = (texts: SelectionTexts, today = '2025-06-12'): Inputs => ({
  ...{ source: undefined, selection: parseSelection(texts), today: day(today), historyYears: 15 },
});

describe('a selection of numbers that are counted by month', () => {
  const fit = (texts: SelectionTexts) => described(MONTHLY)!.fit(inputsOf(texts)).selection;

  it('has months in place of days and weeks, and keeps coarser units', () => {
    for (const granularity of ['day', 'week', 'month']) expect(fit({ granularity }).granularity).to.equal('month');
    expect(fit({ granularity: 'quarter' }).granularity).to.equal('quarter');
  });

  it('has whole months, the current one until today', () => {
    const rangeOf = (range: string): unknown => {
      const fitted = fit({ range }).range;
      return typeof fitted === 'string' ? fitted : print(fitted);
    };
    expect(rangeOf('2025-03-15/2025-04-20')).to.equal('2025-03-01/2025-04-30');
    expect(rangeOf('2025-03-15/2025-06-10')).to.equal('2025-03-01/2025-06-12');
    expect(rangeOf('30days')).to.equal('2025-05-01/2025-06-12');
    for (const preset of ['12months', 'yearToDate', 'allTime', 'currentMonth'])
      expect(rangeOf(preset)).to.equal(preset);
  });

  it('is not changed where any metric is counted by day', () => {
    const metrics = [...MONTHLY.metrics!, { metric: 'views', kinds: ['delta'] } as const];
    const inputs = inputsOf({ range: '30days', granularity: 'day' });
    expect(described({ ...MONTHLY, metrics })!.fit(inputs)).to.equal(inputs);
  });
});

describe('the needs of requests', () => {
  const LATEST = { metric: 'records', kind: 'snapshot', breakdown: 'subjects', latest: true } as const;
  const request = (year: number): YearRequest => ({ statistic: 'content-snapshot', year, dateBasis: 'published' });
  const needsOf = (texts: SelectionTexts, years: readonly number[], needs: readonly DataNeed[] = [LATEST]) =>
    described(MONTHLY)!
      .withNeeds(years.map(request), needs, inputsOf(texts))
      .map((each) => each.needs!.map(({ metric, breakdown, latest }) => [metric, breakdown, latest].join(' ').trim()));

  it('are the last value of a year for a range that ends with it, and all values for one that ends before', () => {
    expect(needsOf({ range: '2024-03-01/2024-12-31' }, [2024])).to.deep.equal([['records subjects true']]);
    expect(needsOf({ range: '2024-03-01/2024-09-30' }, [2024])).to.deep.equal([['records subjects']]);
  });

  it('are all values of a year in which compared days end before', () => {
    const compared = { range: '2024-07-01/2024-12-31', compare: 'previous' };
    expect(needsOf(compared, [2024])).to.deep.equal([['records subjects']]);
  });

  it('name everything once, and the last value only of the newest year', () => {
    const whole = { metric: 'records', kind: 'snapshot' } as const;
    const needs = [whole, whole, { ...whole, latest: true }, LATEST];
    expect(needsOf({ range: '2023-01-01/2024-12-31' }, [2024, 2023], needs)).to.deep.equal([
      ['records subjects true', 'records'],
      ['records'],
    ]);
  });

  it('are absent for a source that answers everything at once', () => {
    const requests = [request(2024)];
    const source = described({ ...MONTHLY, byNeed: false })!;
    expect(source.withNeeds(requests, [LATEST], inputsOf({}))).to.equal(requests);
    expect(described({ dateBases: ['added'] })).to.be.undefined;
  });

  it('are answered by a request for them, and by one for the whole year', () => {
    const source = described(MONTHLY)!;
    const [asked] = source.withNeeds([request(2024)], [LATEST], inputsOf({ range: '2024-03-01/2024-12-31' }));
    expect(source.unanswered(asked!)).to.have.length(1);
    const whole = { ...asked!, needs: [{ metric: 'records', breakdown: 'subjects' }] } as const;
    source.onAnswer(whole);
    expect(source.unanswered(asked!)).to.be.empty;
    const { lacks } = source.facts([asked!], new Set(), inputsOf({}), Stats.empty);
    expect(lacks!([LATEST])).to.be.false;
  });

  it('are lacking if a failed request left them out, but not what was shown of it or of other years', () => {
    const source = described(MONTHLY)!;
    const needs = [{ metric: 'records' }, { metric: 'records', breakdown: 'subjects' }] as const;
    const asked = { ...request(2024), needs };
    const part = (year: number, ...more: Parameters<typeof blockOf>[2][]) =>
      blockOf(asked.statistic, year, whole('records', { '05-30': 1 }), ...more);
    const lacks = (...blocks: YearBlock[]) => {
      const facts = source.facts([asked], new Set([keyOf(asked)]), inputsOf({}), new Stats(blocks));
      return needs.map((need) => facts.lacks!([{ ...need, kind: 'snapshot' }]));
    };
    expect(lacks(part(2024)), 'without the parts').to.deep.equal([false, true]);
    const parts = byParts('records', 'subjects', { maps: { '05-30': 1 } });
    expect(lacks(part(2024, parts)), 'with all').to.deep.equal([false, false]);
    expect(lacks(part(2024), part(2023, parts)), 'in another year').to.deep.equal([false, false]);
    expect(lacks(part(2023)), 'nothing of the year: the others are shown').to.deep.equal([false, false]);
  });

  it('add up the answers to requests until all of them are there', () => {
    const source = described(MONTHLY)!;
    const progress = () => source.facts([], new Set(), inputsOf({}), Stats.empty).progress;
    let changes = 0;
    const told = ['a', 'b'].map((key) => source.onProgress(key, () => changes++));
    expect(progress()).to.be.undefined;
    told[0]!(3, 12);
    told[1]!(1, 12);
    expect(progress()).to.deep.equal({ done: 4, count: 24 });
    expect(changes).to.equal(2);
    source.onIdle();
    expect(progress()).to.be.undefined;
  });
});
