import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { day, days } from '../../test/builders.js';
import { isoDay, yearStart } from '../data/day.js';
import { PRESETS, PRESET_NAMES, isPreset, printRange, resolveRange, type RangeChoice } from '../data/range.js';
import { COMPARISONS, DATE_BASES, GRANULARITIES, type Granularity } from '../vocabulary/terms.js';
import { applySelection, parseSelection, printSelection, type Selection, type SelectionTexts } from './selection.js';

const TODAY = day('2026-08-19');

describe('parseSelection', () => {
  it('reads all fields of a selection from their texts', () => {
    expect(
      parseSelection({ range: '12weeks', granularity: 'week', dateBasis: 'published', compare: 'year' }),
    ).to.deep.equal({
      range: '12weeks',
      granularity: 'week',
      dateBasis: 'published',
      compare: 'year',
    });
    expect(parseSelection({ range: '2025-05-30/2025-06-12', granularity: 'day' })).to.deep.equal({
      range: days('2025-05-30', '2025-06-12'),
      granularity: 'day',
      dateBasis: 'added',
      compare: 'none',
    });
  });

  describe('defaults', () => {
    it('returns the last twelve months by month for empty texts', () => {
      const standard = { range: '12months', granularity: 'month', dateBasis: 'added', compare: 'none' };
      expect(parseSelection({})).to.deep.equal(standard);
      expect(parseSelection({ range: undefined, granularity: undefined, dateBasis: undefined })).to.deep.equal(
        standard,
      );
    });

    const ranges: [Granularity, string][] = [
      ['day', '30days'],
      ['week', '12weeks'],
      ['month', '12months'],
      ['quarter', '4quarters'],
      ['year', '5years'],
    ];
    for (const [granularity, range] of ranges) {
      it(`returns the range ${range} for the granularity ${granularity} without a range`, () =>
        expect(parseSelection({ granularity }).range).to.equal(range));
    }

    it('uses the default granularity of the page and its range', () => {
      expect(parseSelection({}, { granularity: 'week' })).to.include({ granularity: 'week', range: '12weeks' });
    });

    it('uses the default range of the page for the chosen granularity', () => {
      const defaults = { granularity: 'week', ranges: { week: '8weeks', year: '3years' } } as const;
      expect(parseSelection({}, defaults).range).to.equal('8weeks');
      expect(parseSelection({ granularity: 'year' }, defaults).range).to.equal('3years');
    });

    it('D6: uses the year to date if the defaults of the page have no range for the granularity', () => {
      expect(parseSelection({ granularity: 'day' }, { ranges: { week: '8weeks' } }).range).to.equal('yearToDate');
      expect(parseSelection({}, { ranges: {} }).range).to.equal('yearToDate');
    });

    it('uses the default date basis of the page', () => {
      expect(parseSelection({}, { dateBasis: 'published' }).dateBasis).to.equal('published');
      expect(parseSelection({ dateBasis: 'added' }, { dateBasis: 'published' }).dateBasis).to.equal('added');
    });

    it('prefers the texts to the defaults of the page', () => {
      const written = { range: '4weeks', granularity: 'week' };
      expect(parseSelection(written, { granularity: 'day', ranges: { week: '8weeks' } })).to.include(written);
    });
  });

  it('treats an invalid text like a missing one', () => {
    const texts: SelectionTexts[] = [
      { range: 'soon', granularity: 'decade', dateBasis: 'modified', compare: 'decade' },
      { range: '', granularity: '', dateBasis: '' },
      { range: '2025-06-12/2025-05-30', granularity: 'Month', dateBasis: '__proto__' },
      { range: '2025-02-30/2025-03-01', granularity: 'constructor' },
      { range: '2025-05-30' },
    ];
    for (const text of texts) expect(parseSelection(text), JSON.stringify(text)).to.deep.equal(parseSelection({}));
  });
});

describe('printSelection', () => {
  const ownDays = fc
    .tuple(fc.integer({ min: yearStart(1900), max: yearStart(2101) - 1 }), fc.nat(4000))
    .map(([start, length]) => ({ start, end: Math.min(start + length, yearStart(2101) - 1) }));
  const selections: fc.Arbitrary<Selection> = fc.record({
    range: fc.oneof<fc.Arbitrary<RangeChoice>[]>(fc.constantFrom(...PRESET_NAMES), ownDays),
    granularity: fc.constantFrom(...GRANULARITIES),
    dateBasis: fc.constantFrom(...DATE_BASES),
    compare: fc.constantFrom(...COMPARISONS),
  });

  it('writes texts that parseSelection reads back', () => {
    fc.assert(
      fc.property(selections, (selection) => {
        expect(parseSelection(printSelection(selection), { granularity: 'year', ranges: {} })).to.deep.equal(selection);
      }),
    );
  });

  it('writes days as an ISO interval', () => {
    expect(
      printSelection({
        range: days('2025-05-30', '2025-06-12'),
        granularity: 'day',
        dateBasis: 'created',
        compare: 'none',
      }),
    ).to.deep.equal({
      range: '2025-05-30/2025-06-12',
      granularity: 'day',
      dateBasis: 'created',
      compare: 'none',
    });
  });
});

