import { expect } from '@open-wc/testing';
import { perOrigin } from './per-origin.js';

describe('perOrigin', () => {
  it('returns the same object for addresses of one origin, and another for another origin', () => {
    const thing = perOrigin(() => ({}));
    expect(thing('/a')).to.equal(thing(`${location.origin}/b`));
    expect(thing('/a')).not.to.equal(thing('https://r.example/a'));
  });
});
