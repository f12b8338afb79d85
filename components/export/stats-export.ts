import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label } from '../../src/data/year-block.js';
import { isoDay, now, yearOf } from '../../src/data/day.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { type DeferredMessages } from '../../src/i18n/messages/deferred.js';
import { partNames } from '../../src/i18n/format.js';
import type { ReportFormat } from '../../src/report/formats.js';
import { isoMoment, type Report } from '../../src/report/report.js';
import type { StandardWords } from '../../src/report/standard.js';
import { codeError } from '../../src/sources/errors.js';
import { lazyCode } from '../../src/sources/lazy-code.js';
import { SERVICE_FORMATS, type ServiceFormat } from '../../src/sources/source.js';
import type { StatsScope } from '../../src/state/context.js';
import { countedRange } from '../../src/state/data-notes.js';
import { errorEvent } from '../../src/state/events.js';
import type { DataTable } from '../../src/view/data-table.js';
import type { Breakdown } from '../../src/vocabulary/breakdowns.js';
import type { Kind } from '../../src/vocabulary/terms.js';
import { choices } from '../styles/form-controls.js';
import { Menu, intoPage } from '../internal/menu.js';
import { inPageOrder } from '../internal/document-order.js';
import { sheetOf } from '../internal/sheet-of.js';
import { download } from '../internal/download.js';
import { oneOf } from '../base/settings.js';
import { StatsDataElement } from '../base/stats-data-element.js';
import { base, controls } from '../styles/shared.js';
import { exportStyles } from './stats-export.styles.js';

const EXPORT_FORMATS = ['csv', 'excel', 'json', 'xml'] as const satisfies readonly ReportFormat[];

/** A widget that can say what it shows. */
interface ExportableWidget extends HTMLElement {
  /** Resolves when it has its numbers, or cannot have them. */
  readonly settled: Promise<void>;
  /** Has it got all of them? */
  readonly complete: boolean;
  sheet(): DataTable | undefined;
}

/** Parts that are needed when a reader exports something. */
const formats = lazyCode(() => import('../../src/report/formats.js'));
const standard = lazyCode(() => import('../../src/report/standard.js'));
const names = lazyCode(() => import('../../src/report/names.js'));

const isShowing = (widget: object): widget is ExportableWidget =>
  widget instanceof HTMLElement && 'sheet' in widget && typeof widget.sheet === 'function';

/** A file, ready to be saved. */
interface PreparedFile {
  readonly name: string;
  readonly file: Blob;
  /** Are numbers missing that could not be loaded? */
  readonly partly?: boolean;
}

/** What goes into a report. */
interface Content {
  readonly tables: readonly DataTable[];
  readonly partly?: boolean;
}

/** A sentence about the last file: it went well, or not. */
interface Outcome {
  readonly text: (words: DeferredMessages['report']) => string;
  readonly failed: boolean;
}

/**
 * A menu that saves the numbers of the dashboard around it as a file, with full dates. Outside a dashboard, with a source of
 * its own, it saves a report of all statistics.
 *
 * ```html
 * <stats-export default-format="excel"></stats-export>
 * ```
 *
 * @tag stats-export
 * @csspart button - the button
 * @csspart menu - the list of formats
 * @cssprop --stats-accent-soft - background of the format with the focus
 * @cssprop --stats-error - border of the message when a file could not be made
 */
export class StatsExport extends StatsDataElement {
  static override tag = 'stats-export';
  static override styles = [base, controls, choices, exportStyles];

  /** The first format of the menu: `csv`, `excel`, `json` or `xml`. */
  @property({ attribute: 'default-format', converter: oneOf(EXPORT_FORMATS) }) defaultFormat: ReportFormat = 'csv';
  /** Offers the files of the service, too, which hold whole calendar years; InvenioRDM only. */
  @property({ type: Boolean, attribute: 'service-formats' }) serviceFormats = false;
  /** Title of the report in place of "Statistics"; as a property also a text per language. */
  @property() heading: Label | undefined;

  @state() private busy = false;
  @state() private outcome: Outcome | undefined;

