import { expect } from '@open-wc/testing';
import { words } from './words.js';

describe('words', () => {
  const cases: readonly (readonly [attribute: string | null, list: readonly string[]])[] = [
    ['views', ['views']],
    ['views downloads', ['views', 'downloads']],
    ['views,downloads', ['views', 'downloads']],
    [' views ,\n downloads,, ', ['views', 'downloads']],
    ['', []],
    [null, []],
  ];
  for (const [attribute, list] of cases) {
    it(`reads ${JSON.stringify(attribute)} as ${JSON.stringify(list)}`, () => {
      expect(words.fromAttribute!(attribute)).to.deep.equal(list);
    });
  }

  it('writes a list so that it reads it back', () => {
    const list = ['views', 'downloads'];
    const attribute = words.toAttribute!(list) as string;
    expect(attribute).to.equal('views downloads');
    expect(words.fromAttribute!(attribute)).to.deep.equal(list);
  });
});
