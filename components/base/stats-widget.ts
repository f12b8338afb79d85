import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import type { Label } from '../../src/data/year-block.js';
import type { ComparisonOptions } from '../../src/data/comparison.js';
import { isoDay } from '../../src/data/day.js';
import type { ChartTheme } from '../../src/chart/theme.js';
import { lazyCode } from '../../src/sources/lazy-code.js';
import type { StatsError } from '../../src/sources/errors.js';
import { loadScopesFor, statisticsFor, type DataNeed } from '../../src/state/needs.js';
import type { StatsState } from '../../src/state/context.js';
import type { Absence } from '../../src/view/options.js';
import type { DataTable, TableUse } from '../../src/view/data-table.js';
import { countedRange } from '../../src/state/counted-range.js';
import { errorEvent } from '../../src/state/events.js';
import type { Messages } from '../../src/i18n/messages/core.js';
import type * as Notes from './notes.js';
import { icon } from '../internal/icon.js';
import { fallback, onServer } from './on-server.js';
import { label, text, whole } from './settings.js';
import { StatsDataElement } from './stats-data-element.js';
import { base, container, controls } from '../styles/shared.js';
import { widgetStyles } from './stats-widget.styles.js';
import type { Provenance, WidgetView } from './widget-view.js';

/** The code for notes about numbers, which is loaded after the first number. */
let notes: typeof Notes | undefined;
const loadNotes = lazyCode(async () => (notes = await import('./notes.js')));

/** Loads `<stats-about>` when a reader opens it. */
const loadAbout = lazyCode(() => import('../about/stats-about.js').then(({ StatsAbout }) => StatsAbout.define()));

/**
 * Base of all elements that show statistics: a card with a heading, controls, notes, and placeholders while there are no
 * numbers. A subclass declares the data it needs (`needs`), computes a view model from the state and its own properties
 * (`model`), and renders that (`draw`).
 *
 * While a part of the data is missing, the last complete view stays, marked as busy: a sum of some of the years would be
 * wrong.
 *
 * @csspart card - the box around everything
 * @csspart heading - the heading
 * @csspart icon - the drawing beside the heading
 * @cssprop --stats-radius - corners of the card; buttons, fields, bars of lists and other small boxes have at most these
 * @cssprop --stats-card-line - border of the card
 * @cssprop --stats-card-padding - space between the border of the card and its content
 * @cssprop --stats-heading-font - font-family list of headings
 * @cssprop --stats-track - background of segmented controls and placeholders
 * @cssprop --stats-note-soft - background of the note about invented numbers
 */
export abstract class StatsWidget<V extends WidgetView = WidgetView> extends StatsDataElement {
  static override styles = [base, container, controls, widgetStyles];

  /** Heading in place of the usual one; as a property also a text per language. */
  @property({ converter: label }) heading: Label | undefined;
  /** Name of the drawing beside the heading, as in Semantic UI (`chart line`). */
  @property({ converter: text }) icon: string | undefined;
  /** Level of the heading (`aria-level`). */
  @property({ attribute: 'heading-level', converter: whole(1) }) headingLevel = 3;

  /** The current view model. */
  @state() protected current: V | undefined;

  /** The numbers on display as plain values; `undefined` until there are any. */
  get view(): V | undefined {
    return this.current;
  }

  /** The values that the current view was computed from. */
  #inputs: readonly unknown[] = [];

  /** The data that this widget needs. */
  abstract get needs(): readonly DataNeed[];

  /** True if the view depends on the calendar unit of the axis. */
  protected readonly dependsOnGranularity: boolean = true;

  /** Computes the view model from the state and the properties of this element, without side effects. */
  protected abstract model(state: StatsState): V;

  /** Renders the view model. */
  protected abstract draw(view: V): TemplateResult;

  /** The heading if the attribute `heading` is absent. */
  protected abstract get defaultHeading(): string;

  /** Creates a table of a view. Absent in widgets without numbers of their own. */
  protected tableOf?(view: V, use: TableUse): DataTable | undefined;

  /** Returns the numbers on display as a table; `undefined` if there are none, or not all of them yet. */
  dataTable(use: TableUse = 'file'): DataTable | undefined {
    return this.view && this.complete ? this.tableOf?.(this.view, use) : undefined;
  }

