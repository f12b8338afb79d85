import { aTimeout, expect, fixture, fixtureCleanup, html, oneEvent } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import type { TopLevelSpec } from 'vega-lite';
import { MIDDLE, placeOf, type MapViewport } from '../../src/chart/map-viewport.js';
import { mapSpec } from '../../src/chart/map-spec.js';
import { pieSpec } from '../../src/chart/pie-spec.js';
import type { PlotFrame } from '../../src/chart/theme.js';
import { timelineSpec } from '../../src/chart/timeline-spec.js';
import { StatsChart, type Plot, type Tooltip } from './stats-chart.js';

StatsChart.define();

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];
const timeline =
  (...values: (number | null)[]): Plot =>
  (frame) =>
    timelineSpec(
      {
        metric: 'views',
        kind: 'delta',
        granularity: 'month',
        breakdown: null,
        unit: 'count',
        series: [
          {
            id: 'global',
            label: '',
            buckets: values.map((value, i) => ({ start: `2026-0${i + 1}-01`, end: '', value, partial: false })),
          },
        ],
      },
      {
        ...frame,
        type: 'line',
        display: 'stacked',
        integers: true,
        formatValue: String,
        formatBucket: (start) => MONTHS[Number(start.slice(5, 7)) - 1] ?? '',
      },
    );
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
      ['US', 'DE'].map((code) => ({ ...ATLAS.get(code)!, color: 'color-mix(in oklab, red 30%, white)' })),
      viewport,
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
      element.plot = timeline(7, null, 900);
      await element.whenDrawn;
      expect(svgOf(element)).to.equal(old);
      expect(axisTexts(element)).to.include('Mar').and.not.include('Jun');
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
      const stroke = async (plot: Plot, y: number): Promise<string> => {
        const element = await chart(plot);
        const { left, top } = element.getBoundingClientRect();
        await sendMouse({ type: 'move', position: [Math.round(left + 300), Math.round(top + y)] });
        await nextFrames();
        return getComputedStyle(element.renderRoot.querySelector('.mark-shape path:hover')!).stroke;
      };
      expect(await stroke(world({ zoom: 5, middle: placeOf([10, 51]) }), 100)).to.equal('rgb(23, 27, 34)');
      fixtureCleanup();
      expect(await stroke(six, 170)).to.equal('none');
      await resetMouse();
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
      expect(find(element, '[aria-live]')?.textContent).to.equal('Jan 2026, Views 0');
      await press(element, 'Escape');
      expect(find(element, '.tip')).to.equal(null);
      await point(element, 590, 100);
      expect(find(element, '[aria-live]')?.textContent).to.equal('');
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
      await press(element, 'Escape', 'Home');
      expect(tooltipTitle(element)).to.equal('Feb 2026');
    });

    it('a tooltip ignores Shift with an arrow key', async () => {
      const element = await focused(await chart(six));
      await press(element, 'Shift+ArrowRight');
      expect(find(element, '.tip')).to.equal(null);
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

  describe('errors of stats-chart', () => {
    const broken = (): TopLevelSpec => ({ mark: 'nonsense' }) as unknown as TopLevelSpec;

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
