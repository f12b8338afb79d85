import { expect } from '@open-wc/testing';
import { StatsElement } from '../components/base/stats-element.js';
import * as index from '../src/index.js';
import { ELEMENTS } from './element-registry.js';

describe('ELEMENTS', () => {
  for (const [tag, row] of Object.entries(ELEMENTS)) {
    it(`loads the class of <${tag}>, which src/index.ts exports, and defines nothing`, async () => {
      expect([row?.element, row?.load].filter(Boolean)).to.have.length(1);
      const element = row?.element ?? (await row?.load?.());
      expect(element?.tag).to.equal(tag);
      expect(Object.values<unknown>(index).includes(element), 'exported').to.be.true;
      expect(StatsElement.isDefined(tag)).to.be.false;
    });
  }
});