  /** Returns the table for a file. Its title names the years that are not in it. */
  async exportTable(): Promise<DataTable | undefined> {
    return (await loadNotes()).withoutYears(this.i18n, this.dataTable(), this.missing);
  }

  /** The legend of the picture, in the colours of a theme. */
  legend(_: ChartTheme): readonly { readonly label: string; readonly color: string }[] {
    return [];
  }

  /** The metrics of the numbers on display. */
  protected get shownMetrics(): readonly DataNeed[] {
    return this.needs;
  }

  /** The origin of the numbers on display; `undefined` while there are none. */
  get provenance(): Provenance | undefined {
    const { scope, view, shownMetrics } = this;
    return scope && view && { scope, view, shownMetrics };
  }

  /** The chosen comparison; `undefined` if there is none or its days have not been loaded. */
  protected get comparison(): ComparisonOptions | undefined {
    const { state } = this;
    const isLoaded = state && loadScopesFor(this.needs).every((loadScope) => state.compared.has(loadScope));
    return isLoaded ? state.comparison : undefined;
  }

  /** True if the numbers are of the days in the heading of the dashboard, so that the card need not repeat them. */
  get areDaysOfPage(): boolean {
    const { state, view } = this;
    if (!state || this.hasOwnSource) return false;
    const page = countedRange(state);
    return view?.start === isoDay(page.start) && view.end === isoDay(page.end);
  }

  /** The heading that is shown. */
  get headingText(): string {
    return this.i18n.text(this.heading) || this.defaultHeading;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.demand(this.needs);
    this.#compute(changed);
  }

  /** Computes the view if a value that it depends on has changed: charts are drawn again for each new view. */
  #compute(changed: PropertyValues): void {
    const { state, scope } = this;
    if (!state || !this.complete) {
      // Those of another source or community are no older numbers of this one. Of `data`, which alone have `invenioSrc` here, an
      // equal copy is often set again.
      if (this.isConnected && !state?.stats.blocks.length && !scope?.source?.invenioSrc) this.current = undefined;
      return;
    }
    const { stats, range, selection } = state;
    const versions = statisticsFor(this.needs).map((statistic) => stats.version(statistic));
    const { compare, granularity, earliest } = this.comparison ?? {};
    const inputs = [
      ...versions,
      range.start,
      range.end,
      this.dependsOnGranularity && selection.granularity,
      compare,
      granularity,
      earliest,
      state.breakdowns,
      scope?.searchBase,
      this.i18n,
    ];
    if (this.view && !changed.size && inputs.every((input, i) => input === this.#inputs[i])) return;
    this.#inputs = inputs;
    this.current = this.model(state);
  }

  /** True if the data that this widget needs is loaded for the whole range. */
  get complete(): boolean {
    const { state, needs } = this;
    if (!state || state.lacks?.(needs)) return false;
    return !loadScopesFor(needs).some((loadScope) => state.incomplete.has(loadScope));
  }

  /**
   * The years of the range that are not in the numbers: they could not be loaded or were not provided. Empty until the code for
   * notes has been loaded.
   */
  get missing(): readonly number[] {
    return (this.state && notes?.dataNotes(this.shownMetrics, this.state).missingYears) ?? [];
  }

  /** True while data that this widget needs is loading. */
  protected get busy(): boolean {
    return this.state?.status === 'loading' && !this.complete;
  }

  /** Renders the card; while the value of an attribute is not understood, with a line about it and nothing else. */
  protected override template(): TemplateResult {
    const isFaulty = this.faults.length > 0;
    const name = isFaulty ? this.i18n.text(this.heading) : this.headingText;
    const busy = !isFaulty && this.busy;
    return html`<section class="card" part="card" role="group" aria-busy=${busy} aria-label=${name || nothing}>
      ${isFaulty ? [name && this.headingOf(name), this.faultLines()] : this.card()}
    </section>`;
  }

  /** Renders everything on the card. */
  protected card(): TemplateResult {
    return html`${this.header()} ${this.failure()} ${this.content()} ${this.notes()}`;
  }

  /** Renders the heading. */
  protected headingOf(content: unknown): TemplateResult {
    const level = this.headingLevel;
    return html`<div class="heading named" part="heading" role="heading" aria-level=${level}>${content}</div>`;
  }

  /** Renders the view or its placeholder. Numbers of an earlier selection are pale and inert. */
  protected content(): TemplateResult {
    if (onServer) return fallback();
    const { view } = this;
    const isOld = !!view && !this.complete;
    return html`<div class=${isOld ? 'old' : ''} ?inert=${isOld}>${view ? this.body(view) : this.placeholder()}</div>`;
  }

  /** Renders the heading, the subtitle and the controls. */
  protected header(): TemplateResult {
    return html`<div class="head">
      <div>
        ${this.headingOf(this.named())} ${this.subtitle ? html`<div class="sub">${this.subtitle}</div>` : nothing}
      </div>
      <div class="tools">${onServer ? nothing : [this.tools(), this.about()]}</div>
    </div>`;
  }

  /** Renders the icon and the text of the heading. */
  protected named(): TemplateResult {
    return html`${icon(this.icon, this)}<span>${this.headingText}</span>`;
  }

  /** Renders the button and the popover "How is this counted?". */
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

  /** The text below the heading; empty: none. */
  get subtitle(): string {
    return '';
  }

  /** All messages once they have been loaded, until then those for the first number. */
  protected get loadedMessages(): Messages {
    return notes?.allMessages(this.i18n) ?? this.i18n.messages;
  }

  /** Renders the controls beside the heading. */
  protected tools(): unknown {
    return nothing;
  }

  /** Renders the view model, or a text in place of numbers that are absent. */
  protected body(view: V): TemplateResult {
    return view.absence ? html`<p class="nothing">${this.absenceText(view.absence)}</p>` : this.draw(view);
  }

  /** Returns the text in place of numbers that are absent. */
  protected absenceText(absence: Absence): string {
    return this.i18n.messages[absence];
  }

  /** Renders a skeleton while numbers are loaded, or the reason why there will be none. */
  protected placeholder(): TemplateResult {
    const { messages } = this.i18n;
    const { state } = this;
    if (state && state.status !== 'error')
      return html`<div class="skeleton">
        <p class="nothing"><span class="sr-only">${messages.loading}</span></p>
      </div>`;
    return html`<p class="nothing">${state ? messages.unavailable : messages.noSource}</p>`;
  }

  /** True if this widget reports a failure itself: inside a dashboard, the dashboard does. */
  get #saysFailure(): boolean {
    return this.hasOwnSource && this.state?.status === 'error';
  }

