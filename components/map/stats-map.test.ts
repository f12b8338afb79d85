import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { loadLocale } from '../../src/i18n/i18n.js';
import { body, expectAccessible, sent, sentParts, sentWhole } from '../../test/builders.js';
import type { StatsChart } from '../chart/stats-chart.js';
import { StatsMap } from './stats-map.js';

const JUNE_2 = (value: number) => ({ '2025-06-02': value });

const data = body({
  'usage-delta': {
    global: { viewUniqueRecords: sentWhole(JUNE_2(2000)) },
    countries: {
      viewUniqueRecords: [
        sent('US', JUNE_2(1204), 'United States'),
        sent('imported', JUNE_2(500)),
        sent('DE', JUNE_2(60), ''),
        sent('SG', JUNE_2(9), 'Singapore'),
        sent('MT', JUNE_2(3), 'MT'),
        sent('FR', JUNE_2(2)),
        sent('CL', JUNE_2(0)),
      ],
    },
  },
});

const map = async (set: object = {}, width = 900): Promise<StatsMap> => {
  const box = await fixture<HTMLElement>(html`<div></div>`);
  box.style.setProperty('inline-size', `${width}px`);
  const element = Object.assign(document.createElement('stats-map'), {
    data,
    today: '2025-06-30',
    range: '2025-06-01/2025-06-30',
    ...set,
  });
  box.append(element);
  await element.settled;
  return element;
};

const textOf = (root: Element | ShadowRoot | DocumentFragment): string => root.textContent.replace(/\s+/g, ' ').trim();
const chartOf = ({ renderRoot }: StatsMap): StatsChart => renderRoot.querySelector('stats-chart')!;
const pictureOf = (element: StatsMap): HTMLElement =>
  chartOf(element).renderRoot.querySelector<HTMLElement>('.picture')!;
const paths = (element: StatsMap): SVGPathElement[] => [
  ...chartOf(element).renderRoot.querySelectorAll<SVGPathElement>('.mark-shape path'),
];
/** Returns the shape of a country by the label of its tooltip. */
const shapeOf = (element: StatsMap, name: string): SVGPathElement =>
  paths(element)[chartOf(element).tooltips.findIndex(({ label }) => label === name)]!;
const middleOf = (element: StatsMap, name: string): { x: number; y: number } => {
  const { x, y, width, height } = shapeOf(element, name).getBBox();
  return { x: x + width / 2, y: y + height / 2 };
};
const widthOf = (element: StatsMap, name: string): number => shapeOf(element, name).getBBox().width;
const button = ({ renderRoot }: StatsMap, name: string): HTMLElement =>
  renderRoot.querySelector<HTMLElement>(`button[aria-label="${name}"]`)!;
const click = async (element: StatsMap, name: string): Promise<void> => {
  button(element, name).click();
  await element.settled;
};
const press = async (element: StatsMap, ...keys: string[]): Promise<void> => {
  pictureOf(element).focus();
  for (const key of keys) await sendKeys({ press: key });
  await element.settled;
};
const tooltipOf = (element: StatsMap): string | undefined =>
  chartOf(element).renderRoot.querySelector('.tip .title')?.textContent;
const legend = ({ renderRoot }: StatsMap): string[] =>
  [...renderRoot.querySelectorAll('.legend li')].map((line) => textOf(line.querySelector('.sr-only') ?? line));
const note = ({ renderRoot }: StatsMap): string => textOf(renderRoot.querySelector('.note')!);
const table = ({ renderRoot }: StatsMap): string[] =>
  [...renderRoot.querySelector('stats-table')!.renderRoot.querySelectorAll('tr')].map((row) =>
    [...row.children].map(textOf).join(' '),
  );

before(() => StatsMap.define());

