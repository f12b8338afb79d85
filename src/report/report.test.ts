import { expect } from '@open-wc/testing';
import { columns } from '../../test/report-builders.js';
import { isoMoment, columnKeys, printable, unique, valueOf } from './report.js';

describe('isoMoment', () => {
  for (const [milliseconds, text] of [
    [0, '1970-01-01T00:00:00Z'],
    [1_749_720_600_999, '2025-06-12T09:30:00Z'],
    [1_749_772_799_000, '2025-06-12T23:59:59Z'],
    [1_749_772_800_000, '2025-06-13T00:00:00Z'],
  ] as const) {
    it(`writes ${milliseconds} as ${text}`, () => expect(isoMoment(milliseconds)).to.equal(text));
  }
});

describe('printable', () => {
  it('keeps letters of every script and spaces of every kind', () => {
    const text = 'Zürich 統計 إحصاء 😀\t\r\n';
    expect(printable(text)).to.equal(text);
  });

  it('removes the characters that XML 1.0 forbids: control characters, lone surrogates, the last two of the plane', () => {
    expect(printable('a\u0000b\u0008c\u000Bd\u001Fe\uD83Df\uDE00g\uFFFEh\uFFFFi')).to.equal('abcdefghi');
  });
});

describe('valueOf', () => {
  it('returns no value for numbers that are not finite and for missing cells', () => {
    for (const cell of [NaN, Infinity, -Infinity, null, undefined]) expect(valueOf(cell), String(cell)).to.be.null;
  });
  it('distinguishes 0 and the empty text from no value', () => {
    expect([valueOf(0), valueOf('')]).to.deep.equal([0, '']);
  });
});

describe('unique', () => {
  it('numbers names that exist already, whatever their case, and returns no name twice', () => {
    const made = unique(['a', 'b', 'A', 'a', 'a2'], (name, count) => `${name}${count}`);
    expect(made).to.deep.equal(['a', 'b', 'A2', 'a3', 'a22']);
  });
});

describe('columnKeys', () => {
  it('returns different keys for all columns, even if a part has the name of another column', () => {
    expect(columnKeys(columns('start', 'views', 'start', '\u0000other', 'other', '\u0000'))).to.deep.equal([
      'start',
      'views',
      'start-2',
      'other',
      'other-2',
      'column-6',
    ]);
  });
});