describe('applySelection', () => {
  const of = (range: RangeChoice, granularity: Granularity): Selection => ({
    range,
    granularity,
    dateBasis: 'added',
    compare: 'none',
  });
  const apply = (selection: Selection, change: Partial<Selection>, today = TODAY, historyYears?: number): string => {
    const { range, granularity } = applySelection(selection, change, today, historyYears);
    return `${granularity} ${printRange(range)}`;
  };

  it('changes the given fields and keeps the others', () => {
    const selection = of('12months', 'month');
    expect(applySelection(selection, { dateBasis: 'created' }, TODAY)).to.deep.equal({
      ...selection,
      dateBasis: 'created',
    });
    expect(apply(selection, { range: '3months' })).to.equal('month 3months');
    expect(applySelection(selection, {}, TODAY)).to.deep.equal(selection);
    expect(selection).to.deep.equal(of('12months', 'month'));
  });

  it('keeps custom days while the granularity stays the same', () => {
    expect(apply(of('12months', 'month'), { range: days('2025-05-30', '2025-06-12') })).to.equal(
      'month 2025-05-30/2025-06-12',
    );
    expect(apply(of(days('2025-05-30', '2025-06-12'), 'month'), { granularity: 'month' })).to.equal(
      'month 2025-05-30/2025-06-12',
    );
  });

  describe('change of the granularity', () => {
    it('D9: keeps a preset that the new granularity also offers', () => {
      expect(apply(of('yearToDate', 'month'), { granularity: 'week' })).to.equal('week yearToDate');
      expect(apply(of('allTime', 'day'), { granularity: 'year' })).to.equal('year allTime');
    });

    it('widens the days to whole units of the new granularity if it does not offer the preset', () => {
      expect(apply(of('previousQuarter', 'quarter'), { granularity: 'week' })).to.equal('week 2026-03-30/2026-07-05');
      expect(apply(of('previousYear', 'year'), { granularity: 'quarter' })).to.equal('quarter 2025-01-01/2025-12-31');
      expect(apply(of(days('2025-05-30', '2025-06-12'), 'day'), { granularity: 'week' })).to.equal(
        'week 2025-05-26/2025-06-15',
      );
      expect(apply(of(days('2025-05-30', '2025-06-12'), 'day'), { granularity: 'quarter' })).to.equal(
        'quarter 2025-04-01/2025-06-30',
      );
    });

    it('D5: ends widened days with today, because no later day has been counted', () => {
      expect(apply(of('30days', 'day'), { granularity: 'month' })).to.equal('month 2026-07-01/2026-08-19');
      expect(apply(of('12weeks', 'week'), { granularity: 'year' })).to.equal('year 2026-01-01/2026-08-19');
      expect(apply(of(days('2026-08-01', '2026-12-31'), 'day'), { granularity: 'week' })).to.equal(
        'week 2026-07-27/2026-08-19',
      );
    });

    it('D1: begins a quarter on its first day also on the 31st', () => {
      expect(apply(of('7days', 'day'), { granularity: 'quarter' }, day('2026-05-31'))).to.equal(
        'quarter 2026-04-01/2026-05-31',
      );
    });

    it('widens a range in the future without cutting it at today', () => {
      expect(apply(of(days('2027-02-10', '2027-11-20'), 'day'), { granularity: 'quarter' })).to.equal(
        'quarter 2027-01-01/2027-12-31',
      );
    });

    it('uses the range that is chosen together with the granularity as it is', () => {
      expect(apply(of('30days', 'day'), { granularity: 'month', range: '3months' })).to.equal('month 3months');
      expect(apply(of('30days', 'day'), { granularity: 'month', range: days('2025-05-30', '2025-06-12') })).to.equal(
        'month 2025-05-30/2025-06-12',
      );
    });

    it('reaches back as far as the history of the page', () => {
      expect(apply(of('currentMonth', 'month'), { granularity: 'year' }, TODAY, 3)).to.equal(
        'year 2026-01-01/2026-08-19',
      );
      expect(apply(of('5years', 'year'), { granularity: 'month' }, TODAY, 3)).to.equal('month 2023-01-01/2026-08-19');
    });

    it('keeps every day and every preset on offer, and adds no day after today', () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...GRANULARITIES),
          fc.constantFrom(...GRANULARITIES),
          fc.nat(),
          fc.integer({ min: day('2000-01-01'), max: day('2099-12-31') }),
          (from, to, n, today) => {
            const preset = PRESETS[from][n % PRESETS[from].length]!;
            const { range } = applySelection(of(preset, from), { granularity: to }, today);
            const text = `${preset} on ${isoDay(today)}: ${printRange(range)}`;
            if (isPreset(range)) {
              expect(PRESETS[to], text).to.include(range);
              expect(range).to.equal(preset);
            } else {
              const old = resolveRange(preset, today);
              expect(range.start, text).to.be.at.most(old.start);
              expect(range.end, text).to.be.at.least(old.end);
              expect(range.end, text).to.be.at.most(today);
            }
          },
        ),
      );
    });
  });
});