describe('stats-map', () => {
  it('keeps its picture when equal data are set again', async () => {
    const element = await map();
    const { plot } = chartOf(element);
    element.data = structuredClone(data);
    await element.settled;
    expect(chartOf(element).plot).to.equal(plot);
  });

  it('lists every country with its value', async () => {
    const { view } = await map();
    expect(view?.countries.map(({ id, label, value }) => [id, label, value])).to.deep.equal([
      ['US', 'United States', 1204],
      ['DE', 'Germany', 60],
      ['SG', 'Singapore', 9],
      ['MT', 'Malta', 3],
      ['FR', 'France', 2],
      ['CL', 'Chile', 0],
    ]);
  });

  it('M2: draws a country by its id in the colour of its class', async () => {
    const element = await map();
    const fill = (name: string): string | null => shapeOf(element, name).getAttribute('fill');
    const fills = ['United States', 'Germany', 'France', 'Chile', 'Chad'].map(fill);
    expect(new Set(fills), 'each in a class of its own, 0 and no data too').to.have.length(5);
    expect(fill('Mali')).to.equal(fill('Chad'));
    expect(fills[0]).to.contain('100%');
  });

  it('explains its colours in a legend', async () => {
    expect(legend(await map())).to.deep.equal(['no data', '0', 'from 2', 'from 5', 'from 20', 'from 50', 'from 200']);
  });

  it('returns its legend for exported pictures', async () => {
    const element = await map();
    expect(element.legend(chartOf(element).theme).map(({ label }) => label)).to.deep.equal(legend(element));
  });

  it('M5: shows the metric, the value and its share in tooltips', async () => {
    const element = await map();
    const tooltip = (name: string) => chartOf(element).tooltips.find(({ label }) => label === name)!;
    const lines = (name: string) => tooltip(name).rows.map(({ label, text }) => `${label} ${text}`);
    expect(lines('United States')).to.deep.equal(['Views 1,204', 'Share 60%']);
    expect(lines('Chile')).to.deep.equal(['Views 0', 'Share 0%']);
    expect(lines('Chad')).to.deep.equal(['Views no data']);
  });

  describe('stats-map in uniform colour mode', () => {
    const uniform = { uniformColorMode: true };

    it('draws countries with a value in one colour and all others in another', async () => {
      const element = await map(uniform);
      const fill = (name: string): string | null => shapeOf(element, name).getAttribute('fill');
      expect(new Set(paths(element).map((path) => path.getAttribute('fill'))).size).to.equal(2);
      expect([fill('Germany'), fill('France')]).to.deep.equal(Array(2).fill(fill('United States')));
      expect(fill('Chile'), 'a country with the value 0').to.equal(fill('Chad'));
    });

    it('omits values from tooltips, the legend and the note on countries that are not drawn', async () => {
      const element = await map(uniform);
      const tooltip = (name: string) => chartOf(element).tooltips.find(({ label }) => label === name)!;
      const lines = (name: string) => tooltip(name).rows.map(({ label, text }) => `${label} ${text}`.trim());
      expect(['Germany', 'Chile', 'Chad'].map(lines)).to.deep.equal([
        ['Views'],
        ['Views none known'],
        ['Views none known'],
      ]);
      expect(legend(element)).to.deep.equal(['none known', 'Views']);
      expect(element.legend(chartOf(element).theme).map(({ label }) => label)).to.deep.equal(legend(element));
      expect(note(element)).to.contain('not drawn on this map: Singapore, Malta.');
    });

    it('keeps the values in its table and in files in uniform colour mode', async () => {
      const element = await map(uniform);
      expect(element.dataTable('page')).to.deep.equal((await map()).dataTable('page'));
      expect(element.dataTable()!.rows[1]).to.deep.equal(['DE', 'Germany', 60, 0.03]);
    });

    it('follows the attribute uniform-color-mode', async () => {
      const element = await map();
      const states = [legend(element).length];
      for (const on of [true, false]) {
        element.toggleAttribute('uniform-color-mode', on);
        await element.settled;
        states.push(legend(element).length);
      }
      expect(states).to.deep.equal([7, 2, 7]);
    });
  });

  it('M5: shows a heading and a subtitle without repeating a day', async () => {
    const element = await map();
    expect(textOf(element.renderRoot)).to.contain('Countries by views, Jun 2, 2025');
    const counted = sentParts({ DE: JUNE_2(3) });
    const total = await map({
      kind: 'snapshot',
      data: body({ 'usage-snapshot': { countriesByView: { viewUniqueRecords: counted } } }),
    });
    expect(textOf(total.renderRoot)).to.contain('Countries by views, as of Jun 2, 2025');
  });

  it('M6, B7: names values that are counted but not visible', async () => {
    const text = note(await map());
    expect(text).to.contain('Counted, but not drawn on this map: Singapore (9), Malta (3).');
    expect(text).to.contain('The service names countries for 1,278 of 2,000 views.');
    expect(text).to.contain('500 imported, without a country.');
  });

  it('notes that the numbers do not add up where the countries exceed the whole', async () => {
    const of = (views: number, hits: number) =>
      map({
        data: body({
          'usage-delta': {
            global: { viewUniqueRecords: [sent('global', JUNE_2(views))] },
            countries: { viewUniqueRecords: sentParts({ DE: JUNE_2(hits) }) },
          },
        }),
      });
    const text = 'These numbers do not add up: the parts come to more than the whole.';
    expect(note(await of(5, 6))).to.contain(text);
    expect(textOf((await of(6, 6)).renderRoot)).not.to.contain(text);
  });

  it('names only a few of the countries that it cannot draw', async () => {
    const small = Object.fromEntries(['SG', 'MT', 'MC', 'SM', 'LI', 'AD', 'VA'].map((id, i) => [id, JUNE_2(90 - i)]));
    const element = await map({
      data: body({ 'usage-delta': { countries: { viewUniqueRecords: sentParts(small) } } }),
    });
    expect(note(element)).to.match(/Liechtenstein \(86\) and 2 more\./);
  });

  it('M1: derives colours from countries only, whatever was imported', async () => {
    const imported = sentParts({ imported: JUNE_2(1e6), DE: JUNE_2(60) });
    const element = await map({ data: body({ 'usage-delta': { countries: { viewUniqueRecords: imported } } }) });
    expect(shapeOf(element, 'Germany').getAttribute('fill')).to.contain('100%');
  });

  for (const [what, set, text] of [
    ['M3: a metric that has no countries', { metric: 'visitors' }, 'not provided'],
    ['a range without visits', { range: '2025-05-01/2025-05-31' }, 'no data'],
  ] as const) {
    it(`${what} shows "${text}"`, async () => {
      const element = await map(set);
      expect(element.view?.countries).to.deep.equal([]);
      expect(textOf(element.renderRoot)).to.contain(text);
      expect(chartOf(element)).to.equal(null);
      expect(button(element, 'Zoom in')).to.equal(null);
    });
  }
});

