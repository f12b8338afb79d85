import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import type { Label } from '../../src/data/year-block.js';
import type { ComparisonOptions } from '../../src/data/comparison.js';
import type { Coverage } from '../../src/data/coverage.js';
import { isoDay } from '../../src/data/day.js';
import type { ChartTheme } from '../../src/chart/theme.js';
import { lazyCode } from '../../src/sources/lazy-code.js';
import type { StatsError } from '../../src/sources/errors.js';
import { loadScopesFor, statisticsFor, type DataNeed } from '../../src/state/needs.js';
import type { StatsScope, StatsState } from '../../src/state/context.js';
import type { Compared, NotCompared } from '../../src/view/change.js';
import type { Absence } from '../../src/view/options.js';
import type { DataTable, TableUse } from '../../src/view/data-table.js';
import { countedRange, dataNotes } from '../../src/state/data-notes.js';
import { errorEvent } from '../../src/state/events.js';
import type { Messages } from '../../src/i18n/messages/core.js';
import type * as Remarks from './remarks.js';
import { icon } from '../internal/icon.js';
import { whole } from './settings.js';
import { StatsDataElement } from './stats-data-element.js';
import { base, controls } from '../styles/shared.js';
import { widgetStyles } from './stats-widget.styles.js';

/** What every view model has: why there is nothing to show, if so, and of which days it is, where it is of any. */
export interface WidgetView {
  readonly absence?: Absence;
  /** ISO dates. */
  readonly start?: string;
  readonly end?: string;
  /** How many of these days were counted; absent: all. */
  readonly coverage?: Coverage;
  /** The days with which they are compared. */
  readonly compared?: Compared;
  /** Why they are not compared, although a comparison was chosen. */
  readonly notCompared?: NotCompared;
}

/** What the numbers on display are numbers of. */
export interface Provenance {
  /** What is counted. */
  readonly counts: readonly DataNeed[];
  readonly view: WidgetView;
  readonly scope: StatsScope;
}

/** The sentences about numbers come after the first number. */
let remarks: typeof Remarks | undefined;
const loadRemarks = lazyCode(async () => (remarks = await import('./remarks.js')));

/** Loads the explanation of the numbers when a reader opens it. */
const loadAbout = lazyCode(() => import('../about/stats-about.js').then(({ StatsAbout }) => StatsAbout.define()));

/**
 * Base of everything that shows data: a card with a heading, its tools, and what stands in place of data while there is
 * none. A subclass says what it needs, makes a view model of it (a pure function of the state and its own properties),
 * and draws that.
 *
 * While a part of what it needs is missing, a widget shows the last view that was complete, marked as busy: never the
 * sum of half the years.
 *
 * @csspart card - the box around everything
 * @csspart heading - the heading
 */
export abstract class StatsWidget<V extends WidgetView> extends StatsDataElement {
  static override styles = [base, controls, widgetStyles];

  /** Heading in place of the usual one; as a property also a text per language. */
  @property() heading: Label | undefined;
  /** Name of a small drawing beside the heading, as Semantic UI calls it (`chart line`). */
  @property() icon: string | undefined;
  /** Level of the heading among the page's own headings. */
  @property({ attribute: 'heading-level', converter: whole(1) }) headingLevel = 3;

  @state() protected current: V | undefined;

  /** What is shown, as plain values; `undefined` until there is something to show. */
  get view(): V | undefined {
    return this.current;
  }

  /** What the view has been made of. */
  #inputs: readonly unknown[] = [];

  /** What this widget needs in order to draw itself. */
  abstract get needs(): readonly DataNeed[];

  /** Is the view made anew when the reader chooses another calendar unit? */
  protected readonly byGranularity: boolean = true;

  /** The view model: pure, from the state and this element's properties. */
  protected abstract model(state: StatsState): V;

  /** The view model as a picture. */
  protected abstract draw(view: V): TemplateResult;

  /** The heading where none is given. */
  protected abstract get defaultHeading(): string;

  /** Makes a table of a view. Absent in widgets without numbers of their own. */
  protected tableOf?(view: V, use: TableUse): DataTable | undefined;

  /** Returns the numbers on display as a table; `undefined` if there are none, or not all of them yet. */
  dataTable(use: TableUse = 'file'): DataTable | undefined {
    return this.view && this.complete ? this.tableOf?.(this.view, use) : undefined;
  }

  /** Returns the table for a file. Its title names the years that are not in it. */
  async exportTable(): Promise<DataTable | undefined> {
    const [table, { missing }] = [this.dataTable(), this];
    return table && missing.length ? (await loadRemarks()).withoutYears(this.i18n, table, missing) : table;
  }

