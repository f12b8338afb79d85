import { expect } from '@open-wc/testing';
import { fileName, fileNames, fileSafe, sheetNames } from './names.js';

describe('fileSafe', () => {
  for (const [text, safe] of [
    ['Statistics', 'statistics'],
    ['Usage over time', 'usage-over-time'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['../../etc/passwd', 'etc-passwd'],
    ['  … Views (unique), 2025! ', 'views-unique-2025'],
    ['Länder', 'länder'],
    ['統計', '統計'],
    ['الإحصاءات', 'الإحصاءات'],
    ['हिन्दी', 'हिन्दी'],
    ['a\u202Egpj.exe', 'a-gpj-exe'],
    ['…', 'statistics'],
    ['', 'statistics'],
  ] as const) {
    it(`makes ${JSON.stringify(safe)} of ${JSON.stringify(text)}`, () => expect(fileSafe(text)).to.equal(safe));
  }

  it('cuts long texts, but never within a character', () => {
    const cut = fileSafe('𠀀'.repeat(99));
    expect(cut).to.equal('𠀀'.repeat(25));
    expect(fileSafe(`${'a'.repeat(49)} b`)).to.equal('a'.repeat(49));
  });

  it('normalises different forms of the same letters', () => {
    expect(fileSafe('A\u0308')).to.equal('\u00E4');
  });
});

describe('fileName', () => {
  it('includes the days of the range', () => {
    const titled = { title: 'Statistics', start: '2025-01-01', end: '2025-12-31' };
    expect(fileName(titled, 'xlsx')).to.equal('statistics_2025-01-01_2025-12-31.xlsx');
  });

  it('includes no days for all time', () => {
    expect(fileName({ title: 'Most viewed', start: '', end: '' }, 'csv')).to.equal('most-viewed.csv');
  });
});

describe('fileNames', () => {
  it('returns different names, also for file systems that ignore case', () => {
    const titles = ['Views', 'views', 'Views!', 'Downloads'];
    const names = fileNames(
      titles.map((title) => ({ title, start: '2025-01-01', end: '2025-01-31' })),
      'csv',
    );
    expect(names).to.deep.equal([
      'views_2025-01-01_2025-01-31.csv',
      'views_2025-01-01_2025-01-31-2.csv',
      'views_2025-01-01_2025-01-31-3.csv',
      'downloads_2025-01-01_2025-01-31.csv',
    ]);
  });
});

describe('sheetNames', () => {
  const name = (title: string): string => sheetNames([title], 'Table')[0]!;

  for (const [title, made] of [
    ['Usage over time', 'Usage over time'],
    ['[Views]: all/none\\*?', 'Views all none'],
    ["'quoted'", 'quoted'],
    ['History', 'History_'],
    ['a\u0000b\tc', 'a b c'],
    ['', 'Table'],
    ['***', 'Table'],
    ['Länder 統計', 'Länder 統計'],
  ] as const) {
    it(`makes ${JSON.stringify(made)} of ${JSON.stringify(title)}`, () => expect(name(title)).to.equal(made));
  }

  it('returns at most 31 characters, never half a character, and no space at the end', () => {
    expect(name('a'.repeat(40))).to.equal('a'.repeat(31));
    expect(name(`${'a'.repeat(30)}😀`)).to.equal('a'.repeat(30));
    expect(name(`${'a'.repeat(30)} b`)).to.equal('a'.repeat(30));
  });

  it('returns different names, also after cutting, that do not differ by case only', () => {
    const names = sheetNames(['a'.repeat(40), 'A'.repeat(31), 'a'.repeat(32), 'b'], 'Table');
    expect(names).to.deep.equal(['a'.repeat(31), `${'A'.repeat(27)} (2)`, `${'a'.repeat(27)} (3)`, 'b']);
  });
});
