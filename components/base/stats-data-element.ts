import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators/property.js';
import { parseDay, today as todayUtc } from '../../src/data/day.js';
import {
  CREDENTIALS,
  type Credentials,
  SOURCE_NAMES,
  createSource,
  followsDay,
  type SourceTexts,
} from '../../src/sources/create-source.js';
import { lazyCode } from '../../src/sources/lazy-code.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsSource } from '../../src/sources/source.js';
import type { Demand, StatsScope } from '../../src/state/context.js';
import { parseSelection, type Selection, type SelectionDefaults } from '../../src/state/selection.js';
import { StatsController, type Inputs } from '../../src/state/stats-controller.js';
import {
  COMPARISONS,
  DATE_BASES,
  GRANULARITIES,
  type Comparison,
  type DateBasis,
  type Granularity,
} from '../../src/vocabulary/terms.js';
import type { RangeText, SourceName, StatsData } from './property-types.js';
import { day, oneOf, period, sourceOr, text } from './settings.js';
import { StatsContextElement } from './stats-context-element.js';

/**
 * Base of everything that has statistics: from its own `data`, else from its own `src`, else from the context around it.
 *
 * @fires stats-load - `{status, freshness, years}`, after each load
 * @fires stats-error - `{reason, message, path?}`, when numbers could not be loaded, a value is not understood or the element could not be drawn
 */
export class StatsDataElement extends StatsContextElement {
  /** Address of the service, or of a file or folder for `source="snapshot"`. */
  @property({ converter: text }) src: string | undefined;
  /** `invenio` (default when there is a `src`), `snapshot` or `test-data`; as a property also any `StatsSource`. */
  @property({ converter: sourceOr(SOURCE_NAMES) }) source: SourceName | StatsSource | undefined;
  /** Short for `source="test-data"`. */
  @property({ type: Boolean, attribute: 'test-data' }) testData = false;
  /** The numbers themselves: a body as the service sends it, or several, or decoded year blocks. */
  @property({ attribute: false }) data: StatsData | null | undefined;
  /** Id or slug of a community; absent or empty means the whole repository. */
  @property({ converter: text }) community: string | undefined;
  /** Which date counts a record: `added` (default), `created` or `published`. */
  @property({ attribute: 'date-basis', converter: oneOf(DATE_BASES) }) dateBasis: DateBasis | undefined;
  /** Address of the repository's search, to which parts are linked (`/search`); empty: they are not linked. */
  @property({ attribute: 'search-base' }) searchBase: string | undefined;
  /** Address of the search for records, if it is not beside the statistics (`/api/records`). */
  @property({ attribute: 'records-src', converter: text }) recordsSrc: string | undefined;
  /** As fetch: `same-origin` (default), `include`, `omit`. */
  @property({ converter: oneOf(CREDENTIALS) }) credentials: Credentials | undefined;
  /** A preset (`12months`) or an ISO interval `2025-05-30/2025-06-12`, both days included. */
  @property({ converter: period }) range: RangeText | undefined;
  /** `day`, `week`, `month`, `quarter` or `year`. */
  @property({ converter: oneOf(GRANULARITIES) }) granularity: Granularity | undefined;
  /** `none` (default), `previous` (the days before the range) or `year` (the same days a year before). */
  @property({ converter: oneOf(COMPARISONS) }) compare: Comparison | undefined;
  /** ISO date taken for today; default: today in UTC, which moves on while the page stays open. */
  @property({ converter: day }) today: string | undefined;

  #controller: StatsController | undefined;
  #source: StatsSource | undefined;
  /** To whom this element has said what it needs, and what. */
  #demand: Demand | undefined;
  #demanded = '';
  #unsubscribe: (() => void) | undefined;

  /** Does this element bring its own numbers? */
  protected get hasOwnSource(): boolean {
    return (this.data ?? undefined) !== undefined || this.testData || Boolean(this.source) || Boolean(this.src);
  }

  /** What holds where no attribute says otherwise. */
  protected get selectionDefaults(): SelectionDefaults {
    return {};
  }

  /** What the page's configuration adds to the attributes. */
  protected get settings(): Pick<Inputs, 'historyYears' | 'binarySizes' | 'breakdowns'> {
    return {};
  }

