import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label } from '../../src/data/year-block.js';
import { yearOf } from '../../src/data/day.js';
import { allMessages, type AllMessages } from '../../src/i18n/all-messages.js';
import { partNames } from '../../src/i18n/format.js';
import type { ReportFormat } from '../../src/report/formats.js';
import { codeError } from '../../src/sources/errors.js';
import { lazyCode } from '../../src/sources/lazy-code.js';
import { SERVICE_FORMATS, type ServiceFormat } from '../../src/sources/source.js';
import type { DataTable } from '../../src/view/data-table.js';
import { formControls } from '../styles/form-controls.js';
import { Menu, intoPage } from './menu.js';
import { inDocumentOrder } from './document-order.js';
import { download } from '../internal/download.js';
import { flag, label, oneOf } from '../base/settings.js';
import { StatsDataElement } from '../base/stats-data-element.js';
import type { StatsWidget } from '../base/stats-widget.js';
import { base, controls } from '../styles/shared.js';
import { exportReport, standardMessages } from './export-report.js';
import { exportStyles } from './stats-export.styles.js';

const EXPORT_FORMATS = ['csv', 'excel', 'json', 'xml'] as const satisfies readonly ReportFormat[];

/** A widget with numbers, of this copy of the library or another. */
type ExportableWidget = HTMLElement & Pick<StatsWidget, 'settled' | 'complete' | 'exportTable'>;

/** Code that is loaded with the first export. */
const loadFormats = lazyCode(() => import('../../src/report/formats.js'));
const loadStandard = lazyCode(() => import('../../src/report/standard.js'));
const loadNames = lazyCode(() => import('../../src/report/names.js'));

const isExportable = (widget: object): widget is ExportableWidget =>
  widget instanceof HTMLElement && 'exportTable' in widget && typeof widget.exportTable === 'function';

/** A file that can be saved. */
interface PreparedFile {
  readonly name: string;
  readonly file: Blob;
  /** True if numbers are missing that could not be loaded. */
  readonly partly?: boolean;
}

/** The content of a report. */
type Content = Pick<PreparedFile, 'partly'> & { readonly tables: readonly DataTable[] };

