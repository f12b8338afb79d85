import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { blockOf, parts, whole } from '../../../test/builders.js';
import { runs } from '../../../test/runs.js';
import type { Kept } from './storage.js';
import { pack } from './encode-block.js';
import { checksum, verified, withChecksum } from './checksum.js';

const KEY = '["a",2024]';
const block = {
  ...blockOf(
    'usage-snapshot',
    2024,
    whole('views', { '02-29': 7, '12-31': 400 }),
    parts('views', 'countries', { DE: { '01-01': 1 }, US: {} }, { DE: { en: 'Germany', de: 'Deutschland' }, US: 'US' }),
  ),
  problems: [{ path: '$[0]', found: '"x"' }],
  fetchedAt: 1_780_000_000_000,
};
const kept: Kept = { packed: pack(block), etag: '"1"', lastModified: 'Sun, 22 Nov 2026 07:00:00 GMT' };

type Plain = Record<string | number, unknown>;
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

/** A record as read from storage. */
const record = (from: Kept = kept): Plain => structuredClone(withChecksum(KEY, from)) as unknown as Plain;

/** The path of everything inside a record, of an array of numbers the first and the last one. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const inside = ((): (string | number)[] => {
    if (ArrayBuffer.isView(value)) return [0, (value as Uint8Array).length - 1];
    if (Array.isArray(value)) return [...value.keys()];
    return isPlain(value) ? Object.keys(value) : [];
  })();
  return [path, ...inside.flatMap((key) => pathsIn((value as Plain)[key], [...path, key]))].filter(
    ({ length }) => length,
  );
}

const OTHER: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  2023,
  1e9,
  NaN,
  Infinity,
  '',
  'other',
  '__proto__',
  '2024',
  true,
  1n,
  [],
  [null],
  {},
  { en: { a: 1 } },
  new Date(0),
  new Map(),
  new ArrayBuffer(8),
  new Uint8Array(3),
  new Float64Array(3),
];

describe('unseal', () => {
  it('returns the sealed record as plain data', () => {
    expect(verified(KEY, record())).to.deep.equal(kept);
    expect(verified(KEY, record({ packed: kept.packed }))).to.deep.equal({ packed: kept.packed });
  });

  it('refuses a record if any of its fields has another value', () => {
    const paths = pathsIn(record());
    expect(paths.map((path) => path.join('.'))).to.include.members([
      'sum',
      'etag',
      'packed.bytes',
      'packed.tables.1.labels.0.de',
    ]);
    for (const path of paths) {
      for (const other of OTHER) {
        const damaged = record();
        const name = path.at(-1)!;
        const holder = path.slice(0, -1).reduce<Plain>((found, key) => found[key] as Plain, damaged);
        const before = holder[name];
        if (ArrayBuffer.isView(holder) && typeof other !== 'number') continue;
        holder[name] = other;
        if (Object.is(holder[name], before)) continue;
        expect(verified(KEY, damaged), `${path.join('.')}: ${String(before)} -> ${String(other)}`).to.equal(undefined);
      }
    }
  });

  it('refuses a record if any of its fields is missing', () => {
    for (const path of pathsIn(record())) {
      const damaged = record();
      const holder = path.slice(0, -1).reduce<Plain>((found, key) => found[key] as Plain, damaged);
      if (ArrayBuffer.isView(holder) || Array.isArray(holder)) continue;
      Reflect.deleteProperty(holder, path.at(-1)!);
      expect(verified(KEY, damaged), path.join('.')).to.equal(undefined);
    }
  });

  it('refuses a record if any byte of its numbers has changed', () => {
    const { byteLength } = kept.packed.bytes;
    fc.assert(
      fc.property(fc.nat({ max: byteLength - 1 }), fc.integer({ min: 1, max: 255 }), (at, flipped) => {
        const damaged = record();
        new Uint8Array((damaged.packed as Plain).bytes as ArrayBuffer)[at]! ^= flipped;
        expect(verified(KEY, damaged)).to.equal(undefined);
      }),
      { numRuns: runs(200) },
    );
  });

  it('refuses a record if the same bits of all its numbers have changed', () => {
    for (const mask of [0x80, 0xff, 1]) {
      const damaged = record();
      const bytes = new Uint8Array((damaged.packed as Plain).bytes as ArrayBuffer);
      for (let i = 0; i < bytes.length; i++) bytes[i]! ^= mask;
      expect(verified(KEY, damaged)).to.equal(undefined);
    }
  });

  it('refuses a record with an additional field', () => {
    const damaged = record();
    (damaged.packed as Plain).columns = [];
    expect(verified(KEY, damaged)).to.equal(undefined);
  });

  it('refuses a record if its numbers are longer, shorter or in an array of another type', () => {
    const damage: readonly ((packed: Plain & Kept['packed']) => object)[] = [
      ({ bytes }) => ({ bytes: bytes.slice(4) }),
      ({ bytes }) => ({ bytes: new Uint8Array([...new Uint8Array(bytes), 0]).buffer }),
      ({ widths }) => ({ widths: new Uint8Array([...widths, 0]) }),
      ({ widths }) => ({ widths: [...widths] }),
      ({ bases }) => ({ bases: bases.slice(1) }),
      ({ bases }) => ({ bases: new Float32Array(bases) }),
      ({ bytes }) => ({ bytes: new Uint8Array(bytes) }),
    ];
    for (const damaged of damage) {
      const { packed, ...rest } = record() as unknown as Kept;
      const given = { ...rest, packed: { ...packed, ...damaged(packed as Plain & Kept['packed']) } };
      expect(verified(KEY, given), String(damaged)).to.equal(undefined);
    }
  });

  it('refuses a record of another key', () => expect(verified('["a",2023]', record())).to.equal(undefined));

  for (const other of [undefined, null, 'x', 0, [], {}, { packed: null }, { packed: {} }]) {
    it(`refuses ${typeof other} ${JSON.stringify(other)}`, () => expect(verified(KEY, other)).to.equal(undefined));
  }

  it('refuses every record if the page has replaced the JSON of arrays', () => {
    const prototype = Array.prototype as { toJSON?: () => unknown };
    const before = record();
    prototype.toJSON = () => 'replaced';
    try {
      expect(verified(KEY, before)).to.equal(undefined);
      expect(verified(KEY, record())).to.equal(undefined);
    } finally {
      delete prototype.toJSON;
    }
  });
});

describe('checksum', () => {
  it('returns different sums if the highest bits of two numbers have changed, which multiplication loses', () => {
    const numbers = new Int32Array(8);
    const sums = new Set([checksum(numbers)]);
    for (let i = 0; i < 8; i++) {
      for (let j = 0; j < i; j++) sums.add(checksum(numbers.map((_, k) => (k === i || k === j ? 1 << 31 : 0))));
    }
    expect(sums.size).to.equal(1 + 28);
  });

  it('returns different sums for another order or division of the parts', () => {
    const sums = [['ab'], ['a', 'b'], ['', 'ab'], ['b', 'a'], ['ba'], ['ab', '']].map((list) => checksum(...list));
    expect(new Set(sums).size).to.equal(sums.length);
  });

  it('returns the same sum for the same bytes at any offset in memory and of any length', () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, i) => i * 7);
    for (const length of [0, 1, 3, 4, 5, 8]) {
      const sums = [1, 2, 3, 4].map((start) => {
        const moved = new Uint8Array(64);
        moved.set(bytes.subarray(0, length), start);
        return checksum(moved.subarray(start, start + length));
      });
      expect(new Set([...sums, checksum(bytes.slice(0, length).buffer)]).size, String(length)).to.equal(1);
    }
  });
});
