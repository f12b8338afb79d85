import { html, nothing, type TemplateResult } from 'lit';
import type { ChartSelection } from '../../src/chart/parameters.js';
import { codeError } from '../../src/sources/errors.js';
import { lazyCode } from '../../src/sources/lazy-code.js';
import { errorEvent } from '../../src/state/events.js';
import { onNear } from './viewport.js';
import type { StatsChart } from '../chart/stats-chart.js';

/** The content of a chart in a widget. */
export interface ChartContent extends Pick<StatsChart, 'plot' | 'tooltips' | 'series' | 'height'> {
  /** The number of tooltips that are reached by keys; absent: all. */
  readonly stops?: number | undefined;
  /** Called when the reader has changed the choices in the chart. */
  readonly onSelect?: (selection: ChartSelection) => void;
  /** Called when the reader has marked buckets and released them. */
  readonly onBrush?: (buckets: readonly [first: number, last: number]) => void;
}

/** The properties of a chart in a widget. */
interface Chart extends ChartContent, Pick<StatsChart, 'label' | 'vegaConfig'> {
  /** The message if the picture cannot be drawn. */
  readonly failed: string;
}

/** Loads `<stats-chart>` with the first picture, since figures and lists do not need it. */
const loadChart = lazyCode(() => import('../chart/stats-chart.js').then((module) => module.StatsChart.define()));
const loadRuntime = lazyCode(() => import('../../src/chart/embed.js').then(({ loadVega }) => loadVega()));

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
export function chart(widget: HTMLElement, { failed, ...properties }: Chart): TemplateResult {
  const report = (error: unknown): void => {
    widget.dispatchEvent(errorEvent(codeError(error)));
  };
  loadChart().catch(report);
  return html`<stats-chart
    .plot=${properties.plot}
    .tooltips=${properties.tooltips}
    .series=${properties.series}
    .stops=${properties.stops}
    .height=${properties.height}
    .label=${properties.label}
    .vegaConfig=${properties.vegaConfig}
    @stats-chart-select=${({ detail }: CustomEvent<ChartSelection>) => properties.onSelect?.(detail)}
    @stats-chart-brush=${({ detail }: CustomEvent<[number, number]>) => properties.onBrush?.(detail)}
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
