import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { lines, Repository } from './repository.js';
import { init } from '../src/commands/init.js';
import { statsServer } from '../src/commands/serve.js';
import { CONFIG_FILE, parseConfig, readConfig } from '../src/config/config.js';
import { settingsFromInvenio } from '../src/config/invenio-settings.js';
import { BuildError, EXIT } from '../src/report/errors.js';
import { parseDay } from '../../src/data/day.js';

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

/** Runs the command in a folder. */
function run(folder: string, ...args: readonly string[]): { code: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), cli, ...args],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  return { code: status, out: stdout, error: stderr };
}

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'repository-stats-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

describe('the command', () => {
  it('builds and checks what init has written, on a machine that has nothing else', () => {
    const folder = newFolder();
    assert.equal(run(folder, 'init', '--from', 'table').code, 0);
    const built = run(folder, 'build');
    assert.equal(built.code, 0, built.error);
    // Without a terminal, a line per stage.
    assert.match(
      built.error,
      /^Reading events: \d+ of \d+ files are new, \d+ events\nRecords: \d+ in inputs\[0\] \(table\)\nCounting: \d+ days\nWriting: \d+ files, until [\d-]+\n$/,
    );
    const index = JSON.parse(readFileSync(join(folder, 'stats/index.json'), 'utf8')) as { invented: boolean };
    assert.equal(index.invented, true);
    const checked = run(folder, 'check');
    assert.equal(checked.code, 0);
    assert.match(checked.out, /No number contradicts another one/);
    assert.match(run(folder, 'status').out, /Days counted: \d{2}/);
    assert.equal(run(folder, 'export', '--to', 'tables').code, 0);
    assert.ok(existsSync(join(folder, 'tables/usage.parquet')));
    assert.equal(run(folder, 'init').code, EXIT.usage);
  });

  it('ends with 2 and a sentence for a wrong command, option, day or configuration', () => {
    const folder = newFolder();
    writeFileSync(join(folder, CONFIG_FILE), '{ "inputs": [{ "kind": "tabel" }] }');
    const cases = [
      [['bild'], /There is no command bild/],
      [['build', '--fast'], /--fast/],
      [['rebuild', '--since', 'yesterday'], /--since yesterday is no day/],
      [['build'], /stats\.config\.json: inputs\[0\]\.kind is none of table/],
      [['build', '--config', 'other.json'], /There is no other\.json\. Make one: repository-stats init/],
      [['init', '--from', 'somewhere', '--config', 'new.json'], /--from somewhere is none of/],
    ] as const;
    for (const [args, sentence] of cases) {
      const { code, error } = run(folder, ...args);
      assert.equal(code, EXIT.usage, args.join(' '));
      assert.match(error, sentence);
      assert.doesNotMatch(error, /\n +at /, args.join(' '));
    }
  });
});

describe('init', () => {
  it('leaves files that are there alone, and then does not say that numbers are invented', async () => {
    const repository = new Repository();
    repository.write('stats-input/events.csv', 'time,kind,record\n2025-01-01T10:00:00Z,view,a\n');
    await init({
      config: join(repository.folder, CONFIG_FILE),
      from: 'table',
      force: true,
      today: parseDay('2025-07-01')!,
      say: () => undefined,
    });
    assert.ok(!existsSync(join(repository.folder, 'stats-input/records.ndjson')));
    await repository.build();
    assert.equal((repository.json('index.json') as { invented?: boolean }).invented, undefined);
    assert.deepEqual(repository.series('2025 usage-delta global views global'), { '2025-01-01': 1 });
  });

  it('takes breakdowns and the limit of lists from settings of invenio-stats-dashboard', async () => {
    const repository = new Repository();
    const settings = repository.write(
      'invenio.json',
      JSON.stringify({
        COMMUNITY_STATS_SUBCOUNTS: {
          resource_types: { records: { snapshot_type: 'all' }, usage_events: { snapshot_type: 'all' } },
          subjects: { records: { snapshot_type: 'top' }, usage_events: {} },
          file_types: { records: {}, usage_events: { snapshot_type: 'top' } },
        },
        COMMUNITY_STATS_TOP_SUBCOUNT_LIMIT: 10,
        STATS_DASHBOARD_LOCK_CONFIG: { aggregation: { lock_timeout: 7200 } },
      }),
    );
    const config = join(repository.folder, CONFIG_FILE);
    await init({
      config,
      from: 'table',
      invenioConfig: settings,
      force: true,
      today: parseDay('2025-07-01')!,
      say: () => undefined,
    });
    const { breakdowns, top, lockTimeout } = readConfig(config);
    assert.deepEqual(breakdowns.resourceTypes, { content: true, usage: true, keep: 'all' });
    assert.deepEqual(breakdowns.subjects, { content: true, usage: false, keep: 'top' });
    assert.deepEqual(breakdowns.fileTypes, { content: false, usage: true, keep: 'top' });
    assert.equal(breakdowns.languages.usage, false);
    assert.deepEqual([top, lockTimeout], [10, 2]);
  });

  it('refuses settings without subcounts', () => {
    for (const content of [[], {}, { COMMUNITY_STATS_SUBCOUNTS: 1 }, { other: {} }]) {
      assert.throws(() => settingsFromInvenio(content, 'invenio.json'), BuildError);
    }
  });
});

