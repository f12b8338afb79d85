import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { day } from '../../test/builders.js';
import type { Label } from '../data/year-block.js';
import { addUnits, endOf } from '../data/calendar.js';
import { isoDay } from '../data/day.js';
import { PRESET_NAMES } from '../data/range.js';
import { BREAKDOWNS, BREAKDOWN_NAMES, type Breakdown } from '../vocabulary/breakdowns.js';
import { METRIC_NAMES } from '../vocabulary/metrics.js';
import { GRANULARITIES, type Granularity } from '../vocabulary/terms.js';
import { COMPACT_THRESHOLD, i18nFor, loadLocale, needsLocale } from './i18n.js';
import { bucketText, formatTimestamp, partNames, ratioText, shareText, type BucketStyle } from './format.js';
import { de } from './locales/de.js';
import { en } from './messages/core.js';
import { allMessages, messageFormats, yearRanges } from './all-messages.js';

/** Text with plain spaces: browsers differ in the narrow and non-breaking ones that they use. */
const plain = (text: string): string => text.replace(/\s/g, ' ');
const english = i18nFor('en');
const german = i18nFor('de');

describe('i18nFor', () => {
  // Must be the first test, as a loaded locale stays loaded.
  it('uses English messages until those of the language are loaded', async () => {
    expect(needsLocale('de-AT')).to.be.true;
    expect(i18nFor('de-AT').messages).to.equal(en);
    await loadLocale('de-AT');
    expect(needsLocale('de-AT')).to.be.false;
    expect(i18nFor('de-AT').messages).to.equal(de);
    expect(i18nFor('DE').messages.title).to.equal('Statistik');
    expect(i18nFor('en').messages).to.equal(en);
  });

  it('uses English messages for a language without messages, but formats numbers and dates in that language', async () => {
    await loadLocale('fr');
    const french = i18nFor('fr');
    expect(needsLocale('fr')).to.be.false;
    expect(french.messages).to.equal(en);
    expect(plain(french.number(1_284_310))).to.equal('1 284 310');
    expect(french.day(day('2025-05-30'))).to.equal('30 mai 2025');
  });

  it('uses English for an unknown or invalid language tag, without an error', async () => {
    for (const tag of [
      '',
      'x',
      '_',
      'en-',
      '-'.repeat(100_000),
      'not a language',
      'constructor',
      'toString',
      '__proto__',
      'xx',
      'tlh',
    ]) {
      expect(needsLocale(tag), tag).to.be.false;
      await loadLocale(tag);
      const i18n = i18nFor(tag);
      expect(i18n.messages, tag).to.equal(en);
      expect(Intl.getCanonicalLocales(i18n.lang), tag).to.have.length(1);
      expect(i18n.number(1_284_310), tag).to.equal('1,284,310');
      expect(i18n.day(day('2025-05-30')), tag).to.equal('May 30, 2025');
      expect(partNames(i18n)('countries', 'DE', ''), tag).to.equal('Germany');
    }
  });

  for (const [tag, nearest] of Object.entries({
    de_DE: 'de-DE',
    pt_BR: 'pt-BR',
    zh_Hans_CN: 'zh-Hans-CN',
    'en_US.UTF-8': 'en-US',
    'de_AT@euro': 'de-AT',
    'de-DE-not_a_variant_of_it': 'de-DE',
    'fr-': 'fr',
    x: 'en',
    C: 'en',
    POSIX: 'en',
    tlh: 'en',
    _: 'en',
  })) {
    it(`formats numbers and dates in ${nearest} where the page has the language "${tag}"`, () => {
      expect(i18nFor(tag).lang).to.equal(nearest);
    });
  }

  it('loads the translation of a language tag with an underscore', async () => {
    await loadLocale('de_CH.UTF-8');
    expect(i18nFor('de_CH.UTF-8').messages.loading).to.equal(i18nFor('de').messages.loading);
    expect(i18nFor('de_CH.UTF-8').messages).not.to.equal(en);
  });

  it('falls back to the language en for an invalid tag', () => {
    expect(i18nFor('').lang).to.equal('en');
    expect(i18nFor('not a language').lang).to.equal('en');
  });

  it('returns the same object for the same language and options', () => {
    expect(i18nFor('en-GB')).to.equal(i18nFor('en-GB'));
    expect(i18nFor('en-GB', { binarySizes: true })).to.equal(i18nFor('en-GB', { binarySizes: true }));
    expect(i18nFor('en-GB', { binarySizes: true })).not.to.equal(i18nFor('en-GB'));
  });
});

