import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PRESETS } from '../src/ingest/patterns.js';
import { ingested, lines, tabbed } from './ingested.js';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';

describe('events of InvenioRDM', () => {
  const view = {
    timestamp: '2025-03-01T10:00:00',
    recid: 'a',
    visitor_id: 'v1',
    country: 'de',
    referrer: 'https://Example.org/x?y',
  };
  const download = { ...view, file_id: 'f1', file_key: 'Data.CSV', bucket_id: 'b', size: 1000 };

  it('are documents of a dump, or what is in them alone', async () => {
    const { events, rejected } = await ingested(
      { kind: 'invenio' },
      lines(
        { _index: 'events-stats-record-view-2025-03', _id: '1', _source: view },
        { _index: 'x-events-stats-file-download-2025-03', _id: '2', _source: { ...download, is_machine: true } },
        { ...view, timestamp: '2025-03-01T11:00:00', visitor_id: 'v2', is_robot: true },
        { ...download, timestamp: '2025-03-01T12:00:00' },
      ),
    );
    assert.deepEqual(rejected, {});
    const common = { record: 'a', country: 'DE', referrer: 'example.org' };
    const file = { kind: 'download', file: 'f1', extension: 'csv', bytes: 1000 };
    assert.deepEqual(events, [
      { time: '2025-03-01T10:00:00', ...file, ...common, machine: true, reader: 1 },
      { time: '2025-03-01T10:00:00', kind: 'view', ...common, reader: 1 },
      { time: '2025-03-01T11:00:00', kind: 'view', ...common, robot: true, reader: 2 },
      { time: '2025-03-01T12:00:00', ...file, ...common, reader: 1 },
    ]);
  });

  it('are no views if they came by the API; downloads count in any way', async () => {
    const { events } = await ingested(
      { kind: 'invenio' },
      lines({ ...view, via_api: true }, { ...download, via_api: true }),
    );
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['download'],
    );
  });

  it('have the same visitors whenever they are read, because their ids are no secret', async () => {
    const first = await ingested({ kind: 'invenio' }, lines(view));
    const second = await ingested({ kind: 'invenio' }, lines(view));
    assert.deepEqual(first.visitors, second.visitors);
  });

  it('are named if they are broken or of another index', async () => {
    const { samples } = await ingested(
      { kind: 'invenio' },
      lines(
        '{',
        { _index: 'stats-bookmarks', _source: view },
        { ...view, recid: undefined },
        { ...view, timestamp: 'x' },
      ),
    );
    assert.deepEqual(
      samples.map(({ line, reason }) => `${line} ${reason}`),
      ['1 line', '2 kind', '3 record', '4 time'],
    );
  });
});

describe('logs for Make Data Count', () => {
  const request = (values: Readonly<Record<number, string>>): string[] =>
    Array.from({ length: 19 }, (_, i) => values[i + 1] ?? '-');
  const view = (more: Readonly<Record<number, string>> = {}): string[] =>
    request({
      1: '2025-03-01T23:00:00-0500',
      2: '192.0.2.1',
      5: ':guest',
      6: '/dataset.xhtml?persistentId=doi:10.1/A',
      7: 'doi:10.1/A',
      10: BROWSER,
      ...more,
    });

  it('have views and downloads by their addresses, and times with an offset', async () => {
    const { events, rejected } = await ingested(
      { kind: 'make-data-count' },
      tabbed(
        ['#Fields: event_time', 'client_ip'],
        view({ 3: 's1' }),
        view({
          3: 's1',
          6: 'https://data.example.org/api/v1/access/datafile/7?format=original',
          8: 's3://bucket:18-ab',
          9: '300',
        }),
        view({ 3: 's1', 6: '/search?q=dataset.xhtml' }),
      ),
    );
    assert.deepEqual(rejected, {});
    const common = { time: '2025-03-02T04:00:00', record: 'doi:10.1/A', reader: 1 };
    assert.deepEqual(events, [
      { ...common, kind: 'download', file: 's3://bucket:18-ab', bytes: 300 },
      { ...common, kind: 'view' },
    ]);
  });

  it('tell readers apart by session, cookie, user, or address and browser; guests are nobody', async () => {
    const at = (second: number, values: Readonly<Record<number, string>>): string[] =>
      view({ 1: `2025-03-01T00:00:0${second}Z`, ...values });
    const { events } = await ingested(
      { kind: 'make-data-count' },
      tabbed(
        at(0, { 3: 'x', 2: '192.0.2.7' }),
        at(1, { 3: 'x' }),
        at(2, { 4: 'x' }),
        at(3, { 5: 'x' }),
        at(4, {}),
        at(5, { 2: '192.0.2.2' }),
        at(6, { 5: '????' }),
      ),
    );
    assert.deepEqual(
      events.map(({ reader }) => reader),
      [1, 1, 2, 3, 4, 5, 4],
    );
  });

  it('are of programs if there is no agent', async () => {
    const { events } = await ingested({ kind: 'make-data-count' }, tabbed(view({ 10: '-' })));
    assert.equal(events[0]?.machine, true);
  });

  it('take expressions of the configuration', async () => {
    const patterns = [{ kind: 'download', path: '^/fetch/' }] as const;
    const { events } = await ingested({ kind: 'make-data-count', patterns }, tabbed(view(), view({ 6: '/fetch/1' })));
    assert.deepEqual(
      events.map(({ kind, file }) => [kind, file]),
      [['download', '/fetch/1']],
    );
  });

  it('name lines with another number of values, and without a dataset', async () => {
    const { samples } = await ingested(
      { kind: 'make-data-count' },
      tabbed(view().slice(1), view({ 7: '-' }), [...view(), 'x']),
    );
    assert.deepEqual(
      samples.map(({ line, reason }) => `${line} ${reason}`),
      ['1 columns', '2 record', '3 columns'],
    );
  });
});

