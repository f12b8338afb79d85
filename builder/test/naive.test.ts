import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays } from './days.js';
import { naiveRecords, naiveUsage } from './naive.js';
import { Repository, type Body, type GivenEvent, type GivenMembership, type GivenRecord } from './repository.js';
import { random } from '../src/sample/sample.js';

/** Makes a small repository in which everything happens: it is random, but the same for the same seed. */
function randomRepository(seed: number): {
  events: GivenEvent[];
  records: GivenRecord[];
  memberships: GivenMembership[];
} {
  const next = random(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const some = <T>(list: readonly T[]): T[] => list.filter(() => next() < 0.4);
  const start = '2024-12-20';
  const records = Array.from({ length: 8 }, (_, i): GivenRecord => {
    const created = addDays(start, Math.floor(next() * 10));
    return {
      id: `r${i}`,
      created,
      parent: `p${Math.floor(i / 2)}`,
      owner: one(['anna', 'ben']),
      ...(next() < 0.3 && { removed: addDays(created, 8) }),
      attributes: {
        resourceTypes: [one(['data', 'text'])],
        languages: some(['eng', 'deu', 'fra']),
        subjects: some(['a', 'b', 'c', 'd']),
      },
      files: some(['pdf', 'csv']).map((ext) => ({ ext, bytes: Math.floor(next() * 1000) })),
    };
  });
  const memberships = records.flatMap(({ id, created, removed }) =>
    some(['maps', 'old texts']).map((community): GivenMembership => {
      const added = addDays(created, 1);
      return {
        record: id,
        community,
        added,
        ...(next() < 0.3 || removed ? { removed: removed ?? addDays(added, 5) } : {}),
      };
    }),
  );
  const events = Array.from({ length: 250 }, (): GivenEvent => {
    const isDownload = next() < 0.4;
    const second = Math.floor(next() ** 3 * 86_400);
    const time = new Date(
      Date.parse(`${addDays(start, Math.floor(next() * 20))}T00:00:00Z`) + second * 1000,
    ).toISOString();
    return {
      time,
      kind: isDownload ? 'download' : 'view',
      record: next() < 0.05 ? 'nobody' : one(records).id,
      ...(isDownload && { file: one(['a.pdf', 'b.CSV', 'c']), bytes: Math.floor(next() * 500) }),
      visitor: one(['v1', 'v2', 'v3', 'v4']),
      ...(next() < 0.7 && { country: one(['DE', 'FR', 'BR']) }),
      ...(next() < 0.4 && { referrer: one(['https://example.org/a', 'http://example.com:8080/?q=1']) }),
      robot: next() < 0.1,
      machine: next() < 0.05,
    };
  });
  return { events, records, memberships };
}

/** Returns the numbers of usage in all files of a year, by scope, breakdown, value and day. */
function usageIn(repository: Repository, year: number, scopes: readonly string[]): Map<string, Record<string, number>> {
  const found = new Map<string, Record<string, number>>();
  for (const scope of scopes) {
    const folder = scope === 'global' ? '' : `communities/${encodeURIComponent(scope)}/`;
    const path = `${folder}${year}/usage-delta-category.json`;
    if (!repository.files.has(path)) continue;
    for (const [subcount, metrics] of Object.entries((repository.json(path) as Body)['usage-delta-category']!)) {
      for (const [metric, list] of Object.entries(metrics)) {
        for (const { id, data } of list) {
          for (const [day, value] of data) {
            if (!value) continue;
            const key = [scope, ...(subcount === 'global' ? ['', ''] : [subcount, id]), `${year}-${day}`].join('|');
            found.set(key, { ...found.get(key), [metric]: value });
          }
        }
      }
    }
  }
  return found;
}

const plain = (numbers: ReadonlyMap<string, object>): Record<string, unknown> =>
  Object.fromEntries(
    [...numbers]
      .map(
        ([key, values]) =>
          [
            key,
            Object.fromEntries(
              Object.entries(values)
                .filter(([, value]) => value !== 0)
                .sort(),
            ),
          ] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const SETTINGS = { metrics: 'all', top: 100, topDeltas: 100 };

describe('numbers, beside those of plain loops', () => {
  for (const seed of [1, 2, 3]) {
    it(`counts usage and records of random repository ${seed} as loops do`, async () => {
      const { events, records, memberships } = randomRepository(seed);
      const repository = new Repository(SETTINGS);
      repository.events(events);
      repository.records(records, memberships);
      await repository.build();
      const scopes = ['global', ...new Set(memberships.map(({ community }) => community))];
      const found = new Map([2024, 2025].flatMap((year) => [...usageIn(repository, year, scopes)]));
      assert.deepEqual(plain(found), plain(naiveUsage(events, records, memberships)));

      for (const day of ['2024-12-24', '2024-12-31', '2025-01-04']) {
        const year = day.slice(0, 4);
        for (const [key, numbers] of naiveRecords(records, memberships, day)) {
          const [scope, breakdown, value] = key.split('|') as [string, string, string];
          for (const [metric, expected] of Object.entries(numbers)) {
            const place = `${year} content-snapshot ${breakdown || 'global'} ${metric} ${value || 'global'}`;
            const series = repository.series(place, scope === 'global' ? undefined : encodeURIComponent(scope));
            assert.equal(series[day], expected, `${key} ${metric} ${day}`);
          }
        }
      }
    });
  }
});
