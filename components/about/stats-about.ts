import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keysOf } from '../../src/data/counting.js';
import { allMessages, type AllMessages } from '../../src/i18n/all-messages.js';
import { daysCounted } from '../base/notes.js';
import { csv, tsv } from '../../src/report/delimited.js';
import { fileName } from '../../src/report/names.js';
import type { DataNeed } from '../../src/state/needs.js';
import { isPartition, isTopList } from '../../src/data/parts.js';
import type { Breakdown } from '../../src/vocabulary/breakdowns.js';
import { isTrueOf } from '../../src/vocabulary/areas.js';
import { METRICS, type Metric } from '../../src/vocabulary/metrics.js';
import { formControls } from '../styles/form-controls.js';
import { savedSpec } from './saved-spec.js';
import { pictureSvg, svgText, svgToPng } from './svg-export.js';
import { countedName } from '../internal/counted-name.js';
import { copyText } from '../internal/copy-text.js';
import { download } from '../internal/download.js';
import { viewOf } from '../internal/view-of.js';
import type { StatsChart } from '../chart/stats-chart.js';
import { anything } from '../base/settings.js';
import { StatsElement } from '../base/stats-element.js';
import type { StatsWidget } from '../base/stats-widget.js';
import type { Provenance } from '../base/widget-view.js';
import { base, controls } from '../styles/shared.js';
import { aboutStyles } from './stats-about.styles.js';

/** A term and its explanation. */
type Explanation = readonly [term: string, text: string];

/** Actions on the numbers: copy them as a table, or save them as a file of this format. */
type ExportAction = 'copy' | 'csv' | 'svg' | 'png' | 'vl.json';

/** Distance of the card from its button and from the edges of the page, in pixels. */
const GAP = 6;

/**
 * The popover "How is this counted?" of a widget: metric, days, time zone and source of its numbers, and buttons that copy
 * or save them. It opens at the button before it, which has its id as `popovertarget`.
 *
 * @tag stats-about
 * @internal
 * @cssprop --stats-radius - corners of the card; buttons have at most these
 * @cssprop --stats-heading-font - font-family list of the title
 */
export class StatsAbout extends StatsElement {
  static override tag = 'stats-about';
  static override styles = [base, controls, formControls, aboutStyles];

  /** The widget whose numbers are explained. */
  @property({ attribute: false, converter: anything }) widget: StatsWidget | undefined;

  @state() private done = '';

  protected get messages(): AllMessages {
    return allMessages(this.i18n);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'dialog');
    this.addEventListener('beforetoggle', this.#onBefore);
    this.addEventListener('toggle', this.#onToggle);
    // The popover was opened before this class was loaded.
    if (this.matches(':popover-open')) this.#opened();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('beforetoggle', this.#onBefore);
    this.removeEventListener('toggle', this.#onToggle);
    this.#follow(false);
  }

  /** Returns the focus to the button when the popover closes. */
  readonly #onBefore = (event: Event): void => {
    if ((event as ToggleEvent).newState === 'closed' && this.shadowRoot?.activeElement) this.#button?.focus();
  };

  get #button(): HTMLElement | undefined {
    const before = this.previousElementSibling;
    return before instanceof HTMLElement ? before : undefined;
  }

