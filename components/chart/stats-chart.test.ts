import { aTimeout, expect, fixture, fixtureCleanup, html, oneEvent } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import type { TopLevelSpec } from 'vega-lite';
import { mapSpec, placeOf } from '../../src/chart/map-spec.js';
import { pieSpec } from '../../src/chart/pie-spec.js';
import type { PlotFrame } from '../../src/chart/theme.js';
import { timelineSpec } from '../../src/chart/timeline-spec.js';
import { MIDDLE, toPixels, type MapViewport } from '../map/map-viewport.js';
import { StatsChart, type Plot, type Tooltip } from './stats-chart.js';

StatsChart.define();

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];
/** A timeline of several series, stacked. */
const stack =
  (values: Readonly<Record<string, readonly (number | null)[]>>, type: 'line' | 'bar' = 'line'): Plot =>
  (frame) =>
    timelineSpec(
      {
        metric: 'views',
        kind: 'delta',
        granularity: 'month',
        breakdown: null,
        unit: 'count',
        series: Object.entries(values).map(([id, column]) => ({
          id,
          label: id,
          buckets: column.map((value, i) => ({ start: `2026-0${i + 1}-01`, end: '', value, partial: false })),
        })),
      },
      {
        ...frame,
        type,
        display: 'stacked',
        nameOf: ({ label }) => label,
        integers: true,
        formatValue: String,
        formatBucket: (start) => MONTHS[Number(start.slice(5, 7)) - 1] ?? '',
      },
    );
const timeline = (...values: (number | null)[]): Plot => stack({ global: values });
const pie: Plot = (frame) =>
  pieSpec(
    [3, 1].map((value, i) => ({ id: String(i), label: '', value })),
    frame,
  );
/** A map of two countries: tooltip Jan belongs to the United States, Feb to Germany. */
const world =
  (viewport: MapViewport = { zoom: 1.3, middle: MIDDLE }): Plot =>
  async (frame) => {
    const { ATLAS } = await import('../../src/chart/atlas.js');
    return mapSpec(
      ['US', 'DE'].map((code, index) => ({ ...ATLAS.get(code)!, index, series: code, label: code, value: 1 })),
      toPixels(viewport, frame),
      {
        uniform: true,
        noData: 'white',
        zero: 'white',
        classes: ['color-mix(in oklab, red 30%, white)'],
        bounds: [0],
      },
      frame,
    );
  };
const six = timeline(1, 4, 2, 5, 3, 6);
const tooltips: Tooltip[] = MONTHS.map((label, i) => ({
  label: `${label} 2026`,
  rows: [{ label: 'Views', text: String(i), color: 'var(--_series-1)' }],
}));

async function chart(plot: Plot | undefined, width = 600): Promise<StatsChart> {
  const box = await fixture<HTMLElement>(
    html`<div>
      <stats-chart .plot=${plot} .tooltips=${tooltips} .height=${200} label="Views per month"
        ><p slot="fallback">No picture</p></stats-chart
      >
    </div>`,
  );
  box.style.setProperty('width', `${width}px`);
  const element = box.querySelector('stats-chart') as StatsChart;
  await element.whenDrawn;
  return element;
}

const find = (element: StatsChart, selector: string): HTMLElement | null => element.renderRoot.querySelector(selector);
const svgOf = (element: StatsChart): SVGElement => element.renderRoot.querySelector('.drawing svg') as SVGElement;
const axisTexts = (element: StatsChart): string[] =>
  [...svgOf(element).querySelectorAll('text')].map(({ textContent }) => textContent);
const tooltipTitle = (element: StatsChart): string | undefined => find(element, '.tip .title')?.textContent;
const left = (element: Element): number => element.getBoundingClientRect().left;

async function press(element: StatsChart, ...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
  await element.updateComplete;
}

async function point(element: StatsChart, x: number, y: number, target: Element | null = find(element, '.picture')) {
  const box = find(element, '.picture')?.getBoundingClientRect();
  const place = { clientX: (box?.left ?? 0) + x, clientY: (box?.top ?? 0) + y, bubbles: true, composed: true };
  target?.dispatchEvent(new PointerEvent('pointermove', place));
  await element.updateComplete;
}

async function focused(element: StatsChart): Promise<StatsChart> {
  find(element, '.picture')?.focus();
  await element.updateComplete;
  return element;
}

/** Waits until observers and transitions have processed a change. */
async function nextFrames(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
}

const announced = (element: StatsChart): string | undefined => find(element, '[aria-live]')?.textContent.trim();

/** Moves or presses the real mouse, at a place in pixels from the top left of the chart. */
async function mouse(element: StatsChart, action: 'move' | 'down' | 'up', x = 0, y = 0): Promise<void> {
  const { left, top } = element.getBoundingClientRect();
  await sendMouse(
    action === 'move' ? { type: action, position: [Math.round(left + x), Math.round(top + y)] } : { type: action },
  );
  await nextFrames();
}

/** Returns the details of an event that a chart dispatches from now on. */
function heard<T>(element: StatsChart, type: string): T[] {
  const details: T[] = [];
  element.addEventListener(type, (event) => details.push((event as CustomEvent<T>).detail));
  return details;
}

const textOf = (element: StatsChart, text: string): Element =>
  [...svgOf(element).querySelectorAll('text')].find(({ textContent }) => textContent === text) as Element;

