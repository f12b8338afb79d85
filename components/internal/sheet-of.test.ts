import { expect } from '@open-wc/testing';
import { i18nFor } from '../../src/i18n/i18n.js';
import type { DataTable } from '../../src/view/data-table.js';
import { sheetOf } from './sheet-of.js';

const sheet: DataTable = { title: 'Views', description: '', start: '', end: '', columns: [], rows: [] };
const titleOf = (missing?: readonly number[]): string | undefined =>
  sheetOf(i18nFor('en'), { sheet: () => sheet, ...(missing && { missing }) })?.title;

describe('sheetOf', () => {
  it('is what the widget shows', () => {
    expect(titleOf()).to.equal('Views');
    expect(titleOf([])).to.equal('Views');
    expect(sheetOf(i18nFor('en'), { sheet: () => undefined, missing: [2024] })).to.be.undefined;
  });

  it('says in its title which years are not in it', () => {
    expect(titleOf([2022, 2024])).to.equal('Views (without 2022 and 2024)');
  });
});