  readonly #onToggle = (event: Event): void => {
    if ((event as ToggleEvent).newState === 'open') this.#opened();
    else this.#follow(false);
  };

  #opened(): void {
    this.done = '';
    this.#follow(true);
    // The contents are rendered while the popover is open.
    this.requestUpdate();
    void this.updateComplete.then(() => {
      this.#place();
      this.renderRoot.querySelector<HTMLElement>('.box')?.focus({ preventScroll: true });
    });
  }

  /** The window whose scrolling is followed. */
  #view: Window | undefined;

  #follow(on: boolean): void {
    for (const type of ['scroll', 'resize']) {
      this.#view?.removeEventListener(type, this.#place, { capture: true });
      if (on) viewOf(this).addEventListener(type, this.#place, { capture: true, passive: true });
    }
    this.#view = on ? viewOf(this) : undefined;
  }

  /** Places the card below its button, or above it where there is more room, within the page. */
  readonly #place = (): void => {
    const button = this.#button?.getBoundingClientRect();
    if (!button) return;
    const { clientWidth, clientHeight } = viewOf(this).document.documentElement;
    const { width, height } = this.getBoundingClientRect();
    // The page may be zoomed by CSS.
    const scale = width / this.offsetWidth || 1;
    const below = button.bottom + GAP;
    const above = button.top - GAP - height;
    const top = below + height > clientHeight && above > 0 ? above : below;
    const left = this.rtl ? button.left : button.right - width;
    this.style.setProperty('top', `${Math.max(GAP, Math.min(top, clientHeight - height - GAP)) / scale}px`);
    this.style.setProperty('left', `${Math.max(GAP, Math.min(left, clientWidth - width - GAP)) / scale}px`);
  };

  protected override template(): unknown {
    const { widget } = this;
    const provenance = widget?.provenance;
    if (!widget || !provenance || !this.matches(':popover-open')) return nothing;
    const { title, actions } = this.messages.about;
    return html`<div class="box" tabindex="-1" aria-labelledby="title">
      <div class="title" id="title">${title}</div>
      <dl>
        ${this.#explanations(provenance).map(
          ([term, text]) =>
            html`<dt>${term}</dt>
              <dd>${text}</dd>`,
        )}
      </dl>
      <div class="take" role="group" aria-label=${actions(widget.headingText)}>
        ${this.#actions.map(
          (action) => html`<button @click=${() => this.#run(action)}>${this.#actionText(action)}</button>`,
        )}
      </div>
      <p class="done" role="status">${this.done}</p>
    </div>`;
  }

  protected override updated(): void {
    this.setAttribute('aria-label', this.messages.about.title);
  }

  /** Returns the explanations in the order of the list. */
  #explanations(provenance: Provenance): Explanation[] {
    const { shownMetrics, scope } = provenance;
    const { timeZone, utc, ofService } = this.messages.about;
    const { area } = METRICS[shownMetrics[0]?.metric ?? 'views'];
    const isLocal = isTrueOf(scope.state.capabilities?.localDays, area);
    return [
      ...shownMetrics.map((need) => this.#definition(need, provenance)),
      ...shownMetrics.flatMap(({ metric, breakdown }) =>
        breakdown ? [this.#parts({ metric, breakdown }, provenance)] : [],
      ),
      this.#days(provenance),
      [timeZone, isLocal ? ofService : utc],
      this.#source(provenance),
    ];
  }

  /** Explains a metric by the service's name for it: the same metric may be counted in different ways. */
  #definition({ metric, kind, breakdown }: DataNeed, { view, scope }: Provenance): Explanation {
    const { definitions, mixed } = this.messages.about;
    const keys = view.counting === undefined ? keysOf(scope.state.stats, { metric, kind, breakdown }) : [view.counting];
    const known = keys.filter((key) => Object.hasOwn(definitions, key));
    const texts = (known.length ? known : [metric]).map((key) => definitions[key]);
    return [countedName(this.i18n, metric, view).name, [...new Set(texts), keys.length > 1 ? mixed : ''].join(' ')];
  }

  #parts(
    subject: { readonly metric: Metric; readonly breakdown: Breakdown },
    { scope, view }: Provenance,
  ): Explanation {
    const { partition, several, topList, topListCompared, affiliations, ror } = this.messages.about;
    const { metric, breakdown } = subject;
    const { stats } = scope.state;
    // Sentences about the whole are not true of parts of something else.
    if (view.counting !== undefined) return [this.messages.breakdowns[breakdown], this.messages.shareOfParts];
    const isList = isTopList(stats, subject);
    const sentences = [
      isPartition(stats, subject) ? partition : several,
      ...(isList ? [topList[stats.description?.resolution(subject) ?? 'day']] : []),
      ...(isList && view.compared ? [topListCompared] : []),
      // How the statistics service of InvenioRDM counts them.
      ...(breakdown === 'affiliations' && !stats.description ? [affiliations[METRICS[metric].area], ror] : []),
    ];
    return [this.messages.breakdowns[breakdown], sentences.join(' ')];
  }

  #days({ shownMetrics: [need], view }: Provenance): Explanation {
    const { i18n } = this;
    const { days, delta, snapshot, compared, allTime } = this.messages.about;
    const { start, end, coverage, compared: earlier } = view;
    if (!need || start === undefined || end === undefined) return [days, allTime];
    const sentences = [
      need.kind === 'snapshot' ? snapshot(i18n.iso(end)) : delta[METRICS[need.metric].area](i18n.isoDays(start, end)),
      ...(coverage ? [`${daysCounted(i18n, coverage)}.`] : []),
      ...(earlier ? [compared(i18n.isoDays(earlier.start, earlier.end))] : []),
    ];
    return [days, sentences.join(' ')];
  }

  #source({ shownMetrics: [need], scope: { source, state } }: Provenance): Explanation {
    const { i18n, messages } = this;
    const { lastDay } = state.freshness;
    const own = state.capabilities?.addresses?.[need ? METRICS[need.metric].area : 'usage'] ?? source?.address;
    const address = state.capabilities?.invented ? messages.invented : (own ?? messages.about.given);
    return [
      messages.about.source,
      lastDay === undefined ? address : `${address} ${messages.dataUntil(i18n.day(lastDay))}.`,
    ];
  }

  #actionText(action: ExportAction): string {
    const { copy, vegaLite } = this.messages.about;
    return action === 'copy' ? copy : action === 'vl.json' ? vegaLite : action.toUpperCase();
  }

  get #chart(): StatsChart | undefined {
    return this.widget?.renderRoot.querySelector<StatsChart>('stats-chart') ?? undefined;
  }

  /** The actions that are possible: on the table if there are numbers, on the picture if there is one. */
  get #actions(): readonly ExportAction[] {
    return [
      ...(this.widget?.dataTable() ? (['copy', 'csv'] as const) : []),
      ...(this.#chart?.svg ? (['svg', 'png', 'vl.json'] as const) : []),
    ];
  }

  async #run(action: ExportAction): Promise<void> {
    try {
      this.done = await this.#export(action);
    } catch (error) {
      this.done = this.messages.about.failed;
      this.report(error);
    }
  }

  /** Runs an action and returns a sentence about its result. */
  async #export(action: ExportAction): Promise<string> {
    const { widget } = this;
    const { copied, notCopied, saving } = this.messages.about;
    const table = await widget?.exportTable();
    if (action === 'copy' && table) {
      return (await copyText(tsv(table))) ? copied : notCopied;
    }
    const titled = table ?? { title: widget?.headingText ?? '', start: '', end: '' };
    const file = action === 'csv' && table ? new Blob([csv(table)], { type: 'text/csv' }) : await this.#picture(action);
    const name = fileName(titled, action);
    download(name, file);
    return saving(name);
  }

  async #picture(action: ExportAction): Promise<Blob> {
    const [chart, widget] = [this.#chart, this.widget];
    const drawing = chart?.svg;
    if (!chart || !drawing || !widget) throw new Error('There is no picture.');
    const { theme } = chart;
    const { headingText: title, subtitle } = widget;
    if (action === 'vl.json' && chart.spec) {
      return new Blob([JSON.stringify(savedSpec(chart.spec, title, subtitle), null, 1)], { type: 'application/json' });
    }
    const svg = pictureSvg({ title, subtitle, drawing, legend: widget.legend(theme), theme });
    return action === 'png' ? svgToPng(svg) : new Blob([svgText(svg)], { type: 'image/svg+xml' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-about': StatsAbout;
  }
}
