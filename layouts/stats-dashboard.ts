import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import { icon } from '../components/internal/icon.js';
import { isContextElement } from '../components/base/stats-context-element.js';
import { StatsDataElement } from '../components/base/stats-data-element.js';
import type { StatsWidget } from '../components/base/stats-widget.js';
import type { WidgetView } from '../components/base/widget-view.js';
import { faultOf, text, whole } from '../components/base/settings.js';
import { base, controls } from '../components/styles/shared.js';
import { lazyCode } from '../src/sources/lazy-code.js';
import { DEFAULT_SRC, asksService, type SourceTexts } from '../src/sources/create-source.js';
import { startEarly } from '../src/sources/worker/client.js';
import { StatsError } from '../src/sources/errors.js';
import { statsContext } from '../src/state/context.js';
import { errorEvent, selectEvent, type SelectDetail } from '../src/state/events.js';
import { nextFrame, nextTask } from '../src/util/schedule.js';
import type { SelectionDefaults } from '../src/state/selection.js';
import type { Inputs } from '../src/state/stats-controller.js';
import type { Scope } from '../src/vocabulary/terms.js';
import { ROWS_BY_TAG, rowFor } from './catalogue.js';
import communityLayout from './community.json' with { type: 'json' };
import { parseConfig, type Config } from './config.js';
import globalLayout from './global.json' with { type: 'json' };
import { dashboardStyles } from './stats-dashboard.styles.js';
import { elements, isAvailable } from './element-registry.js';
import { grid } from './grid.js';
import { parseLayout, type ParsedLayout, type Placement, type Tab } from './parse-layout.js';
import type * as PageMessages from './page-messages.js';
import { closedBy, pageState, type PageState } from './page-state.js';

/** What the reader needs in order to choose other numbers. Each stands above the tabs, unless the layout places it. */
const CONTROLS: Readonly<Record<string, (title: Config['title']) => TemplateResult>> = {
  'stats-range-picker': () => html`<stats-range-picker></stats-range-picker>`,
  'stats-granularity-picker': () => html`<stats-granularity-picker></stats-granularity-picker>`,
  'stats-compare-picker': () => html`<stats-compare-picker></stats-compare-picker>`,
  'stats-export': (title) => html`<stats-export .heading=${title}></stats-export>`,
};

/** The code for layouts with an address of their own, which few pages have. */
const http = lazyCode(() => import('../src/sources/http/fetch.js'));

const fetchLayout = async (address: string, signal: AbortSignal): Promise<unknown> => {
  const { fetchJson } = await http();
  return fetchJson(address, { signal, credentials: 'same-origin' });
};

/**
 * A whole dashboard: tabs of widgets from a layout, or its own children. Owns the state that everything inside shows.
 *
 * ```html
 * <stats-dashboard src="/api/stats-dashboard" range="12months" granularity="month"></stats-dashboard>
 * ```
 *
 * @tag stats-dashboard
 * @slot - widgets of the page's own, shown in place of a layout; or a `<script type="application/json">` with a layout
 * @fires stats-select - the part of the selection that the reader changed
 * @fires stats-load - after each load: `{status, freshness, years}`
 * @fires stats-error - `{reason, message, path?}`
 * @csspart title - the title
 * @csspart tabs - the row of tabs
 * @csspart icon - the drawing beside the label of a tab
 * @csspart help - the link at the end
 * @cssprop --stats-radius - corners of cards
 * @cssprop --stats-track - background of notices
 * @cssprop --stats-note-soft - background of the note about invented numbers
 */
export class StatsDashboard extends StatsDataElement {
  static override tag = 'stats-dashboard';
  static override parts = [elements];
  static override styles = [base, controls, grid, dashboardStyles];

  /** `global`, `community`, or a layout as JSON in any accepted shape; as a property also the object. */
  @property() layout: unknown;
  /** Address of a layout as JSON. */
  @property({ attribute: 'layout-src', converter: text }) layoutSrc: string | undefined;
  /** The page configuration as JSON, its keys in snake_case or camelCase; as a property also the object. */
  @property() config: unknown;
  /** Name of the open tab. */
  @property() tab: string | undefined;
  /** Level of the title among the page's own headings; the widgets' headings are one below. */
  @property({ attribute: 'heading-level', converter: whole(1) }) headingLevel = 2;

