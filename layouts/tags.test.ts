import { expect } from '@open-wc/testing';
import { CATALOGUE, ROWS_BY_TAG } from './catalogue.js';
import { ELEMENTS } from './element-registry.js';
import { isOurTag } from './tags.js';

describe('isOurTag', () => {
  it('returns true for the tag of every generic element and of every row of the catalogue', () => {
    const tags = [
      'stats-dashboard',
      ...Object.keys(ELEMENTS),
      ...[...CATALOGUE.values()].flatMap(({ tag, base }) => [tag, base]),
      ...ROWS_BY_TAG.keys(),
    ];
    expect(tags.filter((tag) => !isOurTag(tag))).to.deep.equal([]);
  });

  for (const tag of ['data-table', 'my-stats-figure', 'stats-counter', 'languages-chart', 'single-stat', 'x-figure'])
    it(`returns false for <${tag}>, which belongs to another library`, () => {
      expect(isOurTag(tag)).to.be.false;
    });
});