  /** The element's own statistics, else those around it; `undefined` while a setting is not understood. */
  protected override get scope(): StatsScope | undefined {
    return this.faults.length ? undefined : (this.#controller?.scope ?? super.scope);
  }

  /** Loads again, past every cache: also what those inside load by themselves. */
  async refresh(): Promise<void> {
    // An element that is not in a page takes the current day when it is inserted.
    if (this.#dayHasChanged && this.isConnected) {
      this.requestUpdate();
      await this.updateComplete;
    }
    const others = this.#controller?.scope.widgets().filter((widget) => widget !== this) ?? [];
    const inside = others.filter(isDataElement);
    await Promise.all([this.#controller?.refresh(), ...inside.map((widget) => widget.refresh())]);
  }

  protected override async whenSettled(): Promise<void> {
    let drawn: StatsScope | undefined;
    do {
      await this.updateComplete;
      await this.#controller?.idle;
      await this.updateComplete;
      drawn = this.scope;
      await this.whenDrawn();
      // While one was being drawn, the numbers of another may have come.
    } while (!(await this.updateComplete) || this.#controller?.busy || drawn !== this.scope);
  }

  /** Resolves when what is inside this element has been drawn. */
  protected async whenDrawn(): Promise<void> {
    // Nothing but this element itself.
  }

  /** Applies what the reader chose, if the state is this element's own. */
  protected select(change: Partial<Selection>): Selection | undefined {
    return this.#controller?.select(change);
  }

  /** Says what will be needed soon, if the state is this element's own: it is asked for when the page is idle. */
  protected prefetch(needs: readonly DataNeed[]): void {
    this.#controller?.prefetch(needs);
  }

  /** Says what this element needs in order to draw itself, to whoever has its statistics now. */
  protected demand(needs: readonly DataNeed[]): void {
    const demand = this.scope?.demand;
    const demanded = JSON.stringify(needs);
    if (demand === this.#demand && demanded === this.#demanded) return;
    if (demand !== this.#demand) this.#demand?.delete(this);
    this.#demand = demand;
    this.#demanded = demanded;
    demand?.set(this, needs);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#followDay();
  }

  /** Draws again when another day begins, while this element is in a page. */
  async #followDay(): Promise<void> {
    const clock = await dayClock().catch(() => undefined);
    this.#unsubscribe?.();
    this.#unsubscribe = this.isConnected ? clock?.pageClock.subscribe(() => this.requestUpdate()) : undefined;
  }

  override disconnectedCallback(): void {
    this.#unsubscribe?.();
    this.#demand?.delete(this);
    this.#demand = undefined;
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const dayHasChanged = this.#dayHasChanged;
    const outdated = dayHasChanged && followsDay(this.sourceTexts);
    if (outdated || SOURCE_PROPERTIES.some((name) => changed.has(name))) this.#source = this.#createSource();
    if (!this.hasOwnSource || this.faults.length) {
      this.#controller?.hostDisconnected();
      if (this.#controller) this.removeController(this.#controller);
      this.#controller = undefined;
      return;
    }
    const has = (name: string): boolean => changed.has(name);
    const kept = SELECTION_PROPERTIES.some(has) ? undefined : this.#controller?.state.selection;
    const inputs: Inputs = {
      source: this.#source,
      community: this.community,
      searchBase: this.searchBase,
      selection: kept ?? parseSelection(this, this.selectionDefaults),
      today: this.#today,
      ...this.settings,
    };
    if (!this.#controller) this.#controller = new StatsController(this, inputs);
    else if (dayHasChanged || [...SOURCE_PROPERTIES, ...SELECTION_PROPERTIES, 'community', 'searchBase'].some(has))
      this.#controller.configure(inputs);
    if (dayHasChanged && this.#frozenDay === undefined) this.#controller.renew();
  }

  /** The day of the attribute `today`. */
  get #frozenDay(): number | undefined {
    return this.today ? parseDay(this.today) : undefined;
  }

  get #today(): number {
    return this.#frozenDay ?? todayUtc();
  }

  /** Is the day taken for today another one than the controller knows? */
  get #dayHasChanged(): boolean {
    return this.#controller !== undefined && this.#controller.today !== this.#today;
  }

  #createSource(): StatsSource | undefined {
    return this.hasOwnSource ? createSource({ ...this.sourceTexts, today: this.#today }) : undefined;
  }

  /** What the source is made from. */
  protected get sourceTexts(): Omit<SourceTexts, 'today'> {
    const { data, src, credentials, recordsSrc } = this;
    return { source: this.testData ? 'test-data' : this.source, data: data ?? undefined, src, credentials, recordsSrc };
  }
}

/** Days pass long after the first number. Without its code a page keeps its day until it is loaded again. */
const dayClock = lazyCode(() => import('../../src/state/current-day.js'));

/** Returns true for such elements, also for those of another copy of this code, which has classes of its own. */
const isDataElement = (thing: object): thing is StatsDataElement => 'hasOwnSource' in thing;

/** The source is made from these; a configuration may ask for test data. */
const SOURCE_PROPERTIES = [
  'src',
  'source',
  'testData',
  'data',
  'credentials',
  'recordsSrc',
  'today',
  'config',
] as const;
/** A change of these is the author's word; a change of anything else leaves the reader's choice alone. */
const SELECTION_PROPERTIES = ['range', 'granularity', 'dateBasis', 'compare', 'config'] as const;
