import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { days, print } from '../../../test/builders.js';
import { runs } from '../../../test/runs.js';
import { isoDay, yearStart } from '../../data/day.js';
import { faultInBlock } from '../../data/check-block.js';
import { coveredDays, type YearBlock } from '../../data/year-block.js';
import type { Statistic } from '../../vocabulary/terms.js';
import { StatsError } from '../errors.js';
import type { Decode } from '../worker/decoders.js';
import { DECODERS, explained, type Subject } from './decode.js';
import { overviewOf } from './overview.js';

const MAY = days('2025-05-01', '2025-05-31');
const FETCHED = Date.parse('2025-06-20T08:00:00Z');

/** Decodes the answer for a month. */
function decoded(
  body: unknown,
  subject: Subject = 'records',
  statistic: Statistic = 'content-delta',
  fetchedAt = FETCHED,
): YearBlock {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  const decode = DECODERS[subject].load() as Decode;
  return decode([bytes], { statistic, year: 2025, period: MAY, requests: [] }, fetchedAt);
}

const bucket = (key: string, doc_count: number, label = key.toUpperCase()) => ({ key, doc_count, label });
const page = (total: unknown, aggregations: Readonly<Record<string, unknown>> = {}) => ({
  hits: { hits: [], total },
  aggregations: Object.fromEntries(
    Object.entries(aggregations).map(([name, buckets]) => [name, { buckets, label: name }]),
  ),
  sortBy: 'newest',
});

/** The values other than 0 of each part, by day. */
const valuesOf = ({ tables, year }: YearBlock) =>
  Object.fromEntries(
    tables.flatMap(({ metric, breakdown = '', ids, columns }) =>
      ids.map((id, i) => [
        [metric, breakdown, id].filter(Boolean).join(' '),
        Object.fromEntries(
          [...columns[i]!].flatMap((value, slot) => (value > 0 ? [[isoDay(yearStart(year) + slot), value]] : [])),
        ),
      ]),
    ),
  );

const faultOf = (read: () => unknown): StatsError => {
  try {
    read();
  } catch (error) {
    if (error instanceof StatsError) return error;
    throw error;
  }
  throw new Error('expected a StatsError');
};

