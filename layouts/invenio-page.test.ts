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

describe('the page of the whole repository', () => {
  const GLOBAL = { src: '/api/stats-dashboard', 'heading-level': '1' };
  const cases: readonly (readonly [what: string, config: object, community: unknown])[] = [
    ['has no community', { dashboard_type: 'global' }, undefined],
    ['has what Python writes for none', { dashboard_type: 'global' }, 'None'],
    ['has none of the community that is there nevertheless', { dashboard_type: 'global' }, COMMUNITY],
    ['does not care for a broken one', { dashboard_type: 'global' }, '{"id": '],
    ['may be silent on what it is', {}, undefined],
    ['may be silent, with an empty text', {}, ' '],
    ['may be silent, with None', {}, 'None'],
    ['may be silent, with null', {}, 'null'],
  ];
  for (const [what, config, community] of cases) {
    it(what, () => expect(page(config, community).attributes).to.deep.equal(GLOBAL));
  }

  it('may have its service elsewhere', () => {
    const src = 'https://example.org/repository/api/stats-dashboard';
    expect(page({}, 'None', { src }).attributes).to.deep.equal({ ...GLOBAL, src });
  });

  it('has its service where all have it, if the address is empty', () => {
    expect(page({}, 'None', { src: '' }).attributes).to.deep.equal(GLOBAL);
  });

  it('hands over its configuration', () => {
    const config = { dashboard_type: 'global', title: { de: 'Zahlen' }, show_title: 'True', layout: { tabs: [] } };
    expect(page(config).config).to.deep.equal({
      dashboardType: 'global',
      title: { de: 'Zahlen' },
      showTitle: true,
      layout: { tabs: [] },
    });
  });

  it('P3: is enabled or not as its configuration says', () => {
    expect(page({ dashboard_type: 'global', dashboard_enabled: false }).config.dashboardEnabled).to.be.false;
    expect(page({ dashboard_type: 'global' }).config.dashboardEnabled).to.be.undefined;
  });
});

describe('the page of a community', () => {
  it('has its numbers by its id, its search and its records where it has its pages', () => {
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

  it('P6: needs no links, and no id if it has a slug', () => {
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
    it(`P3: with ${JSON.stringify(config)} and the fields ${JSON.stringify(fields)}, enabled is ${String(enabled)}`, () => {
      expect(page({ dashboard_type: 'community', ...config }, community).config.dashboardEnabled).to.equal(enabled);
    });
  }
});

describe('K10: test data', () => {
  for (const [given, read] of [
    [true, true],
    ['True', true],
    [false, false],
    ['no', undefined],
    [null, undefined],
    [undefined, undefined],
  ] as const) {
    it(`with use_test_data ${JSON.stringify(given)} are ${read ? '' : 'not '}shown`, () => {
      expect(page({ use_test_data: given }).config.useTestData).to.equal(read);
    });
  }
});

describe('P6: a container that cannot be read', () => {
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
    it(`${JSON.stringify(texts)} is an error of ${path}`, async () => {
      const error = await failureOf(Promise.resolve().then(() => readPage(texts)));
      expect(error).to.include({ name: 'StatsError', reason: 'layout', path });
    });
  }
});
