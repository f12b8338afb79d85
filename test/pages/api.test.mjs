/** Tests of the fake service over HTTP: its answers have the format of the real statistics service. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDemo } from './server.mjs';

const STATS = ['usage-snapshot-category', 'usage-delta-category', 'record-snapshot-category', 'record-delta-category'];
const USAGE_SNAPSHOT =
  'global resourceTypes accessStatuses languagesByView languagesByDownload subjects rightsByView rightsByDownload fundersByView ' +
  'fundersByDownload periodicalsByView periodicalsByDownload publishersByView publishersByDownload affiliationsByView ' +
  'affiliationsByDownload countriesByView countriesByDownload referrers fileTypes subjectsByView subjectsByDownload ' +
  'referrersByView referrersByDownload';
const RECORD =
  'global resourceTypes accessStatuses languages subjects rights funders periodicals publishers affiliations fileTypes filePresence';

const query = (stat, params = {}) => ({
  [stat]: { stat, params: { community_id: 'global', start_date: '2025-01-01', end_date: '2025-12-31', ...params } },
});
const [USAGE, , , ADDED] = STATS;

describe('the statistics service of the demo', () => {
  let demo;
  before(async () => (demo = await startDemo()));
  after(() => demo.close());
  beforeEach(() => fetch(`${demo.url}api/requests`, { method: 'DELETE' }));

  const post = (body, { search = '', headers = {} } = {}) =>
    fetch(`${demo.url}api/stats-dashboard${search}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const asked = async () => (await fetch(`${demo.url}api/requests`)).json();

  it('answers several statistics in the order of the body, as compact JSON', async () => {
    const response = await post(Object.assign({}, ...STATS.map((stat) => query(stat))));
    const text = await response.text();
    assert.equal(response.status, 200);
    assert.deepEqual(Object.keys(JSON.parse(text)), STATS);
    assert.equal(text, JSON.stringify(JSON.parse(text)));
  });

  it('lists the subcounts of each statistic in the order of the service', async () => {
    const body = await (await post({ ...query(USAGE), ...query(ADDED) })).json();
    assert.equal(Object.keys(body[USAGE]).join(' '), USAGE_SNAPSHOT);
    assert.equal(Object.keys(body[ADDED]).join(' '), RECORD);
    assert.equal(Object.keys(body[ADDED].global).join(' '), 'records fileCount dataVolume parents uploaders');
    assert.ok('byViewViewUniqueRecords' in body[USAGE].subjects);
    assert.ok('byDownloadDataVolume' in body[USAGE].referrers);
  });

  it('sends series of MM-DD points with their year, name, type and value type', async () => {
    const body = await (await post(query(ADDED))).json();
    const [series, ...more] = body[ADDED].global.dataVolume;
    assert.equal(more.length, 0);
    const { data, ...rest } = series;
    assert.deepEqual(rest, { id: 'global', name: 'Global', type: 'bar', valueType: 'filesize', year: 2025 });
    assert.equal(data.length, 365);
    assert.deepEqual([data[0][0], data[364][0]], ['01-01', '12-31']);
    const dataset = body[ADDED].resourceTypes.records.find(({ id }) => id === 'dataset');
    assert.deepEqual(
      [dataset.name, dataset.type, dataset.valueType],
      [{ en: 'Dataset', de: 'Datensatz' }, 'line', 'number'],
    );
    assert.equal(body[ADDED].accessStatuses.records[0].name, '');
  });

  it('answers for the whole year of the start date, whatever other dates are sent', async () => {
    const params = { start_date: '2024-06-01', end_date: '2025-03-31', date_basis: 'published', optimize: true };
    const [{ data, year }] = (await (await post(query(ADDED, params))).json())[ADDED].global.records;
    assert.deepEqual([year, data.length, data[59][0]], [2024, 366, '02-29']);
  });

  it('sends numbers until the day before today', async () => {
    const body = await (await post(query(ADDED), { search: '?today=2025-03-02' })).json();
    assert.deepEqual(body[ADDED].global.records[0].data.at(-1)[0], '03-01');
  });

  it('answers a year without data with empty lists, except for the presence of files', async () => {
    const body = await (
      await post({ ...query(ADDED, { start_date: '1999-01-01' }), ...query(USAGE, { start_date: '1999-01-01' }) })
    ).json();
    assert.deepEqual(body[ADDED].global, { records: [], fileCount: [], dataVolume: [], parents: [], uploaders: [] });
    assert.deepEqual(body[ADDED].filePresence.records, [
      { id: 'metadata_only', name: 'Metadata Only', data: [], type: 'line', valueType: 'number' },
      { id: 'with_files', name: 'With Files', data: [], type: 'line', valueType: 'number' },
    ]);
    assert.equal(Object.keys(body[USAGE]).join(' '), USAGE_SNAPSHOT);
    assert.equal(Object.keys(body[USAGE].countriesByView).length, 10);
    assert.equal(Object.keys(body[USAGE].subjects).length, 30);
  });

  it('sends smaller numbers for its only community than for the repository', async () => {
    const total = async (community_id) => {
      const body = await (await post(query(ADDED, { community_id }))).json();
      return body[ADDED].global.records[0].data.reduce((sum, [, value]) => sum + value, 0);
    };
    assert.ok((await total('astronomy')) < (await total('global')));
  });

  for (const [name, body, message] of [
    ['an empty body', '', 'No JSON data provided'],
    ['an empty object', {}, 'No JSON data provided'],
    ['an unknown statistic', query('nothing-category'), 'Unknown query: nothing-category'],
    ['a statistic under another name', { x: query(ADDED)[ADDED] }, 'Unknown query: record-delta-category'],
    ['an unknown parameter', query(ADDED, { colour: 'red' }), `Unknown parameter in request body for query ${ADDED}`],
    ['a missing start date', { [ADDED]: { stat: ADDED, params: { community_id: 'global' } } }, "'start_date'"],
    ['an unknown community', query(ADDED, { community_id: 'nobody' }), /^Community nobody not found: ./],
    ['broken JSON', '{"a":', /^400 Bad Request: ./],
    ['a start date that is none', query(ADDED, { start_date: '2025-02-30' }), /2025-02-30/],
  ]) {
    it(`answers a request with ${name} with an error and status 200`, async () => {
      const response = await post(body);
      assert.equal(response.status, 200);
      const answer = await response.json();
      assert.deepEqual(Object.keys(answer), ['error']);
      if (typeof message === 'string') assert.equal(answer.error, message);
      else assert.match(answer.error, message);
    });
  }

  it('sends the Content-Type of the Accept header, and answers 406 to types other than JSON', async () => {
    for (const [accept, type] of [
      ['application/json', 'application/json'],
      ['application/json+gzip', 'application/json+gzip'],
      ['application/json, text/plain, */*', 'application/json, text/plain, */*'],
      ['*/*', 'application/json'],
    ]) {
      const response = await post(query(ADDED), { headers: { Accept: accept } });
      assert.equal(response.headers.get('content-type'), type);
      assert.equal(response.headers.get('content-encoding'), null);
      assert.ok(ADDED in (await response.json()));
    }
    const refused = await post(query(ADDED), { headers: { Accept: 'image/png' } });
    assert.equal(refused.status, 406);
    assert.equal((await refused.json()).status, 406);
  });

  it('accepts a trailing slash, and answers 405 to every method except POST', async () => {
    const slash = await fetch(`${demo.url}api/stats-dashboard/`, {
      method: 'POST',
      body: JSON.stringify(query(ADDED)),
    });
    assert.ok(ADDED in (await slash.json()));
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const response = await fetch(`${demo.url}api/stats-dashboard`, { method });
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('allow'), 'POST');
    }
    assert.equal((await fetch(`${demo.url}api/nothing`)).status, 404);
  });

  it('lists its requests at /api/requests until they are deleted', async () => {
    await post({ ...query(ADDED, { start_date: '2024-05-05' }), ...query(USAGE, { community_id: 'astronomy' }) });
    await post(query(USAGE), { search: '?fail=500' });
    assert.deepEqual(await asked(), [
      { stat: ADDED, year: 2024, community: 'global' },
      { stat: USAGE, year: 2025, community: 'astronomy' },
      { stat: USAGE, year: 2025, community: 'global' },
    ]);
    assert.equal((await fetch(`${demo.url}api/requests`, { method: 'DELETE' })).status, 204);
    assert.deepEqual(await asked(), []);
  });

  it('delays its answer by the milliseconds in ?delay', async () => {
    const start = performance.now();
    await post(query(ADDED), { search: '?delay=300' });
    assert.ok(performance.now() - start >= 290);
  });

  for (const [fail, status] of [
    ['404', 404],
    ['429', 429],
    ['500', 500],
    ['auth', 403],
  ]) {
    it(`answers ${status} to ?fail=${fail}`, async () => {
      const response = await post(query(ADDED), { search: `?fail=${fail}` });
      assert.equal(response.status, status);
      const body = await response.json();
      assert.equal(body.status, status);
      assert.ok(body.message);
      assert.equal(response.headers.has('x-ratelimit-limit'), status === 429);
    });
  }

  it('answers a login page with ?fail=html, an error with ?fail=error, half an answer with ?fail=half', async () => {
    const html = await post(query(ADDED), { search: '?fail=html' });
    assert.equal(html.status, 200);
    assert.match(await html.text(), /^<!doctype html>/);

    const error = await post(query(ADDED), { search: '?fail=error' });
    assert.equal(error.status, 200);
    assert.deepEqual(Object.keys(await error.json()), ['error']);

    const [half, whole] = await Promise.all(
      ['?fail=half', ''].map(async (search) => (await post(query(ADDED), { search })).text()),
    );
    assert.equal(half, whole.slice(0, Math.floor(whole.length / 2)));
  });

  it('never answers with ?fail=hang', async () => {
    const body = JSON.stringify(query(ADDED));
    const waiting = fetch(`${demo.url}api/stats-dashboard?fail=hang`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(500),
    });
    await assert.rejects(waiting, { name: 'TimeoutError' });
  });

  it('requires a CSRF token with ?fail=csrf, and sets its cookie', async () => {
    const search = '?fail=csrf';
    const first = await post(query(ADDED), { search });
    assert.equal(first.status, 400);
    assert.deepEqual(await first.json(), { status: 400, message: 'CSRF cookie not set.' });
    const cookie = first.headers.get('set-cookie').split(';')[0];
    const token = cookie.replace('csrftoken=', '');

    const wrong = await post(query(ADDED), { search, headers: { Cookie: cookie, 'X-CSRFToken': 'wrong' } });
    assert.deepEqual(await wrong.json(), { status: 400, message: 'CSRF token missing or incorrect.' });

    const right = await post(query(ADDED), { search, headers: { Cookie: cookie, 'X-CSRFToken': token } });
    assert.equal(right.status, 200);
    assert.ok(ADDED in (await right.json()));
  });
});

const payload = fileURLToPath(new URL('../../../shared/wire/payloads/all-four.consistent.json', import.meta.url));

describe(
  'the statistics service of the demo, with STATS_PAYLOAD',
  { skip: !existsSync(payload) && '../shared is not here' },
  () => {
    let demo;
    before(async () => (demo = await startDemo({ payload })));
    after(() => demo.close());

    const post = async (body) =>
      (await fetch(`${demo.url}api/stats-dashboard`, { method: 'POST', body: JSON.stringify(body) })).json();

    it('answers each statistic from the file in STATS_PAYLOAD', async () => {
      const body = JSON.parse(readFileSync(payload, 'utf8'));
      for (const stat of STATS) assert.deepEqual(await post(query(stat)), { [stat]: body[stat] });
    });

    it('answers a year that is not in STATS_PAYLOAD with empty lists', async () => {
      const answer = await post(query(ADDED, { start_date: '2024-01-01' }));
      assert.deepEqual(answer[ADDED].global.records, []);
      assert.equal(answer[ADDED].filePresence.records.length, 2);
    });
  },
);
