import { expect } from '@open-wc/testing';
import { Stats } from '../data/stats.js';
import { day, days } from '../../test/builders.js';
import { restoreClock, setClock } from '../../test/fake-clock.js';
import type { Needed, YearRequest } from '../sources/source.js';
import { described } from './described-source.js';
import type { Inputs } from './inputs.js';
import type { DataNeed } from './needs.js';

const TODAY = '2026-05-17';
const TOTAL: DataNeed = { metric: 'records', kind: 'snapshot', latest: true };
const COURSE: DataNeed = { metric: 'records', kind: 'snapshot' };
const latest: Needed = { metric: 'records', latest: true };
const whole: Needed = { metric: 'records' };

const source = () =>
  described({ dateBases: ['added'], byNeed: true, metrics: [{ metric: 'records', kinds: ['snapshot'] }] })!;

const inputs = (start: string, end: string, compare: 'none' | 'year' = 'none'): Inputs => ({
  source: undefined,
  today: day(TODAY),
  selection: { range: days(start, end), granularity: 'month', compare, dateBasis: 'added' },
});

const requests = (...years: readonly number[]): readonly YearRequest[] =>
  years.map((year) => ({ statistic: 'content-snapshot', year, dateBasis: 'added' }));

const needsOf = (asked: readonly YearRequest[], needs: readonly DataNeed[], given: Inputs) =>
  source()
    .withNeeds(asked, needs, given)
    .map((request) => request.needs);

describe('DescribedSource', () => {
  beforeEach(() => setClock(`${TODAY}T10:00:00Z`));
  afterEach(restoreClock);

  const CASES: readonly (readonly [what: string, Inputs, years: number[], (readonly Needed[])[]])[] = [
    ['asks for the latest total if the range ends today', inputs('2026-01-01', TODAY), [2026], [[latest]]],
    ['asks for the latest total of a year that is over', inputs('2025-01-01', '2025-12-31'), [2025], [[latest]]],
    [
      'asks for all totals of a year if the range ends before its latest one',
      inputs('2026-01-01', '2026-03-31'),
      [2026],
      [[whole]],
    ],
    [
      'asks for all totals of a past year if the range ends within it',
      inputs('2025-01-01', '2025-05-31'),
      [2025],
      [[whole]],
    ],
    [
      'asks for all totals of a year if the days of comparison end within it',
      inputs('2026-01-01', TODAY, 'year'),
      [2026, 2025],
      [[latest], [whole]],
    ],
  ];
  for (const [what, given, years, expected] of CASES) {
    it(what, () => expect(needsOf(requests(...years), [TOTAL], given)).to.deep.equal(expected));
  }

  it('asks for one of both if the course is shown, too', () =>
    expect(needsOf(requests(2026, 2025), [TOTAL, COURSE], inputs('2025-01-01', TODAY))).to.deep.equal([
      [whole],
      [whole],
    ]));

  it('lacks the latest total of a range until the year is there, if that is not the latest of the year', () => {
    const [made, given] = [source(), inputs('2026-01-01', '2026-03-31')];
    const asked = made.withNeeds(requests(2026), [TOTAL], given);
    const lacks = () => made.facts(asked, new Set(), given, Stats.empty).lacks!([TOTAL]);
    expect(lacks()).to.be.true;
    made.onAnswer(asked[0]!);
    expect(lacks()).to.be.false;
  });

  it('does not lack the latest total while the course of the year is loading', () => {
    const [made, given] = [source(), inputs('2026-01-01', TODAY)];
    const asked = made.withNeeds(requests(2026), [TOTAL, COURSE], given);
    const { lacks } = made.facts(asked, new Set(), given, Stats.empty);
    expect([lacks!([TOTAL]), lacks!([COURSE])]).to.deep.equal([false, true]);
  });
});
