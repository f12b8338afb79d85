import { expect, fixture, html } from '@open-wc/testing';
import { StatsElement } from '../components/base/stats-element.js';
import { StatsFigure } from '../components/figure/stats-figure.js';
import { CATALOGUE, ROWS_BY_TAG, rowFor } from './catalogue.js';
import { elementLoader, isAvailable } from './define-elements.js';

const classOf = (tag: string): unknown => document.createElement(tag).constructor;

describe('elements', () => {
  it('importing the module defines no element', () => {
    for (const tag of ['stats-figure', 'single-stat-views']) expect(StatsElement.isDefined(tag), tag).to.be.false;
  });

  it('every row of the catalogue is available before its code is loaded', () => {
    for (const row of CATALOGUE.values()) {
      expect(StatsElement.isDefined(row.tag), row.label).to.be.false;
      expect(isAvailable(row), row.label).to.be.true;
    }
  });

  it('define() defines the elements that the first number needs, and can be called twice', () => {
    elementLoader.define();
    const first = classOf('single-stat-views');
    elementLoader.define();
    expect(classOf('single-stat-views')).to.equal(first);
    expect(classOf('stats-figure')).to.equal(StatsFigure);
  });

  it('load() loads the other elements once', async () => {
    elementLoader.define();
    const loading = elementLoader.load();
    expect(elementLoader.load()).to.equal(loading);
    await loading;
    for (const tag of ['stats-timeline', 'stats-breakdown', 'stats-table', 'resource-types-table'])
      expect(StatsElement.isDefined(tag), tag).to.be.true;
  });

  it('load() defines an element for every row of the catalogue', async () => {
    elementLoader.define();
    await elementLoader.load();
    const rows = [...ROWS_BY_TAG.values()];
    expect(rows).to.have.length.above(90);
    const page = await fixture<HTMLElement>(html`<div></div>`);
    for (const { tag, base, presets } of rows) {
      page.append(document.createElement(tag));
      const element = page.querySelector<StatsElement>(tag)!;
      await element.updateComplete;
      expect(element, tag)
        .to.be.instanceOf(classOf(base))
        .and.deep.include({ ...presets });
      expect(element.renderRoot.childElementCount, tag).to.be.above(0);
      element.remove();
    }
  });
});

describe('isAvailable', () => {
  for (const [label, available] of [
    ['SingleStatViews', true],
    ['ResourceTypesTable', true],
    ['DateRangeSelector', true],
    ['StatsTable', true],
    ['MostViewedRecordsTable', true],
    ['StatsMap', true],
    ['ReportSelector', true],
  ] as const) {
    it(`returns ${available} for ${label}`, () => {
      expect(isAvailable(rowFor(label)!)).to.equal(available);
    });
  }

  it('returns true for an element that the page has defined', () => {
    class TestGauge extends StatsElement {
      static override tag = 'test-gauge';
    }
    const row = { tag: 'test-gauge', base: 'test-gauge' };
    expect(isAvailable(row)).to.be.false;
    TestGauge.define();
    expect(isAvailable(row)).to.be.true;
  });
});