describe('picture of stats-map', () => {
  it('M4: the picture has its center in the middle', async () => {
    for (const set of ['-56 -33', '[-56, -33]']) {
      const element = await map();
      element.setAttribute('zoom', '8');
      element.setAttribute('center', set);
      await element.settled;
      const { x, y } = middleOf(element, 'Uruguay');
      expect(x, set).to.be.closeTo(pictureOf(element).clientWidth / 2, 25);
      expect(y, set).to.be.closeTo(200, 25);
    }
  });

  it('the picture has the given height, but in a narrow column only the height of the world', async () => {
    const height = async (set: object, width?: number) => chartOf(await map(set, width)).height;
    expect(await height({})).to.be.within(390, 400);
    expect(await height({ height: 300 })).to.equal(300);
    expect(await height({}, 390)).to.be.within(165, 185);
    expect(await height({ minHeight: 250 }, 390)).to.equal(250);
    expect(await height({ height: 300, minHeight: 350 })).to.equal(350);
  });

  it('the picture becomes lower when its column becomes narrow', async () => {
    const element = await map();
    element.parentElement!.style.setProperty('inline-size', '390px');
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    await element.settled;
    expect(chartOf(element).height).to.be.within(165, 185);
  });

  it('the picture is not mirrored in a right-to-left page', async () => {
    const element = await map();
    element.parentElement!.dir = 'rtl';
    await element.updateComplete;
    await element.settled;
    expect(middleOf(element, 'Chile').x).to.be.below(middleOf(element, 'Germany').x);
  });

  it('the picture outlines the country below the pointer while the pointer moves in it', async () => {
    const element = await map({ zoom: 8, center: [10, 51] });
    const outlines = (): (string | null)[] =>
      [...chartOf(element).renderRoot.querySelectorAll('.highlighted_marks path')].map((path) =>
        path.getAttribute('d'),
      );
    const { left, top } = pictureOf(element).getBoundingClientRect();
    const { x, y } = middleOf(element, 'Germany');
    for (const off of [0, 3, 6]) {
      await sendMouse({ type: 'move', position: [Math.round(left + x + off), Math.round(top + y)] });
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
      expect(outlines()).to.deep.equal([shapeOf(element, 'Germany').getAttribute('d')]);
      expect(shapeOf(element, 'Germany').matches(':hover'), 'the outline lets the pointer through').to.equal(true);
      expect(tooltipOf(element)).to.equal('Germany');
    }
    await resetMouse();
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    expect(outlines()).to.deep.equal([]);
  });

  it('the picture outlines the country whose tooltip a key has opened, until Escape', async () => {
    const element = await map();
    const outlines = (): (string | null)[] =>
      [...chartOf(element).renderRoot.querySelectorAll('.highlighted_marks path')].map((path) =>
        path.getAttribute('d'),
      );
    for (const [key, name] of [
      ['Home', 'United States'],
      ['ArrowRight', 'Germany'],
    ] as const) {
      await press(element, key);
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
      expect(tooltipOf(element)).to.equal(name);
      expect(outlines()).to.deep.equal([shapeOf(element, name).getAttribute('d')]);
    }
    await press(element, 'Escape');
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    expect(outlines()).to.deep.equal([]);
  });

  it('the picture has its center in the middle when it is drawn first, and is not drawn again for it', async () => {
    const element = await map({ zoom: 8, center: [-56, -33] });
    const { plot } = chartOf(element);
    element.requestUpdate();
    await element.settled;
    expect(chartOf(element).plot).to.equal(plot);
    expect(middleOf(element, 'Uruguay').x).to.be.closeTo(pictureOf(element).clientWidth / 2, 25);
  });

  it('the picture is redrawn only if its content changes', async () => {
    const element = await map();
    const { plot, tooltips } = chartOf(element);
    element.requestUpdate();
    await element.settled;
    expect(chartOf(element).plot).to.equal(plot);
    button(element, 'Zoom in').click();
    await element.settled;
    expect(chartOf(element).plot).not.to.equal(plot);
    expect(chartOf(element).tooltips, 'for another viewport').to.equal(tooltips);
  });
});

