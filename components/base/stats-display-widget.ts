import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import type { Config, TopLevelSpec } from 'vega-lite';
import { allMessages, type AllMessages } from '../../src/i18n/all-messages.js';
import { memoizeLast } from '../../src/util/memoize-last.js';
import type { DataTable, TableUse } from '../../src/view/data-table.js';
import type { Plot, StatsChart } from '../chart/stats-chart.js';
import { chart, chartDrawn, expectChart, type ChartContent } from '../internal/chart-template.js';
import { DISPLAY_ICONS } from '../internal/display-icons.js';
import { formControls } from '../styles/form-controls.js';
import { StatsTable } from '../table/stats-table.js';
import { object } from './later-settings.js';
import { StatsWidget } from './stats-widget.js';
import type { WidgetView } from './widget-view.js';

/** A way to show numbers. */
export type Display = 'chart' | keyof typeof DISPLAY_ICONS;

/** Base of the elements whose numbers can be shown as a chart or list, or as a table, as the reader chooses. */
export abstract class StatsDisplayWidget<V extends WidgetView = WidgetView> extends StatsWidget<V> {
  static override parts = [StatsTable];
  static override styles = [...StatsWidget.styles, formControls];

  /** The displays that the reader can choose. */
  protected abstract readonly offered: readonly Display[];

  /** The display until the reader chooses one. */
  protected get initial(): Display | undefined {
    return this.offered[0];
  }

  /** Loads the code that creates the specification of the chart; absent: there is no chart. */
  protected readonly loadSpec?: () => Promise<unknown>;

  /** Creates the table of a view. */
  protected abstract override tableOf(view: V, use: TableUse): DataTable;

  /** A configuration of Vega-Lite that is merged into the theme of the chart. */
  @property({ converter: object }) vegaConfig: Config | undefined;

  #chosen: Display | undefined;

  /** Memoizes the last plot, since a new function is drawn again. */
  protected readonly lastPlot = memoizeLast<Plot>();

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.loadSpec && (this.shown === 'chart' || this.shown === 'pie')) expectChart(this, this.loadSpec);
  }

  protected override whenDrawn(): Promise<void> {
    return chartDrawn(this.renderRoot);
  }

  /** All messages in the language of this element. */
  protected get messages(): AllMessages {
    return allMessages(this.i18n);
  }

  /** The display that is shown. */
  protected get shown(): Display {
    const display = this.#chosen ?? this.initial;
    return this.offered.find((name) => name === display) ?? (this.offered[0] as Display);
  }

  /** True if the table is shown. */
  protected get isTable(): boolean {
    return this.shown === 'table';
  }

  /** Shows a display; `undefined` goes back to the initial one. */
  protected choose(display: Display | undefined): void {
    this.#chosen = display;
    this.requestUpdate();
  }

  /** Toggles the table with the key T. The focus moves to the table or the picture. */
  protected readonly onKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey) return;
    this.choose(this.isTable ? undefined : 'table');
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('stats-table, stats-chart, [role=img]')?.focus(),
    );
  };

  /** Renders a button for each display; beside a chart, a button that shows it as a table, and back. */
  protected override tools(): TemplateResult {
    const { messages, shown } = this;
    const names = this.offered.filter((name) => name !== 'chart');
    const isGroup = names.length > 1;
    return html`<div
      class="icons"
      role=${isGroup ? 'group' : nothing}
      aria-label=${isGroup ? messages.showAsOf(this.headingText) : nothing}
    >
      ${names.map(
        (name) =>
          html`<button
            aria-pressed=${name === shown}
            aria-label=${messages.views[name]}
            title=${messages.views[name]}
            @click=${() => this.choose(isGroup || name !== shown ? name : undefined)}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">${DISPLAY_ICONS[name]}</svg>
          </button>`,
      )}
    </div>`;
  }

  /** Renders the table of a view, named by the heading. */
  protected table(view: V, maxHeight = '360px'): TemplateResult {
    const table = this.tableOf(view, 'page');
    return html`<stats-table
      .view=${table}
      .inBinarySizes=${this.binarySizes}
      .label=${table.title}
      .maxHeight=${maxHeight}
    ></stats-table>`;
  }

  /** The accessible name of the chart. */
  protected get chartName(): string {
    return this.messages.chartLabel(this.headingText, this.subtitle);
  }

  /** The chart in this widget; `null` while there is none. */
  protected get picture(): StatsChart | null {
    return this.renderRoot.querySelector('stats-chart');
  }

  /** The Vega-Lite specification of the chart that is drawn, with its data; `undefined` while there is none. */
  get spec(): TopLevelSpec | undefined {
    return this.picture?.spec;
  }

  /** Renders a chart. */
  protected chart(content: ChartContent): TemplateResult {
    const { chartName: label, messages } = this;
    return chart(this, { ...content, label, vegaConfig: this.#vegaConfigs(), failed: messages.chartFailed });
  }

  /** The configurations of the page and of this element, as the same list while they are the same. */
  #vegaConfigs(): readonly Config[] {
    const inherited = this.hasOwnSource ? [] : (this.state?.vegaConfig ?? []);
    return this.#lastConfigs([...inherited, this.vegaConfig], () => [...inherited, this.vegaConfig ?? {}]);
  }
  readonly #lastConfigs = memoizeLast<readonly Config[]>();
}
