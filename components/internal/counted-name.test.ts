import { expect } from '@open-wc/testing';
import { i18nFor } from '../../src/i18n/i18n.js';
import { countedName } from './counted-name.js';

describe('countedName', () => {
  it('names the metric', () => {
    const i18n = i18nFor('en');
    for (const view of [undefined, {}, { counting: 'views' }, { counting: 'constructor' }])
      expect(countedName(i18n, 'views', view)).to.deep.equal({ name: 'Views', by: 'by views' });
  });

  it('names what a service counts by parts in place of the metric', () => {
    expect(countedName(i18nFor('en'), 'visitors', { counting: 'visits' })).to.deep.equal({
      name: 'Visits',
      by: 'by visits',
    });
  });
});