/** Returns a sentence about the result of an export. */
type Outcome = (messages: AllMessages['report']) => string;

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
  static override styles = [base, controls, formControls, exportStyles];

  /** The first format of the menu: `csv`, `excel`, `json` or `xml`. */
  @property({ attribute: 'default-format', converter: oneOf(EXPORT_FORMATS) }) defaultFormat: ReportFormat = 'csv';
  /** Offers the files of the service, too, which hold whole calendar years; InvenioRDM only. */
  @property({ attribute: 'service-formats', converter: flag }) serviceFormats = false;
  /** Title of the report in place of "Statistics"; as a property also a text per language. */
  @property({ converter: label }) heading: Label | undefined;

  @state() private busy = false;
  @state() private success: Outcome | undefined;
  @state() private failure: Outcome | undefined;

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

  protected get messages(): AllMessages {
    return allMessages(this.i18n);
  }

  /** True if there may be numbers to export. */
  get #ready(): boolean {
    const { scope } = this;
    if (this.hasOwnSource) return scope !== undefined;
    if (!scope?.widgets().some(isExportable)) return false;
    // If the scope loads nothing, there may be widgets that load by themselves.
    return scope.state.stats.blocks.length > 0 || scope.state.status === 'idle';
  }

  /** The calendar year for which the service makes files. */
  get #year(): number | undefined {
    const { scope } = this;
    return this.serviceFormats && scope?.source?.file ? yearOf(scope.state.range.start) : undefined;
  }

  protected override template(): TemplateResult {
    if (this.faults.length) return this.faultLines();
    const messages = this.messages.report;
    const { open } = this.#menu;
    const { success, failure, busy } = this;
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
          ${messages.export}
        </button>
        ${open ? this.#formats(messages) : nothing}
        ${failure && !open ? html`<p class="popup failure" role="alert">${failure(messages)}</p>` : nothing}
      </div>
      <span class="sr-only" role="status">${busy ? messages.making : success?.(messages)}</span>`;
  }

  #formats(messages: AllMessages['report']): TemplateResult {
    const first = this.defaultFormat;
    const year = this.#year;
    const item = (text: string, make: () => Promise<PreparedFile>): TemplateResult =>
      html`<button role="menuitem" tabindex="-1" @click=${() => void this.#export(make)}>${text}</button>`;
    return html`<div class="popup" id="menu" part="menu" role="menu" aria-label=${messages.export}>
      ${[first, ...EXPORT_FORMATS.filter((format) => format !== first)].map((format) =>
        item(messages.formats[format], () => this.#make(format)),
      )}
      ${
        year === undefined
          ? nothing
          : html`<div class="group" role="group" aria-labelledby="service">
              <span id="service">${messages.ofService(year)}</span>
              ${SERVICE_FORMATS.map((format) => item(messages.formats[format], () => this.#fetch(format, year)))}
            </div>`
      }
    </div>`;
  }

  #onFocusOut(event: FocusEvent): void {
    this.#menu.onFocusOut(event);
    this.failure = undefined;
  }

  #onButton(): void {
    if (this.busy) return;
    this.success = this.failure = undefined;
    this.#menu.onButton();
  }

  async #export(make: () => Promise<PreparedFile>): Promise<void> {
    this.#menu.close(true);
    if (this.busy) return;
    this.busy = true;
    this.success = this.failure = undefined;
    const { signal } = this.#abort;
    try {
      const { name, file, partly } = await make();
      signal.throwIfAborted();
      download(name, file);
      this.success = ({ made, leftOut }) => (partly ? `${made(name)} ${leftOut}` : made(name));
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    } finally {
      this.busy = false;
    }
  }

  #fail(error: unknown): void {
    const known = codeError(error);
    const isEmpty = error === NOTHING;
    this.failure = ({ nothing, failed }) => (isEmpty ? nothing : `${failed} ${this.messages.errors[known.reason]}`);
    // A failed load has been reported already.
    if (!isEmpty && known !== this.state?.error) this.report(known);
  }

  async #make(format: ReportFormat): Promise<PreparedFile> {
    const [{ reportFile }, { tables, partly = false }] = await Promise.all([
      loadFormats(),
      this.hasOwnSource ? this.#standardContent() : this.#shownContent(),
    ]);
    const { scope } = this;
    if (!scope || !tables.length) throw NOTHING;
    const report = exportReport(this.i18n, scope, this.#title, tables);
    const { name, type, content } = await reportFile(format, report);
    return { name, file: new Blob([content], { type }), partly };
  }

  /** Returns the tables of the widgets, once all of them have their numbers. */
  async #shownContent(): Promise<Content> {
    let widgets: ExportableWidget[];
    do {
      while (this.#isLoading()) await this.#change();
      widgets = (this.scope?.widgets() ?? []).filter(isExportable);
      await Promise.all(widgets.map((widget) => widget.settled));
    } while (this.#isLoading());
    const tables = await Promise.all(inDocumentOrder(widgets).map((widget) => widget.exportTable()));
    return {
      tables: tables.filter((table) => table !== undefined),
      partly: this.state?.status === 'error' || widgets.some(({ complete }) => !complete),
    };
  }

  #isLoading(): boolean {
    return this.isConnected && (this.state?.status === 'loading' || this.state?.status === 'updating');
  }

  /** Resolves when the state changes, or this element is disconnected. */
  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Loads every metric, over time and by all its breakdowns. */
  async #standardContent(): Promise<Content> {
    const { standardNeeds, standardTables } = await loadStandard();
    if (this.state?.error) this.scope?.retry();
    this.demand(standardNeeds(this.state?.capabilities?.metrics));
    await this.settled;
    const { state } = this;
    if (!state) throw NOTHING;
    if (state.error) throw state.error;
    const { granularity } = state.selection;
    const options = { granularity, naming: partNames(this.i18n), messages: standardMessages(this.i18n) };
    return { tables: standardTables(state.stats, state.range, options) };
  }

  get #title(): string {
    return this.i18n.text(this.heading) || this.messages.title;
  }

  /** Requests a file that the service makes. */
  async #fetch(format: ServiceFormat, year: number): Promise<PreparedFile> {
    const { scope } = this;
    const { signal } = this.#abort;
    if (!scope?.source?.file) throw NOTHING;
    const { fileName } = await loadNames();
    const { community, source, state } = scope;
    const { dateBasis } = state.selection;
    const request = { format, year, dateBasis, ...(community !== undefined && { community }) };
    const { bytes, extension, type } = await source.file!(request, signal);
    const titled = { title: this.#title, start: `${year}-01-01`, end: `${year}-12-31` };
    return { name: fileName(titled, extension), file: new Blob([bytes], { type }) };
  }
}

/** Thrown if there are no numbers, which is not reported as a failure. */
const NOTHING = new Error('There is nothing to export.');

declare global {
  interface HTMLElementTagNameMap {
    'stats-export': StatsExport;
  }
}