  readonly #menu = new Menu(this);
  #waiting: (() => void)[] = [];
  #abort = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#abort = new AbortController();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
    this.#release();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    intoPage(this.renderRoot.querySelector<HTMLElement>('.failure'));
    this.#release();
  }

  #release(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  get #words(): DeferredMessages['report'] {
    return allMessages(this.i18n).report;
  }

  /** Is there anything that could go into a file? */
  get #ready(): boolean {
    const { scope } = this;
    if (this.hasOwnSource) return scope !== undefined;
    if (!scope?.widgets().some(isShowing)) return false;
    // Where nothing is asked for there may be widgets that load by themselves.
    return scope.state.stats.blocks.length > 0 || scope.state.status === 'idle';
  }

  /** The calendar year of which the service makes files. */
  get #year(): number | undefined {
    const { scope } = this;
    return this.serviceFormats && scope?.source?.file ? yearOf(scope.state.range.start) : undefined;
  }

  protected override render(): TemplateResult {
    if (this.faults.length) return this.faultLines();
    const words = this.#words;
    const { open } = this.#menu;
    const { outcome, busy } = this;
    return html`<div class="frame" @keydown=${this.#menu.onKey} @focusout=${this.#onFocusOut}>
        <button
          class="select"
          part="button"
          aria-haspopup="menu"
          aria-expanded=${open}
          aria-controls=${open ? 'menu' : nothing}
          aria-busy=${busy}
          aria-disabled=${busy ? 'true' : nothing}
          ?disabled=${!this.#ready && !busy}
          @click=${this.#onButton}
        >
          ${words.export}
        </button>
        ${open ? this.#formats(words) : nothing}
        ${outcome?.failed && !open ? html`<p class="popup failure" role="alert">${outcome.text(words)}</p>` : nothing}
      </div>
      <span class="sr-only" role="status"
        >${busy ? words.making : outcome && !outcome.failed ? outcome.text(words) : ''}</span
      >`;
  }

  #formats(words: DeferredMessages['report']): TemplateResult {
    const first = this.defaultFormat;
    const year = this.#year;
    const item = (text: string, make: () => Promise<PreparedFile>): TemplateResult =>
      html`<button role="menuitem" tabindex="-1" @click=${() => void this.#export(make)}>${text}</button>`;
    return html`<div class="popup" id="menu" part="menu" role="menu" aria-label=${words.export}>
      ${[first, ...EXPORT_FORMATS.filter((format) => format !== first)].map((format) =>
        item(words.formats[format], () => this.#make(format)),
      )}
      ${
        year === undefined
          ? nothing
          : html`<div class="group" role="group" aria-labelledby="service">
              <span id="service">${words.ofService(year)}</span>
              ${SERVICE_FORMATS.map((format) => item(words.formats[format], () => this.#fetch(format, year)))}
            </div>`
      }
    </div>`;
  }

  #onFocusOut(event: FocusEvent): void {
    this.#menu.onFocusOut(event);
    if (this.outcome?.failed) this.outcome = undefined;
  }

  #onButton(): void {
    if (this.busy) return;
    this.outcome = undefined;
    this.#menu.onButton();
  }

  async #export(make: () => Promise<PreparedFile>): Promise<void> {
    this.#menu.close(true);
    if (this.busy) return;
    this.busy = true;
    this.outcome = undefined;
    const { signal } = this.#abort;
    try {
      const { name, file, partly } = await make();
      signal.throwIfAborted();
      download(name, file);
      this.outcome = { failed: false, text: (words) => `${words.made(name)}${partly ? ` ${words.leftOut}` : ''}` };
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    } finally {
      this.busy = false;
    }
  }

  #fail(error: unknown): void {
    if (error === NOTHING) {
      this.outcome = { failed: true, text: (words) => words.nothing };
      return;
    }
    const known = codeError(error);
    this.outcome = { failed: true, text: (words) => `${words.failed} ${allMessages(this.i18n).errors[known.reason]}` };
    // What could not be loaded has been told by whoever loads.
    if (known !== this.state?.error) this.dispatchEvent(errorEvent(known));
  }

  async #make(format: ReportFormat): Promise<PreparedFile> {
    const [{ reportFile }, { tables, partly = false }] = await Promise.all([
      formats(),
      this.hasOwnSource ? this.#everything() : this.#shown(),
    ]);
    const { scope } = this;
    if (!scope || !tables.length) throw NOTHING;
    const { name, type, content } = await reportFile(format, this.#report(scope, tables));
    return { name, file: new Blob([content], { type }), partly };
  }

  /** What the widgets show, when all of them have their numbers. */
  async #shown(): Promise<Content> {
    let widgets: ExportableWidget[];
    do {
      while (this.#isLoading()) await this.#change();
      widgets = (this.scope?.widgets() ?? []).filter(isShowing);
      await Promise.all(widgets.map((widget) => widget.settled));
    } while (this.#isLoading());
    return {
      tables: inPageOrder(widgets).flatMap((widget) => sheetOf(this.i18n, widget) ?? []),
      partly: this.state?.status === 'error' || widgets.some(({ complete }) => !complete),
    };
  }

  #isLoading(): boolean {
    return this.isConnected && (this.state?.status === 'loading' || this.state?.status === 'updating');
  }

  /** Resolves when the state is another one, or when nobody waits for it any more. */
  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Every metric over time and by all its breakdowns, asked for when somebody wants it. */
  async #everything(): Promise<Content> {
    const { STANDARD_NEEDS, standardTables } = await standard();
    if (this.state?.error) this.scope?.retry();
    this.demand(STANDARD_NEEDS);
    await this.settled;
    const { state } = this;
    if (!state) throw NOTHING;
    if (state.error) throw state.error;
    const { granularity } = state.selection;
    const options = { granularity, naming: partNames(this.i18n), words: this.#standardWords };
    return { tables: standardTables(state.stats, state.range, options) };
  }

  get #standardWords(): StandardWords {
    const messages = allMessages(this.i18n);
    const { first, last, heads, report: words } = messages;
    return {
      statistics: words.statistics,
      metrics: messages.metrics,
      start: first,
      end: last,
      id: heads.id,
      part: (breakdown: Breakdown) => heads.parts[breakdown],
      other: messages.other,
      overTime: words.overTime,
      without: (metric: string, years: readonly number[]) => messages.titleWithout(metric, years),
      byPart: (statistic: string, breakdown: Breakdown) => words.byPart(statistic, messages.parts[breakdown]),
      describe: (kind: Kind, metrics: readonly string[]) => words.kinds[kind](metrics.join(', ')),
    };
  }

  #report(scope: StatsScope, tables: readonly DataTable[]): Report {
    const messages = allMessages(this.i18n);
    const { first, last, report: words } = messages;
    const { selection } = scope.state;
    const range = countedRange(scope.state);
    return {
      title: this.#title,
      start: isoDay(range.start),
      end: isoDay(range.end),
      granularity: selection.granularity,
      generated: isoMoment(now()),
      source: this.#sourceText(scope),
      tables,
      words: {
        about: words.about,
        start: first,
        end: last,
        granularity: messages.granularity,
        granularities: messages.granularities,
        timeZone: words.timeZone,
        source: words.source,
        generated: words.generated,
        sheet: words.table,
        description: words.holds,
      },
    };
  }

  get #title(): string {
    return this.i18n.text(this.heading) || allMessages(this.i18n).title;
  }

  /** The address of the service, or of the page where the source has none; and what has to be said of the numbers. */
  #sourceText({ source, community, state }: StatsScope): string {
    const src = source?.address ?? '';
    const address = src && URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI).href : '';
    return [
      address || location.origin + location.pathname,
      community === undefined ? '' : this.#words.community(community),
      state.capabilities?.invented ? allMessages(this.i18n).invented : '',
    ]
      .filter(Boolean)
      .join(' · ');
  }

  /** A file that the service makes. */
  async #fetch(format: ServiceFormat, year: number): Promise<PreparedFile> {
    const { scope } = this;
    const { signal } = this.#abort;
    if (!scope?.source?.file) throw NOTHING;
    const { fileName } = await names();
    const { community, source, state } = scope;
    const { dateBasis } = state.selection;
    const request = { format, year, dateBasis, ...(community !== undefined && { community }) };
    const { bytes, extension, type } = await source.file!(request, signal);
    const titled = { title: this.#title, start: `${year}-01-01`, end: `${year}-12-31` };
    return { name: fileName(titled, extension), file: new Blob([bytes], { type }) };
  }
}

/** There are no numbers: no failure of anybody. */
const NOTHING = new Error('There is nothing to export.');

declare global {
  interface HTMLElementTagNameMap {
    'stats-export': StatsExport;
  }
}
