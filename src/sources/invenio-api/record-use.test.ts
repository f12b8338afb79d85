import { expect } from '@open-wc/testing';
import { days } from '../../../test/builders.js';
import { fakeFetch, json, pathOf, restoreFetch, statsErrorOf, type Call } from '../../../test/fake-fetch.js';
import { createSource } from '../create-source.js';
import { invenioSource } from '../invenio/invenio-source.js';
import { invenioRecordsSource } from '../invenio-records/invenio-records-source.js';
import type { StatsSource } from '../source.js';

const { signal } = new AbortController();
const PERIODS = [days('2025-04-01', '2025-04-30'), days('2025-05-01', '2025-05-17')];
const RECORD = {
  id: 'abcde-12345',
  parent: { id: 'fghij-67890' },
  metadata: { title: ' Old maps ' },
  links: { self_html: 'https://repo.example/records/abcde-12345' },
};
const ANSWER = {
  'views 0': { parent_recid: 'fghij-67890', views: 12.0, unique_views: 7.0 },
  'views 1': { parent_recid: null, views: 0, unique_views: 0 },
  'downloads 0': { downloads: 9, unique_downloads: 3, data_volume: 2048 },
  'downloads 1': { downloads: 4, unique_downloads: 2 },
};

const serve = (record: unknown = RECORD, answer: (call: Call) => Response = () => json(ANSWER)): readonly Call[] =>
  fakeFetch((call) =>
    call.init.method === 'POST' ? answer(call) : record instanceof Response ? record.clone() : json(record),
  );

const SOURCES: readonly (readonly [name: string, source: () => Omit<StatsSource, 'key'>])[] = [
  ['the statistics service', () => invenioSource({ src: '/x/api/stats-dashboard' })],
  ['the search', () => invenioRecordsSource({ src: '/x/', credentials: 'same-origin' })],
];

afterEach(restoreFetch);

for (const [name, makeSource] of SOURCES) {
  describe(`the use of a record, from the source of ${name}`, () => {
    const ask = (record = 'abcde-12345') => makeSource().recordUse!({ record, periods: PERIODS }, signal);

    it('takes a request for the record, and one for all numbers of all its versions', async () => {
      const calls = serve();
      await ask();
      expect(calls.map((call) => `${call.init.method ?? 'GET'} ${pathOf(call)}`)).to.deep.equal([
        'GET /x/api/records/abcde-12345',
        'POST /x/api/stats',
      ]);
      const params = { parent_recid: 'fghij-67890', start_date: '2025-04-01', end_date: '2025-04-30T23:59:59' };
      const sent = calls[1]!.json as Record<string, unknown>;
      expect(Object.keys(sent)).to.deep.equal(['views 0', 'views 1', 'downloads 0', 'downloads 1']);
      expect(sent['views 0']).to.deep.equal({ stat: 'record-view-all-versions', params });
      expect(sent['downloads 1']).to.deep.equal({
        stat: 'record-download-all-versions',
        params: { ...params, start_date: '2025-05-01', end_date: '2025-05-17T23:59:59' },
      });
      expect(calls[1]!.headers.get('Content-Type')).to.equal('application/json');
    });

    it('is that of distinct visitors', async () => {
      serve();
      expect(await ask()).to.deep.equal({
        title: 'Old maps',
        href: 'https://repo.example/records/abcde-12345',
        views: [7, 0],
        downloads: [3, 2],
      });
    });

    it('is that of all visitors if distinct ones are not sent of any period', async () => {
      serve(RECORD, () => json({ ...ANSWER, 'downloads 0': { downloads: 9 }, 'downloads 1': { downloads: 4 } }));
      expect(await ask()).to.deep.include({ views: [7, 0], downloads: [9, 4] });
    });

    it('is unknown in a period without distinct visitors, which is not added to others', async () => {
      serve(RECORD, () => json({ ...ANSWER, 'downloads 1': { downloads: 4 } }));
      expect(await ask()).to.deep.include({ downloads: [3, null] });
    });

    it('is unknown where no number is sent', async () => {
      serve(RECORD, () => json({ 'views 0': {}, 'views 1': { unique_views: -1 }, 'downloads 0': { downloads: '3' } }));
      expect(await ask()).to.deep.include({ views: [null, null], downloads: [null, null] });
    });

    it('finds the work of a record in the older form of Zenodo', async () => {
      const calls = serve({ id: 2, conceptrecid: '1', metadata: {} });
      expect((await ask('2'))?.title).to.equal('');
      expect(JSON.stringify(calls[1]!.json)).to.contain('"parent_recid":"1"');
    });

    for (const status of [404, 410]) {
      it(`names the attribute for a record that does not exist (${status})`, async () => {
        const calls = serve(json({ status, message: 'The persistent identifier does not exist.' }, status));
        const error = await statsErrorOf(ask('nope'));
        expect([error.reason, error.path, error.status, calls.length]).to.deep.equal([
          'attribute',
          'record',
          status,
          1,
        ]);
        expect(error.message).to.contain('"nope"');
      });
    }

    for (const [what, record, answer, reason] of [
      ['a record without a work', { id: 'x' }, undefined, 'malformed'],
      ['another answer', RECORD, () => json([1]), 'malformed'],
      ['an answer without numbers', RECORD, () => json({}), 'malformed'],
      ['a refusal', RECORD, () => json({ message: 'Permission denied.' }, 403), 'auth'],
      ['a login page', RECORD, () => new Response('<!doctype html>'), 'malformed'],
    ] as const) {
      it(`fails with the reason ${reason} for ${what}`, async () => {
        serve(record, answer);
        expect((await statsErrorOf(ask())).reason).to.equal(reason);
      });
    }

    it('is requested again once after a refusal of the CSRF token', async () => {
      let refusals = 0;
      const calls = serve(RECORD, () =>
        refusals++ ? json(ANSWER) : json({ status: 400, message: 'CSRF cookie not set.' }, 400),
      );
      expect((await ask())?.views).to.deep.equal([7, 0]);
      expect(calls).to.have.length(3);
    });

    it('reports a refusal of the CSRF token that stays', async () => {
      serve(RECORD, () => json({ status: 400, message: 'CSRF token missing or incorrect.' }, 400));
      expect((await statsErrorOf(ask())).reason).to.equal('csrf');
    });
  });
}

describe('the use of a record', () => {
  it('is not provided by a source that has none', async () => {
    const source = createSource({ source: 'counter', src: '/r.json' });
    expect(await source.recordUse?.({ record: 'x', periods: PERIODS }, signal)).to.be.undefined;
  });
});

describe('bodies beside the repository', () => {
  it('have the numbers of one record', async function () {
    const response = await fetch('/shared/services/payloads/inveniordm/stats_post_response.constructed.json');
    // The folder is beside the repository on some machines only.
    if (!response.ok) return this.skip();
    const { views, downloads } = (await response.json()) as Record<string, unknown>;
    serve(RECORD, () => json({ 'views 0': views, 'downloads 0': downloads }));
    const use = await SOURCES[0]![1]().recordUse!({ record: 'abcde-12345', periods: PERIODS.slice(0, 1) }, signal);
    expect(use).to.deep.include({ views: [7], downloads: [3] });
  });
});
