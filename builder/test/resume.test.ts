import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { addDays } from './days.js';
import { Repository, TODAY, type GivenEvent, type GivenRecord } from './repository.js';
import { BuildError, EXIT } from '../src/report/errors.js';
import { random } from '../src/sample/sample.js';

const records = Array.from({ length: 6 }, (_, i): GivenRecord => ({
  id: `r${i}`,
  created: addDays('2024-11-01', i * 9),
  attributes: { resourceTypes: [i % 2 ? 'data' : 'text'], subjects: ['a', `s${i}`] },
}));
const memberships = records.slice(0, 3).map(({ id }) => ({ record: id, community: 'maps', added: '2024-12-01' }));

/** Returns events of a day, always the same ones. */
function eventsOf(day: string, count = 12): GivenEvent[] {
  const next = random(Date.parse(day) / 86_400_000);
  return Array.from({ length: count }, () => ({
    time: `${day}T${String(Math.floor(next() * 24)).padStart(2, '0')}:${String(Math.floor(next() * 60)).padStart(2, '0')}:00Z`,
    kind: next() < 0.7 ? 'view' : 'download',
    record: `r${Math.floor(next() * 6)}`,
    file: 'a.pdf',
    ip: `192.0.2.${Math.floor(next() * 5)}`,
    agent: 'Firefox/130',
    country: next() < 0.5 ? 'DE' : 'FR',
  }));
}

const DAYS = Array.from({ length: 20 }, (_, i) => addDays('2024-12-22', i));

/** A repository with a file of events for each day. */
function repositoryWith(days: readonly string[]): Repository {
  const repository = new Repository();
  repository.records(records, memberships);
  for (const day of days) repository.events(eventsOf(day), `events-${day}.ndjson`);
  return repository;
}

/** The files of a run from nothing, with which others are compared. */
const clean = (async () => {
  const repository = repositoryWith(DAYS);
  await repository.build();
  return repository.files;
})();

async function assertClean(repository: Repository): Promise<void> {
  const [found, expected] = [repository.files, await clean];
  assert.deepEqual([...found.keys()], [...expected.keys()]);
  for (const [path, content] of expected) assert.ok(content.equals(found.get(path)!), `${path} differs`);
}

/** Returns the modification times of all files. */
const written = (repository: Repository): number =>
  repository.log.filter((line) => /Writing: nothing new/.test(line)).length;

describe('a build', () => {
  it('of the same input twice writes nothing the second time', async () => {
    const repository = repositoryWith(DAYS);
    await repository.build();
    await repository.build();
    assert.equal(written(repository), 1);
    await assertClean(repository);
  });

  it('of one day after the other gives the files of a build of all days', async () => {
    const repository = repositoryWith([]);
    for (const days of [DAYS.slice(0, 7), DAYS.slice(7, 15), DAYS.slice(15)]) {
      for (const day of days) repository.events(eventsOf(day), `events-${day}.ndjson`);
      await repository.build();
    }
    await assertClean(repository);
  });

  it('gives the same files when a day arrives late, also one of the year before', async () => {
    const late = ['2024-12-24', '2025-01-03'];
    const repository = repositoryWith(DAYS.filter((day) => !late.includes(day)));
    await repository.build();
    for (const day of late) repository.events(eventsOf(day), `events-${day}.ndjson`);
    await repository.build();
    await assertClean(repository);
  });

  it('reads the lines that were added to a file, and does not read a file again that was renamed', async () => {
    const repository = repositoryWith(DAYS.slice(0, 18));
    const half = eventsOf(DAYS[18]!);
    repository.events(half.slice(0, 5), 'events.log.ndjson');
    await repository.build();
    repository.events([...half, ...eventsOf(DAYS[19]!)], 'events.log.ndjson');
    await repository.build();
    await assertClean(repository);
    repository.events([...half, ...eventsOf(DAYS[19]!)], 'events.log.1.ndjson');
    rmSync(join(repository.folder, 'input/events.log.ndjson'));
    await repository.build();
    assert.ok(repository.log.at(-2)!.startsWith('Reading events: 0 of 19 files are new'), repository.log.at(-2));
    await assertClean(repository);
  });

  it('replaces the days that an export has again under the same name, and keeps those before and after', async () => {
    const repository = repositoryWith(DAYS.slice(0, 16));
    const wrong = DAYS.slice(16).flatMap((day) => eventsOf(day, 20).reverse());
    repository.events(wrong, 'events-new.ndjson');
    await repository.build();
    repository.events(
      DAYS.slice(16, 18).flatMap((day) => eventsOf(day)),
      'events-new.ndjson',
    );
    await repository.build();
    repository.events(
      DAYS.slice(18).flatMap((day) => eventsOf(day)),
      'events-new.ndjson',
    );
    await repository.build();
    await assertClean(repository);
  });

  it('keeps the events of a file that is gone, as logs are deleted after a while', async () => {
    const repository = repositoryWith(DAYS);
    await repository.build();
    rmSync(join(repository.folder, `input/events-${DAYS[3]!}.ndjson`));
    await repository.build();
    await assertClean(repository);
  });

  it('leaves the lines of today for the next day', async () => {
    const [yesterday, today] = [DAYS[18]!, DAYS[19]!];
    const repository = repositoryWith(DAYS.slice(0, 18));
    repository.events([...eventsOf(yesterday), ...eventsOf(today)], `events-${yesterday}.ndjson`);
    const views = (): object => repository.series('2025 usage-delta global views global');
    await repository.build(today);
    assert.equal(Object.keys(views()).at(-1), yesterday);
    await repository.build();
    await assertClean(repository);
  });

  it('counts days again whose records were not known yet', async () => {
    const repository = repositoryWith(DAYS);
    repository.records(records.slice(0, 4), memberships);
    await repository.build();
    repository.records(records, memberships);
    await repository.build();
    await assertClean(repository);
  });

  it('counts all days again when breakdowns are changed, and gives the same files when they are changed back', async () => {
    const repository = repositoryWith(DAYS);
    await repository.build();
    repository.configure({ breakdowns: { subjects: false } });
    await repository.build();
    assert.deepEqual(repository.series('2025 usage-delta subjects views a'), {});
    repository.configure({});
    await repository.build();
    await assertClean(repository);
  });

  it('with `since` counts with the records as they are now', async () => {
    const repository = repositoryWith(DAYS);
    repository.records(
      records.map((record) => ({ ...record, attributes: { resourceTypes: ['other'] } })),
      memberships,
    );
    await repository.build();
    repository.records(records, memberships);
    await repository.build();
    assert.notDeepEqual(repository.series('2025 usage-delta resourceTypes views other'), {});
    await repository.build(TODAY, '0000-01-01');
    await assertClean(repository);
  });
});