  /** Why widgets are missing: the code of some could not be loaded. */
  @state() private elementsError: StatsError | undefined;
  /** What came from `layout-src`. */
  @state() private loadedLayout: { readonly value?: unknown; readonly error?: StatsError } | undefined;

  protected override readonly drawFirst = true;

  /** What the page says of itself, once the code for that is there. */
  @state() private pageMessages: typeof PageMessages | undefined;

  readonly #provider = new ContextProvider(this, { context: statsContext });
  readonly #widgets = new Map<string, HTMLElement>();
  #parsed: ParsedLayout = { layout: undefined, problems: [] };
  #config: Config = {};
  #configIsBroken = false;
  #layoutLoad: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor() {
    super();
    this.addEventListener('stats-select', (event) => this.#onSelect(event));
  }

  /** A dashboard that shows nothing asks for nothing. */
  protected override get hasOwnSource(): boolean {
    return !closedBy(this.#config);
  }

  protected override get sourceTexts(): Omit<SourceTexts, 'today'> {
    const { source, ...texts } = super.sourceTexts;
    return {
      ...texts,
      source: source ?? (this.#config.useTestData ? 'test-data' : undefined),
      src: this.src ?? DEFAULT_SRC,
    };
  }

  protected override get selectionDefaults(): SelectionDefaults {
    const { defaultGranularity, defaultRangeOptions, defaultRecordStartBasis } = this.#config;
    return { granularity: defaultGranularity, ranges: defaultRangeOptions, dateBasis: defaultRecordStartBasis };
  }

  protected override get settings(): Pick<Inputs, 'historyYears' | 'binarySizes' | 'breakdowns'> {
    const { maxHistoryYears, displayBinarySizes, uiSubcounts } = this.#config;
    return { historyYears: maxHistoryYears, binarySizes: displayBinarySizes, breakdowns: uiSubcounts };
  }

  get #scopeName(): Scope {
    return this.#config.dashboardType ?? (this.community === undefined ? 'global' : 'community');
  }

  /** Drawn first in a task of its own: the worker that will be asked can only start between tasks. */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    if (this.hasUpdated) return super.scheduleUpdate();
    this.#config = parseConfig(this.config ?? {}) ?? {};
    if (this.hasOwnSource && !this.faults.length && asksService(this.sourceTexts)) startEarly();
    return nextTask().then(() => super.scheduleUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Widgets that were defined before this element have looked for it in vain.
    for (const widget of this.querySelectorAll('*')) if (isContextElement(widget)) widget.findContext();
    void this.#loadElements();
    this.#observeTabs();
    // Before the first update, that update loads it.
    if (this.hasUpdated && this.layoutSrc !== undefined && !this.loadedLayout) this.#loadLayout();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tabSizes.disconnect();
    this.#layoutLoad?.abort.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('config')) this.#readConfig();
    if (changed.has('layoutSrc')) this.#loadLayout();
    super.willUpdate(changed);
    const inputs = ['layout', 'layoutSrc', 'loadedLayout', 'config', 'community'];
    if (!this.hasUpdated || inputs.some((name) => changed.has(name))) this.#readLayout();
    this.#checkTab();
    // What stands around a closed dashboard is not for those inside it.
    this.#provider.setValue((this.hasOwnSource ? this.scope : undefined) as NonNullable<typeof this.scope>);
  }

  protected override firstUpdated(): void {
    // While the worker works: the first date takes as long to write as all figures take to be drawn.
    void nextFrame().then(() => this.i18n.day(0));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    for (const problem of this.#problems.splice(0)) this.dispatchEvent(errorEvent(problem));
    this.#observeTabs();
  }

  #observeTabs(): void {
    for (const tab of this.shadowRoot?.querySelectorAll('[role="tab"]') ?? []) this.#tabSizes.observe(tab);
  }

  /** Observes the tabs: labels and icons are loaded later, and the open tab is bold. Reading their places elsewhere forces layouts. */
  readonly #tabSizes = new ResizeObserver(() => this.#showTab());

  /** Scrolls a row of tabs that is too long until the open one is seen; nothing else of the page moves. */
  #showTab(): void {
    const tab = this.renderRoot.querySelector('[role="tab"][aria-selected="true"]');
    const row = tab?.parentElement;
    if (!row || row.scrollWidth <= row.clientWidth) return;
    const [inner, outer] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += Math.max(0, inner.right - outer.right) + Math.min(0, inner.left - outer.left);
  }