describe('zoom of stats-map', () => {
  it('a zoom keeps the rows of the picture, which need not be read again', async () => {
    const element = await map();
    const rows = async (): Promise<unknown> => {
      const { plot, theme } = chartOf(element);
      return (await plot!({ width: 900, height: 400, rtl: false, theme, measure: () => 0, colorsOf: () => [] }))
        .datasets?.['countries'];
    };
    const before = await rows();
    expect(before).to.have.length.above(170);
    await click(element, 'Zoom in');
    expect(await rows()).to.equal(before);
  });

  it('buttons zoom in, zoom out and reset the map', async () => {
    const element = await map();
    const usual = widthOf(element, 'Chad');
    await click(element, 'Zoom in');
    expect(widthOf(element, 'Chad')).to.be.closeTo(usual * 1.5, 1);
    await click(element, 'Zoom in');
    await click(element, 'Zoom out');
    expect(widthOf(element, 'Chad')).to.be.closeTo(usual * 1.5, 1);
    await click(element, 'Show the whole map');
    expect(widthOf(element, 'Chad')).to.be.closeTo(usual, 0.1);
  });

  it('the keys plus, minus and 0 zoom in, zoom out and reset the map', async () => {
    const element = await map();
    const usual = widthOf(element, 'Chad');
    await press(element, '+', '+', '-');
    expect(widthOf(element, 'Chad')).to.be.closeTo(usual * 1.5, 1);
    await press(element, '0');
    expect(widthOf(element, 'Chad')).to.be.closeTo(usual, 0.1);
  });

  it('buttons without an effect are marked as disabled and keep the focus', async () => {
    const element = await map();
    const disabled = () =>
      ['Zoom in', 'Zoom out', 'Show the whole map'].map((name) => button(element, name).getAttribute('aria-disabled'));
    expect(disabled()).to.deep.equal(['false', 'true', 'true']);
    for (let i = 0; i < 9; i++) await click(element, 'Zoom in');
    expect(disabled()).to.deep.equal(['true', 'false', 'false']);
    button(element, 'Show the whole map').focus();
    await click(element, 'Show the whole map');
    expect(element.shadowRoot!.activeElement).to.equal(button(element, 'Show the whole map'));
  });

  const wheel = (element: StatsMap, more: WheelEventInit): WheelEvent => {
    const { left, top } = pictureOf(element).getBoundingClientRect();
    const { x, y } = middleOf(element, 'Germany');
    const place = { clientX: left + x, clientY: top + y, bubbles: true, composed: true, cancelable: true };
    const event = new WheelEvent('wheel', { deltaY: -200, ...place, ...more });
    pictureOf(element).dispatchEvent(event);
    return event;
  };

  it('the wheel alone scrolls the page', async () => {
    const element = await map();
    const usual = widthOf(element, 'Germany');
    expect(wheel(element, {}).defaultPrevented).to.equal(false);
    await element.settled;
    expect(widthOf(element, 'Germany')).to.equal(usual);
  });

  for (const key of ['ctrlKey', 'metaKey'] as const) {
    it(`the wheel with ${key} zooms at the position of the pointer`, async () => {
      const element = await map({ zoom: 4, center: [0, 45] });
      const [usual, before] = [widthOf(element, 'Germany'), middleOf(element, 'Germany')];
      expect(wheel(element, { [key]: true }).defaultPrevented).to.equal(true);
      await element.settled;
      expect(widthOf(element, 'Germany')).to.be.closeTo(usual * 2, 2);
      const after = middleOf(element, 'Germany');
      expect(Math.hypot(after.x - before.x, after.y - before.y)).to.be.below(3);
    });
  }

  it('a new zoom of the page replaces that of the reader', async () => {
    const element = await map();
    await click(element, 'Zoom in');
    element.zoom = 4;
    await element.settled;
    const other = await map({ zoom: 4 });
    expect(widthOf(element, 'Chad')).to.be.closeTo(widthOf(other, 'Chad'), 0.1);
  });
});

