import { expect } from '@open-wc/testing';
import { day } from '../../test/builders.js';
import { StatsError } from './errors.js';
import { capabilitiesFrom } from './page-capabilities.js';

const BASES = { dateBases: ['added'] };
const VIEWS = { metric: 'views', kinds: ['delta'] };

/** Makes capabilities with a metric, and with parts of it. */
const metric = (more: object): object => ({ metrics: [{ ...VIEWS, ...more }] });
const countries = (parts: unknown): object => metric({ breakdowns: { countries: parts } });

/** Capabilities that are passed on as they are. */
const SOUND: readonly (readonly [string, object])[] = [
  ['date bases only', {}],
  ['years', { years: { first: 2020, last: 2025 } }],
  ['invented numbers', { invented: true }],
  ['no metrics', { metrics: [] }],
  ['metrics by day', { metrics: [VIEWS, { metric: 'records', kinds: ['delta', 'snapshot'] }] }],
  ['a metric by month', metric({ resolution: 'month' })],
  ['a metric with a way of counting', metric({ counting: 'pageViews' })],
  ['a metric whose totals begin on a day', metric({ since: day('2019-03-01') })],
  ['a metric without history', metric({ history: false })],
  ['parts that are counted as the metric', countries({})],
  [
    'parts that are counted otherwise',
    countries({ resolution: 'year', partition: false, counting: 'visits', topList: true }),
  ],
  ['requests by need', { byNeed: true }],
  ['days of its own time zone', { localDays: true }],
  ['rankings of records', { orders: ['mostcited', 'mostviewed'] }],
  ['no ranking of records', { orders: [] }],
  ['a required community', { scope: 'required' }],
  ['no communities', { scope: 'none' }],
  ['numbers that are complete at once', { settlesAfter: 0 }],
  ['numbers that are late', { settlesAfter: 31 }],
];

/** Capabilities of which something is left out: what they are, and what is read. */
const SHORTENED: readonly (readonly [string, object, object])[] = [
  ['unknown properties', { ...metric({ colour: 'red' }), sorts: 7 }, { metrics: [VIEWS] }],
  ['unknown properties of parts', countries({ colour: 'red' }), countries({})],
  ['properties that are undefined', { years: undefined, ...metric({ since: undefined }) }, { metrics: [VIEWS] }],
  [
    'flags with the value that an absent one has',
    { byNeed: false, ...metric({ history: true }) },
    { metrics: [VIEWS] },
  ],
  ['parts that are no list of the most frequent', countries({ topList: false }), countries({})],
  ['`invented` with any value but true', { invented: 'yes' }, {}],
];

