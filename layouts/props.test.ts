/** Checks that each prop of a component in a layout takes effect on the page. */
import { expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import type { StatsBreakdown } from '../components/breakdown/stats-breakdown.js';
import type { StatsChart } from '../components/chart/stats-chart.js';
import type { StatsFigure } from '../components/figure/stats-figure.js';
import type { StatsMap } from '../components/map/stats-map.js';
import type { StatsTable } from '../components/table/stats-table.js';
import type { StatsTimeline } from '../components/timeline/stats-timeline.js';
import type { StatsTopRecords } from '../components/top-records/stats-top-records.js';
import { barsIn, body, sentParts, sentWhole } from '../test/builders.js';
import { elementLoader } from './define-elements.js';
import { StatsDashboard } from './stats-dashboard.js';

const on = (value: number) => ({ '2025-06-09': value, '2025-06-10': value });
const parts = (values: Readonly<Record<string, number>>) =>
  sentParts(Object.fromEntries(Object.entries(values).map(([id, value]) => [id, on(value)])));
const KINDS_OF_WORK = { book: 40, map: 30, photo: 20, song: 10 };

const data = body({
  'content-delta': {
    global: { records: sentWhole(on(100)) },
    resourceTypes: { records: parts(KINDS_OF_WORK) },
    accessStatuses: { records: parts({ open: 90, restricted: 10 }) },
    filePresence: { records: parts({ metadata_only: 25, with_files: 75 }) },
  },
  'content-snapshot': {
    global: { records: sentWhole(on(100)) },
    resourceTypes: { records: parts(KINDS_OF_WORK) },
  },
  'usage-delta': {
    global: { viewUniqueRecords: sentWhole(on(9)) },
    countries: { viewUniqueRecords: parts({ DE: 6, FR: 3 }), downloadUniqueFiles: parts({ DE: 2 }) },
  },
  'usage-snapshot': {
    global: { viewUniqueRecords: sentWhole(on(900)) },
    countriesByView: { viewUniqueRecords: parts({ DE: 600, FR: 300 }) },
    countriesByDownload: { downloadUniqueFiles: parts({ DE: 200, FR: 50 }) },
  },
});

/** Returns the element of the only component of a dashboard. */
async function placed<E extends Element>(component: string, props: object = {}, set: object = {}): Promise<E> {
  const dashboard = Object.assign(document.createElement('stats-dashboard'), {
    data,
    today: '2025-06-11',
    range: '2025-06-09/2025-06-10',
    granularity: 'day',
    layout: { tabs: [{ name: 'page', rows: [{ components: [{ component, props }] }] }] },
    ...set,
  });
  // A picture far below the viewport would not be drawn.
  fixtureCleanup();
  await fixture(html`<div>${dashboard}</div>`);
  await dashboard.settled;
  return dashboard.renderRoot.querySelector<E>('.cell > *')!;
}
const types = (props: object): Promise<StatsBreakdown> => placed('ResourceTypesMultiDisplay', props);
const chart = (props: object): Promise<StatsTimeline> => placed('ContentStatsChart', props);
const map = (props: object): Promise<StatsMap> => placed('StatsMap', props);

interface Root {
  readonly renderRoot: ParentNode;
}
const textOf = (node: Element | null | undefined): string => node?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const all = ({ renderRoot }: Root, selector: string): HTMLElement[] => [
  ...renderRoot.querySelectorAll<HTMLElement>(selector),
];
const namesIn = (element: Root): string[] => all(element, 'li .name').map(textOf);
const pictureIn = ({ renderRoot }: Root): StatsChart => renderRoot.querySelector('stats-chart')!;
const pressed = (element: Root, group: string): string[] =>
  all(element, `${group} [aria-pressed="true"]`).map((button) => button.getAttribute('aria-label') ?? textOf(button));

async function breakDown(element: StatsTimeline, breakdown: string): Promise<void> {
  const select = element.renderRoot.querySelector('select')!;
  select.value = breakdown;
  select.dispatchEvent(new Event('change'));
  await element.settled;
}
const offeredBy = (element: StatsTimeline): string[] =>
  [...element.renderRoot.querySelector('select')!.options].map(({ value }) => value).filter(Boolean);

async function asTable(element: StatsBreakdown | StatsTopRecords): Promise<string[]> {
  element.renderRoot.querySelector<HTMLElement>('button[aria-label="Table"]')!.click();
  await element.settled;
  return all(element.renderRoot.querySelector<StatsTable>('stats-table')!, 'thead th').map(textOf);
}

before(async () => {
  StatsDashboard.define();
  await elementLoader.load();
});

describe('props of components in a layout', () => {
  it('title sets the heading', async () => {
    const [heading] = all(await types({ title: { en: 'Our works', de: 'Unsere Werke' } }), '[part="heading"]');
    expect(textOf(heading)).to.equal('Our works');
  });

  it('icon sets the icon', async () => {
    const drawn = async (icon: string) => all(await types({ icon }), 'svg.icon').map(({ innerHTML }) => innerHTML);
    const [globe, world, none] = [await drawn('globe'), await drawn('world'), await drawn('of nothing')];
    expect(globe).to.have.length(1).and.deep.equal(world);
    expect(none).to.have.length(0);
    expect(await drawn('lock')).not.to.deep.equal(globe);
  });

  it('description sets the description', async () => {
    const box = await placed<StatsFigure>('SingleStatBox', { rawValue: 7, description: 'in the reading room' });
    expect(all(box, '.description').map(textOf)).to.deep.equal(['in the reading room']);
  });

  it('headers sets the headers of the table', async () => {
    expect((await asTable(await types({ headers: ['Kind', { en: 'Items' }] }))).slice(0, 2)).to.deep.equal([
      'Kind',
      'Items',
    ]);
  });

  it('pageSize limits the number of parts and combines the others', async () => {
    const element = await types({ pageSize: 2, default_view: 'list' });
    expect(namesIn(element)).to.deep.equal(['book', 'map', 'Other (2 more)']);
  });

  it('hideOtherInCharts hides "other" in charts only', async () => {
    const props = { pageSize: 2, hideOtherInCharts: true };
    expect(namesIn(await types({ ...props, default_view: 'pie' }))).to.deep.equal(['book', 'map']);
    expect(namesIn(await types({ ...props, default_view: 'list' }))).to.have.length(3);
    expect(namesIn(await types({ pageSize: 2, default_view: 'pie' }))).to.have.length(3);
  });

  it('maxHeight limits the height of a list', async () => {
    const element = await types({ maxHeight: '60px', default_view: 'list' });
    const list = element.renderRoot.querySelector('ol')!;
    expect(list.clientHeight).to.equal(60);
    expect(list.scrollHeight).to.be.above(60);
  });

  it('default_view sets the first view', async () => {
    for (const [view, name] of Object.entries({ list: 'List', bar: 'List', pie: 'Pie chart', table: 'Table' })) {
      expect(pressed(await types({ default_view: view }), '.icons'), view).to.deep.equal([name]);
    }
  });

  it('available_views sets the offered views', async () => {
    const buttons = async (views: readonly string[]): Promise<(string | null)[]> =>
      all(await types({ available_views: views }), '.icons button').map((each) => each.getAttribute('aria-label'));
    expect(await buttons(['pie', 'bar', 'list'])).to.deep.equal(['List', 'Pie chart', 'Table']);
    expect(await buttons(['pie'])).to.deep.equal(['Pie chart', 'Table']);
    expect(await buttons(['bar'])).to.deep.equal(['List', 'Table']);
  });

  it('B14: a default_view that is not among available_views opens the first of these', async () => {
    const element = await types({ default_view: 'pie', available_views: ['list', 'bar'] });
    expect(pressed(element, '.icons')).to.deep.equal(['List']);
    expect(namesIn(element)).to.have.length(4);
  });

  it('B5: default_view of rights draws a pie whose slices link to a search', async () => {
    const rights = body({ 'content-snapshot': { rights: { records: parts({ mit: 3 }) } } });
    const element = await placed<StatsBreakdown>('RightsMultiDisplay', { default_view: 'pie' }, { data: rights, searchBase: '/search' }); // prettier-ignore
    expect(pressed(element, '.icons')).to.deep.equal(['Pie chart']);
    const followed: (string | null)[] = [];
    element.renderRoot.addEventListener('click', (event) => {
      event.preventDefault();
      followed.push((event.composedPath()[0] as Element).getAttribute('href'));
    });
    pictureIn(element).dispatchEvent(new CustomEvent('stats-chart-choose', { detail: 0, bubbles: true }));
    expect(followed).to.deep.equal(['/search?q=metadata.rights.id:%22mit%22']);
  });

  it('chartType draws bars or lines', async () => {
    const bars = async (chartType: string): Promise<number> => barsIn(pictureIn(await chart({ chartType })).renderRoot);
    expect([await bars('bar'), await bars('line')]).to.deep.equal([2, 0]);
  });

  it('height sets the height of a chart', async () => {
    for (const [height, pixels] of [
      [240, 240],
      ['180px', 180],
    ] as const) {
      expect(pictureIn(await chart({ height })).renderRoot.querySelector('svg')!.clientHeight).to.equal(pixels);
    }
  });

  it('maxSeries limits the number of series and combines the others', async () => {
    const element = await chart({ maxSeries: 2 });
    await breakDown(element, 'resourceTypes');
    expect(all(element, '[part="legend"] li').map(textOf)).to.deep.equal(['book', 'map', 'Other']);
  });

  it('C7: display_subcounts as a list sets the offered breakdowns', async () => {
    expect(offeredBy(await chart({ display_subcounts: ['resource_types', 'of_nothing'] }))).to.deep.equal([
      'resourceTypes',
    ]);
  });

  it('C5: display_subcounts as a dictionary sets the offered breakdowns, including file_presence', async () => {
    const element = await chart({ display_subcounts: { file_presence: {}, access_statuses: {} } });
    expect(offeredBy(element)).to.have.members(['filePresence', 'accessStatuses']);
    await breakDown(element, 'filePresence');
    expect(all(element, '[part="legend"] li').map(textOf)).to.deep.equal(['With files', 'Metadata only']);
  });

  it('C6: defaultLineDisplay of one of display_subcounts sets its line display, in snake_case or camelCase', async () => {
    for (const name of ['resource_types', 'resourceTypes']) {
      const element = await chart({
        display_subcounts: { [name]: { defaultLineDisplay: 'overlapping' }, access_statuses: {} },
        defaultLineDisplay: 'stacked',
      });
      await breakDown(element, 'resourceTypes');
      expect(pressed(element, '.segments').at(-1), name).to.equal('Overlaid');
      await breakDown(element, 'accessStatuses');
      expect(pressed(element, '.segments').at(-1), name).to.equal('Stacked');
    }
  });

  it('defaultLineDisplay sets the line display', async () => {
    for (const [defaultLineDisplay, name] of Object.entries({ overlapping: 'Overlaid', stacked: 'Stacked' })) {
      const element = await chart({ defaultLineDisplay });
      await breakDown(element, 'resourceTypes');
      expect(pressed(element, '.segments').at(-1)).to.equal(name);
    }
  });

  it('metric sets the metric of a map', async () => {
    const countries = async (props: object): Promise<Record<string, number>> =>
      Object.fromEntries((await map(props)).view!.countries.map(({ id, value }) => [id, value]));
    expect(await countries({ metric: 'views' })).to.deep.equal({ DE: 600, FR: 300 });
    expect(await countries({ metric: 'downloads' })).to.deep.equal({ DE: 200, FR: 50 });
  });

  it('uniformColorMode draws all countries with a value in one colour', async () => {
    const colours = async (uniformColorMode: boolean): Promise<number> => {
      const shapes = pictureIn(await map({ uniformColorMode })).renderRoot.querySelectorAll('.mark-shape path');
      return new Set([...shapes].map((shape) => shape.getAttribute('fill'))).size;
    };
    expect([await colours(true), await colours(false)]).to.deep.equal([2, 3]);
  });

  it('useSnapshot selects totals or sums', async () => {
    const germany = async (useSnapshot: boolean): Promise<number> =>
      (await map({ useSnapshot })).view!.countries[0]!.value;
    expect(await germany(true)).to.equal(600);
    expect(await germany(false)).to.equal(6 + 6);
  });

  it('zoom sets the zoom of a map', async () => {
    const width = async (zoom: number): Promise<number> => {
      const [germany] = pictureIn(
        await map({ zoom, center: [10, 51] }),
      ).renderRoot.querySelectorAll<SVGGraphicsElement>('.mark-shape path');
      return germany!.getBBox().width;
    };
    expect((await width(6)) / (await width(3))).to.be.closeTo(2, 0.1);
  });

  it('center sets the center of a map', async () => {
    const germany = async (center: readonly number[]): Promise<DOMRect> => {
      const picture = pictureIn(await map({ center, zoom: 6 }));
      const shapes = picture.renderRoot.querySelectorAll<SVGElement>('.mark-shape path');
      const box = picture.getBoundingClientRect();
      const { x, y, width, height } = shapes[0]!.getBoundingClientRect();
      return new DOMRect(x + width / 2 - box.x, y + height / 2 - box.y, box.width, box.height);
    };
    const [there, east] = [await germany([10, 51]), await germany([30, 51])];
    expect(there.x).to.be.closeTo(there.width / 2, 20);
    expect(east.x).to.be.below(there.x - 50);
    expect(east.y).to.be.closeTo(there.y, 20);
  });

  it('mobile and tablet set the columns of narrow pages', async () => {
    const { parentElement: cell } = await types({ mobile: 12, tablet: 6 });
    const { width, tablet, mobile } = cell!.dataset;
    expect({ width, tablet, mobile }).to.deep.equal({ width: '16', tablet: '6', mobile: '12' });
  });
});
