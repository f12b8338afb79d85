import { ContextProvider } from '@lit/context';
import type { Config as VegaConfig } from 'vega-lite';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import { fallback, onServer } from '../components/base/on-server.js';
import { isContextElement } from '../components/base/stats-context-element.js';
import { StatsDataElement } from '../components/base/stats-data-element.js';
import type { StatsWidget } from '../components/base/stats-widget.js';
import { input, object } from '../components/base/later-settings.js';
import { text, whole } from '../components/base/settings.js';
import { backdrop } from '../components/styles/backdrop.js';
import { base, container, controls } from '../components/styles/shared.js';
import type { SourceSettings } from '../src/sources/create-source.js';
import { usesWorker } from '../src/sources/uses-worker.js';
import { StatsError } from '../src/sources/errors.js';
import { startWorker } from '../src/sources/worker/client.js';
import { statsContext } from '../src/state/context.js';
import { errorEvent, selectEvent, type SelectDetail } from '../src/state/events.js';
import type { SelectionDefaults, SelectionTexts } from '../src/state/selection.js';
import type { PageSettings } from '../src/state/inputs.js';
import { nextFrame, nextTask } from '../src/util/schedule.js';
import type { Scope } from '../src/vocabulary/terms.js';
import { closedBy, pageSettings, parseConfig, type Config, type ConfigInput } from './config.js';
import { DashboardChildren } from './dashboard-children.js';
import { failureNotice, footer, header, isControl, placedTags, titleBar, type FrameView } from './dashboard-frame.js';
import { DashboardLayout, type LayoutName } from './dashboard-layout.js';
import { DashboardServices, type Combined } from './dashboard-services.js';
import { DashboardTabs } from './dashboard-tabs.js';
import { elementOf, missingReason, placementsOf, tabRows } from './dashboard-widgets.js';
import { elementLoader } from './define-elements.js';
import { grid } from './grid.js';
import type { LayoutInput } from './layout-input.js';
import type * as PageMessages from './page-messages.js';
import type { Placement, Tab } from './parse-layout.js';
import { dashboardStyles } from './stats-dashboard.styles.js';

/**
 * A whole dashboard: tabs of widgets from a layout, or its own children. Provides the statistics for everything inside.
 *
 * ```html
 * <stats-dashboard src="/api/stats-dashboard" range="12months" granularity="month"></stats-dashboard>
 * ```
 *
 * @tag stats-dashboard
 * @slot - widgets, shown in place of a layout; or a `<script type="application/json">` with a layout
 * @fires {CustomEvent<SelectDetail>} stats-select - the part of the selection that the reader changed
 * @fires {CustomEvent<LoadDetail>} stats-load - after each load: `{status, freshness, years}`
 * @fires {CustomEvent<ErrorDetail>} stats-error - `{reason, message, path?}`
 * @csspart title - the title
 * @csspart tabs - the row of tabs
 * @csspart icon - the icon beside the label of a tab
 * @csspart help - the link at the end
 * @cssprop --stats-background - background of the element if it has a `theme`
 * @cssprop --stats-radius - corners of cards; buttons and notices have at most these
 * @cssprop --stats-card-line - border of cards
 * @cssprop --stats-heading-font - font-family list of the title and of headings
 * @cssprop --stats-track - background of notices
 * @cssprop --stats-note-soft - background of the note about invented numbers
 */
export class StatsDashboard extends StatsDataElement {
  static override tag = 'stats-dashboard';
  static override parts = [elementLoader];
  static override styles = [base, backdrop, container, controls, grid, dashboardStyles];

