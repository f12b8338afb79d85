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
    ['years that could not be loaded', { failedYears: [2022] }, 'Without 2022: these numbers could not be loaded.'],
    [
      'years that were not provided',
      { yearsNotProvided: [2021, 2023] },
      'Without 2021, 2023: the service did not provide these numbers.',
    ],
    [
      'years that are counted in another way',
      { yearsOfEvents: [2023, 2025] },
      '2023, 2025: every event is counted. The other years count once per day.',
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
