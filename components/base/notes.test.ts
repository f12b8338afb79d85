import { expect } from '@open-wc/testing';
import { blockOf, day, days, whole } from '../../test/builders.js';
import type { YearBlock } from '../../src/data/year-block.js';
import { Stats } from '../../src/data/stats.js';
import { i18nFor } from '../../src/i18n/i18n.js';
import type { StatsState } from '../../src/state/context.js';
import type { Selection } from '../../src/state/selection.js';
import type { DateBasis } from '../../src/vocabulary/terms.js';
import type { Shown } from '../../src/state/data-notes.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { countingNotes, dateBasisNote, notesFor, sentencesOn, withoutYears } from './notes.js';

const RANGE = days('2022-06-01', '2025-06-01');
const VIEWS = { metric: 'views', kind: 'delta' } as const;
const sentAs = (year: number, key: string, days: readonly number[] = []): YearBlock => ({
  ...blockOf('usage-delta', year),
  tables: [{ ...whole('views', { '05-30': 1 })(year), key }],
  conflicts: days.length ? [{ metric: 'views', days }] : [],
});
/** Returns all sentences, including those about years that failed to load. */
const sentences = (blocks: readonly YearBlock[], failed: readonly number[] = [], shown: readonly Shown[] = [VIEWS]) =>
  sentencesOn(i18nFor('en'), shown, {
    stats: new Stats(blocks),
    range: RANGE,
    failed: new Set(failed.map((year) => `usage-delta ${year}`)),
  });

describe('sentencesOn', () => {
  const EVENTS = [sentAs(2023, 'views'), sentAs(2024, 'views')];
  const EMPTY = [sentAs(2022, 'views'), blockOf('usage-delta', 2023), sentAs(2024, 'views')];

  it('returns no sentence for complete numbers that are counted in one way', () =>
    expect(sentences(EVENTS)).to.deep.equal([]));

  for (const [title, blocks, failed, sentence] of [
    ['a year that could not be loaded', EVENTS, [2022], '2022 is missing because it could not be loaded.'],
    [
      'years that could not be loaded, consecutive ones as a range',
      [sentAs(2024, 'views')],
      [2022, 2023, 2025],
      '2022–2023 and 2025 are missing because they could not be loaded.',
    ],
    ['a year that was not provided', EMPTY, [], '2023 is missing because the service did not provide it.'],
    [
      'a year that is counted in another way',
      [sentAs(2023, 'views'), sentAs(2024, 'viewUniqueRecords')],
      [],
      '2023 counts every event, the other years count once per day.',
    ],
    [
      'years that are counted in another way',
      [sentAs(2023, 'views'), sentAs(2024, 'viewUniqueRecords'), sentAs(2025, 'views')],
      [],
      '2023 and 2025 count every event, the other years count once per day.',
    ],
    [
      'a year of which some days are counted in another way',
      [
        sentAs(2023, 'viewUniqueRecords'),
        {
          ...blockOf('usage-delta', 2024),
          tables: [{ ...whole('views', { '05-30': 1 })(2024), otherKeys: ['viewUniqueRecords'] }],
        },
      ],
      [],
      '2024 counts every event on some days, and once per day on the others.',
    ],
    [
      'one day about which answers disagree',
      [sentAs(2024, 'views', [day('2024-05-30')])],
      [],
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
      [],
      'Two answers disagree about 300 days. The later answer is shown.',
    ],
  ] as const) {
    it(`names ${title}`, () => expect(sentences(blocks, failed)).to.deep.equal([sentence]));
  }

  it('names years of the comparison range that are counted in another way', () => {
    const mixed = [sentAs(2023, 'views'), sentAs(2024, 'viewUniqueRecords')];
    const state = { stats: new Stats(mixed), range: days('2024-01-01', '2024-12-31'), failed: new Set<string>() };
    expect(sentencesOn(i18nFor('en'), [VIEWS], state)).to.deep.equal([]);
    expect(sentencesOn(i18nFor('en'), [VIEWS], state, { start: '2023-01-01', end: '2023-12-31' })).to.deep.equal([
      '2023 counts every event, the other years count once per day.',
    ]);
  });

  it('returns one sentence for each fact', () => {
    const mixed = [
      sentAs(2022, 'views'),
      blockOf('usage-delta', 2023),
      sentAs(2024, 'viewUniqueRecords', [day('2024-05-30')]),
    ];
    expect(sentences(mixed, [2025])).to.have.length(4);
  });
});

describe('dateBasisNote', () => {
  const noteOn = (dateBasis: DateBasis, ...dateBases: readonly DateBasis[]): string =>
    dateBasisNote(i18nFor('en'), { capabilities: { dateBases }, selection: { dateBasis } as Selection });

  it('names the day by which records are counted if the source does not offer the chosen one', () => {
    expect(noteOn('published', 'added')).to.equal(
      'Records are counted by the day on which they were added, because the service does not tell when they were published.',
    );
    expect(noteOn('added', 'created', 'published')).to.contain('were created, because');
  });

  it('returns an empty string for a day that is offered, and while the capabilities are unknown', () => {
    expect(noteOn('added', 'added')).to.equal('');
    expect(noteOn('published', 'added', 'published')).to.equal('');
    expect(noteOn('published')).to.equal('');
    expect(dateBasisNote(i18nFor('en'), { selection: { dateBasis: 'published' } as Selection })).to.equal('');
  });
});

describe('countingNotes', () => {
  for (const [title, shown, blocks, isDaily] of [
    ['sums of daily distinct counts', { metric: 'uploaders', kind: 'delta' }, [], true],
    ['sums of records', { metric: 'records', kind: 'delta' }, [], false],
    ['sums of unique views', VIEWS, [sentAs(2024, 'viewUniqueRecords')], true],
    ['sums of events', VIEWS, [sentAs(2024, 'views')], false],
  ] as const) {
    it(`${isDaily ? 'notes' : 'does not note'} for ${title} that each day is counted separately`, () =>
      expect(countingNotes(i18nFor('en'), [shown], { stats: new Stats(blocks) })).to.deep.equal(
        isDaily ? [allMessages(i18nFor('en')).countedOnce.day] : [],
      ));
  }
});

describe('notesFor', () => {
  const state = { status: 'ready', range: RANGE, stats: Stats.empty, failed: new Set(), selection: {} };
  const notes = (counting?: string) =>
    notesFor(
      i18nFor('en'),
      [{ metric: 'visitors', kind: 'delta' }],
      state as unknown as StatsState,
      counting === undefined ? {} : { counting },
      { isCompared: false, isAlone: true },
    );

  it('says how the days of a metric are added up, but not of parts that are counted in another way', () => {
    expect(notes()).to.deep.equal([allMessages(i18nFor('en')).countedOnce.day]);
    expect(notes('visits')).to.deep.equal([]);
  });
});

describe('withoutYears', () => {
  const table = { title: 'Views', description: '', start: '', end: '', columns: [], rows: [] };

  it('returns the same table if no years are missing, and undefined if there is no table', () => {
    expect(withoutYears(i18nFor('en'), table, [])).to.equal(table);
    expect(withoutYears(i18nFor('en'), undefined, [2024])).to.be.undefined;
  });

  it('names the missing years in the title of a table', () => {
    expect(withoutYears(i18nFor('en'), table, [2022, 2024])).to.deep.equal({
      ...table,
      title: 'Views (without 2022 and 2024)',
    });
  });
});
