import { expect } from '@open-wc/testing';
import { columns, parseXml, reportOf, tableOf, textTable } from '../../test/report-builders.js';
import { xml } from './xml.js';

const textOf = (node: ParentNode, selector: string): string | null | undefined =>
  node.querySelector(selector)?.textContent;

describe('xml', () => {
  it('writes the description of the report', () => {
    const { documentElement: root } = parseXml(xml(reportOf([textTable('a')])));
    expect(root.localName).to.equal('report');
    const facts = ['title', 'start', 'end', 'granularity', 'timeZone', 'generated', 'source'];
    expect(facts.map((name) => textOf(root, `:scope > ${name}`))).to.deep.equal([
      'Statistics',
      '2025-01-01',
      '2025-12-31',
      'month',
      'UTC',
      '2026-11-21T09:30:42Z',
      'https://repository.example/api/stats-dashboard',
    ]);
    expect(textOf(root, 'sheet > description')).to.equal('Views per month');
  });

  it('W15: writes a row per row with cells by the keys of columns, dates with their year, and no cell for a missing value', () => {
    const sheet = tableOf({
      columns: columns('start:date', 'views:count'),
      rows: [
        ['2024-12-31', 0],
        ['2025-01-01', null],
      ],
    });
    const made = parseXml(xml(reportOf([sheet])));
    const shown = (selector: string, ...attributes: string[]): unknown[] =>
      [...made.querySelectorAll(selector)].map((node) => attributes.map((name) => node.getAttribute(name)));
    expect(shown('column', 'key', 'type', 'label')).to.deep.equal([
      ['start', 'date', 'start'],
      ['views', 'count', 'views'],
    ]);
    const rows = [...made.querySelectorAll('row')].map((row) =>
      [...row.children].map((cell) => [cell.getAttribute('key'), cell.textContent]),
    );
    expect(rows).to.deep.equal([
      [
        ['start', '2024-12-31'],
        ['views', '0'],
      ],
      [['start', '2025-01-01']],
    ]);
  });

  it('writes every text so that it can be read back, in elements and in attributes', () => {
    for (const text of ['<a href="b">&amp;</a>', "'", ']]>', 'a\tb\r\nc\rd', ' a ', 'Zürich 統計 😀', '<!--', '']) {
      const made = parseXml(
        xml(reportOf([{ ...textTable(text), columns: [{ key: text || 'x', label: text, type: 'text' }] }])),
      );
      expect(textOf(made, 'cell'), text).to.equal(text);
      expect(made.querySelector('column')!.getAttribute('label'), text).to.equal(text);
    }
  });

  it('removes the characters that XML 1.0 forbids', () => {
    const made = parseXml(xml(reportOf([textTable('a\u0000\u0007\u001B\uFFFE\uD800b')], { title: '\u0000' })));
    expect(textOf(made, 'cell')).to.equal('ab');
    expect(textOf(made, 'report > title')).to.equal('');
  });
});