describe('allMessages', () => {
  it('isolates dates and numbers in English messages for a language written from right to left', () => {
    const messages = allMessages(i18nFor('ar-EG'));
    expect(messages.fromTo('٤', '٧')).to.equal('\u2068٤\u2069 → \u2068٧\u2069');
    expect(messages.presets.days(7)).to.equal('Last 7 days');
    expect(messages.errors).to.deep.equal(allMessages(english).errors);
    expect(messages.heads.added.resourceTypes).to.deep.equal(['Resource Type', 'Records']);
  });

  it('isolates nothing for a language written from left to right', () => {
    expect(allMessages(i18nFor('fr')).fromTo('4', '7')).to.equal('4 → 7');
    expect(allMessages(german).fromTo('4', '7')).to.equal('4 → 7');
  });
});

describe('message catalogue', () => {
  type Leaf = readonly [path: string, value: unknown];
  const leaves = (value: unknown, path = ''): Leaf[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => leaves(child, `${path}.${key}`))
      : [[path, value]];
  const catalogues = {
    en: allMessages(english),
    de: (({ deferred, ...core }) => ({ ...core, ...deferred(messageFormats(german, 'de')) }))(de),
  };
  /** Messages about calendar years. */
  const ABOUT_YEARS = ['.withoutYears', '.yearsNotProvided', '.yearsOfEvents', '.yearsOfBoth'];
  /** Messages with a singular and a plural, by the last of their gaps. */
  const COUNTED = ['.conflictingDays', '.daysCounted', '.allRows'];
  const textOf = (message: unknown, ...gaps: readonly unknown[]): unknown =>
    (message as (...gaps: readonly unknown[]) => unknown)(...gaps);
  const shape = (messages: object): string[] => leaves(messages).map(([path, value]) => `${path}: ${typeof value}`);

  it('P8: has the same messages in German as in English', () => {
    expect(shape(catalogues.de).toSorted()).to.deep.equal(shape(catalogues.en).toSorted());
  });

  for (const [lang, messages] of Object.entries(catalogues)) {
    it(`${lang}: has no empty message`, () => {
      for (const [path, value] of leaves(messages)) {
        if (typeof value === 'string') expect(value.trim(), path).not.to.equal('');
        else expect(value, path).to.be.a('function');
      }
    });

    it(`${lang}: includes all arguments in the messages that take some`, () => {
      const given = ['17', '23', '42'];
      for (const [path, value] of leaves(messages)) {
        if (typeof value !== 'function') continue;
        const gaps = given.slice(0, value.length);
        const text = ABOUT_YEARS.includes(path)
          ? textOf(value, [17])
          : path === '.titleWithout'
            ? textOf(value, '17', [23])
            : textOf(value, ...gaps);
        expect(text, path).to.be.a('string');
        for (const gap of gaps) expect(text, path).to.include(gap);
      }
    });

    it(`${lang}: has a singular and a plural for each message with a count`, () => {
      const all = new Map(leaves(messages));
      for (const path of COUNTED) {
        const [one, two] = [1, 2].map((count) => textOf(all.get(path), count, count) as string);
        expect(one, path).to.match(/\b1\b/);
        expect(two, path).to.match(/\b2\b/);
        expect(one!.replaceAll('1', '2'), path).not.to.equal(two);
      }
      for (const path of ABOUT_YEARS) {
        const [one, two] = [[2011], [2011, 2015]].map((years) => textOf(all.get(path), years) as string);
        expect(one, path).to.match(/^2011 /);
        expect(two, path).to.match(/^2011 (and|und) 2015 /);
        expect(one!.slice(4), path).not.to.equal(two!.slice(13));
      }
    });

    it(`${lang}: has a name for every metric, breakdown, granularity and named preset`, () => {
      expect(messages.metrics).to.have.all.keys(...METRIC_NAMES);
      expect(messages.figures).to.have.all.keys(...METRIC_NAMES);
      expect(messages.breakdowns).to.have.all.keys(...BREAKDOWN_NAMES);
      expect(messages.parts).to.have.all.keys(...BREAKDOWN_NAMES);
      expect(messages.granularities).to.have.all.keys(...GRANULARITIES);
      const named = PRESET_NAMES.filter((preset) => preset === '1year' || !/^\d/.test(preset));
      expect(messages.presets).to.include.all.keys(...named);
    });

    it(`${lang}: B7: has a footnote for every breakdown that hides parts`, () => {
      const hiding = BREAKDOWN_NAMES.filter((name) => BREAKDOWNS[name].hidden.length);
      expect(messages.hidden).to.have.all.keys(...hiding);
    });

    it(`${lang}: W11, W12: explains numbers that are counted once per day, and calls none of them unique or distinct`, () => {
      for (const [path, value] of leaves(messages)) {
        if (typeof value === 'string') expect(value, path).not.to.match(/unique|distinct|eindeutig/i);
      }
      const { definitions } = messages.about;
      for (const key of ['uploaders', 'viewUniqueRecords', 'downloadUniqueFiles', 'viewVisitors']) {
        expect(definitions[key], key).to.match(/once per day.*twice|(je Tag einmal|einmal pro Tag).*zweimal/);
      }
    });

    it(`${lang}: names the preset of one week by seven days, and that of one month "this month"`, () => {
      expect(messages.presets.weeks(1)).to.match(/7/);
      expect(messages.presets.weeks(2)).to.match(/2/);
      expect(messages.presets.months(1)).to.equal(messages.presets.currentMonth);
    });
  }
});

