import { expect } from '@open-wc/testing';
import { foreignFunctions, isChanged } from './built-ins.js';

/** Returns a page like this one, except for some of its globals. */
const pageWith = (globals: object): object => Object.assign(Object.create(window) as object, globals);

/** Runs a task on a page whose built-in object has one more property. */
function withProperty(owner: object, key: string, value: unknown, enumerable: boolean, task: () => void): void {
  Object.defineProperty(owner, key, { value, enumerable, configurable: true });
  try {
    task();
  } finally {
    Reflect.deleteProperty(owner, key);
  }
}

describe('foreignFunctions', () => {
  it('returns nothing on a page that leaves the built-ins of the browser as they are', () => {
    expect(foreignFunctions(window)).to.deep.equal([]);
  });

  it('names a built-in that the page has replaced', () => {
    class Map {
      static groupBy = (): undefined => undefined;
      readonly size = 0;
    }
    expect(foreignFunctions(pageWith({ Map }))).to.deep.equal([
      ['Map', 'static', 'prototype'],
      ['Map', 'static', 'groupBy'],
      ['Map', 'prototype', 'constructor'],
    ]);
  });

  it('names a built-in that the page has removed', () => {
    expect(foreignFunctions(pageWith({ URL: undefined }))).to.deep.equal([['URL', 'static', 'prototype']]);
  });

  it('names a method that the page has added, whether loops find it or not', () => {
    for (const enumerable of [true, false]) {
      withProperty(
        Array.prototype,
        'each',
        () => undefined,
        enumerable,
        () => {
          expect(foreignFunctions(window)).to.deep.equal([['Array', 'prototype', 'each']]);
        },
      );
    }
  });
});

describe('isChanged', () => {
  it('is false for a page that leaves the built-ins of the browser as they are', () => {
    expect(isChanged(window)).to.equal(false);
  });

  it('is true for a page whose objects inherit a property of the page that loops find', () => {
    withProperty(Object.prototype, 'extended', true, true, () => {
      expect(isChanged(window)).to.equal(true);
    });
  });

  it('is true for a page on which a check fails', () => {
    const ownKeys = (): never => {
      throw new Error('not allowed');
    };
    expect(isChanged(pageWith({ JSON: new Proxy(JSON, { ownKeys }) }))).to.equal(true);
  });
});
