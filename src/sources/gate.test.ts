import { expect } from '@open-wc/testing';
import { blockOf, daily, day, parts, whole } from '../../test/builders.js';
import { admit } from './gate.js';
import { StatsError } from './errors.js';

const sound = blockOf('usage-delta', 2025, whole('views', daily('01-01', 3, 0)));
const asked = { statistic: 'usage-delta', year: 2025 } as const;

/** The error with which a block is refused. */
function refusalOf(...block: Parameters<typeof admit>): StatsError {
  try {
    admit(...block);
  } catch (error) {
    expect(error).to.be.instanceOf(StatsError);
    return error as StatsError;
  }
  throw new Error('was let through');
}

const fail = (): never => {
  throw new Error('hostile');
};
/** An object that fails at whatever is done with it. */
const hostile = (target: object = {}): object =>
  new Proxy(target, {
    get: fail,
    has: fail,
    ownKeys: fail,
    getPrototypeOf: fail,
    getOwnPropertyDescriptor: fail,
  });
function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

describe('admit', () => {
  it('returns a sound block as it is, in a copy', () => {
    expect(admit(sound)).to.deep.equal(sound);
    expect(admit(sound)).not.to.equal(sound);
    expect(admit(sound, asked)).to.deep.equal(sound);
  });

  it('copies a block that is a proxy, as reactive objects are', () => {
    const reactive = <T extends object>(target: T): T =>
      new Proxy(target, {
        get(inner, key): unknown {
          const value: unknown = Reflect.get(inner, key);
          return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) ? reactive(value) : value;
        },
      });
    expect(admit(reactive(sound))).to.deep.equal(sound);
  });

  it('clears the values of days that a block does not cover, in its copy', () => {
    const [first, second] = [day('2025-01-01'), day('2025-01-02')];
    const filled = blockOf(
      'usage-delta',
      2025,
      whole('views', daily('01-01', 3, 0)),
      parts('views', 'countries', { DE: { '01-01': 1, '01-02': 0 } }),
    );
    const { tables } = admit({ ...filled, covered: [{ start: first, end: first }] });
    expect(tables.map(({ columns }) => [...columns[0]!.slice(0, 3)])).to.deep.equal([
      [3, NaN, NaN],
      [1, NaN, NaN],
    ]);
    expect(filled.tables[0]!.columns[0]![second - first]).to.equal(0);
    expect(admit({ ...filled, covered: [] }).tables[0]!.columns[0]!.every(Number.isNaN)).to.be.true;
  });

  it('refuses a block with a fault as malformed, with the path of the fault', () => {
    const { reason, path, message } = refusalOf({ ...sound, problems: 5 });
    expect([reason, path]).to.deep.equal(['malformed', 'problems']);
    expect(message).to.contain('problems');
  });

  it('refuses a block of another year or statistic than the requested one, with the requested one in the message', () => {
    expect(refusalOf(sound, { ...asked, year: 2024 })).to.include({ reason: 'malformed', path: 'year' });
    const { path, message } = refusalOf(sound, { ...asked, statistic: 'usage-snapshot' });
    expect(path).to.equal('statistic');
    expect(message).to.contain('usage-snapshot of 2025');
  });

  it('begins the path of a fault with the path of the block', () => {
    expect(refusalOf({ ...sound, tables: [null] }, undefined, '[3]').path).to.equal('[3].tables[0]');
    expect(refusalOf(null, undefined, '[3]').path).to.equal('[3]');
  });

  it('names the root as the path of a value that is not an object', () => {
    for (const value of [null, undefined, 5, 'x', [sound]]) {
      expect(refusalOf(value, asked)).to.include({ reason: 'malformed', path: '$' });
    }
  });

  for (const [title, value] of [
    ['a proxy that throws', hostile()],
    ['a proxy of a sound block that throws', hostile(sound)],
    ['a revoked proxy', revoked(sound)],
    ['a list of tables that throws', { ...sound, tables: hostile([]) }],
    ['a revoked list of tables', { ...sound, tables: revoked([]) }],
    ['a table that throws', { ...sound, tables: [hostile()] }],
    ['a list of problems that throws', { ...sound, problems: hostile([]) }],
    ['a covered range that throws', { ...sound, covered: [hostile()] }],
    ['a conflict that throws', { ...sound, conflicts: [hostile()] }],
    ['ids that throw', { ...sound, tables: [{ ...sound.tables[0]!, ids: hostile(['global']) }] }],
    ['a label that throws', { ...sound, tables: [{ ...sound.tables[0]!, labels: [hostile()] }] }],
    [
      'a column that throws',
      { ...sound, tables: [{ ...sound.tables[0]!, columns: [hostile(new Float64Array(365))] }] },
    ],
    ['a field that throws when it is read', Object.defineProperty({ ...sound }, 'year', { get: fail })],
  ] as const) {
    it(`refuses ${title} as malformed`, () => {
      expect(refusalOf(value, asked)).to.include({ reason: 'malformed' });
    });
  }
});
