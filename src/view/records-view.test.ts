import { expect } from '@open-wc/testing';
import { recordsView } from './records-view.js';

const record = (title: string, value: number | null = 1) => ({ title, value });
const options = { pageSize: 10, untitled: 'no title' };

describe('recordsView', () => {
  it('keeps the order of the service, whatever the numbers are', () => {
    const records = [record('a', 1), { ...record('b', 3), href: 'https://repo.example' }, record('c', null)];
    expect(recordsView(records, options)).to.deep.equal({ records });
  });

  it('R1: returns at most the size of the page', () => {
    const { records } = recordsView([record('a'), record('b'), record('c')], { ...options, pageSize: 2 });
    expect(records).to.deep.equal([record('a'), record('b')]);
  });

  it('names how the records are counted', () => {
    const records = [record('a', null), { ...record('b'), counting: 'requests' }];
    expect(recordsView(records, options)).to.deep.equal({ records, counting: 'requests' });
  });

  it('shows that a title is missing', () => {
    expect(recordsView([record('')], options).records).to.deep.equal([record('no title')]);
  });

  it('has the absence "empty" without records', () => {
    expect(recordsView([], options)).to.deep.equal({ records: [], absence: 'empty' });
  });

  it('has the absence "missing" for a source without statistics of records', () => {
    expect(recordsView(undefined, options)).to.deep.equal({ records: [], absence: 'missing' });
  });
});
