import { expect } from '@open-wc/testing';
import { blockOf, whole } from '../../test/builders.js';
import { WHOLE, isYearBlock } from './block.js';

describe('isYearBlock', () => {
  it('knows a decoded block, with and without tables, and after it was stored as JSON', () => {
    for (const block of [blockOf('usage-delta', 2025), blockOf('usage-delta', 2025, whole('views', { '05-30': 3 }))]) {
      expect(isYearBlock(block)).to.be.true;
      expect(isYearBlock(JSON.parse(JSON.stringify(block)))).to.be.true;
    }
  });

  it('takes nothing else for one: no body of the service, no half block, no plain value', () => {
    for (const value of [
      { 'record-delta-category': { global: {} } },
      { statistic: 'usage-delta', year: 2025 },
      { error: 'No JSON data provided' },
      [blockOf('usage-delta', 2025)],
      'usage-delta',
      2025,
      null,
      undefined,
    ]) {
      expect(isYearBlock(value), JSON.stringify(value)).to.be.false;
    }
  });
});

describe('WHOLE', () => {
  it('is the id that services give a metric that is not divided', () => expect(WHOLE).to.equal('global'));
});
