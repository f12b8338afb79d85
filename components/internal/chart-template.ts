import { html, nothing, type TemplateResult } from 'lit';
import { codeError } from '../../src/sources/errors.js';
import { lazyCode } from '../../src/sources/lazy-code.js';
import { errorEvent } from '../../src/state/events.js';
import { onNear } from './viewport.js';
import type { StatsChart } from '../chart/stats-chart.js';

/** The properties of a chart in a widget. */
interface Chart extends Pick<StatsChart, 'plot' | 'tooltips' | 'height' | 'label'> {
  readonly stops?: number | undefined;
  /** The message if the picture cannot be drawn. */
  readonly failed: string;
}

/** Loads `<stats-chart>` with the first picture, since figures and lists do not need it. */
const loadChart = lazyCode(() => import('../chart/stats-chart.js').then((module) => module.StatsChart.define()));
const loadRuntime = lazyCode(() => import('../../src/chart/embed.js').then(({ prepare }) => prepare()));

/**
 * Loads the code for a widget's chart while its numbers are loaded: when the widget is near the viewport, after its
 * first paint.
 * @param spec loads the code that makes a specification of the numbers
 */
export function expectChart(widget: HTMLElement, spec: () => Promise<unknown>): void {
  const end = onNear(widget, () => {
    end();
    // The chart loads the same code again, and reports a failure.
    Promise.all([loadChart(), loadRuntime(), spec()]).catch(() => undefined);
  });
}

/** Renders a chart in a widget, which dispatches `stats-error` if it cannot be drawn. */
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

/** Resolves when the chart below a root, if there is one, has been drawn or has failed. */
export async function chartDrawn(root: ParentNode): Promise<void> {
  const picture = root.querySelector<StatsChart>('stats-chart');
  if (!picture) return;
  await loadChart().catch(() => undefined);
  await picture.whenDrawn;
}