  /** What the colours of the picture mean, in the colours of a theme. */
  legend(_: ChartTheme): readonly { readonly label: string; readonly color: string }[] {
    return [];
  }

  /** What is counted in what is shown now. */
  protected get counts(): readonly DataNeed[] {
    return this.needs;
  }

  /** What the numbers on display are numbers of; `undefined` while there are none. */
  get provenance(): Provenance | undefined {
    const { scope, view, counts } = this;
    return scope && view && { scope, view, counts };
  }

  /** How the numbers are compared with earlier ones, if these have been loaded. */
  protected get comparison(): ComparisonOptions | undefined {
    const { state } = this;
    const isLoaded = state && loadScopesFor(this.needs).every((portion) => state.compared.has(portion));
    return isLoaded ? state.comparison : undefined;
  }

  /** Why the numbers are not compared, although a comparison was chosen. */
  get #notCompared(): NotCompared | undefined {
    const { state, view } = this;
    if (!state?.comparison || !view || view.absence) return undefined;
    return view.notCompared ?? (state.status === 'error' && !this.comparison ? 'missing' : undefined);
  }

  /** Returns true if the page's heading says the days of the numbers: those of a dashboard, but for a number of other days. */
  get areDaysOfPage(): boolean {
    const { state, view } = this;
    if (!state || this.hasOwnSource) return false;
    const page = countedRange(state);
    return view?.start === isoDay(page.start) && view.end === isoDay(page.end);
  }

  get headingText(): string {
    return this.i18n.text(this.heading) || this.defaultHeading;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.demand(this.needs);
    if (!this.scope && this.isConnected) this.current = undefined;
    this.#compute(changed);
  }

  /** A view is made anew only if something changed that it is made of: a new one is drawn anew. */
  #compute(changed: PropertyValues): void {
    const { state } = this;
    if (!state || !this.complete) return;
    const { stats, range, selection } = state;
    const versions = statisticsFor(this.needs).map((statistic) => stats.version(statistic));
    const { compare, granularity, earliest } = this.comparison ?? {};
    const inputs = [
      ...versions,
      range.start,
      range.end,
      this.byGranularity && selection.granularity,
      compare,
      granularity,
      earliest,
      state.breakdowns,
      this.scope?.searchBase,
      this.i18n,
    ];
    if (this.view && !changed.size && inputs.every((input, i) => input === this.#inputs[i])) return;
    this.#inputs = inputs;
    this.current = this.model(state);
  }

  /** Is everything that this widget needs there, for the whole range? */
  get complete(): boolean {
    const { state } = this;
    return state !== undefined && !loadScopesFor(this.needs).some((portion) => state.incomplete.has(portion));
  }

  /** True once the sentences about numbers have been asked for. */
  #asksForRemarks = false;

  /** The years of the range that are not in what is shown: that could not be loaded, or that were not provided. */
  get missing(): readonly number[] {
    return this.state ? dataNotes(this.counts, this.state).missingYears : [];
  }

  protected get busy(): boolean {
    return this.state?.status === 'loading' && !this.complete;
  }

  /** The card without numbers: a setting is not understood. */
  protected faulty(): TemplateResult {
    const heading = this.i18n.text(this.heading);
    return html`<section class="card" part="card" role="group" aria-label=${heading || nothing}>
      ${heading ? html`<div class="heading" role="heading" aria-level=${this.headingLevel}>${heading}</div>` : nothing}
      ${this.faultLines()}
    </section>`;
  }

  protected override render(): TemplateResult {
    if (this.faults.length) return this.faulty();
    return html`<section class="card" part="card" role="group" aria-busy=${this.busy} aria-label=${this.headingText}>
      ${this.header()} ${this.failure()} ${this.content()} ${this.notes()}
    </section>`;
  }

  /** The picture or what stands in its place. Numbers of an earlier choice look old, and cannot be used or read out. */
  protected content(): TemplateResult {
    const { view } = this;
    const isOld = view !== undefined && !this.complete;
    return html`<div class=${isOld ? 'old' : ''} ?inert=${isOld}>${view ? this.body(view) : this.placeholder()}</div>`;
  }

  protected header(): TemplateResult {
    return html`<div class="head">
      <div>
        <div class="heading named" part="heading" role="heading" aria-level=${this.headingLevel}>${this.named()}</div>
        ${this.subtitle ? html`<div class="sub">${this.subtitle}</div>` : nothing}
      </div>
      <div class="tools">${this.tools()}${this.about()}</div>
    </div>`;
  }

  /** The heading with its drawing. */
  protected named(): TemplateResult {
    return html`${icon(this.icon, this)}<span>${this.headingText}</span>`;
  }

  /** Opens the answer to "How is this counted?". */
  protected about(): unknown {
    if (!this.provenance) return nothing;
    const label = this.i18n.messages.howCounted(this.headingText);
    return html`<button class="about icon-button" popovertarget="about" aria-label=${label} title=${label}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6.3" />
          <path d="M8 7.3v4M8 4.7v.1" />
        </svg>
      </button>
      <stats-about id="about" popover .widget=${this} @beforetoggle=${this.#openAbout}></stats-about>`;
  }

  readonly #openAbout = ({ target }: ToggleEvent): void => {
    loadAbout().catch((error: unknown) => {
      const about = target as HTMLElement;
      // The shadow root that the element gets when it is defined hides this.
      about.textContent = this.i18n.messages.partFailed;
      about.dispatchEvent(errorEvent(error as StatsError));
    });
  };

  get subtitle(): string {
    return '';
  }

  /** The whole catalogue once it has been loaded, until then the messages of the first number. */
  protected get loadedMessages(): Messages {
    return remarks?.allMessages(this.i18n) ?? this.i18n.messages;
  }

  /** Controls beside the heading. */
  protected tools(): unknown {
    return nothing;
  }

  protected body(view: V): TemplateResult {
    return view.absence ? html`<p class="nothing">${this.absenceText(view.absence)}</p>` : this.draw(view);
  }

  protected absenceText(absence: Absence): string {
    const { messages } = this.i18n;
    return absence === 'missing' ? messages.missing : messages.empty;
  }

  /** Before there is anything to show: a quiet placeholder, or why there will be nothing. */
  protected placeholder(): TemplateResult {
    const { messages } = this.i18n;
    if (!this.scope) return html`<p class="nothing">${messages.noSource}</p>`;
    if (this.state?.status === 'error') return html`<p class="nothing">${messages.unavailable}</p>`;
    return html`<div class="skeleton">
      <p class="nothing"><span class="sr-only">${messages.loading}</span></p>
    </div>`;
  }

  /** True if this widget has to say itself what went wrong: inside a dashboard the dashboard does. */
  get #saysFailure(): boolean {
    return this.hasOwnSource && this.state?.status === 'error';
  }

  /** What went wrong, and what is missing for that reason: one sentence after the other, announced once. */
  protected failure(): unknown {
    const { state, scope, view } = this;
    if (!this.#saysFailure || !state?.error) return nothing;
    const { messages } = this.i18n;
    return html`<div class="failure" role="alert">
      <span
        >${remarks?.failureText(this.i18n, state.error, state, view ? this.counts : []) ?? messages.unavailable}</span
      >
      <button @click=${scope?.retry}>${messages.retry}</button>
    </div>`;
  }

  /**
   * What has to be said of the numbers: that years or days are missing, or counted in another way; where the widget stands
   * alone also that some could not be read, or that they are invented.
   */
  protected notes(): unknown {
    const { state, view, hasOwnSource } = this;
    if (!remarks && (view || state?.error)) this.#loadRemarks();
    return html`${this.#remarks.map((text) => html`<p class="note">${text}</p>`)}${
      hasOwnSource && state?.offer?.invented
        ? html`<span class="invented">${this.i18n.messages.invented}</span>`
        : nothing
    }`;
  }

  /** The sentences of `notes`; none while their code is on its way. */
  get #remarks(): readonly string[] {
    const { state, view, hasOwnSource } = this;
    if (!remarks || !state || !view || view.absence) return [];
    return remarks.remarksOn(this.i18n, {
      shown: this.counts,
      state,
      coverage: view.coverage,
      compared: view.compared,
      notCompared: this.#notCompared,
      saysFailure: this.#saysFailure,
      isAlone: hasOwnSource,
    });
  }

  /** Loads the sentences about numbers, which a page with other widgets has already. */
  #loadRemarks(): void {
    if (this.#asksForRemarks) return;
    this.#asksForRemarks = true;
    loadRemarks().then(
      () => {
        // Most numbers need no remark, and are not drawn again. On pages from right to left, dates change with the loaded messages.
        if (this.#remarks.length || this.#saysFailure || this.rtl) this.requestUpdate();
      },
      (error: unknown) => this.dispatchEvent(errorEvent(error as StatsError)),
    );
  }
}
