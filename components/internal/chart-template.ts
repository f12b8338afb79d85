import { html, nothing, type TemplateResult } from 'lit';
import { codeError } from '../../src/sources/errors.js';
import { lazyCode } from '../../src/sources/lazy-code.js';
import { errorEvent } from '../../src/state/events.js';
import { onNear } from './viewport.js';
import type { Plot, StatsChart, Tooltip } from '../chart/stats-chart.js';

/** What a widget wants to have drawn. */
interface Chart {
  readonly plot: Plot;
  readonly tooltips: readonly Tooltip[];
  /** How many of the tooltips the keys lead to; absent: all. */
  readonly stops?: number;
  /** Pixels. */
  readonly height: number;
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
  /** Stands in its place if it cannot be drawn. */
  readonly failed: string;
}

/** Loads the element that draws, with the first picture: figures and lists do not wait for it. */
const loadChart = lazyCode(() => import('../chart/stats-chart.js').then((module) => module.StatsChart.define()));
const loadRuntime = lazyCode(() => import('../../src/chart/embed.js').then(({ prepare }) => prepare()));

/**
 * Fetches what draws a widget's picture while its numbers are under way: once the widget is near the visible part of the
 * page, which is after it has asked for them and has been painted without them.
 * @param spec loads what makes a picture of the numbers
 */
export function expectChart(widget: HTMLElement, spec: () => Promise<unknown>): void {
  const end = onNear(widget, () => {
    end();
    // A failure is reported by the chart, which tries again.
    Promise.all([loadChart(), loadRuntime(), spec()]).catch(() => undefined);
  });
}

/** A picture in a widget. The widget's page is told if it cannot be drawn. */
export function chart(widget: HTMLElement, { plot, tooltips, stops, height, label, failed }: Chart): TemplateResult {
  const report = (error: unknown): void => {
    widget.dispatchEvent(errorEvent(codeError(error)));
  };
  loadChart().catch(report);
  return html`<stats-chart
    .plot=${plot}
    .tooltips=${tooltips}
    .stops=${stops}
    .height=${height}
    .label=${label}
    @stats-chart-error=${({ detail }: CustomEvent) => report(detail)}
  >
    <p class="nothing" slot="fallback">${failed || nothing}</p>
  </stats-chart>`;
}

/** Resolves when the picture below a root has been drawn, if there is one, or could not be. */
export async function chartDrawn(root: ParentNode): Promise<void> {
  const picture = root.querySelector<StatsChart>('stats-chart');
  if (!picture) return;
  await loadChart().catch(() => undefined);
  await picture.whenDrawn;
}
