import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Repository, type GivenEvent } from './repository.js';

const records = [
  { id: 'a', created: '2025-03-01', attributes: { resourceTypes: ['data'], affiliations: ['U1', 'U1', 'U2'] } },
  { id: 'b', created: '2025-03-01', parent: 'a', attributes: { resourceTypes: ['text'] } },
];
const view = (time: string, more: Partial<GivenEvent> = {}): GivenEvent => ({
  time,
  kind: 'view',
  record: 'a',
  visitor: 'v',
  ...more,
});
const download = (time: string, more: Partial<GivenEvent> = {}): GivenEvent =>
  view(time, { kind: 'download', file: 'one.pdf', bytes: 1000, ...more });

/** Builds the events, and returns the values of a series by day. */
async function built(
  events: readonly GivenEvent[],
  config: Readonly<Record<string, unknown>> = {},
): Promise<(place: string) => object> {
  const repository = new Repository({ metrics: 'all', ...config });
  repository.records(records);
  repository.events(events);
  await repository.build();
  return (place) => repository.series(`2025 usage-delta ${place}`);
}

describe('double clicks', () => {
  it('counts the last of clicks on the same thing that are at most 30 seconds apart', async () => {
    const series = await built([
      view('2025-03-02T10:00:00Z'),
      view('2025-03-02T10:00:30Z'),
      view('2025-03-02T10:01:00Z'),
      // 31 seconds later.
      view('2025-03-02T10:01:31Z'),
    ]);
    assert.deepEqual(series('global views global'), { '2025-03-02': 2 });
    assert.deepEqual(series('global viewVisitors global'), { '2025-03-02': 1 });
  });

  it('counts clicks of two readers, on two records, on two files, and a view beside a download', async () => {
    const time = '2025-03-02T10:00:00Z';
    const series = await built([
      view(time),
      view(time, { visitor: 'w' }),
      view(time, { record: 'b' }),
      download(time),
      download(time, { file: 'two.pdf' }),
    ]);
    assert.deepEqual(series('global views global'), { '2025-03-02': 3 });
    assert.deepEqual(series('global downloads global'), { '2025-03-02': 2 });
    assert.deepEqual(series('global dataVolume global'), { '2025-03-02': 2000 });
  });

  it('counts clicks before and after midnight, because readers cannot be followed from one day to the next', async () => {
    const series = await built([view('2025-03-02T23:59:50Z'), view('2025-03-03T00:00:05Z')]);
    assert.deepEqual(series('global views global'), { '2025-03-02': 1, '2025-03-03': 1 });
  });

  it('counts every click if the window is 0', async () => {
    const times = ['2025-03-02T10:00:00Z', '2025-03-02T10:00:00Z', '2025-03-02T10:00:01Z'];
    const series = await built(
      times.map((time) => view(time)),
      { counting: { doubleClickSeconds: 0 } },
    );
    assert.deepEqual(series('global views global'), { '2025-03-02': 3 });
  });

  it('counts one click per window of the clock if windows are fixed, as the existing service does', async () => {
    const series = await built(
      [view('2025-03-02T10:00:08Z'), view('2025-03-02T10:00:09Z'), view('2025-03-02T10:00:11Z')],
      { counting: { rules: 'invenio-stats-dashboard' } },
    );
    assert.deepEqual(series('global views global'), { '2025-03-02': 2 });
  });
});

describe('robots and scripts', () => {
  const events = [
    view('2025-03-02T10:00:00Z'),
    view('2025-03-02T11:00:00Z', { robot: true }),
    view('2025-03-02T12:00:00Z', { machine: true }),
  ];

  it('counts neither by the rules of COUNTER', async () => {
    assert.deepEqual((await built(events))('global views global'), { '2025-03-02': 1 });
  });

  it('counts scripts, or both, if the configuration says so', async () => {
    const scripts = await built(events, { counting: { machines: 'included' } });
    assert.deepEqual(scripts('global views global'), { '2025-03-02': 2 });
    const all = await built(events, { counting: { rules: 'invenio-stats-dashboard' } });
    assert.deepEqual(all('global views global'), { '2025-03-02': 3 });
  });

  it('a robot does not replace a reader who clicks within the same 30 seconds', async () => {
    const series = await built([view('2025-03-02T10:00:00Z'), view('2025-03-02T10:00:10Z', { robot: true })]);
    assert.deepEqual(series('global views global'), { '2025-03-02': 1 });
  });
});

describe('days', () => {
  it('are those of UTC: a time with an offset is converted, one without is UTC', async () => {
    const series = await built([
      view('2025-03-02T23:30:00-02:00'),
      view('2025-03-03 00:30:00+01:00', { visitor: 'w' }),
      view('2025-03-02 12:00:00', { visitor: 'x' }),
    ]);
    assert.deepEqual(series('global views global'), { '2025-03-02': 2, '2025-03-03': 1 });
  });

  it('without events between others are 0, and days that are not over are not there', async () => {
    const series = await built([
      view('2025-06-28T10:00:00Z'),
      view('2025-06-30T10:00:00Z'),
      view('2025-07-01T01:00:00Z'),
    ]);
    assert.deepEqual(series('global views global'), { '2025-06-28': 1, '2025-06-29': 0, '2025-06-30': 1 });
  });
});