describe('exports of DSpace', () => {
  const HEADER =
    'type,id,time,ip,userAgent,isBot,countryCode,referrer,bundleName,owningItem,owningColl,statistics_type,uid';
  const row = (type: string, id: string, more: readonly string[]): string =>
    [type, id, '2025-03-01T10:00:00.123Z', '192.0.2.1', `"${BROWSER}"`, ...more].join(',');

  it('have views of items and downloads of files, with ids of old and new releases', async () => {
    const { events, rejected } = await ingested(
      { kind: 'dspace-solr' },
      lines(
        HEADER,
        row('2', '12', ['false', 'FR', 'https://www.example.org/', '', '', '"3,4"', 'view', 'u1']),
        row('0', '0b6c6b2e-9f3d-4c55-8d05-000000000001', [
          'false',
          '',
          '',
          'ORIGINAL',
          '0b6c6b2e-9f3d-4c55-8d05-000000000002',
          '',
          'view',
          'u2',
        ]),
        row('0', '99', ['true', '', '', '', '"12,13"', '', '', 'u3']),
      ),
      'statistics.csv',
    );
    assert.deepEqual(rejected, {});
    const time = '2025-03-01T10:00:00';
    assert.deepEqual(events, [
      {
        time,
        kind: 'download',
        record: '0b6c6b2e-9f3d-4c55-8d05-000000000002',
        file: '0b6c6b2e-9f3d-4c55-8d05-000000000001',
        reader: 1,
      },
      { time, kind: 'download', record: '12', file: '99', robot: true, reader: 1 },
      { time, kind: 'view', record: '12', country: 'FR', referrer: 'www.example.org', reader: 1 },
    ]);
  });

  it('leave out searches, collections, thumbnails and texts for the search', async () => {
    const { events, rejected } = await ingested(
      { kind: 'dspace-solr' },
      lines(
        HEADER,
        row('2', '1', ['', '', '', '', '', '', 'search', 'a']),
        row('3', '1', ['', '', '', '', '', '', 'view', 'b']),
        row('0', '1', ['', '', '', 'THUMBNAIL', '1', '', 'view', 'c']),
      ),
      'statistics.csv',
    );
    assert.deepEqual([events, rejected], [[], {}]);
  });
});