describe('the decoders of searches', () => {
  const BODY = page(30, {
    access_status: [bucket('open', 22), bucket('embargoed', 5), bucket('metadata-only', 3)],
    resource_type: [
      { ...bucket('publication', 20), inner: { buckets: [bucket('publication-article', 12)] } },
      bucket('dataset', 10),
    ],
    file_type: [bucket('pdf', 19), bucket('csv', 9)],
    subject: [bucket('Maps', 4, 'Maps')],
    publication_date: [bucket('2024', 30)],
    another_facet: [bucket('x', 1)],
  });

  it('takes ids of vocabularies for the same in any case, but not subjects, which are texts', () => {
    const twice = (id: string) => [bucket(id, 4), bucket(` ${id.toUpperCase()}`, 5)];
    const names = ['access_status', 'resource_type', 'language', 'subject'];
    const shown = valuesOf(decoded(page(9, Object.fromEntries(names.map((name) => [name, twice('a')])))));
    expect(Object.keys(shown)).to.deep.equal([
      'records global',
      'records accessStatuses a',
      'records resourceTypes a',
      ...['records subjects a', 'records subjects A'],
      'records languages a',
    ]);
    expect(shown['records accessStatuses a']).to.deep.equal({ '2025-05-31': 9 });
  });

  it('puts what was created in a month, and its parts, on the last day', () => {
    const block = decoded(BODY);
    const on = (value: number) => ({ '2025-05-31': value });
    expect(valuesOf(block)).to.deep.equal({
      'records global': on(30),
      'records accessStatuses open': on(22),
      'records accessStatuses embargoed': on(5),
      'records accessStatuses metadata-only': on(3),
      'records resourceTypes publication': on(20),
      'records resourceTypes dataset': on(10),
      'records fileTypes pdf': on(19),
      'records fileTypes csv': on(9),
      'records subjects Maps': on(4),
    });
    expect(block.tables[0]!.columns[0]![130]).to.equal(0);
    expect(coveredDays(block).map(print)).to.deep.equal(['2025-05-01/2025-05-31']);
    expect(block.problems).to.deep.equal([]);
    expect(faultInBlock(block)).to.be.undefined;
  });

  it('counts the running month until the day of the answer', () => {
    const block = decoded(BODY, 'records', 'content-delta', Date.parse('2025-05-17T08:00:00Z'));
    expect(valuesOf(block)['records global']).to.deep.equal({ '2025-05-17': 30 });
    expect(coveredDays(block).map(print)).to.deep.equal(['2025-05-01/2025-05-17']);
  });

  it('reads names, but none that only repeats the id', () => {
    const table = decoded(BODY).tables.find(({ breakdown }) => breakdown === 'subjects')!;
    expect(table.labels).to.deep.equal(['']);
    expect(decoded(BODY).tables.find(({ breakdown }) => breakdown === 'fileTypes')!.labels).to.deep.equal([
      'PDF',
      'CSV',
    ]);
  });

  it('counts a month without records as 0, also its parts', () => {
    const block = decoded(page(0, { access_status: [], resource_type: [] }));
    expect(coveredDays(block).map(print)).to.deep.equal(['2025-05-01/2025-05-31']);
    expect(block.tables.map(({ breakdown, ids }) => [breakdown, ids])).to.deep.equal([
      [undefined, ['global']],
      ['accessStatuses', []],
      ['resourceTypes', []],
    ]);
  });

  it('has no table of a facet that was not sent', () => {
    expect(decoded(page(3)).tables).to.have.length(1);
    expect(decoded({ hits: { total: 3.0 } }).tables).to.have.length(1);
  });

  it('reads works, and records with files', () => {
    expect(valuesOf(decoded(BODY, 'parents'))).to.deep.equal({ 'parents global': { '2025-05-31': 30 } });
    expect(valuesOf(decoded(BODY, 'withFiles'))).to.deep.equal({
      'records filePresence with_files': { '2025-05-31': 30 },
    });
  });

  for (const [what, buckets, path] of [
    ['an object in place of a list', { open: 3 }, 'aggregations.access_status.buckets'],
    ['a part without a key', [bucket('open', 2), { doc_count: 1 }], 'aggregations.access_status.buckets[1]'],
    ['a part without a number', [{ key: 'open' }], 'aggregations.access_status.buckets[0]'],
    ['a number below 0', [bucket('open', -1)], 'aggregations.access_status.buckets[0]'],
    ['half a record', [bucket('open', 1.5)], 'aggregations.access_status.buckets[0]'],
    ['a reserved id', [bucket('\0other', 1)], 'aggregations.access_status.buckets[0]'],
    ['no part at all', [null], 'aggregations.access_status.buckets[0]'],
  ] as const) {
    it(`leaves out ${what}, and lists it among the problems`, () => {
      const block = decoded(page(3, { access_status: buckets }));
      expect(block.problems.map((problem) => problem.path)).to.deep.equal([path]);
      expect(block.tables[1]!.incomplete).to.be.true;
      expect(faultInBlock(block)).to.be.undefined;
    });
  }

  it('keeps parts that are called like properties of all objects', () => {
    const block = decoded(page(3, { subject: [bucket('__proto__', 1), bucket('constructor', 2)] }));
    expect(block.tables[1]!.ids).to.deep.equal(['__proto__', 'constructor']);
  });

  for (const [what, body, reason, path, text] of [
    ['a web page', '<!doctype html><title>Log in</title>', 'malformed', '$', /search of InvenioRDM.*a page/],
    ['half an answer', '{"hits": {"tot', 'malformed', '$', /search of InvenioRDM/],
    ['an answer of another service', { meta: { total: 3 } }, 'malformed', 'hits.total', /search of InvenioRDM/],
    ['a list', [1], 'malformed', 'hits.total', /search of InvenioRDM/],
    ['a total that is a text', page('many'), 'malformed', 'hits.total', /"many"/],
    ['a total below 0', page(-1), 'malformed', 'hits.total', /-1/],
    ['an error', { status: 400, message: 'Failed to parse query.' }, 'service', 'message', /Failed to parse query\./],
  ] as const) {
    it(`refuses ${what} with the reason ${reason}`, () => {
      const error = faultOf(() => decoded(body));
      expect([error.reason, error.path]).to.deep.equal([reason, path]);
      expect(error.message).to.match(text);
    });
  }

  it('reads anything, or refuses it with a reason', () => {
    const keys = fc.constantFrom('hits', 'total', 'aggregations', 'access_status', 'buckets', 'key', 'doc_count');
    const leaf = fc.oneof(fc.constantFrom('open', '', 3, -1, null, true), fc.double(), fc.string());
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), fc.dictionary(keys, tie('value'))),
    }));
    const body = fc.oneof(
      fc.tuple(value, value).map(([total, buckets]) => page(total, { access_status: buckets })),
      value,
      fc.string(),
    );
    fc.assert(
      fc.property(body, fc.constantFrom('records', 'parents', 'withFiles'), (sent, subject) => {
        try {
          expect(faultInBlock(decoded(sent, subject))).to.be.undefined;
          overviewOf(Object(sent) as object);
        } catch (error) {
          expect(error).to.be.instanceOf(StatsError);
        }
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('explained', () => {
  for (const [what, error, reason, text] of [
    ['a lost connection', new StatsError('network', 'lost', { retryAfter: '' }), 'network', /REST_ENABLE_CORS/],
    ['a refusal', new StatsError('auth', 'HTTP 403', { status: 403 }), 'auth', /without an account/],
    ['a wrong address', new StatsError('http', 'HTTP 404', { status: 404 }), 'http', /`src`.*\/api\/records/],
    [
      'a refused query',
      new StatsError('http', 'HTTP 400 {"status": 400, "message": "Bad query."}', { status: 400 }),
      'service',
      /Bad query/,
    ],
    ['too many requests', new StatsError('rate-limit', 'HTTP 429', { retryAfter: '5' }), 'rate-limit', /429/],
    [
      'a login page',
      new StatsError('malformed', "Unexpected token '<'", { path: '$' }),
      'malformed',
      /InvenioRDM.*page/,
    ],
  ] as const) {
    it(`names the service, or what has to be changed, for ${what}`, () => {
      const known = explained(error);
      expect(known).to.include({ reason, status: error.status, retryAfter: error.retryAfter });
      expect(known.message).to.match(text);
    });
  }
});

describe('bodies beside the repository', () => {
  /** Returns a body; `undefined` where there is none. */
  const shared = async (name: string): Promise<string | undefined> => {
    const response = await fetch(`/shared/services/payloads/inveniordm/${name}`);
    return response.ok ? response.text() : undefined;
  };

  it('are read: a month of the search', async function () {
    const body = await shared('records_month_size1.constructed.json');
    // The folder is beside the repository on some machines only.
    if (body === undefined) return this.skip();
    const on = (value: number) => ({ '2025-05-31': value });
    expect(valuesOf(decoded(body))).to.deep.equal({
      'records global': on(182),
      'records accessStatuses open': on(140),
      'records accessStatuses metadata-only': on(30),
      'records accessStatuses embargoed': on(12),
      'records resourceTypes publication': on(120),
      'records resourceTypes dataset': on(62),
      'records fileTypes pdf': on(101),
      'records fileTypes zip': on(33),
    });
  });

  for (const name of ['zenodo_record_4924875_stats.json', 'stats_post_response.constructed.json']) {
    it(`are refused if they are no search: ${name}`, async function () {
      const body = await shared(name);
      if (body === undefined) return this.skip();
      expect(faultOf(() => decoded(body)).reason).to.equal('malformed');
    });
  }
});
