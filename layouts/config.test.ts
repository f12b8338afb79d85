import { expect } from '@open-wc/testing';
import { parseConfig } from './config.js';

describe('parseConfig', () => {
  /** Each key in snake_case and camelCase, valid values with the results of reading them, and invalid values. */
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
        [{ de: 'Zahlen', en: null, fr: 1, it: {} }, { de: 'Zahlen' }],
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
      'default_record_start_basis',
      'defaultRecordStartBasis',
      ['added', 'created', 'published'].map((basis) => [basis, basis] as const),
      ['deleted', 'Added', '', null],
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
    [
      'help_link',
      'helpLink',
      [
        ['/help/statistics', '/help/statistics'],
        ['https://example.org/help?a=b#c', 'https://example.org/help?a=b#c'],
        ['help.html', 'help.html'],
      ],
      ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'mailto:a@example.org', '', null, 1, {}],
    ],
    [
      'disabled_message',
      'disabledMessage',
      [
        ['Not here', 'Not here'],
        [{ de: 'Nicht hier' }, { de: 'Nicht hier' }],
      ],
      [1, null, []],
    ],
    ['disabled_message_global', 'disabledMessageGlobal', [['Not here', 'Not here']], [false, null]],
    [
      'vega',
      'vega',
      [
        [{ axis: { labelColor: 'red' } }, { axis: { labelColor: 'red' } }],
        [{}, {}],
      ],
      ['red', 1, null, [{}]],
    ],
    ['dashboard_enabled', 'dashboardEnabled', [], []],
    ['dashboard_enabled_communities', 'dashboardEnabledCommunities', [], []],
    ['dashboard_enabled_global', 'dashboardEnabledGlobal', [], []],
    ['first_run_incomplete', 'firstRunIncomplete', [], []],
    ['agg_in_progress', 'aggInProgress', [], []],
    ['caching_in_progress', 'cachingInProgress', [], []],
  ];
  const trueAndFalse = [
    ...[true, 'true', 'True', 'TRUE', '1', 1].map((given) => [given, true] as const),
    ...[false, 'false', 'False', 'FALSE', '0', 0].map((given) => [given, false] as const),
  ];
  const neither = ['yes', '', 2, null, [], {}];

  for (const [snake, camel, good, bad] of keys) {
    // A key without values is a flag.
    const [values, nonsense] = good.length ? [good, bad] : [trueAndFalse, neither];
    for (const key of new Set([snake, camel])) {
      it(`reads ${key}`, () => {
        for (const [given, read] of values) {
          expect(parseConfig({ [key]: given }), JSON.stringify(given)).to.deep.equal({ [camel]: read });
        }
      });

      it(`ignores invalid values of ${key}`, () => {
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

  it('P1: prefers max_history_years to the maxHistoryYears that servers send, in any order', () => {
    expect(parseConfig('{"maxHistoryYears": 10, "max_history_years": 5}')).to.deep.equal({ maxHistoryYears: 5 });
    expect(parseConfig('{"max_history_years": 5, "maxHistoryYears": 10}')).to.deep.equal({ maxHistoryYears: 5 });
  });

  it('P1: uses the spelling with a valid value if the other one is invalid', () => {
    expect(parseConfig({ maxHistoryYears: 10, max_history_years: 'many' })).to.deep.equal({ maxHistoryYears: 10 });
  });

  it('K5: ignores the two flags of compressed answers', () => {
    expect(parseConfig({ compress_json: true, client_cache_compression_enabled: true })).to.deep.equal({});
  });

  /** Returns the paths that are reported for a configuration. */
  function toldOf(input: unknown): readonly string[] {
    const paths: string[] = [];
    parseConfig(input, (path) => paths.push(path));
    return paths;
  }

  it('reports the path of each invalid value in the spelling of the page', () => {
    for (const [snake, camel, good, bad] of keys) {
      const [values, nonsense] = good.length ? [good, bad] : [trueAndFalse, neither];
      for (const key of new Set([snake, camel])) {
        for (const value of nonsense.filter((each) => each !== null && !(Array.isArray(each) && !each.length))) {
          expect(toldOf({ [key]: value }), `${key}: ${JSON.stringify(value)}`).to.include(key);
        }
        const [given] = values[0] as readonly [unknown, unknown];
        expect(toldOf({ [key]: given, colour: 'red' }), key).to.be.empty;
      }
    }
  });

  it('reports the path of each invalid item', () => {
    expect(
      toldOf({ default_range_options: { month: 'yearToDate', week: 'nonsense', decade: '12months' } }),
    ).to.deep.equal(['default_range_options.week', 'default_range_options.decade']);
    expect(toldOf({ ui_subcounts: ['subjects', 'nonsense', 7] })).to.deep.equal(['ui_subcounts[1]', 'ui_subcounts[2]']);
    expect(toldOf({ uiSubcounts: { resource_types: {}, nonsense: {} } })).to.deep.equal(['uiSubcounts.nonsense']);
  });

  it('does not report null, which stands for a missing value', () => {
    expect(toldOf(Object.fromEntries(keys.map(([snake]) => [snake, null])))).to.be.empty;
  });

  it('ignores unknown keys', () => {
    const strange = '{"colour": "red", "__proto__": {"title": "x"}, "constructor": 1, "to_string": 1}';
    expect(parseConfig(strange)).to.deep.equal({});
  });

  for (const input of ['', 'nonsense', '{"title": ', '[]', '"title"', '1', 'null', 1, null, undefined, true, []]) {
    it(`returns undefined for ${JSON.stringify(input)}`, () => {
      expect(parseConfig(input)).to.be.undefined;
    });
  }
});