describe('panning of stats-map', () => {
  for (const [key, x, y] of [
    ['ArrowRight', -1, 0],
    ['ArrowLeft', 1, 0],
    ['ArrowDown', 0, -1],
    ['ArrowUp', 0, 1],
  ] as const) {
    it(`Shift+${key} pans the map in that direction`, async () => {
      const element = await map({ zoom: 6, center: [10, 45] });
      const before = middleOf(element, 'Germany');
      await press(element, `Shift+${key}`);
      const after = middleOf(element, 'Germany');
      expect([Math.sign(Math.round(after.x - before.x)), Math.sign(Math.round(after.y - before.y))]).to.deep.equal([
        x,
        y,
      ]);
      expect(tooltipOf(element), 'no tooltip is opened').to.equal(undefined);
    });
  }

  async function drag(element: StatsMap, ...points: [x: number, y: number][]): Promise<void> {
    const picture = pictureOf(element);
    const { left, top } = picture.getBoundingClientRect();
    const send = (type: string, [x, y]: [number, number], buttons = 1) =>
      picture.dispatchEvent(
        new PointerEvent(type, {
          clientX: left + x,
          clientY: top + y,
          buttons,
          pointerId: 1,
          isPrimary: true,
          bubbles: true,
          composed: true,
        }),
      );
    send('pointerdown', points[0]!);
    for (const point of points) send('pointermove', point);
    await element.settled;
    send('pointerup', points.at(-1)!);
    send('pointermove', [5, 5], 0);
    await element.settled;
  }

  it('a button that was released outside the map does not continue a drag', async () => {
    const element = await map({ zoom: 6, center: [10, 45] });
    const before = middleOf(element, 'Germany');
    const picture = pictureOf(element);
    const { left, top } = picture.getBoundingClientRect();
    for (const [type, x, buttons] of [
      ['pointerdown', 400, 1],
      ['pointermove', 300, 0],
      ['pointermove', 200, 0],
    ] as const) {
      const place = { clientX: left + x, clientY: top + 200, pointerId: 1, isPrimary: true };
      picture.dispatchEvent(new PointerEvent(type, { ...place, buttons, bubbles: true, composed: true }));
    }
    await element.settled;
    expect(middleOf(element, 'Germany')).to.deep.equal(before);
  });

  it('dragging pans the map', async () => {
    const element = await map({ zoom: 6, center: [10, 45] });
    const before = middleOf(element, 'Germany');
    await drag(element, [400, 200], [420, 190], [450, 170]);
    const after = middleOf(element, 'Germany');
    expect([Math.round(after.x - before.x), Math.round(after.y - before.y)]).to.deep.equal([50, -30]);
  });

  it('a pointer that moves by a few pixels does not pan the map', async () => {
    const element = await map({ zoom: 6, center: [10, 45] });
    const before = middleOf(element, 'Germany');
    await drag(element, [400, 200], [402, 201]);
    expect(middleOf(element, 'Germany')).to.deep.equal(before);
  });
});

