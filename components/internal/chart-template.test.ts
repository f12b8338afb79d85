import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { render } from 'lit';
import { chart, chartDrawn, expectChart } from './chart-template.js';
import type { StatsChart } from '../chart/stats-chart.js';

const CHART = { tooltips: [], series: [], vegaConfig: [], height: 100, label: 'Views', failed: 'No picture.' };

describe('chart', () => {
  it('a chart that cannot be drawn dispatches stats-error and shows a fallback', async () => {
    const widget: HTMLElement = await fixture(html`<div></div>`);
    const plot = (): never => {
      throw new Error('no such mark');
    };
    const told = oneEvent(widget, 'stats-error');
    render(chart(widget, { plot, ...CHART }), widget);
    const { detail } = (await told) as CustomEvent<{ reason: string; message: string }>;
    expect(detail.message).to.contain('no such mark');
    await chartDrawn(widget);
    const fallback = widget.querySelector<HTMLElement>('[slot=fallback]')!;
    expect(fallback.checkVisibility()).to.equal(true);
    expect(fallback.textContent).to.equal('No picture.');
  });

  it('a chart draws its plot', async () => {
    const widget: HTMLElement = await fixture(html`<div></div>`);
    const values = [{ x: 1, y: 1 }];
    const plot = () => ({ width: 100, height: 100, data: { values }, mark: 'point' as const, encoding: {} });
    render(chart(widget, { plot, ...CHART }), widget);
    await chartDrawn(widget);
    expect(widget.querySelector<StatsChart>('stats-chart')!.renderRoot.querySelectorAll('svg')).to.have.length(1);
  });

  it('chartDrawn() resolves for a widget without a chart', async () => {
    expect(await chartDrawn(document.createElement('div'))).to.equal(undefined);
  });
});

describe('expectChart', () => {
  const frames = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
  };

  it('loads the chart code once when its widget comes near the viewport', async () => {
    const widget: HTMLElement = await fixture(html`<div>Widget</div>`);
    widget.style.setProperty('margin-top', `${innerHeight + 1000}px`);
    let loads = 0;
    expectChart(widget, async () => ++loads);
    await frames();
    expect(loads).to.equal(0);
    for (const top of [800, 0, 800]) {
      scrollTo(0, top);
      await frames();
    }
    expect(loads).to.equal(1);
    scrollTo(0, 0);
  });

  it('ignores a failure to load the chart code', async () => {
    const widget: HTMLElement = await fixture(html`<div>Widget</div>`);
    const failed = new Promise<void>((resolve) =>
      expectChart(widget, () => {
        resolve();
        return Promise.reject(new Error('offline'));
      }),
    );
    await failed;
    await frames();
  });
});