describe('the configuration', () => {
  const input = '"inputs": [{ "kind": "table", "events": "a.csv" }]';

  it('may have comments and commas at the end of lists', () => {
    const config = parseConfig(`{ // a comment\n ${input}, /* another one */ }`, '/repository/stats.config.json');
    assert.deepEqual(config.inputs[0]!.events, ['/repository/a.csv']);
    assert.equal(config.out, '/repository/stats');
  });

  it('names the line or the key that is wrong', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['{\n"inputs": ]', /line 2/],
      ['[]', /the file is no object/],
      ['{}', /inputs is missing/],
      [`{ ${input}, "contdown": 1 }`, /contdown is not known here; known are/],
      [`{ ${input}, "top": 0 }`, /top is no whole number from 1/],
      [`{ ${input}, "counting": { "robots": "no" } }`, /counting\.robots is none of excluded, included/],
      [
        `{ ${input}, "breakdowns": { "languages": { "usage": "yes" } } }`,
        /breakdowns\.languages\.usage is neither true nor false/,
      ],
      [`{ ${input}, "memory": "much" }`, /memory is no size/],
      [`{ ${input}, "countries": { "database": "x.mmdb" } }`, /countries\.attribution\.text is missing/],
      ['{ "inputs": [{ "kind": "table" }] }', /inputs\[0\] has neither events nor records/],
    ];
    for (const [text, sentence] of cases) {
      assert.throws(
        () => parseConfig(text, 'stats.config.json'),
        (error: Error) => error instanceof BuildError && error.exitCode === EXIT.usage && sentence.test(error.message),
        text,
      );
    }
  });
});

describe('serve', () => {
  const repository = new Repository({ dateBases: ['added', 'created'] });
  const server = statsServer(join(repository.folder, 'stats'));
  let address = '';

  before(async () => {
    repository.write('input/records.ndjson', lines([{ id: 'a', created: '2025-03-01' }]));
    repository.write('input/memberships.ndjson', lines([{ record: 'a', community: 'old maps', added: '2025-03-01' }]));
    repository.events([{ time: '2025-03-02T10:00:00Z', kind: 'view', record: 'a', visitor: 'v' }]);
    await repository.build();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  const ask = async (body: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(`${address}/api/stats-dashboard`, { method: 'POST', body: JSON.stringify(body) });
    assert.equal(response.status, 200);
    return (await response.json()) as Record<string, unknown>;
  };
  const query = (stat: string, params: object): object => ({
    [stat]: { stat, params: { start_date: '2025-01-01', ...params } },
  });

  it('answers files, with a tag by which they are not sent twice', async () => {
    const first = await fetch(`${address}/2025/usage-delta-category.json`);
    assert.equal(first.headers.get('content-type'), 'application/json; charset=utf-8');
    const tag = first.headers.get('etag')!;
    const again = await fetch(`${address}/2025/usage-delta-category.json`, { headers: { 'If-None-Match': tag } });
    assert.equal(again.status, 304);
    assert.equal((await fetch(`${address}/2024/usage-delta-category.json`)).status, 404);
  });

  it('answers nothing outside of its folder', async () => {
    for (const path of ['/..%2fstats.config.json', '/%2e%2e/stats.config.json', '/communities', '/%00', '/%']) {
      assert.equal((await fetch(`${address}${path}`)).status, 404, path);
    }
  });

  it('answers the protocol of the service: statistics of the repository and of a community, several at once', async () => {
    const file = repository.json('2025/usage-delta-category.json');
    assert.deepEqual(await ask(query('usage-delta-category', { community_id: 'global' })), file);
    const both = await ask({
      ...query('usage-delta-category', { community_id: 'old maps' }),
      ...query('record-snapshot-category', { community_id: 'old maps', date_basis: 'created' }),
    });
    assert.deepEqual(Object.keys(both), ['usage-delta-category', 'record-snapshot-category']);
  });

  it('answers a year without numbers with an empty statistic, and faults with an error', async () => {
    assert.deepEqual(await ask(query('usage-delta-category', { start_date: '2019-01-01' })), {
      'usage-delta-category': {},
    });
    assert.deepEqual(await ask(query('usage-delta-category', { community_id: '..' })), {
      error: 'Community .. not found',
    });
    assert.deepEqual(await ask(query('views', {})), { error: 'Unknown query: views' });
    assert.deepEqual(await ask({ 'usage-delta-category': {} }), {
      error: 'start_date is missing in usage-delta-category',
    });
    assert.deepEqual(await ask({}), { error: 'No JSON data provided' });
  });
});
