import { expect } from '@open-wc/testing';
import { parseConfig } from './config.js';

describe('parseConfig', () => {
  /** Each key in snake_case, what can be meant and how it is understood, and what cannot be meant. */
  const keys: readonly (readonly [
    snake: string,
    camel: string,
    good: readonly (readonly [given: unknown, read: unknown])[],
    bad: readonly unknown[],
  ])[] = [
    [
      'title',
      'title',
      [
        ['Numbers', 'Numbers'],
        ['', ''],
        [{ de: 'Zahlen' }, { de: 'Zahlen' }],
      ],
      [1, null, ['x'], true],
    ],
    [
      'description',
      'description',
      [
        ['All of them', 'All of them'],
        [{ en: 'A' }, { en: 'A' }],
      ],
      [1, null, []],
    ],
    ['show_title', 'showTitle', [], []],
    ['show_description', 'showDescription', [], []],
    ['display_binary_sizes', 'displayBinarySizes', [], []],
    ['use_test_data', 'useTestData', [], []],
    [
      'default_granularity',
      'defaultGranularity',
      ['day', 'week', 'month', 'quarter', 'year'].map((unit) => [unit, unit] as const),
      ['decade', 'Month', '', null, 1],
    ],
    [
      'default_range_options',
      'defaultRangeOptions',
      [
        [
          { day: '30days', week: '12weeks', month: '12months', quarter: '4quarters', year: '5years' },
          { day: '30days', week: '12weeks', month: '12months', quarter: '4quarters', year: '5years' },
        ],
        [{ month: 'yearToDate', week: 'nonsense', decade: '12months' }, { month: 'yearToDate' }],
        [{}, {}],
      ],
      ['12months', ['12months'], null],
    ],
    [
      'max_history_years',
      'maxHistoryYears',
      [
        [1, 1],
        [15, 15],
        [199, 199],
      ],
      [0, -1, 1.5, 200, '15', null],
    ],
    [
      'ui_subcounts',
      'uiSubcounts',
      [
        [
          ['resource_types', 'accessStatuses'],
          ['resourceTypes', 'accessStatuses'],
        ],
        [{ resource_types: {}, file_types: { a: 1 } }, ['resourceTypes', 'fileTypes']],
        [['subjects', 'nonsense', 7], ['subjects']],
      ],
      [[], {}, ['nonsense'], 'subjects', null],
    ],
    [
      'dashboard_type',
      'dashboardType',
      [
        ['global', 'global'],
        ['community', 'community'],
      ],
      ['Global', 'everything', '', null],
    ],
    [
      'layout',
      'layout',
      [
        [{ tabs: [] }, { tabs: [] }],
        ['community', 'community'],
        [{}, {}],
      ],
      [null],
    ],
  ];
  const flags = ['showTitle', 'showDescription', 'displayBinarySizes', 'useTestData'];
  const trueAndFalse = [
    ...[true, 'true', 'True', 'TRUE', '1', 1].map((given) => [given, true] as const),
    ...[false, 'false', 'False', 'FALSE', '0', 0].map((given) => [given, false] as const),
  ];
  const neither = ['yes', '', 2, null, [], {}];

  for (const [snake, camel, good, bad] of keys) {
    const [values, nonsense] = flags.includes(camel) ? [trueAndFalse, neither] : [good, bad];
    for (const key of new Set([snake, camel])) {
      it(`reads ${key}`, () => {
        for (const [given, read] of values) {
          expect(parseConfig({ [key]: given }), JSON.stringify(given)).to.deep.equal({ [camel]: read });
        }
      });

      it(`takes nothing from a ${key} that cannot be meant`, () => {
        for (const given of nonsense) {
          expect(parseConfig({ title: 'T', [key]: given }), JSON.stringify(given)).to.deep.equal(
            key === 'title' ? {} : { title: 'T' },
          );
        }
      });
    }
  }

  it('reads JSON text', () => {
    expect(parseConfig('{"show_title": "False", "maxHistoryYears": 3}')).to.deep.equal({
      showTitle: false,
      maxHistoryYears: 3,
    });
  });

  it('lets max_history_years go before the maxHistoryYears that servers send, in whatever order', () => {
    expect(parseConfig('{"maxHistoryYears": 10, "max_history_years": 5}')).to.deep.equal({ maxHistoryYears: 5 });
    expect(parseConfig('{"max_history_years": 5, "maxHistoryYears": 10}')).to.deep.equal({ maxHistoryYears: 5 });
  });

  it('falls back on the one of two spellings that can be meant', () => {
    expect(parseConfig({ maxHistoryYears: 10, max_history_years: 'many' })).to.deep.equal({ maxHistoryYears: 10 });
  });

  it('ignores what it does not know', () => {
    const strange = '{"colour": "red", "__proto__": {"title": "x"}, "constructor": 1, "to_string": 1}';
    expect(parseConfig(strange)).to.deep.equal({});
  });

  for (const input of ['', 'nonsense', '{"title": ', '[]', '"title"', '1', 'null', 1, null, undefined, true, []]) {
    it(`says that ${JSON.stringify(input)} is no configuration`, () => {
      expect(parseConfig(input)).to.be.undefined;
    });
  }
});