/** The whole file runs under the strictest policy that pages use. */
describe('<stats-chart> under a strict Content-Security-Policy', () => {
  const violations: string[] = [];
  before(() => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "script-src 'self'; style-src 'self'; require-trusted-types-for 'script'";
    document.head.append(policy);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
      violations.push(`${violatedDirective} ${sample}`),
    );
  });
  afterEach(() => resetMouse());
  after(() => expect(violations).to.deep.equal([]));

  it('the policy of this file blocks eval', async () => {
    const run = globalThis.eval as (code: string) => unknown;
    expect(() => run('1')).to.throw();
    await aTimeout(50);
    expect(violations.splice(0)).to.have.length(1);
  });

  describe('picture of stats-chart', () => {
    it('the picture takes the width of its box and the given height', async () => {
      const element = await chart(six);
      expect([svgOf(element).getAttribute('width'), svgOf(element).getAttribute('height')]).to.deep.equal([
        '600',
        '200',
      ]);
      expect(element.offsetHeight).to.equal(200);
      expect(axisTexts(element)).to.include.members(['Jan', 'Jun', '0']);
    });

    it('the picture follows the width of its box', async () => {
      const element = await chart(six);
      (element.parentElement as HTMLElement).style.setProperty('width', '400px');
      await nextFrames();
      await element.whenDrawn;
      expect(svgOf(element).getAttribute('width')).to.equal('400');
    });

    it('the picture is drawn when its box gets a width, not before', async () => {
      const element = await chart(six);
      const hidden = await chart(six, 0);
      expect(svgOf(hidden)).to.equal(null);
      (hidden.parentElement as HTMLElement).style.setProperty('width', '300px');
      await nextFrames();
      await hidden.whenDrawn;
      expect(svgOf(hidden).getAttribute('width')).to.equal('300');
      expect(svgOf(element)).to.not.equal(null);
    });

    it('the picture is an accessible image with a name', async () => {
      const element = await chart(six);
      await expect(element).to.be.accessible();
      expect(find(element, '[role=img]')?.getAttribute('aria-label')).to.equal('Views per month');
      await press(await focused(element), 'ArrowRight');
      await expect(element).to.be.accessible();
    });

    it('the picture shows the last of several plots', async () => {
      const element = await chart(six);
      element.plot = timeline(1);
      await element.updateComplete;
      element.plot = timeline(1, 2);
      await element.updateComplete;
      element.plot = timeline(1, 2, 3);
      await element.whenDrawn;
      expect(axisTexts(element)).to.include('Mar').and.not.include('Jun');
      expect(find(element, '.drawing')?.children).to.have.length(1);
    });

    it('the picture keeps its SVG element if only its numbers or its size change', async () => {
      const element = await chart(six);
      const old = svgOf(element);
      element.plot = timeline(7, 300, 900, 20, 30, 40);
      await element.whenDrawn;
      expect(svgOf(element)).to.equal(old);
      expect(axisTexts(element)).to.include('1000').and.not.include('6');
      element.height = 120;
      await element.whenDrawn;
      expect(svgOf(element)).to.equal(old);
      expect(old.getAttribute('height')).to.equal('120');
    });

    it('the picture replaces its SVG element when its kind changes and the new one is drawn', async () => {
      const element = await chart(six);
      const old = svgOf(element);
      let go = (): void => undefined;
      const wait = new Promise<void>((resolve) => (go = resolve));
      element.plot = async (frame) => (await wait, pie(frame));
      await nextFrames();
      expect(svgOf(element)).to.equal(old);
      go();
      await element.whenDrawn;
      expect(svgOf(element)).to.not.equal(old);
      expect(find(element, '.drawing')?.children).to.have.length(1);
    });

    it('the picture is drawn once for several changes within a frame', async () => {
      let drawings = 0;
      const counted =
        (plot: Plot): Plot =>
        (frame) => (drawings++, plot(frame));
      const element = await chart(undefined);
      element.plot = counted(timeline(1));
      await element.updateComplete;
      element.plot = counted(six);
      element.height = 150;
      await element.whenDrawn;
      expect(drawings).to.equal(1);
    });

    it('the picture highlights the country below the pointer, but no part of a timeline', async () => {
      const hovered = async (plot: Plot, y: number): Promise<StatsChart> => {
        const element = await chart(plot);
        await mouse(element, 'move', 300, y);
        return element;
      };
      const map = await hovered(world({ zoom: 5, middle: placeOf([10, 51]) }), 100);
      const outlines = [...map.renderRoot.querySelectorAll('.highlighted_marks path')];
      expect(outlines.map((path) => path.getAttribute('stroke'))).to.deep.equal(['rgb(23, 27, 34)']);
      fixtureCleanup();
      const line = await hovered(six, 170);
      expect(line.selection.highlight).to.equal(undefined);
      expect(
        [...line.renderRoot.querySelectorAll('.soft_marks path')].map((path) => path.getAttribute('stroke')),
      ).to.deep.equal([null]);
    });

    it('the picture disappears when its plot is removed', async () => {
      const element = await chart(six);
      element.plot = undefined;
      await element.whenDrawn;
      expect(svgOf(element)).to.equal(null);
    });

    it('the picture stays in an element that is removed and inserted again, and is not redrawn if nothing changed', async () => {
      const element = await chart(six);
      const box = element.parentElement as HTMLElement;
      const before = svgOf(element);
      before.classList.add('the-same');
      element.remove();
      box.append(element);
      await element.whenDrawn;
      expect(svgOf(element).classList.contains('the-same')).to.be.true;
    });

    it('the picture is not drawn while its element is removed, but when it is inserted again', async () => {
      const element = await chart(six);
      const box = element.parentElement as HTMLElement;
      element.plot = timeline(1, 2);
      await element.updateComplete;
      element.remove();
      await element.whenDrawn;
      expect(axisTexts(element)).to.include('Jun');
      box.append(element);
      await element.whenDrawn;
      expect(axisTexts(element)).to.not.include('Jun');
    });
  });

  describe('stats-chart far below the viewport', () => {
    async function below(): Promise<StatsChart> {
      const element = await chart(undefined);
      const box = element.parentElement as HTMLElement;
      box.style.setProperty('margin-top', `${innerHeight + 1000}px`);
      element.plot = six;
      await nextFrames();
      await element.whenDrawn;
      return element;
    }
    afterEach(() => scrollTo(0, 0));

    it('a chart far below the viewport is not drawn and does not delay whenDrawn', async () => {
      expect(svgOf(await below())).to.equal(null);
    });

    it('a chart is drawn shortly before it scrolls into view, and redrawn only when it is near again', async () => {
      const element = await below();
      scrollTo(0, 800);
      await nextFrames();
      await element.whenDrawn;
      expect(axisTexts(element)).to.include('Jun');
      expect(element.getBoundingClientRect().top, 'not visible yet').to.be.above(innerHeight);
      scrollTo(0, 0);
      element.plot = timeline(1, 2);
      await nextFrames();
      await element.whenDrawn;
      expect(axisTexts(element)).to.include('Jun');
      scrollTo(0, 800);
      await nextFrames();
      await element.whenDrawn;
      expect(axisTexts(element)).to.include('Feb').and.not.include('Jun');
    });

    it('a chart far below the viewport is drawn when the page is printed', async () => {
      await chart(six);
      const element = await below();
      window.dispatchEvent(new Event('beforeprint'));
      // Printing takes the state after all microtasks: it waits for no frame and no file.
      for (let i = 0; i < 1000; i++) await Promise.resolve();
      expect(axisTexts(element)).to.include('Jun');
      window.dispatchEvent(new Event('afterprint'));
      element.plot = timeline(1, 2);
      await nextFrames();
      await element.whenDrawn;
      expect(axisTexts(element), 'printing is over').to.include('Jun');
    });
  });

  describe('stats-chart in its page', () => {
    const colours = (): [Plot, PlotFrame[]] => {
      const frames: PlotFrame[] = [];
      return [(frame) => (frames.push(frame), six(frame)), frames];
    };

    it('a chart takes the colours of its page', async () => {
      const [plot, frames] = colours();
      const element = await chart(plot);
      expect(frames.at(-1)?.theme.accent).to.equal('rgb(34, 87, 196)');
      element.style.setProperty('--stats-accent', 'rgb(200, 0, 0)');
      await nextFrames();
      await element.whenDrawn;
      expect(frames.at(-1)?.theme.accent).to.equal('rgb(200, 0, 0)');
    });

    it('a chart has light colours and at most the width of paper while its page is printed', async () => {
      const [plot, frames] = colours();
      const element = await chart(plot);
      const page = element.parentElement as HTMLElement;
      page.style.setProperty('color-scheme', 'dark');
      page.style.setProperty('inline-size', '1000px');
      await nextFrames();
      await element.whenDrawn;
      const onScreen = frames.at(-1);
      window.dispatchEvent(new Event('beforeprint'));
      await element.whenDrawn;
      const { theme, width } = frames.at(-1) as PlotFrame;
      expect([theme.text, width]).to.deep.equal(['rgb(23, 27, 34)', 640]);
      window.dispatchEvent(new Event('afterprint'));
      await nextFrames();
      await element.whenDrawn;
      expect(frames.at(-1)?.theme).to.deep.equal(onScreen?.theme);
      expect([onScreen?.width, frames.at(-1)?.width]).to.deep.equal([1000, 1000]);
    });

    it('a chart follows the font size of its element', async () => {
      const [plot, frames] = colours();
      const element = await chart(plot);
      element.style.setProperty('font-size', '32px');
      await nextFrames();
      await element.whenDrawn;
      expect(frames.map(({ theme }) => theme.fontScale)).to.deep.equal([1, 2]);
    });

    it('a chart turns dark when its page does', async () => {
      const [plot, frames] = colours();
      const element = await chart(plot);
      (element.parentElement as HTMLElement).style.setProperty('color-scheme', 'dark');
      await nextFrames();
      await element.whenDrawn;
      expect(frames.at(-1)?.theme.accent).to.equal('rgb(122, 167, 255)');
      expect(svgOf(element).outerHTML).to.contain('rgb(122, 167, 255)');
    });

    it('a chart reverses its axis when the direction of its page changes', async () => {
      const element = await chart(six);
      const first = (): number => left(textOf(element, 'Jan'));
      const last = (): number => left(textOf(element, 'Jun'));
      expect(first()).to.be.lessThan(last());
      (element.parentElement as HTMLElement).dir = 'rtl';
      await nextFrames();
      await element.whenDrawn;
      expect(first()).to.be.greaterThan(last());
    });
  });

  describe('tooltips of stats-chart', () => {
    it('a tooltip shows the bucket nearest to the pointer, with a crosshair', async () => {
      const element = await chart(six);
      await point(element, 590, 100);
      expect(tooltipTitle(element)).to.equal('Jun 2026');
      expect(find(element, '.tip')?.textContent).to.contain('Views').and.to.contain('5');
      expect(left(find(element, '.crosshair') as Element)).to.be.closeTo(left(element) + 594, 1);
      await point(element, 5, 100);
      expect(tooltipTitle(element)).to.equal('Jan 2026');
    });

    it('a tooltip stays within the box and closes when the pointer leaves', async () => {
      const element = await chart(six);
      const box = element.getBoundingClientRect();
      for (const x of [0, 300, 599]) {
        await point(element, x, 190);
        const tooltip = find(element, '.tip')?.getBoundingClientRect();
        expect(tooltip?.left).to.be.at.least(box.left);
        expect(tooltip?.right).to.be.at.most(box.right);
        expect(tooltip?.bottom).to.be.at.most(box.bottom);
      }
      find(element, '.picture')?.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
      await element.updateComplete;
      expect(find(element, '.tip')).to.equal(null);
    });

    it('a tooltip shows the slice below the pointer, and closes beside the pie', async () => {
      const element = await chart(pie);
      const [, slice] = element.renderRoot.querySelectorAll('.mark-arc path');
      await point(element, 220, 80, slice);
      expect(tooltipTitle(element)).to.equal('Feb 2026');
      await point(element, 5, 5, svgOf(element));
      expect(find(element, '.tip')).to.equal(null);
    });

    it('a tooltip follows the keys and is announced then', async () => {
      const element = await focused(await chart(six));
      const titles: (string | undefined)[] = [];
      for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
        await press(element, key);
        titles.push(tooltipTitle(element)?.slice(0, 3));
      }
      expect(titles).to.deep.equal(['Jan', 'Feb', 'Jun', 'Jun', 'May', 'Jan']);
      expect(announced(element)).to.equal('Jan 2026, Views 0');
      await press(element, 'Escape');
      expect(find(element, '.tip')).to.equal(null);
      await point(element, 590, 100);
      expect(announced(element)).to.equal('');
    });

    it('a tooltip follows the keys in the reading direction of the page', async () => {
      const element = await chart(six);
      (element.parentElement as HTMLElement).dir = 'rtl';
      await nextFrames();
      await element.whenDrawn;
      await press(await focused(element), 'ArrowLeft', 'ArrowLeft');
      expect(tooltipTitle(element)).to.equal('Feb 2026');
    });

    it('a tooltip follows the keys from slice to slice', async () => {
      const element = await focused(await chart(pie));
      await press(element, 'ArrowRight', 'ArrowRight');
      expect(tooltipTitle(element)).to.equal('Feb 2026');
    });

    it('a tooltip moves with the picture', async () => {
      const element = await focused(await chart(six));
      await press(element, 'End');
      (element.parentElement as HTMLElement).style.setProperty('width', '400px');
      await nextFrames();
      await element.whenDrawn;
      await element.updateComplete;
      expect(left(find(element, '.crosshair') as Element)).to.be.closeTo(left(element) + 394, 1);
    });

    it('a tooltip follows the keys from country to country, and its country when the map moves', async () => {
      const element = await focused(await chart(world()));
      await press(element, 'End', 'Home', 'ArrowRight');
      expect(tooltipTitle(element)).to.equal('Feb 2026');
      const place = (): DOMRect => find(element, '[part=place]')!.getBoundingClientRect();
      const before = place();
      element.plot = world({ zoom: 5, middle: placeOf([10, 51]) });
      await element.updateComplete;
      await element.whenDrawn;
      await element.updateComplete;
      expect(tooltipTitle(element)).to.equal('Feb 2026');
      expect(place().left - left(element)).to.be.closeTo(300, 2);
      expect(place().top - element.getBoundingClientRect().top).to.be.closeTo(100, 2);
      expect(before.top).to.be.below(place().top - 20);
    });

    it('a tooltip closes when the map moves below the pointer', async () => {
      const element = await chart(world());
      await point(element, 100, 80, element.renderRoot.querySelector('.mark-shape path'));
      expect(tooltipTitle(element)).to.equal('Jan 2026');
      expect(find(element, '[part=place]'), 'the pointer is where it is').to.equal(null);
      element.plot = world({ zoom: 5, middle: placeOf([10, 51]) });
      await element.updateComplete;
      await element.whenDrawn;
      await element.updateComplete;
      expect(find(element, '.tip')).to.equal(null);
    });

    it('a tooltip dispatches stats-chart-step when a key opens it', async () => {
      const element = await focused(await chart(six));
      const steps: number[] = [];
      element.addEventListener('stats-chart-step', (event) => steps.push((event as CustomEvent<number>).detail));
      await point(element, 300, 100);
      await press(element, 'Home', 'ArrowRight', 'Escape');
      expect(steps).to.deep.equal([0, 1]);
    });

    it('tooltips are reached by keys up to the number of stops', async () => {
      const element = await focused(await chart(six));
      element.stops = 2;
      await press(element, 'End');
      expect(tooltipTitle(element)).to.equal('Feb 2026');
      element.stops = 0;
      await press(element, 'Home');
      expect(tooltipTitle(element), 'no key opens another').to.equal('Feb 2026');
    });

    it('a tooltip of a pie ignores Shift with an arrow key, as there are no buckets to mark', async () => {
      const element = await focused(await chart(pie));
      await press(element, 'Shift+ArrowRight');
      expect(tooltipTitle(element)).to.equal(undefined);
      expect(element.selection.brush).to.equal(undefined);
    });

    it('a tooltip has at most thirteen rows', async () => {
      const element = await focused(await chart(six));
      element.tooltips = [
        { label: 'Jan', rows: Array.from({ length: 30 }, (_, i) => ({ label: `part ${i}`, text: '1' })) },
      ];
      await press(element, 'Home');
      expect(element.renderRoot.querySelectorAll('.tip .row')).to.have.length(13);
    });

    it('a tooltip does not open in a chart that is removed', async () => {
      const element = await chart(six);
      element.remove();
      await point(element, 100, 100);
      expect(element.renderRoot.querySelectorAll('.tip')).to.have.length(0);
    });

    it('a chart without tooltips is not in the tab order', async () => {
      const element = await chart(six);
      element.tooltips = [];
      await element.updateComplete;
      expect(find(element, '.picture')?.tabIndex).to.equal(-1);
    });
  });

  describe('choices in stats-chart', () => {
    const SERIES = [
      { id: 'a', label: 'Alpha' },
      { id: 'b', label: 'Beta' },
    ];
    const FIVES = [5, 5, 5, 5, 5, 5];
    /** Two areas or rows of bars of the same height: Alpha below, Beta above. */
    const two = (type: 'line' | 'bar' = 'line'): Plot => stack({ a: FIVES, b: FIVES }, type);
    const [ALPHA, BETA] = [130, 50];

    async function choices(plot = two()): Promise<StatsChart> {
      const element = await chart(plot);
      element.series = SERIES;
      return focused(element);
    }
    const shapes = (element: StatsChart): Element[] => [...element.renderRoot.querySelectorAll('.main_marks path')];
    /** The opacities of the areas that are drawn. */
    const opacities = (element: StatsChart): number[] =>
      shapes(element).map((path) => Number(path.getAttribute('opacity')));
    /** The left and the right edge of what is drawn as marked, in pixels from the left of the plot. */
    const marked = (element: StatsChart): number[] => {
      const { x, width } = element.renderRoot.querySelector<SVGPathElement>('.brush_brush path')!.getBBox();
      const left = Number(/translate\(([\d.]+)/.exec(svgOf(element).innerHTML)![1]);
      return width ? [x + left, x + left + width].map(Math.round) : [];
    };
    async function redrawn(element: StatsChart): Promise<void> {
      await nextFrames();
      await element.whenDrawn;
      await nextFrames();
    }

    it('arrow up and down highlight a series, make the others pale and announce its name', async () => {
      const element = await choices();
      const selected = heard<{ highlight: string }>(element, 'stats-chart-select');
      const states: unknown[] = [];
      for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'Escape']) {
        await press(element, key);
        await nextFrames();
        states.push([key, element.selection.highlight, announced(element), opacities(element)]);
      }
      expect(states).to.deep.equal([
        ['ArrowUp', 'a', 'Alpha', [1, 0.3]],
        ['ArrowUp', 'b', 'Beta', [0.3, 1]],
        ['ArrowUp', 'b', 'Beta', [0.3, 1]],
        ['ArrowDown', 'a', 'Alpha', [1, 0.3]],
        ['Escape', undefined, '', [1, 1]],
      ]);
      expect(selected.map(({ highlight }) => highlight)).to.include.members(['a', 'b', undefined]);
    });

    it('Enter isolates the highlighted series, and shows the others again', async () => {
      const element = await choices();
      const selected = heard<{ isolate: string[] }>(element, 'stats-chart-select');
      await press(element, 'ArrowDown', 'Enter');
      await nextFrames();
      expect(shapes(element)).to.have.length(1);
      expect(selected.at(-1)!.isolate).to.deep.equal(['b']);
      await press(element, 'Enter');
      await nextFrames();
      expect(shapes(element)).to.have.length(2);
      expect(selected.at(-1)!.isolate).to.deep.equal([]);
    });

    for (const [keys, buckets] of [
      ['Shift+ArrowRight', [0, 0]],
      ['Home Shift+ArrowRight Shift+ArrowRight', [0, 2]],
      ['Home Shift+ArrowRight Shift+ArrowRight Shift+ArrowLeft', [0, 1]],
      ['Home Shift+ArrowRight Shift+ArrowLeft', [0, 0]],
      ['End Shift+ArrowLeft Shift+ArrowLeft', [3, 5]],
      ['Home ArrowRight ArrowRight Shift+ArrowRight Shift+ArrowLeft Shift+ArrowLeft', [1, 2]],
      ['Home ArrowRight Shift+End', [1, 5]],
      ['Home Shift+ArrowRight Escape End Shift+ArrowLeft', [4, 5]],
    ] as const) {
      it(`${keys} marks the buckets ${buckets.join(' to ')}, from the one at which they begin`, async () => {
        for (const type of ['line', 'bar'] as const) {
          const element = await choices(two(type));
          const selected = heard<{ brush: number[] }>(element, 'stats-chart-select');
          await press(element, ...keys.split(' '));
          await nextFrames();
          expect(element.selection.brush, type).to.deep.equal(buckets);
          expect(selected.at(-1)!.brush, type).to.deep.equal(buckets);
          expect(marked(element), type).to.have.length(2);
          fixtureCleanup();
        }
      });
    }

    it('marked buckets are drawn with their whole width within the plot', async () => {
      const element = await choices();
      await press(element, 'Home', 'ArrowRight', 'Shift+ArrowRight');
      await nextFrames();
      const [from, to] = marked(element);
      const step = (600 - 26) / 5;
      expect(to! - from!).to.be.closeTo(2 * step, 6);
      await press(element, 'Shift+End');
      await nextFrames();
      expect(marked(element)[1]).to.equal(594);
    });

    it('other numbers begin new marked buckets', async () => {
      const element = await choices();
      await press(element, 'Home', 'Shift+ArrowRight');
      element.plot = stack({ a: [1, 2, 3, 4, 5, 6], b: FIVES });
      await redrawn(element);
      expect(element.selection.brush).to.equal(undefined);
      expect(marked(element)).to.deep.equal([]);
      await press(element, 'End', 'Shift+ArrowLeft');
      expect(element.selection.brush).to.deep.equal([4, 5]);
    });

    it('Enter dispatches stats-chart-brush with the marked buckets, and Escape clears them', async () => {
      const element = await choices();
      const [brushed, chosen] = [heard(element, 'stats-chart-brush'), heard(element, 'stats-chart-choose')];
      await press(element, 'Home', 'Shift+ArrowRight', 'Enter');
      await nextFrames();
      expect(brushed.splice(0)).to.deep.equal([[0, 1]]);
      await press(element, 'Escape');
      await nextFrames();
      expect(element.selection).to.deep.equal({ highlight: undefined, isolate: [], brush: undefined });
      expect(marked(element)).to.deep.equal([]);
      await press(element, 'Home', 'Enter');
      await nextFrames();
      expect([brushed, chosen]).to.deep.equal([[], [0]]);
    });

    it('the pointer highlights the series below it, until it leaves', async () => {
      const element = await choices();
      const selected = heard<{ highlight: string }>(element, 'stats-chart-select');
      for (const y of [ALPHA, BETA]) await mouse(element, 'move', 300, y);
      expect(opacities(element)).to.deep.equal([0.3, 1]);
      await mouse(element, 'move', 300, 195);
      expect(opacities(element)).to.deep.equal([1, 1]);
      const distinct = selected.map(({ highlight }) => highlight).filter((id, i, all) => id && id !== all[i - 1]);
      expect(distinct).to.deep.equal(['a', 'b']);
      expect(selected.at(-1)!.highlight).to.equal(undefined);
    });

    it('a click isolates the series below the pointer, and another click shows the others again', async () => {
      const element = await choices(two('bar'));
      const counts: number[] = [];
      await mouse(element, 'move', 300 + 40, ALPHA);
      for (let i = 0; i < 2; i++) {
        await mouse(element, 'down');
        await mouse(element, 'up');
        counts.push(shapes(element).length);
      }
      expect(counts).to.deep.equal([6, 12]);
    });

    for (const type of ['line', 'bar'] as const) {
      it(`dragging marks buckets of a chart of type ${type} and dispatches them once the mouse is released`, async () => {
        const element = await choices(two(type));
        const brushed = heard(element, 'stats-chart-brush');
        const selected = heard<{ brush: number[] }>(element, 'stats-chart-select');
        // Between the first and the second bucket, and between the third and the fourth, or on the bars between.
        const [from, to] = type === 'line' ? [80, 300] : [165, 260];
        await mouse(element, 'move', from, 100);
        await mouse(element, 'down');
        await mouse(element, 'move', to, 100);
        expect(selected.at(-1)!.brush).to.deep.equal([1, 2]);
        expect(brushed).to.deep.equal([]);
        await mouse(element, 'up');
        expect(brushed).to.deep.equal([[1, 2]]);
        expect(element.selection.brush).to.deep.equal([1, 2]);
      });
    }

    for (const [what, change, button] of [
      ['of the right button', () => undefined, 'right'],
      [
        'during which the numbers change',
        async (element) => {
          element.plot = stack({ a: [1, 2, 3, 4, 5, 6], b: FIVES });
          await redrawn(element);
        },
        'left',
      ],
      ['that Escape takes back', (element) => press(element, 'Escape'), 'left'],
    ] as const satisfies readonly (readonly [string, (element: StatsChart) => unknown, 'left' | 'right'])[]) {
      it(`a drag ${what} is not dispatched, and leaves no mark`, async () => {
        const element = await choices();
        const brushed = heard(element, 'stats-chart-brush');
        await mouse(element, 'move', 200, 195);
        await sendMouse({ type: 'down', button });
        await mouse(element, 'move', 300, 195);
        await change(element);
        await mouse(element, 'move', 400, 195);
        await sendMouse({ type: 'up', button });
        await nextFrames();
        expect(brushed).to.deep.equal([]);
        expect(element.selection.brush).to.equal(undefined);
      });
    }

    it('a spec of the page can have parameters of the same names', async () => {
      const element = await chart(undefined);
      element.spec = {
        data: { values: [{ a: 1 }, { a: 2 }] },
        params: [
          { name: 'isolate', select: { type: 'point', fields: ['a'] } },
          { name: 'brush', select: { type: 'interval', encodings: ['y'] } },
        ],
        mark: 'bar',
        encoding: { y: { field: 'a', type: 'quantitative' } },
      };
      await element.whenDrawn;
      expect(element.renderRoot.querySelectorAll('.mark-rect path').length).to.be.above(0);
      expect(find(element, 'slot')).to.equal(null);
    });

    it('a drag that is released outside of the chart is dispatched', async () => {
      const element = await choices();
      const brushed = heard(element, 'stats-chart-brush');
      await mouse(element, 'move', 300, 100);
      await mouse(element, 'down');
      await mouse(element, 'move', 640, 300);
      await mouse(element, 'up');
      expect(brushed).to.deep.equal([[3, 5]]);
    });

    for (const [what, y, isolated] of [
      ['is no drag', 195, []],
      ['on a series is a click, which isolates it', ALPHA, ['a']],
    ] as const) {
      it(`a movement of 3 pixels with the mouse pressed ${what}`, async () => {
        const element = await choices();
        const brushed = heard(element, 'stats-chart-brush');
        await mouse(element, 'move', 300, y);
        await mouse(element, 'down');
        await mouse(element, 'move', 303, y);
        await mouse(element, 'up');
        expect(brushed).to.deep.equal([]);
        expect(element.selection).to.deep.include({ isolate: isolated, brush: undefined });
        expect(marked(element)).to.deep.equal([]);
      });
    }

    for (const [what, change] of [
      ['a new size', ({ parentElement }) => parentElement!.style.setProperty('width', '400px')],
      ['another theme', ({ parentElement }) => parentElement!.style.setProperty('color-scheme', 'dark')],
    ] as const satisfies readonly (readonly [string, (element: StatsChart) => void])[]) {
      it(`choices survive ${what}`, async () => {
        const element = await choices();
        await press(element, 'ArrowUp', 'Enter', 'Home', 'ArrowRight', 'Shift+ArrowRight');
        const wanted = { highlight: 'a', isolate: ['a'], brush: [1, 2] };
        expect(element.selection).to.deep.equal(wanted);
        const old = svgOf(element).outerHTML;
        change(element);
        await redrawn(element);
        expect(svgOf(element).outerHTML).to.not.equal(old);
        expect(element.selection).to.deep.equal(wanted);
        expect(shapes(element)).to.have.length(1);
        const width = element.clientWidth;
        expect(marked(element)[1]! - marked(element)[0]!).to.be.closeTo((2 * (width - 26)) / 5, 6);
      });
    }

    for (const [what, plot, drawn] of [
      ['numbers that are drawn in place', stack({ a: FIVES, b: [1, 2, 3, 4, 5, 6] }), 1],
      ['another granularity', stack({ a: [60], b: [30] }, 'bar'), 1],
      ['other series, if it is among them', stack({ c: FIVES, a: FIVES }), 1],
    ] as const) {
      it(`an isolated series survives ${what}`, async () => {
        const element = await choices();
        await press(element, 'ArrowUp', 'Enter');
        element.plot = plot;
        await redrawn(element);
        expect(shapes(element)).to.have.length(drawn);
        expect(element.selection.isolate).to.deep.equal(['a']);
      });
    }

    it('all series are shown if the isolated one no longer exists', async () => {
      const element = await choices();
      await press(element, 'ArrowUp', 'Enter');
      element.plot = stack({ c: FIVES, d: FIVES });
      await redrawn(element);
      expect(shapes(element)).to.have.length(2);
    });

    it('select() changes choices without an event', async () => {
      const element = await choices();
      const selected = heard(element, 'stats-chart-select');
      element.select({ isolate: ['b'], brush: [0, 1] });
      await nextFrames();
      expect(shapes(element)).to.have.length(1);
      expect(element.selection).to.deep.equal({ highlight: undefined, isolate: ['b'], brush: [0, 1] });
      expect(selected).to.deep.equal([]);
    });
  });

  describe('spec of stats-chart', () => {
    const values = [
      { year: '2024', kind: 'book', n: 3 },
      { year: '2024', kind: 'map', n: 1 },
      { year: '2025', kind: 'book', n: 4 },
      { year: '2025', kind: 'map', n: 2 },
    ];
    const x = { field: 'year', type: 'ordinal' } as const;
    const y = { field: 'n', type: 'quantitative' } as const;
    const color = { field: 'kind', type: 'nominal' } as const;
    const bars: TopLevelSpec = { data: { values }, mark: 'bar', encoding: { x, y } };
    const SPECS: Readonly<
      Record<string, readonly [spec: TopLevelSpec, shapes: string, count: number, drawnIn: 'accent' | 'series']>
    > = {
      bars: [bars, '.mark-rect.marks path', 4, 'accent'],
      lines: [{ data: { values }, mark: 'line', encoding: { x, y, color } }, '.mark-line path', 2, 'series'],
      slices: [{ data: { values }, mark: 'arc', encoding: { theta: y, color } }, '.mark-arc path', 4, 'series'],
      layers: [
        { data: { values }, encoding: { x, y }, layer: [{ mark: 'line' }, { mark: 'point' }] },
        '.mark-line path, .mark-symbol.role-mark path',
        5,
        'accent',
      ],
    };
    const own = async (spec: unknown): Promise<StatsChart> => {
      const element = await chart(undefined);
      element.tooltips = [];
      element.spec = spec as TopLevelSpec;
      await element.whenDrawn;
      await nextFrames();
      return element;
    };
    const sizeOf = (element: StatsChart): (string | null)[] =>
      ['width', 'height'].map((name) => svgOf(element).getAttribute(name));

    for (const [name, [spec, shapes, count, drawnIn]] of Object.entries(SPECS)) {
      it(`a spec of ${name} fills the element, in the font and the colours of the theme`, async () => {
        const element = await own(spec);
        expect(sizeOf(element)).to.deep.equal(['600', '200']);
        expect(svgOf(element).querySelectorAll(shapes)).to.have.length(count);
        const drawing = svgOf(element).outerHTML;
        expect(drawing).to.contain(drawnIn === 'series' ? element.theme.series[1]! : element.theme.accent);
        for (const text of svgOf(element).querySelectorAll('text')) {
          expect(text.getAttribute('font-family')).to.equal(element.theme.font);
        }
      });
    }

    it('a spec follows the width of its box, unless it has a size of its own', async () => {
      const [fluid, fixed] = [await own(bars), await own({ ...bars, width: 120, height: 90 })];
      const before = sizeOf(fixed);
      for (const { parentElement } of [fluid, fixed]) parentElement!.style.setProperty('width', '400px');
      await nextFrames();
      await Promise.all([fluid.whenDrawn, fixed.whenDrawn]);
      expect(sizeOf(fluid)).to.deep.equal(['400', '200']);
      expect(sizeOf(fixed)).to.deep.equal(before);
    });

    for (const [name, spec] of Object.entries({
      facet: { data: { values }, facet: { column: color }, spec: { mark: 'bar', encoding: { x, y } } },
      concat: {
        data: { values },
        hconcat: [
          { mark: 'bar', encoding: { x, y } },
          { mark: 'bar', encoding: { x, y } },
        ],
      },
    } satisfies Record<string, TopLevelSpec>)) {
      it(`a spec of the kind ${name} is drawn in its natural size`, async () => {
        const element = await own(spec);
        expect(sizeOf(element)).to.not.include('600');
        expect(svgOf(element).querySelectorAll('.mark-rect.role-mark')).to.have.length(2);
      });
    }

    it('a spec has a legend, which charts of widgets do not have', async () => {
      const labels = (element: StatsChart): string[] =>
        [...svgOf(element).querySelectorAll('.role-legend-label text')].map(({ textContent }) => textContent);
      expect(labels(await own(SPECS['slices']![0]))).to.deep.equal(['book', 'map']);
      const widget = await chart(stack({ a: [1, 2], b: [3, 4] }));
      expect(svgOf(widget).querySelectorAll('.role-legend')).to.have.length(0);
    });

    it('a mark with the tooltip of Vega opens it in the card of this library, beside the pointer', async () => {
      const element = await own({ ...bars, mark: { type: 'bar', tooltip: true } });
      // The first movement enters the bar.
      for (const x of [199, 200]) await mouse(element, 'move', x, 120);
      const rows = [...element.renderRoot.querySelectorAll('.tip .row')].map((row) =>
        row.textContent.replace(/\s+/g, ' ').trim(),
      );
      expect(rows).to.have.length(2);
      expect(rows.join()).to.match(/^year ?2024,n ?\d$/);
      expect(left(find(element, '.tip')!)).to.be.closeTo(left(element) + 212, 2);
      expect(find(element, '.crosshair')!.offsetHeight, 'no bucket is meant').to.equal(0);
      await mouse(element, 'move', 200, 199);
      expect(element.renderRoot.querySelectorAll('.tip')).to.have.length(0);
    });

    it('a spec is accepted as JSON text', async () => {
      expect(svgOf(await own(JSON.stringify(bars))).querySelectorAll('.mark-rect.marks path')).to.have.length(4);
    });

    for (const spec of [7, [bars], 'nonsense', true]) {
      it(`a spec that is no object is named as a fault: ${JSON.stringify(spec).slice(0, 20)}`, async () => {
        const element = await chart(undefined);
        setTimeout(() => (element.spec = spec as unknown as TopLevelSpec));
        const { detail } = await oneEvent<CustomEvent<object>>(element, 'stats-error');
        expect(detail).to.include({ reason: 'attribute', path: 'spec' });
        await element.updateComplete;
        expect(element.renderRoot.textContent).to.contain('spec=');
        element.spec = bars;
        await element.whenDrawn;
        expect(sizeOf(element)).to.deep.equal(['600', '200']);
      });
    }

    it('a spec that does not compile shows the fallback and dispatches stats-chart-error', async () => {
      const element = await chart(undefined);
      setTimeout(() => (element.spec = { data: { values }, mark: 'nonsense' } as unknown as TopLevelSpec));
      const { detail } = await oneEvent<CustomEvent<unknown>>(element, 'stats-chart-error');
      await element.updateComplete;
      expect(detail).to.be.instanceOf(Error);
      expect((element.firstElementChild as HTMLElement).checkVisibility()).to.equal(true);
    });

    it('a spec that is read is the one that is drawn, with its data and the theme', async () => {
      const element = await own(bars);
      expect(element.spec).to.deep.include({ data: { values }, mark: 'bar', width: 600, height: 200 });
      expect(element.spec!.config!.font).to.equal(element.theme.font);
      expect(element.spec!.config!.range!.category).to.deep.equal(element.theme.series);
      element.plot = six;
      await element.whenDrawn;
      expect(element.spec!.datasets!['rows']).to.have.length(6);
    });

    it('vegaConfig is merged into the theme, the last one first, and the config of the spec has precedence', async () => {
      const element = await own({ ...bars, config: { axis: { labelFontSize: 9 } } });
      const fonts = (): (string | null)[] => {
        const text = svgOf(element).querySelector('.role-axis-label text')!;
        return ['fill', 'font-size', 'font-weight'].map((name) => text.getAttribute(name));
      };
      expect(fonts()).to.deep.equal([element.theme.muted, '9px', null]);
      element.vegaConfig = [
        { axis: { labelColor: 'red', labelFontWeight: 'bold', labelFontSize: 20 } },
        { axis: { labelColor: 'green' } },
      ];
      await element.whenDrawn;
      expect(fonts()).to.deep.equal(['green', '9px', 'bold']);
      expect(element.spec!.config!.axis!.gridColor, 'from the theme').to.equal(element.theme.line);
      element.vegaConfig = [];
      await element.whenDrawn;
      expect(fonts()).to.deep.equal([element.theme.muted, '9px', null]);
    });
  });

  describe('errors of stats-chart', () => {
    const broken = (): TopLevelSpec => ({ mark: 'nonsense' }) as unknown as TopLevelSpec;

    it('a vegaConfig that contains itself dispatches stats-chart-error, and can be replaced', async () => {
      const element = await chart(six);
      const circle: Record<string, unknown> = {};
      circle['axis'] = circle;
      const heard = oneEvent<CustomEvent<unknown>>(element, 'stats-chart-error');
      element.vegaConfig = [circle];
      expect((await heard).detail).to.be.instanceOf(TypeError);
      element.vegaConfig = [];
      await element.whenDrawn;
      expect(svgOf(element).checkVisibility()).to.equal(true);
    });

    it('a plot that fails dispatches stats-chart-error and shows the fallback', async () => {
      const element = await chart(undefined);
      setTimeout(() => (element.plot = broken));
      const { detail } = await oneEvent<CustomEvent<unknown>>(element, 'stats-chart-error');
      await element.updateComplete;
      expect(detail).to.be.instanceOf(Error);
      expect(find(element, '.picture')?.offsetHeight).to.equal(0);
      expect((element.firstElementChild as HTMLElement).offsetHeight).to.be.greaterThan(0);
    });

    it('a height that is not understood is named in place of the picture until it is corrected', async () => {
      const element = await chart(six);
      element.setAttribute('height', 'tall');
      await element.updateComplete;
      expect(element.renderRoot.textContent).to.contain('height="tall"');
      expect(find(element, '.picture')!.hidden).to.equal(true);
      element.setAttribute('height', '150');
      await element.whenDrawn;
      expect(element.height).to.equal(150);
      expect(find(element, '.picture')!.hidden).to.equal(false);
    });

    it('the next picture replaces the fallback', async () => {
      const element = await chart(broken);
      element.plot = six;
      await element.whenDrawn;
      await element.updateComplete;
      expect(svgOf(element).getBoundingClientRect().height).to.equal(200);
      expect((element.firstElementChild as HTMLElement).offsetHeight).to.equal(0);
    });
  });
});
