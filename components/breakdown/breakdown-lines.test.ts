import { expect } from '@open-wc/testing';
import { i18nFor } from '../../src/i18n/i18n.js';
import type { BreakdownView } from '../../src/view/breakdown-view.js';
import { OTHER } from '../../src/view/options.js';
import { breakdownLines, breakdownNotes, columnHeads, shortLabel, slicesOf } from './breakdown-lines.js';

const i18n = i18nFor('en');

const VIEW: BreakdownView = {
  rows: [
    { id: 'cc-by-4.0', label: 'Creative Commons Attribution 4.0', value: 6, share: 0.6 },
    { id: 'mit', label: 'MIT License', value: -1, share: null },
  ],
  other: { value: 4, share: 0.4, count: 1200 },
  total: 10,
  totalOfParts: false,
  partition: true,
  hidden: 0,
  unit: 'count',
  start: '2025-06-01',
  end: '2025-06-10',
};

describe('breakdownLines', () => {
  it('returns the parts, and "other" at the end', () => {
    expect(breakdownLines(i18n, VIEW)).to.deep.equal([
      ...VIEW.rows,
      { id: OTHER, label: 'Other (1,200 more)', value: 4, share: 0.4 },
    ]);
  });

  it('returns the parts alone if nothing else is left', () => {
    expect(breakdownLines(i18n, { ...VIEW, other: null })).to.equal(VIEW.rows);
  });
});

describe('slicesOf', () => {
  const idsOf = (hideOther: boolean) => slicesOf(breakdownLines(i18n, VIEW), hideOther).map(({ id }) => id);

  it('leaves out values that are not above 0', () => {
    expect(idsOf(false)).to.deep.equal(['cc-by-4.0', OTHER]);
  });

  it('leaves out "other" if it is hidden', () => {
    expect(idsOf(true)).to.deep.equal(['cc-by-4.0']);
  });
});

describe('shortLabel', () => {
  it('returns the short name of a licence, and the label of every other part', () => {
    const [line] = VIEW.rows;
    expect(shortLabel('rights', line!)).to.equal('CC-BY-4.0');
    expect(shortLabel('languages', line!)).to.equal(line!.label);
  });
});

describe('columnHeads', () => {
  const TYPES = { breakdown: 'resourceTypes', metric: 'views', kind: 'delta' } as const;

  it('names a column by its content', () => {
    const { part, value } = columnHeads(i18n, { ...TYPES, breakdown: 'countries' }, undefined);
    expect([part, value]).to.deep.equal(['Country', 'Visits']);
  });

  it('prefers the headers of the page and ignores a value that is not a list of two', () => {
    expect(columnHeads(i18n, TYPES, ['Kind', { en: 'Things' }])).to.deep.equal({ part: 'Kind', value: 'Things' });
    expect(columnHeads(i18n, TYPES, ['Kind']).value).to.equal(columnHeads(i18n, TYPES, 'Kind').value);
  });
});

describe('breakdownNotes', () => {
  const notesOf = (more: Partial<BreakdownView>, isPie = false) =>
    breakdownNotes(i18n, { ...VIEW, ...more }, { breakdown: 'countries', isPie });

  it('returns no note for parts that make the whole', () => {
    expect(notesOf({})).to.deep.equal([]);
  });

  it('names values that are counted but not listed, and numbers that do not add up', () => {
    expect(notesOf({ hidden: 500, exceedsWhole: true })).to.deep.equal([
      '500 imported, without a country.',
      'These numbers do not add up: the parts come to more than the whole.',
    ]);
  });

  it('explains shares, and slices of parts that overlap', () => {
    expect(notesOf({ totalOfParts: true })).to.have.length(1);
    expect(notesOf({ partition: false })).to.have.length(1);
    expect(notesOf({ partition: false }, true)).to.have.length(2);
  });
});
