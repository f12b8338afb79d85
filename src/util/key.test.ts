import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { keyFrom, type KeyPart } from './key.js';

const part = fc.oneof<fc.Arbitrary<KeyPart>[]>(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', 'a b', 'null', 'undefined', '"', '",null,"', '\\', '\ud800', '\\ud800', '0', 'true'),
  fc.integer(),
  fc.boolean(),
  fc.constant(undefined),
);
const parts = fc.array(part, { maxLength: 4 });

describe('keyFrom', () => {
  it('gives equal lists the same key and different lists different keys', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = a.length === b.length && a.every((one, i) => one === b[i]);
        expect(keyFrom(...a) === keyFrom(...b)).to.equal(same);
        expect(keyFrom(...a)).to.equal(keyFrom(...[...a]));
      }),
    );
  });

  it('returns different keys for lists that are equal when joined', () => {
    const lists: KeyPart[][] = [
      [],
      [''],
      [undefined],
      ['null'],
      ['', ''],
      ['a b'],
      ['a', 'b'],
      ['a,b'],
      ['a', undefined, 'b'],
      ['1'],
      [1],
      [true],
      ['true'],
    ];
    expect(new Set(lists.map((list) => keyFrom(...list))).size).to.equal(lists.length);
  });

  it('returns the JSON of an array, even if the page has replaced the JSON of arrays', () => {
    const prototype = Array.prototype as { toJSON?: () => unknown };
    prototype.toJSON = () => 'replaced';
    try {
      expect(keyFrom('a', 1, undefined)).to.equal('["a",1,null]');
    } finally {
      delete prototype.toJSON;
    }
  });
});