describe('number formats', () => {
  it('groups the digits of a full number', () => {
    expect(english.number(1_284_310)).to.equal('1,284,310');
    expect(german.number(1_284_310)).to.equal('1.284.310');
    expect(english.number(-5)).to.equal('-5');
    expect(english.number(1234.4)).to.equal('1,234');
    expect(english.number(0)).to.equal('0');
  });

  it('S5: shortens counts from 10,000 on', () => {
    expect(COMPACT_THRESHOLD).to.equal(10_000);
    expect(english.value(9_999, 'count')).to.equal('9,999');
    expect(english.value(10_000, 'count')).to.equal('10K');
    expect(english.value(-9_999, 'count')).to.equal('-9,999');
    expect(english.value(-12_345, 'count')).to.equal('-12.34K');
  });

  it('S5: shortens counts from another threshold on if one is given', () => {
    expect(english.value(999_999, 'count', 1_000_000)).to.equal('999,999');
    expect(english.value(1_000_000, 'count', 1_000_000)).to.equal('1M');
    expect(english.value(99_999_999, 'count', 100_000_000)).to.equal('99,999,999');
    expect(english.value(1234, 'count', 0)).to.equal('1.23K');
    expect(english.value(999, 'count', 0)).to.equal('999');
  });

  it('S5: cuts a shortened count and does not round it up, so that 999,950 never reads 1M', () => {
    const cut = [999_950, 999_999, 9_999_999, 12_345_678, 999_999_999, -999_950].map((value) => english.compact(value));
    expect(cut).to.deep.equal(['999.95K', '999.99K', '9.99M', '12.34M', '999.99M', '-999.95K']);
  });

  it('S5: never shows more than the count in short form, and at most a hundredth of the unit less', () => {
    const units: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (value) => {
        const [, digits, unit] = /^([\d.]+)([KMBT]?)$/.exec(english.compact(value)) as unknown as [
          string,
          string,
          string,
        ];
        expect(Math.round(Number(digits) * 100)).to.equal(Math.trunc((value * 100) / units[unit]!));
      }),
    );
  });

  it('shortens counts by the rules of the language', () => {
    expect(plain(german.compact(1_234_567))).to.equal('1,23 Mio.');
    expect(plain(german.compact(999_950))).to.equal('999.950');
    expect(plain(i18nFor('ar').compact(1_234_567))).to.match(/مليون/);
  });

  it('adds the unit to a full number of bytes', () => {
    expect(english.full(59_117_831, 'bytes')).to.equal('59,117,831 bytes');
    expect(english.full(59_117_831, 'count')).to.equal('59,117,831');
  });
});

