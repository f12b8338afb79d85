import { expect } from '@open-wc/testing';
import { failureOf } from '../test/fake-fetch.js';
import { readPage, type PageTexts } from './invenio-page.js';

const UUID = '0b9f5f0e-4a33-4a5e-9a5f-6f6f4c1e2d3c';
const COMMUNITY = {
  id: UUID,
  slug: 'stars',
  metadata: { title: 'Stars and planets' },
  links: {
    self_html: 'https://repository.example.org/communities/stars',
    records: `https://repository.example.org/api/communities/${UUID}/records`,
  },
  custom_fields: {},
};
const page = (config: object, community?: unknown, more: PageTexts = {}) =>
  readPage({
    dashboardConfig: JSON.stringify(config),
    ...(community !== undefined && {
      community: typeof community === 'string' ? community : JSON.stringify(community),
    }),
    ...more,
  });

describe('readPage for the whole repository', () => {
  const GLOBAL = { src: '/api/stats-dashboard', 'heading-level': '1' };
  const cases: readonly (readonly [what: string, config: object, community: unknown])[] = [
    ['a page without a community is that of the repository', { dashboard_type: 'global' }, undefined],
    ['a community of None is ignored', { dashboard_type: 'global' }, 'None'],
    ['a community is ignored on a page of type global', { dashboard_type: 'global' }, COMMUNITY],
    ['a broken community is ignored on a page of type global', { dashboard_type: 'global' }, '{"id": '],
    ['a page without a type and a community is that of the repository', {}, undefined],
    ['a page without a type and with an empty community is that of the repository', {}, ' '],
    ['a page without a type and with the community None is that of the repository', {}, 'None'],
    ['a page without a type and with the community null is that of the repository', {}, 'null'],
  ];
  for (const [what, config, community] of cases) {
    it(what, () => expect(page(config, community).attributes).to.deep.equal(GLOBAL));
  }

  it('the address of the service can be set', () => {
    const src = 'https://example.org/repository/api/stats-dashboard';
    expect(page({}, 'None', { src }).attributes).to.deep.equal({ ...GLOBAL, src });
  });

  it('an empty address of the service selects the default address', () => {
    expect(page({}, 'None', { src: '' }).attributes).to.deep.equal(GLOBAL);
  });

  it('the page passes on its configuration', () => {
    const config = { dashboard_type: 'global', title: { de: 'Zahlen' }, show_title: 'True', layout: { tabs: [] } };
    expect(page(config).config).to.deep.equal({
      dashboardType: 'global',
      title: { de: 'Zahlen' },
      showTitle: true,
      layout: { tabs: [] },
    });
  });

  it('P3: the configuration enables or disables the dashboard', () => {
    expect(page({ dashboard_type: 'global', dashboard_enabled: false }).config.dashboardEnabled).to.be.false;
    expect(page({ dashboard_type: 'global' }).config.dashboardEnabled).to.be.undefined;
  });
});

describe('readPage for a community', () => {
  it('a community is read by its id, and its search and its records by its links', () => {
    for (const config of [{ dashboard_type: 'community' }, {}]) {
      expect(page(config, COMMUNITY)).to.deep.equal({
        attributes: {
          src: '/api/stats-dashboard',
          community: UUID,
          'search-base': 'https://repository.example.org/communities/stars/records',
          'records-src': `https://repository.example.org/api/communities/${UUID}/records`,
          'heading-level': '2',
        },
        config: { dashboardType: 'community' },
      });
    }
  });

  it('P6: a community needs no links, and no id if it has a slug', () => {
    const src = '/repository/api/stats-dashboard';
    const [both, slug] = [{ id: UUID, slug: 'stars' }, { slug: 'stars' }];
    for (const [community, id] of [
      [both, UUID],
      [slug, 'stars'],
    ] as const) {
      expect(page({ dashboard_type: 'community' }, community, { src }).attributes).to.deep.equal({
        src,
        community: id,
        'search-base': '/repository/communities/stars/records',
        'heading-level': '2',
      });
    }
  });

  const withField = (value: unknown) => ({ ...COMMUNITY, custom_fields: { 'stats:dashboard_enabled': value } });
  const cases: readonly (readonly [config: object, community: unknown, enabled: boolean | undefined])[] = [
    [{ dashboard_enabled: true }, withField(false), true],
    [{ dashboard_enabled: false }, withField(true), false],
    [{ dashboard_enabled: 'False' }, withField(true), false],
    [{}, withField(false), false],
    [{}, withField(true), true],
    [{ dashboard_enabled: null }, withField(false), false],
    [{}, withField(null), undefined],
    [{}, COMMUNITY, undefined],
    [{}, { ...COMMUNITY, custom_fields: null }, undefined],
    [{}, { slug: 'stars' }, undefined],
  ];
  for (const [config, community, enabled] of cases) {
    const { custom_fields: fields } = community as { custom_fields?: object };
    it(`P3: ${JSON.stringify(config)} with the fields ${JSON.stringify(fields)} sets dashboardEnabled to ${String(enabled)}`, () => {
      expect(page({ dashboard_type: 'community', ...config }, community).config.dashboardEnabled).to.equal(enabled);
    });
  }
});

describe('K10: use_test_data', () => {
  for (const [given, read] of [
    [true, true],
    ['True', true],
    [false, false],
    ['no', undefined],
    [null, undefined],
    [undefined, undefined],
  ] as const) {
    it(`use_test_data ${JSON.stringify(given)} is read as ${String(read)}`, () => {
      expect(page({ use_test_data: given }).config.useTestData).to.equal(read);
    });
  }
});

describe('P6: readPage for a container that cannot be read', () => {
  const broken: readonly (readonly [texts: PageTexts, path: string])[] = [
    [{}, 'data-dashboard-config'],
    [{ dashboardConfig: '' }, 'data-dashboard-config'],
    [{ dashboardConfig: '{"title": ' }, 'data-dashboard-config'],
    [{ dashboardConfig: "{'title': 'Python'}" }, 'data-dashboard-config'],
    [{ dashboardConfig: '[]' }, 'data-dashboard-config'],
    [{ dashboardConfig: '{}', community: '{"id": ' }, 'data-community'],
    [{ dashboardConfig: '{}', community: '{}' }, 'data-community'],
    [{ dashboardConfig: '{}', community: '{"id": 7, "slug": ""}' }, 'data-community'],
    [{ dashboardConfig: '{}', community: '[1]' }, 'data-community'],
    [{ dashboardConfig: '{"dashboard_type": "community"}' }, 'data-community'],
    [{ dashboardConfig: '{"dashboard_type": "community"}', community: 'None' }, 'data-community'],
  ];
  for (const [texts, path] of broken) {
    it(`${JSON.stringify(texts)} throws an error with the path ${path}`, async () => {
      const error = await failureOf(Promise.resolve().then(() => readPage(texts)));
      expect(error).to.include({ name: 'StatsError', reason: 'layout', path });
    });
  }
});
