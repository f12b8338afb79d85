import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { render } from 'lit';
import { chart, chartDrawn, expectChart } from './chart-template.js';
import type { StatsChart } from '../chart/stats-chart.js';

describe('a chart in a widget', () => {
  it('tells the page that it cannot be drawn, and the reader too', async () => {
    const widget: HTMLElement = await fixture(html`<div></div>`);
    const plot = (): never => {
      throw new Error('no such mark');
    };
    const told = oneEvent(widget, 'stats-error');
    render(chart(widget, { plot, tooltips: [], height: 100, label: 'Views', failed: 'No picture.' }), widget);
    const { detail } = (await told) as CustomEvent<{ reason: string; message: string }>;
    expect(detail.message).to.contain('no such mark');
    await chartDrawn(widget);
    const fallback = widget.querySelector<HTMLElement>('[slot=fallback]')!;
    expect(fallback.checkVisibility()).to.equal(true);
    expect(fallback.textContent).to.equal('No picture.');
  });

  it('is drawn', async () => {
    const widget: HTMLElement = await fixture(html`<div></div>`);
    const values = [{ x: 1, y: 1 }];
    const plot = () => ({ width: 100, height: 100, data: { values }, mark: 'point' as const, encoding: {} });
    render(chart(widget, { plot, tooltips: [], height: 100, label: 'Views', failed: 'No picture.' }), widget);
    await chartDrawn(widget);
    expect(widget.querySelector<StatsChart>('stats-chart')!.renderRoot.querySelectorAll('svg')).to.have.length(1);
  });

  it('is not waited for where there is none', async () => {
    expect(await chartDrawn(document.createElement('div'))).to.equal(undefined);
  });
});

describe('a chart to come', () => {
  const frames = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
  };

  it('is prepared when its widget comes near what is visible, once', async () => {
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

  it('is no trouble if it cannot be prepared', async () => {
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