describe('size formats', () => {
  const binary = i18nFor('en', { binarySizes: true });
  const rows: [bytes: number, decimal: string, binary: string][] = [
    [0, '0 bytes', '0 B'],
    [1, '1 byte', '1 B'],
    [999, '999 bytes', '999 B'],
    [1000, '1 kB', '1,000 B'],
    [1023, '1 kB', '1,023 B'],
    [1024, '1 kB', '1 KiB'],
    [1536, '1.5 kB', '1.5 KiB'],
    [999_950, '999.9 kB', '976.5 KiB'],
    [999_999, '999.9 kB', '976.5 KiB'],
    [1_000_000, '1 MB', '976.5 KiB'],
    [1_048_575, '1 MB', '1,023.9 KiB'],
    [1_048_576, '1 MB', '1 MiB'],
    [59_117_831, '59.1 MB', '56.3 MiB'],
    [1e9, '1 GB', '953.6 MiB'],
    [2 ** 31, '2.1 GB', '2 GiB'],
    [2 ** 40, '1 TB', '1 TiB'],
    [2.5e15, '2.5 PB', '2.2 PiB'],
    [2.5e18, '2,500 PB', '2.1 EiB'],
    [-1, '-1 byte', '-1 B'],
    [-2048, '-2 kB', '-2 KiB'],
    [-59_117_831, '-59.1 MB', '-56.3 MiB'],
  ];
  for (const [bytes, decimal, inBinary] of rows) {
    it(`S5: writes ${bytes} bytes as ${decimal}, or as ${inBinary} in binary units`, () => {
      expect(plain(english.size(bytes))).to.equal(decimal);
      expect(plain(binary.size(bytes))).to.equal(inBinary);
    });
  }

  it('S4: writes every value in bytes as a size, whatever the threshold', () => {
    expect(plain(english.value(1536, 'bytes'))).to.equal('1.5 kB');
    expect(plain(english.value(1536, 'bytes', 1_000_000))).to.equal('1.5 kB');
    expect(plain(binary.value(1536, 'bytes'))).to.equal('1.5 KiB');
  });

  it('writes sizes by the rules of the language', () => {
    expect(plain(german.size(59_117_831))).to.equal('59,1 MB');
    expect(plain(german.size(1))).to.equal('1 Byte');
    expect(plain(i18nFor('fr').size(59_117_831))).to.equal('59,1 Mo');
    expect(plain(i18nFor('de', { binarySizes: true }).size(1536))).to.equal('1,5 KiB');
  });
});

describe('ratioText', () => {
  for (const [ratio, text] of [
    [0, '0.0%'],
    [0.0001, '<0.1%'],
    [0.124, '12.4%'],
    [0.9999, '99.9%'],
    [1, '100%'],
    [12.345, '1,235%'],
  ] as const) {
    it(`writes the ratio ${ratio} as ${text}, never rounded to 0% or 100%`, () =>
      expect(ratioText(english, ratio)).to.equal(text));
  }
});

describe('share', () => {
  const rows: [share: number, text: string][] = [
    [0, '0%'],
    [0.0000001, '<0.1%'],
    [0.0009, '<0.1%'],
    [0.001, '0.1%'],
    [0.0123, '1.2%'],
    [0.05, '5.0%'],
    [0.0994, '9.9%'],
    [0.0996, '10%'],
    [0.1, '10%'],
    [0.126, '13%'],
    [0.5, '50%'],
    [1, '100%'],
  ];
  for (const [share, text] of rows) {
    it(`B9: writes the share ${share} as ${text}`, () => expect(shareText(english, share)).to.equal(text));
  }

  it('B9: writes shares by the rules of the language', () => {
    expect(plain(shareText(german, 0.0123))).to.equal('1,2 %');
    expect(plain(shareText(german, 0.0001))).to.equal('<0,1 %');
  });
});

