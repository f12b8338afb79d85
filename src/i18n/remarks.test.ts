import { expect } from '@open-wc/testing';
import { blockOf, day, days, whole } from '../../test/builders.js';
import type { YearBlock } from '../data/block.js';
import { Stats } from '../data/stats.js';
import { i18nFor, type DataNotes, type Notes, type Shown } from './i18n.js';
import { more } from './more.js';
import { notesOn } from './remarks.js';

const RANGE = days('2022-06-01', '2025-06-01');
const VIEWS = { metric: 'views', kind: 'delta' } as const;
const NONE: DataNotes = { failedYears: [], yearsNotProvided: [], missingYears: [] };
const sentAs = (year: number, key: string, days: readonly number[] = []): YearBlock => ({
  ...blockOf('usage-delta', year),
  tables: [{ ...whole('views', { '05-30': 1 })(year), key }],
  conflicts: days.length ? [{ metric: 'views', days }] : [],
});
const notes = (years: Partial<DataNotes>, blocks: readonly YearBlock[], shown: readonly Shown[] = [VIEWS]): Notes =>
  notesOn(i18nFor('en'), more, { shown, stats: new Stats(blocks), range: RANGE, notes: { ...NONE, ...years } });

describe('notesOn', () => {
  const EVENTS = [sentAs(2023, 'views'), sentAs(2024, 'views')];

  it('has no sentence for complete numbers that are counted in one way', () =>
    expect(notes({}, EVENTS)).to.deep.equal({ sentences: [], daily: '' }));

  for (const [title, years, sentence] of [
    ['a year that could not be loaded', { failedYears: [2022] }, '2022 is missing because it could not be loaded.'],
    [
      'years that could not be loaded, those in a row as a range',
      { failedYears: [2018, 2019, 2020, 2022] },
      '2018–2020 and 2022 are missing because they could not be loaded.',
    ],
    [
      'years that were not provided',
      { yearsNotProvided: [2021, 2023] },
      '2021 and 2023 are missing because the service did not provide them.',
    ],
  ] as const) {
    it(`names ${title}`, () => expect(notes(years, EVENTS).sentences).to.deep.equal([sentence]));
  }

  for (const [title, blocks, sentence] of [
    [
      'a year that is counted in another way',
      [sentAs(2023, 'views'), sentAs(2024, 'viewUniqueRecords')],
      '2023 counts every event, the other years count once per day.',
    ],
    [
      'years that are counted in another way',
      [sentAs(2023, 'views'), sentAs(2024, 'viewUniqueRecords'), sentAs(2025, 'views')],
      '2023 and 2025 count every event, the other years count once per day.',
    ],
    [
      'one day about which answers disagree',
      [sentAs(2024, 'views', [day('2024-05-30')])],
      'Two answers disagree about 1 day. The later answer is shown.',
    ],
    [
      'many days about which answers disagree',
      [
        sentAs(
          2024,
          'views',
          Array.from({ length: 300 }, (_, i) => day('2024-01-01') + i),
        ),
      ],
      'Two answers disagree about 300 days. The later answer is shown.',
    ],
  ] as const) {
    it(`names ${title}`, () => expect(notes({}, blocks).sentences).to.deep.equal([sentence]));
  }

  it('has one sentence for each fact', () => {
    const mixed = [sentAs(2023, 'views'), sentAs(2024, 'viewUniqueRecords', [day('2024-05-30')])];
    expect(notes({ failedYears: [2021], yearsNotProvided: [2022] }, mixed).sentences).to.have.length(4);
  });

  for (const [title, shown, blocks, isDaily] of [
    ['sums of daily distinct counts', { metric: 'uploaders', kind: 'delta' }, [], true],
    ['sums of records', { metric: 'records', kind: 'delta' }, [], false],
    ['sums of unique views', VIEWS, [sentAs(2024, 'viewUniqueRecords')], true],
    ['sums of events', VIEWS, EVENTS, false],
  ] as const) {
    it(`${isDaily ? 'says' : 'does not say'} of ${title} that each day counts on its own`, () =>
      expect(notes({}, blocks, [shown]).daily).to.equal(isDaily ? more.daily : ''));
  }
});
