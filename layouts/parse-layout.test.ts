import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { METRICS } from '../src/vocabulary/metrics.js';
import { addRow, ALIASES, CATALOGUE, rowFor, type Presets } from './catalogue.js';
import community from './community.json' with { type: 'json' };
import global from './global.json' with { type: 'json' };
import { parseLayout, type Placement } from './parse-layout.js';

/** Returns a layout with one tab and one row. */
const tab = (...components: unknown[]) => ({ tabs: [{ name: 'content', rows: [{ name: 'row', components }] }] });
/** Returns the placements of a layout with these components. */
const placed = (...components: unknown[]): readonly Placement[] =>
  parseLayout(tab(...components), 'global').layout!.tabs[0]!.rows[0]!.placements;
const properties = (component: string, props: object): unknown => placed({ component, props })[0]!.properties;
const first = 'tabs[0].rows[0].components[0]';

describe('parseLayout', () => {
  it('keeps tabs, rows and components in their order', () => {
    const views = { component: 'SingleStatViews', width: 4, props: { title: 'Visits' } };
    const layout = {
      tabs: [
        {
          name: 'one',
          label: 'One',
          icon: 'eye',
          date_range_phrase: 'As of',
          rows: [{ name: 'a', components: [views] }, { components: [] }],
        },
        { name: 'two', label: { en: 'Two', de: 'Zwei' }, rows: [] },
      ],
    };
    const placement = {
      component: 'SingleStatViews',
      tag: 'single-stat-views',
      width: 4,
      tablet: 4,
      mobile: 8,
      properties: { heading: 'Visits' },
      path: first,
    };
    expect(parseLayout(layout, 'global')).to.deep.equal({
      layout: {
        tabs: [
          {
            name: 'one',
            label: 'One',
            icon: 'eye',
            dateRangePhrase: 'As of',
            rows: [{ name: 'a', placements: [placement] }, { placements: [] }],
          },
          { name: 'two', label: { en: 'Two', de: 'Zwei' }, rows: [] },
        ],
      },
      problems: [],
    });
  });

  describe('P2: shapes of layouts', () => {
    const own = tab({ component: 'StatsMap' });
    const other = tab({ component: 'ReportSelector' });
    const shapes: readonly [
      title: string,
      input: unknown,
      global: string | undefined,
      community: string | undefined,
    ][] = [
      ['bare tabs', own, 'StatsMap', 'StatsMap'],
      ['rows without tabs', { rows: own.tabs[0]!.rows }, 'StatsMap', 'StatsMap'],
      ['tabs before rows', { ...own, rows: other.tabs[0]!.rows }, 'StatsMap', 'StatsMap'],
      ['JSON text', JSON.stringify(own), 'StatsMap', 'StatsMap'],
      ['a layout for each scope', { global_layout: own, community_layout: other }, 'StatsMap', 'ReportSelector'],
      ['the names of older documentation', { global: own, community: other }, 'StatsMap', 'ReportSelector'],
      ['a global layout only', { global_layout: own }, 'StatsMap', 'StatsMap'],
      ['an empty community layout', { global: own, community: {} }, 'StatsMap', 'StatsMap'],
      ['a community layout that is null', { global_layout: own, community_layout: null }, 'StatsMap', 'StatsMap'],
      ['a community layout only', { community_layout: other }, undefined, 'ReportSelector'],
      [
        'new names before old ones',
        { global: other, global_layout: own, community: own, community_layout: other },
        'StatsMap',
        'ReportSelector',
      ],
      ['wrapped rows', { global_layout: { rows: own.tabs[0]!.rows } }, 'StatsMap', 'StatsMap'],
    ];
    for (const [title, input, ...expected] of shapes) {
      it(`reads ${title}`, () => {
        const found = (['global', 'community'] as const).map(
          (scope) => parseLayout(input, scope).layout?.tabs[0]?.rows[0]?.placements[0]?.component,
        );
        expect(found).to.deep.equal(expected);
      });
    }
  });

  it('puts rows without tabs into a tab, and names tabs without a name', () => {
    expect(parseLayout({ rows: [{ components: [] }] }, 'global').layout!.tabs).to.deep.equal([
      { name: 'tab-1', rows: [{ placements: [] }] },
    ]);
    const { layout } = parseLayout({ tabs: [{ name: 'a', rows: [] }, { rows: [] }] }, 'global');
    expect(layout!.tabs.map(({ name }) => name)).to.deep.equal(['a', 'tab-2']);
  });

  it('adds the path of each component from the root of the input', () => {
    const paths = (input: object) =>
      parseLayout(input, 'global').layout!.tabs[0]!.rows[0]!.placements.map(({ path }) => path);
    const layout = tab({ component: 'StatsMap' }, 8, { component: 'ReportSelector' });
    expect(paths(layout)).to.deep.equal([first, 'tabs[0].rows[0].components[2]']);
    expect(paths({ global_layout: layout })[0]).to.equal(`global_layout.${first}`);
    expect(paths({ rows: layout.tabs[0]!.rows })[0]).to.equal('rows[0].components[0]');
  });

  describe('columns of a placement', () => {
    const columns = (placement: object): unknown => {
      const [{ width, tablet, mobile }] = placed(placement) as [Placement];
      return [width, tablet, mobile];
    };
    const map = { component: 'StatsMap' };
    it('the default width is 16 columns, and 8 for figures on a narrow page', () => {
      expect(columns(map)).to.deep.equal([16, 16, 16]);
      expect(columns({ component: 'SingleStatViews' })).to.deep.equal([16, 16, 8]);
      expect(columns({ component: 'Unknown' })).to.deep.equal([16, 16, 16]);
    });
    it('the width of tablets is by default that of computers', () =>
      expect(columns({ ...map, width: 5 })).to.deep.equal([5, 5, 16]));
    it('P7: columns in props take precedence over those beside the component', () => {
      expect(columns({ ...map, tablet: 3, mobile: 4 })).to.deep.equal([16, 3, 4]);
      expect(columns({ ...map, tablet: 3, mobile: 4, props: { tablet: 5, mobile: 6, width: 7 } })).to.deep.equal([
        16, 5, 6,
      ]);
    });
    it('columns out of range are replaced by the default', () => {
      expect(columns({ component: 'SingleStatViews', width: 0, tablet: 17, mobile: 7.5 })).to.deep.equal([16, 16, 8]);
      expect(columns({ ...map, mobile: 4, props: { mobile: 'all' } })).to.deep.equal([16, 16, 4]);
    });
  });

  describe('properties of a placement', () => {
    it('P2: properties come from props and from keys beside the component; props take precedence', () => {
      const placement = {
        component: 'RightsMultiDisplay',
        title: 'a',
        pageSize: 5,
        props: { title: 'b', icon: 'tag' },
      };
      expect(placed(placement)[0]!.properties).to.deep.equal({ heading: 'b', pageSize: 5, icon: 'tag' });
      expect(placed({ ...placement, props: { title: 7 } })[0]!.properties).to.deep.equal({ heading: 'a', pageSize: 5 });
    });

    const conversions: readonly [component: string, props: object, properties: object][] = [
      [
        'SingleStatViews',
        { title: { en: 'a' }, icon: 'eye', compactThreshold: 5 },
        { heading: { en: 'a' }, icon: 'eye', compactThreshold: 5 },
      ],
      ['SingleStatViews', { value: 3, metric: 'downloads', default_range: '1year' }, {}],
      [
        'SingleStatBox',
        { value: '12.5', valueType: 'filesize', description: 'd' },
        { literalValue: 12.5, unit: 'bytes', description: 'd' },
      ],
      ['SingleStatBox', { rawValue: 7, value: '8', valueType: 'number' }, { literalValue: 7, unit: 'count' }],
      ['SingleStatBox', { value: 'about a dozen' }, { literalValue: 'about a dozen' }],
      ['StatsPopup', { number: 9 }, { literalValue: 9 }],
      [
        'ContentStatsChart',
        { height: '400px', chartType: 'bar', maxSeries: 10, defaultLineDisplay: 'stacked' },
        { height: 400, chartType: 'bar', maxSeries: 10, lineDisplay: 'stacked' },
      ],
      ['ContentStatsChart', { height: 300 }, { height: 300 }],
      [
        'TrafficStatsChart',
        { display_subcounts: ['resource_types', 'fileTypes', 'of_nothing'] },
        { subcounts: { resourceTypes: {}, fileTypes: {} } },
      ],
      [
        'TrafficStatsChart',
        { display_subcounts: { file_presence: {}, fileTypes: { defaultLineDisplay: 'overlapping' }, x: {} } },
        { subcounts: { filePresence: {}, fileTypes: { lineDisplay: 'overlapping' } } },
      ],
      ['TrafficStatsChart', { display_subcounts: {} }, { subcounts: {} }],
      [
        'RightsMultiDisplay',
        { pageSize: 6, hideOtherInCharts: true, headers: ['a', 'b'], maxHeight: '300px' },
        { pageSize: 6, hideOther: true, headers: ['a', 'b'], maxHeight: '300px' },
      ],
      ['RightsMultiDisplay', { maxHeight: 300 }, { maxHeight: '300px' }],
      [
        'StatsMap',
        { height: 400, minHeight: '300px', zoom: 1.3, center: [0, -20], metric: 'dataVolume', useSnapshot: false },
        { metric: 'downloadVolume', kind: 'delta', height: 400, minHeight: 300, zoom: 1.3, center: [0, -20] },
      ],
      [
        'StatsMap',
        { useSnapshot: true, uniformColorMode: true },
        { metric: 'views', kind: 'snapshot', uniformColorMode: true },
      ],
      [
        'MostViewedRecordsMultiDisplay',
        { pageSize: 6, maxHeight: '20em', default_view: 'pie' },
        { pageSize: 6, maxHeight: '20em' },
      ],
      [
        'StatsTable',
        {
          headers: ['Name', 'n'],
          rows: [
            ['file', 'a', 1],
            [null, 'b', null],
          ],
        },
        {
          headers: ['Name', 'n'],
          rows: [
            ['a', { value: 1, text: '1' }],
            ['b', ''],
          ],
        },
      ],
      ['ReportSelector', { defaultFormat: 'json', title: 'a' }, { defaultFormat: 'json' }],
      ['ReportSelector', { serviceFormats: true }, { serviceFormats: true }],
      ['DateRangeSelector', { title: 'a' }, {}],
    ];
    for (const [component, props, expected] of conversions) {
      it(`${component} converts ${JSON.stringify(props)}`, () =>
        expect(properties(component, props)).to.deep.equal(expected));
    }

    const views: readonly [component: string, props: object, properties: object][] = [
      ['FundersMultiDisplay', { available_views: ['pie', 'bar', 'list'] }, { views: ['pie', 'list'] }],
      [
        'FundersMultiDisplay',
        { available_views: ['table', 'map'], default_view: 'table' },
        { views: ['table'], display: 'table' },
      ],
      ['FundersMultiDisplay', { default_view: 'bar' }, { display: 'list' }],
      ['FundersMultiDisplay', { available_views: ['bar', 'table'] }, { views: ['list', 'table'], display: 'list' }],
      [
        'FundersMultiDisplay',
        { available_views: ['table', 'list'], default_view: 'pie' },
        { views: ['table', 'list'], display: 'table' },
      ],
      ['FundersMultiDisplay', { available_views: ['line'], default_view: 'map' }, {}],
      ['FundersTable', { default_view: 'pie' }, { display: 'list' }],
      ['FundersTable', { available_views: ['pie'] }, { views: ['pie'], display: 'pie' }],
    ];
    for (const [component, props, expected] of views) {
      it(`${component} converts the views of ${JSON.stringify(props)}`, () =>
        expect(properties(component, props)).to.deep.equal(expected));
    }

    it('a custom component converts the props of its row', () => {
      const read = (value: unknown) => (typeof value === 'number' ? value * 2 : undefined);
      addRow({ label: 'OwnDial', tag: 'own-dial', base: 'own-dial', presets: {}, props: { size: ['radius', read] } });
      expect(properties('OwnDial', { size: 4, innerHTML: '!' })).to.deep.equal({ radius: 8 });
    });
  });

  describe('StatsChart', () => {
    const tagIn = (name: string, ...components: string[]): string | undefined => {
      const rows = [...components, 'StatsChart'].map((component) => ({ components: [{ component }] }));
      return parseLayout({ tabs: [{ name, rows }] }, 'global').layout!.tabs[0]!.rows.at(-1)!.placements[0]!.tag;
    };
    it('a StatsChart shows content by default', () => {
      expect(tagIn('content', 'SingleStatRecordCount')).to.equal('content-stats-chart');
      expect(tagIn('')).to.equal('content-stats-chart');
      expect(tagIn('a', 'SingleStatRecordCount', 'SingleStatViews')).to.equal('content-stats-chart');
    });
    it('a StatsChart shows usage in a tab whose name stands for usage', () => {
      for (const name of ['usage', 'Traffic', 'page-views', 'downloads']) {
        expect(tagIn(name, 'SingleStatRecordCount'), name).to.equal('traffic-stats-chart');
      }
    });
    it('a StatsChart shows usage in a tab in which all other components do', () => {
      expect(tagIn('a', 'SingleStatViews', 'DateRangeSelector', 'Unknown')).to.equal('traffic-stats-chart');
    });
  });

  describe('problems of layouts', () => {
    it('text that is not JSON is reported', () => {
      expect(parseLayout('{tabs', 'global')).to.deep.equal({
        layout: undefined,
        problems: [{ code: 'not-json', path: '', found: '{tabs' }],
      });
    });
    it('values that JSON does not allow are reported', () => {
      const circle: Record<string, unknown> = {};
      circle.tabs = circle;
      const trap = {
        get tabs(): never {
          throw new Error('no');
        },
      };
      const deep = tab({ component: 'StatsMap', props: '#' });
      const text = JSON.stringify(deep).replace('"#"', '['.repeat(1e5) + ']'.repeat(1e5));
      for (const input of [undefined, circle, trap, 10n, Symbol('a'), () => 1, text]) {
        expect(parseLayout(input, 'global')).to.deep.include({ layout: undefined });
        expect(parseLayout(input, 'global').problems[0]).to.include({ code: 'not-json', path: '' });
      }
    });
    it('problems contain a truncated text of what was found', () => {
      const { problems } = parseLayout(
        tab({ component: 'StatsMap', width: 'x'.repeat(99) }, { component: 'A' }, []),
        'global',
      );
      expect(problems).to.deep.equal([
        { code: 'shape', path: 'tabs[0].rows[0].components[2]', found: '[]' },
        { code: 'width', path: `${first}.width`, found: `"${'x'.repeat(59)}` },
        { code: 'unknown-component', path: 'tabs[0].rows[0].components[1]', found: 'A' },
      ]);
      expect(parseLayout({ tabs: [{}] }, 'global').problems).to.deep.equal([{ code: 'shape', path: 'tabs[0].rows' }]);
    });
    it('unknown and duplicate components keep their place with a problem', () => {
      const placements = placed({ component: 'A' }, { component: 'StatsMap' }, { component: 'StatsMap' });
      expect(placements.map(({ tag, problem }) => [tag, problem])).to.deep.equal([
        [undefined, 'unknown-component'],
        ['stats-map', undefined],
        ['stats-map', 'duplicate'],
      ]);
      expect(placements[0]!.properties).to.deep.equal({});
    });
    it('duplicates are equal components in one row, whatever the order of their keys', () => {
      const map = { component: 'StatsMap', width: 8, props: { zoom: 2, title: 'a' } };
      const turned = { props: { title: 'a', zoom: 2 }, width: 8, component: 'StatsMap' };
      expect(placed(map, turned)[1]!.problem).to.equal('duplicate');
      expect(placed(map, { ...turned, width: 4 })[1]!.problem).to.be.undefined;
      const rows = [{ components: [map] }, { components: [map] }];
      expect(parseLayout({ rows }, 'global').problems).to.deep.equal([]);
    });
  });

  describe('parseLayout with arbitrary input', () => {
    const label = fc.constantFrom(...CATALOGUE.keys(), ...Object.keys(ALIASES), 'StatsChart', 'Unknown', '__proto__');
    const props = fc.dictionary(
      fc.constantFrom(
        'title',
        'height',
        'center',
        'display_subcounts',
        'available_views',
        'default_view',
        'rows',
        '__proto__',
        'toString',
      ),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const often = <T>(arbitrary: fc.Arbitrary<T>) =>
      fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: fc.jsonValue() });
    const component = fc.record(
      { component: often(label), width: often(fc.integer()), mobile: fc.jsonValue(), props: often(props) },
      { requiredKeys: [] },
    );
    const row = fc.record(
      { name: fc.jsonValue(), components: often(fc.array(often(component))) },
      { requiredKeys: [] },
    );
    const tabs = often(
      fc.array(
        often(
          fc.record(
            { name: fc.jsonValue(), label: fc.jsonValue(), rows: often(fc.array(often(row))) },
            { requiredKeys: [] },
          ),
        ),
      ),
    );
    const layout = fc.oneof(
      fc.record({ tabs }),
      fc.record({ global_layout: often(fc.record({ tabs })), community_layout: fc.jsonValue() }),
      fc.record({ rows: often(fc.array(row)) }),
    );

    it('returns a layout that can be shown, or a problem', () => {
      fc.assert(
        fc.property(layout, fc.constantFrom('global' as const, 'community' as const), (input, scope) => {
          const { layout, problems } = parseLayout(input, scope);
          expect(problems.some(({ code }) => code === 'not-json' || code === 'no-tabs')).to.equal(!layout);
          const placements = layout?.tabs.flatMap(({ rows }) => rows.flatMap(({ placements }) => placements)) ?? [];
          for (const { component, tag, width, tablet, mobile, problem } of placements) {
            for (const columns of [width, tablet, mobile])
              expect(Number.isInteger(columns) && columns > 0 && columns < 17).to.be.true;
            expect(Boolean(tag)).to.equal(Boolean(rowFor(component)));
            expect(Boolean(tag) || Boolean(problem)).to.be.true;
          }
          expect(parseLayout(JSON.stringify(input), scope)).to.deep.equal({ layout, problems });
        }),
      );
    });
    it('does not throw for any input', () => {
      const anything = fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSparseArray: true,
      });
      fc.assert(
        fc.property(
          fc.oneof(anything, fc.json(), fc.string()),
          (input) => parseLayout(input, 'community').problems.length >= 0,
        ),
      );
    });
  });

  describe('layouts of services', () => {
    for (const name of [
      'invenio-0.5-STATS_DASHBOARD_LAYOUT',
      'invenio-0.5-global',
      'documentation-STATS_DASHBOARD_LAYOUT',
      'documentation-custom-field',
    ]) {
      it(`reads ${name} without problems (needs ../shared)`, async function () {
        const answer = await fetch(`/shared/wire/layouts/${name}.json`);
        if (!answer.ok) return this.skip();
        const text = await answer.text();
        const count = (text.match(/"component":/g) ?? []).length;
        const layouts = (['global', 'community'] as const).map((scope) => parseLayout(text, scope));
        for (const { problems } of layouts) expect(problems).to.deep.equal([]);
        const placements = layouts.flatMap(({ layout }) =>
          layout!.tabs.flatMap(({ rows }) => rows.flatMap(({ placements }) => placements)),
        );
        expect(placements.length).to.be.within(count, 2 * count);
        for (const { component, tag } of placements) expect(tag, component).to.be.a('string');
      });
    }
  });

  for (const [title, input] of Object.entries({ global, community })) {
    describe(`${title}.json`, () => {
      const { layout, problems } = parseLayout(input, 'global');
      const rows = layout!.tabs.flatMap(({ rows }) => rows);
      it(`${title}.json has no problem`, () => expect(problems).to.deep.equal([]));
      it(`${title}.json contains no texts, which are in the message catalogue`, () => {
        expect(layout!.tabs.map(({ name }) => name)).to.deep.equal(['content', 'contributions', 'traffic', 'usage']);
        expect(JSON.stringify(input)).not.to.match(/"(label|title|date_range_phrase)"/);
      });
      it(`${title}.json uses known elements and fills every row`, () => {
        for (const { name, placements } of rows) {
          expect(
            placements.reduce((sum, { width }) => sum + width, 0),
            name,
          ).to.equal(16);
          for (const { component } of placements) {
            expect(rowFor(component)!.base).to.be.oneOf([
              'stats-figure',
              'stats-timeline',
              'stats-breakdown',
              'stats-map',
              'stats-top-records',
            ]);
          }
        }
      });
      it(`${title}.json opens breakdowns as lists of equal length`, () => {
        const pairs = rows
          .map(({ placements }) => placements.map(({ properties }) => properties))
          .filter(([one]) => one?.pageSize);
        expect(pairs).to.have.length.above(3);
        for (const pair of pairs)
          expect(pair).to.deep.equal([pair[0], { display: 'list', pageSize: pair[0]!.pageSize }]);
      });
      it(`${title}.json shows in each tab the metrics of its area and kind`, () => {
        const about = {
          content: 'content snapshot',
          contributions: 'content delta',
          traffic: 'usage snapshot',
          usage: 'usage delta',
        };
        for (const { name, rows } of layout!.tabs) {
          const [area, kind] = about[name as keyof typeof about].split(' ');
          for (const { component, properties } of rows.flatMap(({ placements }) => placements)) {
            const { metric, metrics, kind: counted, order }: Presets = { ...rowFor(component)!.presets, ...properties };
            // Top records are ranked by their total usage.
            if (order) expect(`${area} ${kind}`).to.equal('usage snapshot');
            if (order) continue;
            const { area: shown } = METRICS[metric ?? metrics![0]!];
            expect([shown, counted], component).to.deep.equal([area, kind]);
          }
        }
      });
    });
  }
});

it('parseLayout() makes the names of tabs unique', () => {
  const tabs = ['a', 'b', 'a'].map((name) => ({ name, rows: [] }));
  expect(parseLayout({ tabs }, 'global').layout?.tabs.map(({ name }) => name)).to.deep.equal(['a', 'b', 'a-3']);
});