/** Capabilities that are not understood, and the path that the error names. */
const FAULTS: readonly (readonly [unknown, string])[] = [
  [undefined, 'describe'],
  [null, 'describe'],
  ['added', 'describe'],
  [[], 'describe'],
  [{}, 'dateBases'],
  [{ dateBases: 'added' }, 'dateBases'],
  [{ dateBases: ['added', 'dowloaded'] }, 'dateBases[1]'],
  [{ dateBases: Array(1) }, 'dateBases[0]'],
  [{ ...BASES, years: null }, 'years'],
  [{ ...BASES, years: [2020, 2025] }, 'years'],
  [{ ...BASES, years: { first: 2020 } }, 'years.last'],
  [{ ...BASES, years: { first: '2020', last: '2025' } }, 'years.first'],
  [{ ...BASES, years: { first: 2020.5, last: 2025 } }, 'years.first'],
  [{ ...BASES, years: { first: -Infinity, last: NaN } }, 'years.first'],
  [{ ...BASES, metrics: null }, 'metrics'],
  [{ ...BASES, metrics: { views: VIEWS } }, 'metrics'],
  [{ ...BASES, metrics: ['views'] }, 'metrics[0]'],
  [{ ...BASES, metrics: [{ kinds: ['delta'] }] }, 'metrics[0].metric'],
  [{ ...BASES, metrics: [VIEWS, { ...VIEWS, metric: 'vews' }] }, 'metrics[1].metric'],
  [{ ...BASES, metrics: [VIEWS, VIEWS] }, 'metrics[1].metric'],
  [{ ...BASES, metrics: [{ metric: 'views' }] }, 'metrics[0].kinds'],
  [{ ...BASES, ...metric({ kinds: 'delta' }) }, 'metrics[0].kinds'],
  [{ ...BASES, ...metric({ kinds: ['delta', 'sum'] }) }, 'metrics[0].kinds[1]'],
  [{ ...BASES, ...metric({ resolution: 'week' }) }, 'metrics[0].resolution'],
  [{ ...BASES, ...metric({ resolution: null }) }, 'metrics[0].resolution'],
  [{ ...BASES, ...metric({ counting: 'clicks' }) }, 'metrics[0].counting'],
  [{ ...BASES, ...metric({ counting: 'toString' }) }, 'metrics[0].counting'],
  [{ ...BASES, ...metric({ since: '2019-03-01' }) }, 'metrics[0].since'],
  [{ ...BASES, ...metric({ since: 17_000.5 }) }, 'metrics[0].since'],
  [{ ...BASES, ...metric({ since: 1_551_398_400_000 }) }, 'metrics[0].since'],
  [{ ...BASES, ...metric({ history: 'no' }) }, 'metrics[0].history'],
  [{ ...BASES, ...metric({ breakdowns: ['countries'] }) }, 'metrics[0].breakdowns'],
  [{ ...BASES, ...metric({ breakdowns: { contries: {} } }) }, 'metrics[0].breakdowns.contries'],
  [{ ...BASES, ...countries(true) }, 'metrics[0].breakdowns.countries'],
  [{ ...BASES, ...countries({ resolution: 'hour' }) }, 'metrics[0].breakdowns.countries.resolution'],
  [{ ...BASES, ...countries({ partition: 1 }) }, 'metrics[0].breakdowns.countries.partition'],
  [{ ...BASES, ...countries({ counting: 7 }) }, 'metrics[0].breakdowns.countries.counting'],
  [{ ...BASES, ...countries({ topList: 10 }) }, 'metrics[0].breakdowns.countries.topList'],
  [{ ...BASES, byNeed: 'yes' }, 'byNeed'],
  [{ ...BASES, orders: 'mostviewed' }, 'orders'],
  [{ ...BASES, orders: ['mostviewed', 'best'] }, 'orders[1]'],
  [{ ...BASES, scope: 'optional' }, 'scope'],
  [{ ...BASES, settlesAfter: -1 }, 'settlesAfter'],
  [{ ...BASES, settlesAfter: 1.5 }, 'settlesAfter'],
  [{ ...BASES, settlesAfter: '8' }, 'settlesAfter'],
];

function failureOf(answer: unknown): unknown {
  try {
    return capabilitiesFrom(answer);
  } catch (error) {
    return error;
  }
}

const written = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? String(each) : each)) || 'undefined';

describe('capabilitiesFrom', () => {
  for (const [what, capabilities] of SOUND) {
    it(`passes ${what} on`, () => {
      const answer = { ...BASES, ...capabilities };
      expect(capabilitiesFrom(answer)).to.deep.equal(answer);
    });
  }

  for (const [what, capabilities, read] of SHORTENED) {
    it(`leaves out ${what}`, () => {
      expect(capabilitiesFrom({ ...BASES, ...capabilities })).to.deep.equal({ ...BASES, ...read });
    });
  }

  for (const [answer, path] of FAULTS) {
    it(`rejects ${written(answer)} as malformed at ${path}`, () => {
      expect(failureOf(answer))
        .to.be.instanceOf(StatsError)
        .and.include({ reason: 'malformed', path, message: `the source gave an invalid answer: ${path}` });
    });
  }

  it('rejects an answer whose properties cannot be read as malformed', () => {
    const answer = {
      ...BASES,
      get metrics() {
        throw new Error('no');
      },
    };
    expect(failureOf(answer)).to.be.instanceOf(StatsError).and.include({ reason: 'malformed', path: 'describe' });
  });
});