  /**
   * `global`, `community`, `datacite`, `dataverse`, `web`, `counter`, `records`, or a layout as JSON in any accepted shape;
   * as a property also the object. Default: the layout for the source, or for the scope.
   */
  @property({ converter: input }) layout: LayoutName | (string & {}) | LayoutInput | undefined;
  /** Address of a layout as JSON. */
  @property({ attribute: 'layout-src', converter: text }) layoutSrc: string | undefined;
  /** The page configuration as JSON, its keys in snake_case or camelCase; as a property also the object. */
  @property({ converter: input }) config: ConfigInput | string | undefined;
  /** Name of the open tab. */
  @property({ converter: text }) tab: string | undefined;
  /** A configuration of Vega-Lite that is merged into the theme of all charts inside. */
  @property({ converter: object }) vegaConfig: VegaConfig | undefined;
  /** Level of the title among the page's own headings; the widgets' headings are one below. */
  @property({ attribute: 'heading-level', converter: whole(1) }) headingLevel = 2;

  /** Set while widgets are missing because their code could not be loaded. */
  @state() private elementsError: StatsError | undefined;
  /** Texts of the page, once they are loaded. */
  @state() private pageMessages: typeof PageMessages | undefined;

  protected override readonly drawFirst = true;
  readonly #provider = new ContextProvider(this, { context: statsContext });
  /** The elements of the layout, by path. */
  readonly #widgets = new Map<string, HTMLElement>();
  readonly #tabBar = new DashboardTabs(this, {
    tabs: () => this.#tabs,
    openTab: () => this.#openTab,
    isRtl: () => this.rtl,
    open: (tab) => this.#open(tab),
    approach: (tab) => this.#prefetchTab(tab),
  });
  readonly #layout = new DashboardLayout(() => {
    this.#widgets.clear();
    this.#problems.push(...this.#layout.errors);
    this.requestUpdate();
  });
  #config: Config = {};
  #configIsBroken = false;
  readonly #children = new DashboardChildren(this);
  // Any other value: the property itself has not changed.
  readonly #services = new DashboardServices(this, () => this.requestUpdate('source', {}));

  constructor() {
    super();
    this.addEventListener('stats-select', (event) => this.#onSelect(event));
  }

  /** A dashboard that the configuration turns off sends no requests. */
  protected override get hasOwnSource(): boolean {
    return !closedBy(this.#config);
  }

  protected override get sourceTexts(): Omit<SourceSettings, 'today'> {
    const combined = this.#combined;
    return combined ? { source: combined.source } : this.#ownSourceTexts;
  }

  get #ownSourceTexts(): Omit<SourceSettings, 'today'> {
    const { source, ...texts } = super.sourceTexts;
    return { ...texts, source: source ?? (this.#config.useTestData ? 'test-data' : undefined) };
  }

  /** The services that the page names in this dashboard, as one. */
  get #combined(): Combined | undefined {
    return this.#services.combinedWith(this.#ownSourceTexts, this.today);
  }

  protected override get selectionDefaults(): SelectionDefaults {
    const { defaultGranularity, defaultRangeOptions, defaultRecordStartBasis } = this.#config;
    return { granularity: defaultGranularity, ranges: defaultRangeOptions, dateBasis: defaultRecordStartBasis };
  }

  /** What is chosen now, and the name of the open tab. */
  override get selection(): Required<SelectionTexts> & { readonly tab: string | undefined } {
    return { ...super.selection, tab: this.#openTab?.name };
  }

  protected override get settings(): PageSettings {
    return pageSettings(this.#config, this.vegaConfig);
  }

  get #scopeName(): Scope {
    return this.#config.dashboardType ?? (this.community === undefined ? 'global' : 'community');
  }

  /** Draws the first time in a task of its own, since the worker only starts between tasks. */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    if (this.hasUpdated) return super.scheduleUpdate();
    this.#config = parseConfig(this.config ?? {}) ?? {};
    if (this.hasOwnSource && !this.faults.length && usesWorker(this.sourceTexts)) startWorker();
    return nextTask().then(() => super.scheduleUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Widgets that were defined before this element have not received its statistics.
    for (const widget of this.querySelectorAll('*')) if (isContextElement(widget)) widget.findContext();
    void this.#loadElements();
    // The first update loads it by itself.
    if (this.hasUpdated) this.#layout.resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#layout.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('config')) this.#readConfig();
    super.willUpdate(changed);
    const inputs = ['layout', 'layoutSrc', 'config', 'community', 'source'];
    if (!this.hasUpdated || inputs.some((name) => changed.has(name))) this.#readLayout();
    this.#checkTab();
    // A dashboard that is turned off does not pass the statistics around it on to its widgets.
    this.#provider.setValue((this.hasOwnSource ? this.scope : undefined) as NonNullable<typeof this.scope>);
  }

  protected override firstUpdated(): void {
    // Formats a date while the worker is busy: the first one takes as long as drawing all figures.
    void nextFrame().then(() => this.i18n.day(0));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    for (const problem of this.#problems.splice(0)) this.dispatchEvent(errorEvent(problem));
  }

  /** Problems that have not been dispatched yet. */
  readonly #problems: StatsError[] = [];

  #readLayout(): void {
    this.#layout.read({
      address: this.layoutSrc,
      layout: this.layout ?? this.#children.layout ?? this.#config.layout,
      combined: this.#combined?.layout,
      source: this.sourceTexts.source,
      scope: this.#scopeName,
    });
  }

  #readConfig(): void {
    const report = (code: string, path: string): number =>
      this.#problems.push(new StatsError('layout', code, { path }));
    const config = parseConfig(this.config ?? {}, (path) => report('value', `config.${path}`));
    if (!config) report('not-json: config', 'config');
    this.#configIsBroken = !config;
    this.#config = config ?? {};
  }

  #tabError = '';

  /** Reports a tab that the layout does not have; the first one is open in its place. */
  #checkTab(): void {
    const error = this.#children.composed ? undefined : this.pageMessages?.tabError(this.tab, this.#tabs);
    if (error && error.message !== this.#tabError) this.#problems.push(error);
    this.#tabError = error?.message ?? '';
  }

  async #loadElements(): Promise<void> {
    try {
      this.pageMessages = await elementLoader.messages();
      await elementLoader.load();
      this.elementsError = undefined;
    } catch (error) {
      this.elementsError = error as StatsError;
      // Code that arrives after its time limit is used all the same.
      void elementLoader.load.pending?.then(
        () => this.#loadElements(),
        () => undefined,
      );
    }
  }

  protected override async whenDrawn(): Promise<void> {
    await Promise.all([this.#layout.done, elementLoader.settled()]);
    await this.updateComplete;
    const widgets = [...this.renderRoot.querySelectorAll('.cell > *'), ...this.querySelectorAll('*')];
    await Promise.all(widgets.filter(isContextElement).map(({ settled }) => settled));
  }

  #onSelect(event: CustomEvent<SelectDetail>): void {
    // A dashboard inside this one handles its own events.
    if (event.composedPath().find((at) => at instanceof StatsDashboard) !== this) return;
    const chosen = (['range', 'granularity', 'dateBasis', 'compare'] as const).filter((key) => event.detail[key]);
    if (chosen.length) this.select(Object.fromEntries(chosen.map((key) => [key, event.detail[key]])));
  }

  get #tabs(): readonly Tab[] {
    return this.#layout.parsed.layout?.tabs ?? [];
  }

  get #openTab(): Tab | undefined {
    return this.#tabs.find(({ name }) => name === this.tab) ?? this.#tabs[0];
  }

  get #frame(): FrameView {
    return { i18n: this.i18n, config: this.#config, headingLevel: this.headingLevel };
  }

  protected override template(): TemplateResult {
    const frame = this.#frame;
    if (onServer) return html`${titleBar(frame)}${fallback()}${footer(frame, false)}`;
    const tab = this.#children.composed ? undefined : this.#openTab;
    const own = this.hasOwnSource ? this.state : undefined;
    const state = this.pageMessages?.pageState(this.#config, own) ?? closedBy(this.#config);
    const stateText = state && this.pageMessages?.stateText(this.i18n, state, this.#config);
    const box = state && state !== 'updating' ? html`<p class="state" role="status">${stateText}</p>` : undefined;
    if (this.faults.length) return html`${titleBar(frame)} ${this.faultLines()}`;
    if (!this.hasOwnSource) return html`${titleBar(frame)} ${box}${footer(frame, false)}`;
    return html`${this.#header(tab, box)}
      ${this.#configIsBroken ? html`<p class="notice" role="alert">${this.i18n.messages.configFailed}</p>` : nothing}
      ${this.#failure()}
      <div role="status">
        ${state === 'updating' && stateText !== undefined ? html`<p class="notice">${stateText}</p>` : nothing}
      </div>
      ${this.#children.composed ? html`${box}<slot ?hidden=${box !== undefined}></slot>` : this.#page(tab, box)}${footer(frame, true)}`;
  }

  #header(tab: Tab | undefined, box: TemplateResult | undefined): TemplateResult {
    // Controls among the page's own widgets are hidden while a box is shown in their place.
    const own = box ? [] : [...this.querySelectorAll('*')];
    const period = this.state && this.pageMessages?.pageLabel(this.i18n, this.state, tab);
    return html`${header(this.#frame, period, placedTags(tab, own))}
    ${this.state?.capabilities?.invented ? html`<p class="notice invented">${this.i18n.messages.invented}</p>` : nothing}`;
  }

  #failure(): unknown {
    const { i18n, pageMessages, scope, state } = this;
    const layoutError = this.#layout.error;
    if (layoutError)
      return failureNotice(i18n, pageMessages?.layoutFailureText(i18n, layoutError), () => this.#layout.load());
    if (this.elementsError) return failureNotice(i18n, i18n.messages.elementsFailed, () => void this.#loadElements());
    // Until the texts are loaded there is no notice: it would be announced twice.
    if (!state?.error || state.status !== 'error' || !pageMessages) return nothing;
    return failureNotice(i18n, pageMessages.failureText(i18n, state.error, state), scope?.retry);
  }

  #page(tab: Tab | undefined, box: TemplateResult | undefined): TemplateResult {
    const { i18n, pageMessages } = this;
    if (!tab) {
      const fatal = this.#layout.parsed.problems.find(({ code }) => code === 'not-json' || code === 'no-tabs');
      const text = fatal && pageMessages?.fatalText(i18n, fatal);
      return html`${text ? html`<p class="notice" role="alert">${text}</p>` : nothing}`;
    }
    const problems = pageMessages?.problemTexts(i18n, this.#layout.parsed.problems);
    const rows = tabRows(
      tab,
      (placement) => this.#elementOf(placement) ?? this.#missingNote(placement),
      (placement) => box !== undefined && !isControl(placement),
    );
    const panel = html`${box}${
      problems?.length ? html`<div class="notice">${problems.map((text) => html`<p>${text}</p>`)}</div>` : nothing
    }${rows}`;
    return this.#tabs.length < 2 ? panel : this.#tabBar.render(i18n, panel);
  }

  #elementOf(placement: Placement): HTMLElement | undefined {
    return elementOf(placement, this.#widgets, this.headingLevel + 1);
  }

  #missingNote(placement: Placement): TemplateResult {
    const reason = missingReason(placement) ?? 'unknown-component';
    return html`<p class="gap">${this.pageMessages?.missingText(this.i18n, reason, placement.component)}</p>`;
  }

  /** Loads the data of a tab before it is opened. */
  #prefetchTab(tab: Tab): void {
    if (tab === this.#openTab) return;
    const widgets = placementsOf(tab).map((placement) => this.#elementOf(placement));
    this.prefetch(widgets.flatMap((widget) => (widget as Partial<StatsWidget> | undefined)?.needs ?? []));
  }

  #open({ name }: Tab): void {
    if (name === this.#openTab?.name) return;
    this.tab = name;
    this.dispatchEvent(selectEvent({ tab: name }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-dashboard': StatsDashboard;
  }
}