  /** Layout problems that the page has not been told yet. */
  readonly #problems: StatsError[] = [];

  #readLayout(): void {
    this.#widgets.clear();
    const given = this.#givenLayout();
    this.#parsed = given === undefined ? { layout: undefined, problems: [] } : parseLayout(given, this.#scopeName);
    const placements = this.#parsed.layout?.tabs.flatMap((tab) => tab.rows.flatMap((row) => row.placements)) ?? [];
    const absent = placements.filter((placement) => this.#gapOf(placement) === 'unavailable');
    const problems = [
      ...this.#parsed.problems,
      ...absent.map(({ component, path }) => ({ code: 'unavailable', path, found: component })),
    ];
    this.#problems.push(
      ...problems.map(({ code, path, found }) => new StatsError('layout', found ? `${code}: ${found}` : code, path)),
      ...(this.loadedLayout?.error ? [this.loadedLayout.error] : []),
    );
  }

  #readConfig(): void {
    const tell = (code: string, path: string): number => this.#problems.push(new StatsError('layout', code, path));
    const config = parseConfig(this.config ?? {}, (path) => tell('value', `config.${path}`));
    if (!config) tell('not-json: config', 'config');
    this.#configIsBroken = !config;
    this.#config = config ?? {};
  }

  #unknownTab: string | undefined;

  /** Tells the page of a tab that the layout does not have: the first one is open in its place. */
  #checkTab(): void {
    const tabs = this.#tabs.map(({ name }) => name);
    const unknown = tabs.length && this.tab && !this.#composed && !tabs.includes(this.tab) ? this.tab : undefined;
    if (unknown && unknown !== this.#unknownTab)
      this.#problems.push(faultOf('tab', unknown, { expected: tabs.join(', ') }).error);
    this.#unknownTab = unknown;
  }

  /** The layout that the page gives, in one of the ways there are; `undefined` while it is on its way or cannot be had. */
  #givenLayout(): unknown {
    if (this.layoutSrc !== undefined) return this.loadedLayout?.value;
    const script = this.querySelector(':scope > script[type="application/json"]')?.textContent;
    const layout = this.layout ?? script ?? this.#config.layout ?? this.#scopeName;
    if (layout === 'global') return globalLayout;
    return layout === 'community' ? communityLayout : layout;
  }

  async #loadElements(): Promise<void> {
    try {
      this.pageMessages = await elements.messages();
      await elements.load();
      this.elementsError = undefined;
    } catch (error) {
      this.elementsError = error as StatsError;
      // Code that arrives late is used after all.
      void elements.load.pending?.then(
        () => this.#loadElements(),
        () => undefined,
      );
    }
  }

  #loadLayout(): void {
    this.#layoutLoad?.abort.abort();
    this.loadedLayout = undefined;
    if (this.layoutSrc === undefined) return;
    const abort = new AbortController();
    const done = fetchLayout(this.layoutSrc, abort.signal).then(
      (value) => {
        this.loadedLayout = { value };
      },
      (error: unknown) => {
        if (!abort.signal.aborted) this.loadedLayout = { error: error as StatsError };
      },
    );
    this.#layoutLoad = { abort, done };
  }

  protected override async whenDrawn(): Promise<void> {
    await Promise.all([this.#layoutLoad?.done, elements.settled()]);
    await this.updateComplete;
    const widgets = [...this.renderRoot.querySelectorAll('.cell > *'), ...this.querySelectorAll('*')];
    await Promise.all(widgets.filter(isContextElement).map(({ settled }) => settled));
  }

  #onSelect(event: CustomEvent<SelectDetail>): void {
    // What happens in a dashboard inside this one is that one's affair.
    if (event.composedPath().find((at) => at instanceof StatsDashboard) !== this) return;
    const chosen = (['range', 'granularity', 'dateBasis', 'compare'] as const).filter((key) => event.detail[key]);
    if (chosen.length) this.select(Object.fromEntries(chosen.map((key) => [key, event.detail[key]])));
  }

  get #tabs(): readonly Tab[] {
    return this.#parsed.layout?.tabs ?? [];
  }

  get #openTab(): Tab | undefined {
    return this.#tabs.find(({ name }) => name === this.tab) ?? this.#tabs[0];
  }

  /** Does the page bring its own widgets? */
  get #composed(): boolean {
    return [...this.children].some((child) => child.localName !== 'script');
  }

  protected override render(): TemplateResult {
    const tab = this.#composed ? undefined : this.#openTab;
    const state = pageState(this.#config, this.hasOwnSource ? this.state : undefined);
    const box = this.#box(state);
    const { pageMessages } = this;
    if (this.faults.length)
      return html`<div class="bar">${this.#titles()}</div>
        ${this.faultLines()}`;
    if (!this.hasOwnSource)
      return html`<div class="bar">${this.#titles()}</div>
        ${box}${this.#footer()}`;
    return html`${this.#header(tab, box)}
      ${this.#configIsBroken ? html`<p class="notice" role="alert">${this.i18n.messages.configFailed}</p>` : nothing}
      ${this.#failure()}
      <div role="status">
        ${state === 'updating' && pageMessages ? html`<p class="notice">${pageMessages.stateText(this.i18n, state, this.#config)}</p>` : nothing}
      </div>
      ${this.#composed ? html`${box}<slot ?hidden=${box !== undefined}></slot>` : this.#page(tab, box)}${this.#footer()}`;
  }

  /** Why there is nothing to see, in place of what there would be to see. */
  #box(state: PageState | undefined): TemplateResult | undefined {
    if (!state || state === 'updating') return undefined;
    return html`<p class="state" role="status">${this.pageMessages?.stateText(this.i18n, state, this.#config)}</p>`;
  }

  #titles(asOf: unknown = nothing): TemplateResult {
    const { i18n } = this;
    const { showTitle = true, title, description, showDescription = Boolean(description) } = this.#config;
    return html`<div>
      ${
        showTitle
          ? html`<div class="title" part="title" role="heading" aria-level=${this.headingLevel}>
              ${i18n.text(title) || i18n.messages.title}
            </div>`
          : nothing
      }
      ${showDescription ? html`<p class="description">${i18n.text(description)}</p>` : nothing} ${asOf}
    </div>`;
  }

  #header(tab: Tab | undefined, box: TemplateResult | undefined): TemplateResult {
    const { i18n } = this;
    // The page's own controls are out of sight while a box stands in place of the page's own widgets.
    const own = box ? [] : [...this.querySelectorAll('*')];
    const placed = new Set<string | undefined>(
      tab
        ? tab.rows.flatMap((row) => row.placements.map(({ component }) => rowFor(component)?.base))
        : own.map(({ localName }) => ROWS_BY_TAG.get(localName)?.base ?? localName),
    );
    return html`<div class="bar">
        ${this.#titles(html`<p class="as-of">${this.state && this.pageMessages?.pageLabel(i18n, this.state, tab)}</p>`)}
        <div class="controls">
          ${Object.entries(CONTROLS).map(([tag, control]) => (placed.has(tag) ? nothing : control(this.#config.title)))}
        </div>
      </div>
      ${this.state?.offer?.invented ? html`<p class="notice invented">${i18n.messages.invented}</p>` : nothing}`;
  }

  #footer(): TemplateResult {
    const { helpLink } = this.#config;
    return html`<div class="footer">
      ${this.hasOwnSource ? html`<stats-status></stats-status>` : nothing}
      ${helpLink ? html`<a part="help" href=${helpLink}>${this.i18n.messages.help}</a>` : nothing}
    </div>`;
  }

  #failure(): unknown {
    const { state, scope } = this;
    const { messages } = this.i18n;
    const all = this.pageMessages?.allMessages(this.i18n);
    const layoutError = this.loadedLayout?.error;
    const notice = (text = messages.unavailable, retry?: () => void): TemplateResult =>
      html`<div class="notice error" role="alert">
        <span>${text}</span>
        <button @click=${retry}>${messages.retry}</button>
      </div>`;
    if (layoutError) {
      return notice(all && `${all.errors.layout} ${all.errors[layoutError.reason]}`, () => this.#loadLayout());
    }
    if (this.elementsError) return notice(messages.elementsFailed, () => void this.#loadElements());
    if (!state?.error || state.status !== 'error') return nothing;
    // Without the deferred messages, which are on their way, it would be announced twice.
    return this.pageMessages
      ? notice(this.pageMessages.failureText(this.i18n, state.error, state), scope?.retry)
      : nothing;
  }

  #page(tab: Tab | undefined, box: TemplateResult | undefined): TemplateResult {
    const { messages } = this.i18n;
    if (!tab) {
      const fatal = this.#parsed.problems.find(({ code }) => code === 'not-json' || code === 'no-tabs');
      const text = fatal && this.pageMessages?.fatalText(this.i18n, fatal);
      return html`${text ? html`<p class="notice" role="alert">${text}</p>` : nothing}`;
    }
    const tabs = this.#tabs;
    // Widgets that are hidden still say what they need: another choice of the reader brings them back.
    const hidden = ({ component }: Placement): boolean =>
      box !== undefined && !Object.hasOwn(CONTROLS, rowFor(component)?.base ?? '');
    const problems = this.pageMessages?.problemTexts(this.i18n, this.#parsed.problems);
    const panel = html`${box}${
      problems?.length ? html`<div class="notice">${problems.map((text) => html`<p>${text}</p>`)}</div>` : nothing
    }${tab.rows.map(
      (row) =>
        html`<div class="row" ?hidden=${row.placements.every(hidden)}>
          ${row.placements.map(
            (placement) =>
              html`<div
                class="cell"
                data-width=${placement.width}
                data-tablet=${placement.tablet}
                data-mobile=${placement.mobile}
                ?hidden=${hidden(placement)}
              >
                ${this.#place(placement)}
              </div>`,
          )}
        </div>`,
    )}`;
    if (tabs.length < 2) return panel;
    return html`<div class="tabs" part="tabs" role="tablist" aria-label=${messages.tabList} @keydown=${this.#onTabKey}>
        ${tabs.map(
          (each, i) =>
            html`<button
              role="tab"
              id=${`tab-${i}`}
              aria-selected=${each === tab}
              aria-controls="panel"
              tabindex=${each === tab ? 0 : -1}
              @pointerenter=${() => this.#approach(each)}
              @focus=${() => this.#approach(each)}
              @click=${() => this.#open(each)}
            >
              ${icon(each.icon, this)}${this.#tabText(each)}
            </button>`,
        )}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby=${`tab-${tabs.indexOf(tab)}`}>${panel}</div>`;
  }

  #tabText({ name, label }: Tab): string {
    const { i18n } = this;
    const { tabs } = i18n.messages;
    return i18n.text(label) || (Object.hasOwn(tabs, name) ? tabs[name as keyof typeof tabs] : name);
  }

  /** Who points at a tab is about to open it. */
  #approach(tab: Tab): void {
    if (tab === this.#openTab) return;
    const widgets = tab.rows.flatMap(({ placements }) => placements.map((placement) => this.#place(placement)));
    this.prefetch(widgets.flatMap((widget) => (widget as Partial<StatsWidget<WidgetView>>).needs ?? []));
  }

  #open({ name }: Tab): void {
    if (name === this.#openTab?.name) return;
    this.tab = name;
    this.dispatchEvent(selectEvent({ tab: name }));
  }

  #onTabKey(event: KeyboardEvent): void {
    const tabs = this.#tabs;
    const at = tabs.indexOf(this.#openTab as Tab);
    const forward = this.rtl ? 'ArrowLeft' : 'ArrowRight';
    const backward = this.rtl ? 'ArrowRight' : 'ArrowLeft';
    const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: -1 }[event.key];
    const tab = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!tab) return;
    event.preventDefault();
    this.#open(tab);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  }

  #gapOf({ problem, tag, component }: Placement): PageMessages.Gap | undefined {
    if (problem) return problem;
    const row = rowFor(component);
    return tag !== undefined && (!row || isAvailable(row)) ? undefined : 'unavailable';
  }

  /** The element of a placement, made once; a note where there is none. */
  #place(placement: Placement): unknown {
    const gap = this.#gapOf(placement);
    const { component, tag, path, properties } = placement;
    if (gap || tag === undefined) {
      return html`<p class="gap">${this.pageMessages?.gapText(this.i18n, gap ?? 'unknown-component', component)}</p>`;
    }
    let widget = this.#widgets.get(path);
    if (!widget) {
      elements.defineSoon(tag);
      widget = Object.assign(document.createElement(tag), { headingLevel: this.headingLevel + 1 }, properties);
      this.#widgets.set(path, widget);
    }
    return widget;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-dashboard': StatsDashboard;
  }
}