describe('access logs', () => {
  const patterns = [
    { kind: 'view', path: '^/records/(?<record>[^/?]+)$' },
    { kind: 'download', path: '^/records/(?P<record>[^/?]+)/files/(?P<file>[^?]+)' },
  ] as const;
  const log = { kind: 'access-log', patterns } as const;
  const line = (time: string, request: string, status: number, size: number | '-' = 100, ip = '192.0.2.1'): string =>
    `${ip} - - [01/Mar/2025:${time} +0100] "${request} HTTP/1.1" ${status} ${size} "https://www.example.org/a" "${BROWSER}"`;

  it('are of the form combined or common, also with the name of the host before it', async () => {
    const { events, rejected } = await ingested(
      log,
      lines(
        line('10:00:00', 'GET /records/a', 200),
        'example.org:443 2001:db8::1 - jo [01/Mar/2025:10:00:01 +0100] "GET /records/a%2Fb HTTP/2.0" 304 -',
        line('10:00:02', 'GET /records/a/files/x%20y.pdf?download=1', 200, 5000),
        line('10:00:03', 'GET /static/app.js', 200),
      ),
    );
    assert.deepEqual(rejected, {});
    assert.deepEqual(events, [
      { time: '2025-03-01T09:00:00', kind: 'view', record: 'a', referrer: 'www.example.org', reader: 1 },
      { time: '2025-03-01T09:00:01', kind: 'view', record: 'a/b', reader: 2 },
      {
        time: '2025-03-01T09:00:02',
        kind: 'download',
        record: 'a',
        file: 'x y.pdf',
        extension: 'pdf',
        bytes: 5000,
        referrer: 'www.example.org',
        reader: 1,
      },
    ]);
  });

  it('count what was fetched: no HEAD, no failure, no redirection, nothing that was fetched in advance', async () => {
    const { events } = await ingested(
      log,
      lines(
        line('10:00:00', 'HEAD /records/a', 200),
        line('10:00:00', 'POST /records/a', 200),
        line('10:00:00', 'GET /records/a', 404),
        line('10:00:00', 'GET /records/a', 302),
        `${line('10:00:00', 'GET /records/a', 200)} "prefetch;prerender"`,
        line('10:00:00', 'GET /records/b', 304),
      ),
    );
    assert.deepEqual(
      events.map(({ record }) => record),
      ['b'],
    );
  });

  it('count a file that is fetched in parts once, with its whole size if the log has it', async () => {
    const part = (time: string, ip?: string): string => line(time, 'GET /records/a/files/x.pdf', 206, 10, ip);
    const { events } = await ingested(
      log,
      lines(
        part('10:00:00'),
        part('10:20:00'),
        part('10:49:59'),
        part('11:20:00'),
        part('10:00:01', '192.0.2.2'),
        line('12:00:00', 'GET /records/a/files/x.pdf', 200, 5000, '192.0.2.3'),
      ),
    );
    assert.deepEqual(
      events.map(({ time, reader, bytes }) => [time.slice(11), reader, bytes]),
      [
        ['09:00:00', 1, 5000],
        ['09:00:01', 2, 5000],
        ['10:20:00', 1, 5000],
        ['11:00:00', 3, 5000],
      ],
    );
  });

  it('have an unknown size of a file that was never sent as a whole', async () => {
    const { events } = await ingested(log, lines(line('10:00:00', 'GET /records/a/files/x.pdf', 206, 10)));
    assert.equal(events[0]?.bytes, undefined);
  });

  it('name lines of another form, and requests without a line of HTTP are none', async () => {
    const { samples, events } = await ingested(
      log,
      lines(
        '2025-03-01 nonsense',
        line('10:00:00', 'GET /records/a', 200),
        '192.0.2.1 - - [01/Mar/2025:10:00:00 +0100] "\\x16\\x03" 400 0 "-" "-"',
        '192.0.2.1 - - [today] "GET /records/a HTTP/1.1" 200 1 "-" "-"',
      ),
    );
    assert.equal(events.length, 1);
    assert.deepEqual(
      samples.map(({ line: number, reason }) => `${number} ${reason}`),
      ['1 line', '4 time'],
    );
  });

  it('know the addresses of DSpace, EPrints and Dataverse', async () => {
    const id = '0b6c6b2e-9f3d-4c55-8d05-0123456789ab';
    const found: Record<keyof typeof PRESETS, readonly string[]> = {
      dspace: [
        `/items/${id}`,
        `/entities/publication/${id}/full`,
        '/handle/123456789/5?locale=de',
        `/bitstreams/${id}/download`,
        '/bitstream/handle/123456789/5/a.pdf?sequence=1',
      ],
      eprints: ['/123/', '/id/eprint/123', '/123/1/paper.pdf'],
      dataverse: [
        '/dataset.xhtml?version=1.0&persistentId=doi%3A10.1%2FA',
        '/api/access/datafile/7',
        '/api/v1/access/dataset/:persistentId/?persistentId=doi:10.1/A',
      ],
    };
    const expected = {
      dspace: [`view ${id}`, `view ${id}`, 'view 123456789/5', `download ${id} ${id}`, 'download 123456789/5 a.pdf'],
      eprints: ['view 123', 'view 123', 'download 123 1/paper.pdf'],
      dataverse: ['view doi:10.1/A', 'download 7 7', 'download doi:10.1/A'],
    };
    for (const preset of Object.keys(PRESETS) as (keyof typeof PRESETS)[]) {
      const requests = [
        ...found[preset],
        '/',
        '/123/2.hassmallThumbnailVersion/paper.pdf',
        '/search?q=1',
        '/items',
        '/123/export',
      ];
      const { events } = await ingested(
        { kind: 'access-log', patterns: PRESETS[preset] },
        lines(...requests.map((url, i) => line(`10:00:0${i}`, `GET ${url}`, 200))),
      );
      assert.deepEqual(
        events.map(({ kind, record, file }) => [kind, record, ...(file ? [file] : [])].join(' ')),
        expected[preset],
        preset,
      );
    }
  });
});
