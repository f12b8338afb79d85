import { expect } from '@open-wc/testing';
import { i18nFor, type DataNotes } from './i18n.js';
import { more } from './more.js';
import { sentencesOn } from './remarks.js';

const NONE: DataNotes = {
  failedYears: [],
  yearsNotProvided: [],
  missingYears: [],
  unreadable: false,
  daily: false,
  conflictingDays: 0,
  yearsOfEvents: [],
};
const sentences = (notes: Partial<DataNotes>): readonly string[] =>
  sentencesOn(i18nFor('en'), more, { ...NONE, ...notes });

describe('sentencesOn', () => {
  it('has no sentence for complete numbers', () => expect(sentences({})).to.deep.equal([]));

  for (const [title, notes, sentence] of [
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
    [
      'a year that is counted in another way',
      { yearsOfEvents: [2023] },
      '2023 counts every event, the other years count once per day.',
    ],
    [
      'years that are counted in another way',
      { yearsOfEvents: [2023, 2025] },
      '2023 and 2025 count every event, the other years count once per day.',
    ],
    [
      'one day about which answers disagree',
      { conflictingDays: 1 },
      'Two answers disagree about 1 day. The later answer is shown.',
    ],
    [
      'many days about which answers disagree',
      { conflictingDays: 1234 },
      'Two answers disagree about 1,234 days. The later answer is shown.',
    ],
  ] as const) {
    it(`names ${title}`, () => expect(sentences(notes)).to.deep.equal([sentence]));
  }

  it('has one sentence for each fact', () => {
    const all = { failedYears: [2021], yearsNotProvided: [2022], yearsOfEvents: [2023], conflictingDays: 2 };
    expect(sentences(all)).to.have.length(4);
  });

  it('has no sentence for the facts that widgets write themselves', () => {
    expect(sentences({ missingYears: [2022], unreadable: true, daily: true })).to.deep.equal([]);
  });
});