describe('stats-map with the keyboard', () => {
  it('arrow keys move by rank and skip countries without data or shape', async () => {
    const element = await map();
    await press(element, 'ArrowRight');
    const found = [tooltipOf(element)];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Home', 'End']) {
      await press(element, key);
      found.push(tooltipOf(element));
    }
    expect(found).to.deep.equal(['United States', 'Germany', 'France', 'Chile', 'Chile', 'United States', 'Chile']);
  });

  it('a step by keys marks the country', async () => {
    const element = await map();
    await press(element, 'Home');
    const place = chartOf(element).renderRoot.querySelector('[part=place]')!.getBoundingClientRect();
    const { left, top, right, bottom } = shapeOf(element, 'United States').getBoundingClientRect();
    expect(place.left + place.width / 2).to.be.within(left, right);
    expect(place.top + place.height / 2).to.be.within(top, bottom);
  });

  it('a step by keys pans the map to the country', async () => {
    const element = await map({ zoom: 8, center: [10, 50] });
    const stepped = oneEvent(chartOf(element), 'stats-chart-step');
    await press(element, 'Home');
    await stepped;
    await import('../../src/chart/atlas.js');
    await element.updateComplete;
    await element.settled;
    const { x, y } = middleOf(element, 'United States');
    expect(x).to.be.within(0, pictureOf(element).clientWidth);
    expect(y).to.be.within(0, 400);
    expect(tooltipOf(element)).to.equal('United States');
  });
});

describe('table of stats-map', () => {
  it('the table lists every country, drawn or not', async () => {
    const element = await map();
    await click(element, 'Table');
    expect(table(element)).to.deep.equal([
      'Country Views Share',
      'United States 1,204 60%',
      'Germany 60 3.0%',
      'Singapore 9 0.5%',
      'Malta 3 0.2%',
      'France 2 0.1%',
      'Chile 0 0%',
    ]);
    await click(element, 'Table');
    expect(paths(element)).to.have.length.above(170);
  });

  it('the key T shows and hides the table and keeps the focus', async () => {
    const element = await map();
    await press(element, 't');
    expect(element.shadowRoot!.activeElement?.localName).to.equal('stats-table');
    await sendKeys({ press: 't' });
    await element.settled;
    expect(element.shadowRoot!.activeElement?.localName).to.equal('stats-chart');
  });

  it('the exported table has the same numbers and the codes of the countries', async () => {
    const sheet = (await map()).dataTable()!;
    expect(sheet).to.include({
      title: 'Countries',
      description: 'by views, Jun 2, 2025',
      start: '2025-06-02',
      end: '2025-06-02',
    });
    expect(sheet.columns.map(({ key }) => key)).to.deep.equal(['id', 'label', 'value', 'share']);
    expect(sheet.rows.slice(0, 2)).to.deep.equal([
      ['US', 'United States', 1204, 0.602],
      ['DE', 'Germany', 60, 0.03],
    ]);
    expect(sheet.rows).to.have.length(6);
  });
});

describe('accessibility and language of stats-map', () => {
  it('stays as wide as its container', async () => {
    for (const asTable of [false, true]) {
      const element = await map({}, 320);
      if (asTable) await click(element, 'Table');
      const card = element.renderRoot.querySelector('section')!;
      expect(card.scrollWidth).to.equal(card.clientWidth);
    }
  });

  it('uses German in a German page', async () => {
    await loadLocale('de');
    const element = await map();
    element.parentElement!.lang = 'de';
    await element.updateComplete;
    await element.settled;
    expect(chartOf(element).tooltips[0]).to.deep.include({ label: 'Vereinigte Staaten' });
    expect(legend(element).slice(0, 3)).to.deep.equal(['keine Daten', '0', 'ab 2']);
    expect(note(element)).to.contain('Gezählt, aber auf dieser Karte nicht gezeichnet: Singapur (9), Malta (3).');
    expect(button(element, 'Vergrößern')).not.to.equal(null);
  });

  it('passes the axe checks as a map', async () => expectAccessible(await map()));
  it('passes the axe checks as a table', async () => {
    const element = await map();
    await click(element, 'Table');
    await expectAccessible(element);
  });
});