describe('readers', () => {
  it('without a session are told apart by address and agent, for a day', async () => {
    const series = await built([
      view('2025-03-02T10:00:00Z', { visitor: undefined!, ip: '192.0.2.1', agent: 'Firefox/130' }),
      view('2025-03-02T15:00:00Z', { visitor: undefined!, ip: '192.0.2.1', agent: 'Firefox/130' }),
      view('2025-03-02T10:00:00Z', { visitor: undefined!, ip: '192.0.2.1', agent: 'Safari/605' }),
      view('2025-03-02T10:00:00Z', { visitor: undefined!, ip: '192.0.2.2', agent: 'Firefox/130' }),
    ]);
    assert.deepEqual(series('global viewVisitors global'), { '2025-03-02': 3 });
  });

  it('without a session are others each hour if the configuration says so', async () => {
    const times = ['2025-03-02T10:00:00Z', '2025-03-02T10:50:00Z', '2025-03-02T15:00:00Z'];
    const series = await built(
      times.map((time) => view(time, { visitor: undefined!, ip: '192.0.2.1', agent: 'Firefox/130' })),
      { counting: { visitor: 'hour' } },
    );
    assert.deepEqual(series('global viewVisitors global'), { '2025-03-02': 2 });
  });
});

describe('parts', () => {
  it('count a record once under a value that it has twice, and under each of its values', async () => {
    const series = await built([view('2025-03-02T10:00:00Z')]);
    assert.deepEqual(series('affiliations views U1'), { '2025-03-02': 1 });
    assert.deepEqual(series('affiliations views U2'), { '2025-03-02': 1 });
  });

  it('count two versions of a record as two records and one parent', async () => {
    const series = await built([view('2025-03-02T10:00:00Z'), view('2025-03-02T10:00:00Z', { record: 'b' })]);
    assert.deepEqual(series('global viewUniqueRecords global'), { '2025-03-02': 2 });
    assert.deepEqual(series('global viewUniqueParents global'), { '2025-03-02': 1 });
  });

  it('do not have events of unknown records, which the whole has', async () => {
    const series = await built([view('2025-03-02T10:00:00Z', { record: 'nobody knows' })]);
    assert.deepEqual(series('global views global'), { '2025-03-02': 1 });
    assert.deepEqual(series('resourceTypes views data'), {});
  });

  it('are those of hosts for links from elsewhere', async () => {
    const series = await built([
      view('2025-03-02T10:00:00Z', { referrer: 'https://user@www.Example.org:8443/a?b#c' }),
      view('2025-03-02T11:00:00Z', { referrer: 'https://www.example.org' }),
    ]);
    assert.deepEqual(series('referrers views www.example.org'), { '2025-03-02': 2 });
  });

  it('of a breakdown that is off are not there', async () => {
    const series = await built([view('2025-03-02T10:00:00Z')], { breakdowns: { affiliations: { usage: false } } });
    assert.deepEqual(series('affiliations views U1'), {});
  });
});

describe('memberships', () => {
  const events = ['2025-03-02', '2025-03-05', '2025-03-08', '2025-03-12'].map((day) => view(`${day}T10:00:00Z`));

  it('count from the first day until the day before the removal, and again after another addition', async () => {
    const repository = new Repository();
    repository.records(records, [
      { record: 'a', community: 'maps', added: '2025-03-04', removed: '2025-03-08' },
      { record: 'a', community: 'maps', added: '2025-03-10' },
    ]);
    repository.events(events);
    await repository.build();
    const views = repository.series('2025 usage-delta global views global', 'maps');
    assert.deepEqual([views['2025-03-05'], views['2025-03-08'], views['2025-03-12']], [1, 0, 1]);
    const total = repository.series('2025 content-snapshot global records global', 'maps');
    assert.deepEqual(
      [total['2025-03-04'], total['2025-03-07'], total['2025-03-08'], total['2025-03-10']],
      [1, 1, 0, 1],
    );
  });

  it('that overlap count once', async () => {
    const repository = new Repository();
    repository.records(records, [
      { record: 'a', community: 'maps', added: '2025-03-02', removed: '2025-03-08' },
      { record: 'a', community: 'maps', added: '2025-03-05', removed: '2025-03-20' },
      { record: 'a', community: 'maps', added: '2025-03-05', removed: '2025-03-20' },
    ]);
    repository.events(events);
    await repository.build();
    const total = repository.series('2025 content-snapshot global records global', 'maps');
    assert.deepEqual(
      [total['2025-03-04'], total['2025-03-06'], total['2025-03-19'], total['2025-03-20']],
      [1, 1, 1, 0],
    );
    assert.equal(repository.series('2025 usage-delta global views global', 'maps')['2025-03-05'], 1);
  });
});

describe('records', () => {
  it('count by the date of each basis until they are removed', async () => {
    const repository = new Repository({ dateBases: ['added', 'published'] });
    repository.records([
      {
        id: 'a',
        created: '2025-03-01',
        published: '2024',
        removed: '2025-03-04',
        owner: 'anna',
        files: [{ ext: 'pdf', bytes: 5 }],
      },
      { id: 'b', created: '2025-03-01', published: '2025-02', owner: 'anna' },
    ]);
    await repository.build();
    const added = repository.series('2025 content-snapshot global records global');
    assert.deepEqual([added['2025-03-01'], added['2025-03-03'], added['2025-03-04']], [2, 2, 1]);
    assert.deepEqual(repository.series('2025 content-delta filePresence records with_files'), {
      '2025-03-01': 1,
      '2025-03-04': -1,
    });
    assert.deepEqual(repository.series('2025 content-delta global dataVolume global')['2025-03-04'], -5);
    assert.equal(repository.series('2025 content-delta global uploaders global')['2025-03-01'], 1);
    const published = repository.json('published/2024/record-delta-category.json') as {
      'record-delta-category': { global: { records: [{ data: [string, number][] }] } };
    };
    assert.deepEqual(published['record-delta-category'].global.records[0].data[0], ['01-01', 1]);
  });
});