describe('date formats', () => {
  it('writes days in UTC, whatever the time zone of the reader', () => {
    expect(english.day(day('2025-01-01'))).to.equal('Jan 1, 2025');
    expect(english.day(day('2024-12-31'))).to.equal('Dec 31, 2024');
  });

  it('writes dates by the rules of the language', () => {
    expect(german.day(day('2025-05-30'))).to.equal('30. Mai 2025');
    expect(i18nFor('en-GB').day(day('2025-05-30'))).to.equal('30 May 2025');
    expect(i18nFor('ar').day(day('2025-05-30'))).to.match(/مايو/);
  });

  it('writes the common parts of the first and the last day of a range once', () => {
    expect(plain(english.days(day('2025-05-30'), day('2025-06-12')))).to.equal('May 30 – Jun 12, 2025');
    expect(plain(english.days(day('2024-12-30'), day('2025-01-05')))).to.equal('Dec 30, 2024 – Jan 5, 2025');
    expect(plain(german.days(day('2025-05-30'), day('2025-06-12')))).to.equal('30. Mai – 12. Juni 2025');
    expect(i18nFor('ar').days(day('2025-05-30'), day('2025-06-12'))).to.match(/مايو.*يونيو/);
  });

  it('writes dates from the ISO dates of a view', () => {
    expect(english.iso('2025-05-30')).to.equal('May 30, 2025');
    expect(plain(english.isoDays('2025-05-30', '2025-06-12'))).to.equal('May 30 – Jun 12, 2025');
    expect(english.isoDays('2025-05-30', '2025-05-30')).to.equal('May 30, 2025');
  });
});

describe('formatTimestamp', () => {
  const local = (dayOfMonth: number, hours: number, minutes: number): number =>
    new Date(2025, 4, dayOfMonth, hours, minutes).getTime();
  const written = (milliseconds: number, now: number): string => plain(formatTimestamp(english, milliseconds, now));

  it('writes a time of the current day without a date, in the time zone of the reader', () => {
    expect(written(local(30, 15, 4), local(30, 23, 59))).to.equal('3:04 PM');
    expect(written(local(30, 0, 30), local(30, 23, 30))).to.equal('12:30 AM');
  });

  it('adds the date to a time of another day in the time zone of the reader', () => {
    expect(written(local(30, 23, 30), local(31, 0, 30))).to.equal('May 30, 2025, 11:30 PM');
  });

  it('writes a time by the rules of the language', () => {
    expect(plain(formatTimestamp(german, local(30, 15, 4), local(30, 23, 59)))).to.equal('15:04');
  });
});

describe('messageFormats', () => {
  const forms = { one: 'one', few: 'few', many: 'many', other: 'other' };

  for (const [lang, counts] of [
    ['en', { 0: 'other', 1: 'one', 2: 'other', 21: 'other' }],
    ['fr', { 0: 'one', 1: 'one', 2: 'other' }],
    ['pl', { 1: 'one', 2: 'few', 5: 'many', 22: 'few' }],
  ] as const) {
    it(`chooses the form of a text by the plural rules of the language ${lang}`, () => {
      const { plural } = messageFormats(english, lang);
      for (const [count, form] of Object.entries(counts)) expect(plural(Number(count), forms), count).to.equal(form);
    });
  }

  it('uses the form for other numbers where a language has no form of its own', () => {
    expect(messageFormats(english, 'pl').plural(2, { other: 'other' })).to.equal('other');
  });

  it('formats numbers as the page does, whatever the language of the messages is', () => {
    expect(messageFormats(german, 'en').number(1284)).to.equal('1.284');
  });
});

describe('yearRanges', () => {
  for (const [years, text] of [
    [[], ''],
    [[2025], '2025'],
    [[2024, 2025], '2024–2025'],
    [[2011, 2012, 2013, 2015], '2011–2013 and 2015'],
    [[2009, 2011, 2012, 2015], '2009, 2011–2012, and 2015'],
  ] as const) {
    it(`writes the calendar years ${JSON.stringify(years)} as "${text}"`, () =>
      expect(yearRanges(english, years)).to.equal(text));
  }

  it('writes ranges of years by the rules of the language', () =>
    expect(yearRanges(german, [2011, 2012, 2015])).to.equal('2011–2012 und 2015'));
});