/**
 * Runs a build in a process of its own, which can be killed.
 * @param shell commands that are run before, in the same shell
 */
function runBuild(folder: string, killWhen?: () => boolean, shell = ''): Promise<number | null> {
  const script = `
    import { build } from ${JSON.stringify(new URL('../src/commands/build.ts', import.meta.url).href)};
    import { readConfig } from ${JSON.stringify(new URL('../src/config/config.ts', import.meta.url).href)};
    import { progressOn } from ${JSON.stringify(new URL('../src/report/progress.ts', import.meta.url).href)};
    await build({ config: readConfig(${JSON.stringify(join(folder, 'stats.config.json'))}), progress: progressOn({ write: () => true }), today: ${JSON.stringify(TODAY)} });`;
  const child = spawn(
    'sh',
    ['-c', `${shell} exec "$@"`, 'sh', process.execPath, '--import', 'tsx', '--input-type=module', '-e', script],
    {
      stdio: ['ignore', 'ignore', 'ignore'],
    },
  );
  const watching = killWhen && setInterval(() => killWhen() && child.kill('SIGKILL'), 2);
  return new Promise((ended) =>
    child.once('close', (code) => {
      clearInterval(watching);
      ended(code);
    }),
  );
}

const has = (folder: string, count: number): boolean =>
  existsSync(folder) && readdirSync(folder, { recursive: true }).length >= count;

describe('a build that was killed', () => {
  const moments: Readonly<Record<string, (folder: string) => boolean>> = {
    'while it read events': (folder) => has(join(folder, 'stats-work/events'), 12),
    'while it counted': (folder) => has(join(folder, 'stats-work/usage'), 1),
    'while it counted records': (folder) => has(join(folder, 'stats-work/content'), 1),
    'while it wrote': (folder) => has(join(folder, 'stats'), 9),
  };
  for (const [moment, isThere] of Object.entries(moments)) {
    it(`${moment} is completed by the next one`, async () => {
      const repository = repositoryWith(DAYS);
      assert.equal(await runBuild(repository.folder, () => isThere(repository.folder)), null);
      await repository.build();
      await assertClean(repository);
      assert.deepEqual(
        readdirSync(join(repository.folder, 'stats-work'), { recursive: true }).filter((name) =>
          /tmp|temporary|lock/.test(String(name)),
        ),
        [],
      );
    });
  }
});

describe('a build that cannot write', () => {
  it('fails, and is completed by the next one when there is room again', async () => {
    // No file may be larger than this, in blocks of 512 bytes: as on a full disk, writing fails in the middle of a file.
    for (const blocks of [1, 40]) {
      const repository = repositoryWith(DAYS);
      assert.equal(await runBuild(repository.folder, undefined, `ulimit -f ${blocks};`), 1, `${blocks} blocks`);
      for (const [path, content] of repository.files) {
        assert.doesNotThrow(() => void JSON.parse(content.toString()), path);
      }
      await repository.build();
      await assertClean(repository);
    }
  });
});

describe('two builds at once', () => {
  const locked = (error: unknown): boolean => error instanceof BuildError && error.exitCode === EXIT.locked;

  it('end with one that says that the other is active', async () => {
    const repository = repositoryWith(DAYS.slice(0, 2));
    const results = await Promise.allSettled([repository.build(), repository.build()]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const failed = results.find((result) => result.status === 'rejected');
    assert.ok(locked(failed!.reason));
  });

  it('are not hindered by the lock of a process that has ended, or of another machine that gave no sign for hours', async () => {
    const repository = repositoryWith(DAYS);
    const lock = join(repository.folder, 'stats-work/lock');
    mkdirSync(join(repository.folder, 'stats-work'), { recursive: true });
    // No process has this number: it is above the largest one.
    writeFileSync(lock, JSON.stringify({ pid: 4_194_305, host: hostname() }));
    await repository.build();
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere' }));
    await assert.rejects(repository.build(), locked);
    const old = new Date(Date.now() - 7 * 3_600_000);
    utimesSync(lock, old, old);
    await repository.build();
    await assertClean(repository);
  });
});
