import { expect } from '@open-wc/testing';
import { isControl, placedTags } from './dashboard-frame.js';
import { placementsOf } from './dashboard-widgets.js';
import { parseLayout } from './parse-layout.js';

const [tab] = parseLayout(
  {
    rows: [{ components: [{ component: 'DateRangeSelector' }, { component: 'SingleStatViews' }, { component: 'X' }] }],
  },
  'global',
).layout!.tabs;

describe('isControl', () => {
  it('returns true for components that change the selection', () => {
    expect(placementsOf(tab!).map(isControl)).to.deep.equal([true, false, false]);
  });
});

describe('placedTags', () => {
  it('returns the generic tags of the components of a tab', () => {
    expect([...placedTags(tab, [])]).to.deep.equal(['stats-range-picker', 'stats-figure', undefined]);
  });

  it('returns the tags of the child elements where there is no tab', () => {
    const own = ['report-selector', 'stats-map', 'p'].map((name) => document.createElement(name));
    expect([...placedTags(undefined, own)]).to.deep.equal(['stats-export', 'stats-map', 'p']);
  });
});