describe('bucketText', () => {
  const rows: [unit: Granularity, start: string, tick: string, yearTick: string, full: string][] = [
    ['day', '2025-01-01', 'Jan 1', 'Jan 1, 2025', 'Jan 1, 2025'],
    ['week', '2024-12-30', 'Dec 30', 'Dec 30, 2024', 'Dec 30, 2024 – Jan 5, 2025'],
    ['week', '2025-06-02', 'Jun 2', 'Jun 2, 2025', 'Jun 2 – 8, 2025'],
    ['month', '2026-01-01', 'Jan', 'Jan 2026', 'January 2026'],
    ['quarter', '2026-01-01', 'Q1', 'Q1 2026', 'Q1 2026'],
    ['quarter', '2026-10-01', 'Q4', 'Q4 2026', 'Q4 2026'],
    ['year', '2026-01-01', '2026', '2026', '2026'],
  ];
  const STYLES = ['tick', 'yearTick', 'full'] as const satisfies readonly BucketStyle[];
  for (const [unit, start, ...expected] of rows) {
    it(`writes the ${unit} from ${start} as ${expected.join(' · ')}`, () => {
      const end = isoDay(endOf(unit, day(start)));
      expect(STYLES.map((style) => plain(bucketText(english, { start, end }, unit, style)))).to.deep.equal(expected);
    });
  }

  it('writes buckets by the rules of the language', () => {
    const inGerman = (unit: Granularity): string[] =>
      STYLES.map((style) => plain(bucketText(german, { start: '2025-01-01', end: '2025-01-31' }, unit, style)));
    expect(inGerman('month')).to.deep.equal(['Jan', 'Jan. 2025', 'Januar 2025']);
    expect(inGerman('day').slice(0, 2)).to.deep.equal(['1. Jan.', '1. Jan. 2025']);
    expect(bucketText(i18nFor('ar'), { start: '2025-01-01', end: '2025-01-31' }, 'month', 'full')).to.match(/يناير/);
  });

  it('writes the days of a partial bucket in full, whatever its unit', () => {
    for (const unit of GRANULARITIES) {
      const full = bucketText(english, { start: '2025-01-10', end: '2025-01-20', partial: true }, unit, 'full');
      expect(plain(full), unit).to.equal('Jan 10 – 20, 2025');
    }
    expect(bucketText(english, { start: '2025-01-31', end: '2025-01-31', partial: true }, 'month', 'full')).to.equal(
      'Jan 31, 2025',
    );
  });

  it('writes the name of the unit for a partial bucket on the axis', () => {
    expect(bucketText(english, { start: '2025-01-10', end: '2025-01-20', partial: true }, 'month', 'tick')).to.equal(
      'Jan',
    );
    expect(
      bucketText(english, { start: '2025-05-10', end: '2025-05-20', partial: true }, 'quarter', 'yearTick'),
    ).to.equal('Q2 2025');
    expect(bucketText(english, { start: '2025-05-10', end: '2025-05-20', partial: true }, 'year', 'tick')).to.equal(
      '2025',
    );
  });

  it('writes the number of the quarter for all twelve months, also in leap years', () => {
    for (const year of [2024, 2025]) {
      const ticks = Array.from({ length: 12 }, (_, month) => {
        const first = addUnits('month', day(`${year}-01-01`), month);
        return [first, endOf('month', first)].map((any) =>
          bucketText(english, { start: isoDay(any), end: isoDay(any) }, 'quarter', 'tick'),
        );
      });
      const expected = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4].map((quarter) => [`Q${quarter}`, `Q${quarter}`]);
      expect(ticks).to.deep.equal(expected);
    }
  });

  it('uses the Gregorian calendar also for languages with another usual calendar', () => {
    const digits = (lang: string, year: number): string =>
      new Intl.NumberFormat(lang, { useGrouping: false }).format(year);
    for (const lang of ['fa', 'th', 'ar-SA', 'ckb-IR']) {
      expect(bucketText(i18nFor(lang), { start: '2025-01-01', end: '2025-12-31' }, 'year', 'full'), lang).to.include(
        digits(lang, 2025),
      );
    }
    expect(bucketText(i18nFor('ar-SA'), { start: '2025-01-01', end: '2025-01-31' }, 'month', 'full')).to.match(/يناير/);
  });
});