  /** Renders why numbers could not be loaded and which are missing, as one alert with a retry button. */
  protected failure(): unknown {
    const { state, scope, view } = this;
    if (!this.#saysFailure || !state?.error) return nothing;
    const { messages } = this.i18n;
    return html`<div class="failure" role="alert">
      <span
        >${notes?.failureText(this.i18n, state.error, state, view ? this.shownMetrics : []) ?? messages.unavailable}</span
      >
      <button @click=${scope?.retry}>${messages.retry}</button>
    </div>`;
  }

  /**
   * Renders notes: missing or differently counted years and days; outside a dashboard also unreadable values and invented
   * numbers.
   */
  protected notes(): unknown {
    const { state, view, hasOwnSource } = this;
    if (!notes && (view || state?.error)) this.#notesLoaded ??= this.#loadNotes();
    return html`${this.#notes.map((text) => html`<p class="note">${text}</p>`)}${
      hasOwnSource && state?.capabilities?.invented
        ? html`<span class="invented">${this.i18n.messages.invented}</span>`
        : nothing
    }`;
  }

  /** The sentences of `notes`; empty until their code is loaded. */
  get #notes(): readonly string[] {
    const { state, view, hasOwnSource } = this;
    if (!notes || !state || !view || view.absence) return [];
    const isCompared = this.comparison !== undefined;
    return notes.notesFor(this.i18n, this.shownMetrics, state, view, { isCompared, isAlone: hasOwnSource });
  }

  /** Resolves when the code for notes has been loaded, or has failed to load. */
  #notesLoaded: Promise<void> | undefined;

  async #loadNotes(): Promise<void> {
    try {
      await loadNotes();
      // Most numbers need no note. On right-to-left pages, dates change with the loaded messages.
      if (this.#notes.length || this.#saysFailure || this.rtl) this.requestUpdate();
    } catch (error) {
      this.report(error);
    }
  }
}