describe('partNames', () => {
  const named = (lang: string, label: Label, id = 'deu', breakdown: Breakdown = 'languages'): string =>
    partNames(i18nFor(lang))(breakdown, id, label);

  it('uses the name from the service', () => {
    expect(named('en', 'University of Ghent', '00cv9y106', 'affiliations')).to.equal('University of Ghent');
  });

  it('P9: uses the name in the language, then in its base language, in English, in any language', () => {
    const label = { fr: 'Allemand', en: 'German', de: 'Deutsch', 'de-CH': 'Hochdeutsch' };
    expect(named('de', label)).to.equal('Deutsch');
    expect(named('de-CH', label)).to.equal('Hochdeutsch');
    expect(named('de-AT', label)).to.equal('Deutsch');
    expect(named('ar', label)).to.equal('German');
    expect(named('ar', { fr: 'Allemand' })).to.equal('Allemand');
  });

  it('W18: uses the id of a part without a name', () => {
    for (const label of ['', {}, { en: '' }, { de: '', fr: '' }] as Label[]) {
      expect(named('de', label), JSON.stringify(label)).to.equal('deu');
    }
    for (const breakdown of BREAKDOWN_NAMES) expect(named('en', '', 'id-x', breakdown), breakdown).to.equal('id-x');
  });

  it('names a language without a name by its code of two letters', () => {
    expect(named('en', '', 'de')).to.equal('German');
    expect(named('de', '', 'de')).to.equal('Deutsch');
    expect(named('de', 'Hochdeutsch', 'de')).to.equal('Hochdeutsch');
    expect(named('en', '', 'xx')).to.equal('xx');
  });

  it('says that a part has neither a name nor an id', () => {
    for (const id of ['', ' ']) {
      expect(named('en', '', id)).to.equal('(no name)');
      expect(named('de', {}, id, 'countries')).to.equal('(ohne Namen)');
      expect(named('en', 'Imported', id)).to.equal('Imported');
    }
  });

  it('P9: skips empty names of a part', () => {
    expect(named('de', { de: '', en: 'German' })).to.equal('German');
    expect(named('de', { de: '', en: '', fr: 'Allemand' })).to.equal('Allemand');
  });

  it('M2: names a country by its code, whatever its name from the service is', () => {
    expect(named('en', '', 'DE', 'countries')).to.equal('Germany');
    expect(named('de', '', 'DE', 'countries')).to.equal('Deutschland');
    expect(named('de', 'United States', 'US', 'countries')).to.equal('Vereinigte Staaten');
    expect(named('en', '', 'de', 'countries')).to.equal('Germany');
  });

  it('names visits without a country in the language of the page', () => {
    expect(named('en', 'Unknown', 'unknown', 'countries')).to.equal('Unknown Region');
    expect(named('de', 'Unknown', 'unknown', 'countries')).to.equal('Unbekannte Region');
  });

  it('names an unknown country by the name from the service, else by its id', () => {
    expect(named('en', '', 'QQ', 'countries')).to.equal('QQ');
    expect(named('en', 'Atlantis', 'QQ', 'countries')).to.equal('Atlantis');
    expect(named('en', '', 'imported', 'countries')).to.equal('imported');
    expect(named('en', '', '12', 'countries')).to.equal('12');
  });

  it('names access statuses and file presence in the language of the page', () => {
    expect(named('de', '', 'open', 'accessStatuses')).to.equal('Offen');
    expect(named('en', '', 'metadata-only', 'accessStatuses')).to.equal('Metadata only');
    expect(named('de', 'With Files', 'with_files', 'filePresence')).to.equal('Mit Dateien');
    expect(named('en', 'Freely readable', 'open', 'accessStatuses')).to.equal('Freely readable');
    expect(named('en', '', 'toString', 'accessStatuses')).to.equal('toString');
  });
});

describe('text', () => {
  it('returns a single text, or the text in the language', () => {
    expect(english.text('Usage')).to.equal('Usage');
    expect(i18nFor('de').text({ en: 'Usage', de: 'Nutzung' })).to.equal('Nutzung');
  });
  it('returns an empty text for any other value', () => {
    expect([undefined, null, 5, true, {}].map((text) => english.text(text))).to.deep.equal(['', '', '', '', '']);
    expect([{ en: 5 }, { en: { de: 'x' }, fr: 'Usage' }].map((text) => english.text(text))).to.deep.equal([
      '',
      'Usage',
    ]);
  });
});
