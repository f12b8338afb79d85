import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators/property.js';
import { parseDay, today as todayUtc } from '../../src/data/day.js';
import {
  CREDENTIALS,
  type Credentials,
  SOURCE_NAMES,
  createSource,
  followsDay,
  type SourceSettings,
} from '../../src/sources/create-source.js';
import type { DataNeed } from '../../src/state/needs.js';
import type { StatsSource } from '../../src/sources/source.js';
import type { Demand, StatsScope } from '../../src/state/context.js';
import {
  parseSelection,
  printSelection,
  type Selection,
  type SelectionDefaults,
  type SelectionTexts,
} from '../../src/state/selection.js';
import type { Inputs, PageSettings } from '../../src/state/inputs.js';
import { StatsController } from '../../src/state/stats-controller.js';
import {
  COMPARISONS,
  DATE_BASES,
  GRANULARITIES,
  type Comparison,
  type DateBasis,
  type Granularity,
} from '../../src/vocabulary/terms.js';
import type { RangeText, SourceName, StatsData } from './property-types.js';
import { day, flag, numbers, oneOf, period, required, sourceOr, text } from './settings.js';
import { StatsContextElement } from './stats-context-element.js';

/**
 * Base of all elements that load statistics: from their own `data`, else from their own `src`, else from the context.
 *
 * @fires {CustomEvent<LoadDetail>} stats-load - `{status, freshness, years}`, after each load
 * @fires {CustomEvent<ErrorDetail>} stats-error - `{reason, message, path?}`, when numbers could not be loaded, a value is not understood or the element could not be drawn
 */
export class StatsDataElement extends StatsContextElement {
  /** Address of the service, or of a file or folder for `source="snapshot"`. */
  @property({ converter: text }) src: string | undefined;
  /** `invenio` (default when there is a `src`), `snapshot` or `test-data`; as a property also any `StatsSource`. */
  @property({ converter: sourceOr(SOURCE_NAMES) }) source: SourceName | StatsSource | undefined;
  /** Short for `source="test-data"`. */
  @property({ attribute: 'test-data', converter: flag }) testData = false;
  /** The numbers themselves: an answer of the service, a decoded year, or a list of them. */
  @property({ converter: numbers }) data: StatsData | null | undefined;
  /** Id or slug of a community; absent or empty means the whole repository. */
  @property({ converter: text }) community: string | undefined;
  /** The date by which a record is counted: `added` (default), `created` or `published`. */
  @property({ attribute: 'date-basis', converter: oneOf(DATE_BASES) }) dateBasis: DateBasis | undefined;
  /** Address of the repository's search (`/search`), the target of links of parts; empty: no links. */
  @property({ attribute: 'search-base', converter: required(text) }) searchBase: string | undefined;
  /** Address of the search for records (`/api/records`), if it is not beside the service. */
  @property({ attribute: 'records-src', converter: text }) recordsSrc: string | undefined;
  /** Credentials as for `fetch`: `same-origin` (default), `include` or `omit`. */
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
  /** The registry that holds the needs of this element, and these needs. */
  #demand: Demand | undefined;
  #demanded = '';

  /** The choices of the reader, until the page sets the same property. */
  readonly #chosen: Record<string, unknown> = {};

  /**
   * What is chosen now, by the page or by the reader, as `{range, granularity, compare, dateBasis}`; in a handler of
   * `stats-select` already with the choice of the reader. Read-only. Its values can be set as properties.
   */
  get selection(): Required<SelectionTexts> {
    return printSelection(this.state?.selection ?? this.#nextSelection);
  }

  /** The selection of the page, with the choices of the reader. */
  get #nextSelection(): Selection {
    return { ...parseSelection(this, this.selectionDefaults), ...this.#chosen };
  }

  /** True if this element has a source of its own. */
  protected get hasOwnSource(): boolean {
    return (this.data ?? undefined) !== undefined || this.testData || Boolean(this.source) || Boolean(this.src);
  }

  /** The selection where no attribute sets it. */
  protected get selectionDefaults(): SelectionDefaults {
    return {};
  }

  /** Inputs of the controller that are not attributes. */
  protected get settings(): PageSettings {
    return {};
  }

  /** The element's own statistics, else those around it; `undefined` while a setting is not understood. */
  protected override get scope(): StatsScope | undefined {
    return this.faults.length ? undefined : (this.#controller?.scope ?? super.scope);
  }

  /** Loads again, past every cache, also the elements inside that have sources of their own. */
  async refresh(): Promise<void> {
    // An element outside a page takes the current day when it is inserted.
    if (this.#dayHasChanged && this.isConnected) {
      this.requestUpdate();
      await this.updateComplete;
    }
    const others = this.#controller?.scope.widgets().filter((widget) => widget !== this) ?? [];
    const inside = others.filter(isDataElement);
    await Promise.all([this.#controller?.refresh(), ...inside.map((widget) => widget.refresh())]);
  }

  override get settled(): Promise<void> {
    return this.#whenSettled();
  }

  async #whenSettled(): Promise<void> {
    let drawn: StatsScope | undefined;
    do {
      await this.updateComplete;
      await this.#controller?.idle;
      await this.updateComplete;
      drawn = this.scope;
      await this.whenDrawn();
      // Meanwhile, other numbers may have been loaded.
    } while (!(await this.updateComplete) || this.#controller?.busy || drawn !== this.scope);
  }

  /** Resolves when the contents of this element have been drawn. */
  protected async whenDrawn(): Promise<void> {
    // Overridden by elements with pictures.
  }

  /** Applies a choice of the reader to the element's own statistics. Returns the new selection. */
  protected select(change: Partial<Selection>): Selection | undefined {
    const before = this.#controller?.state.selection;
    const next = this.#controller?.select(change);
    for (const name of SELECTION_NAMES) if (next?.[name] !== before?.[name]) this.#chosen[name] = next?.[name];
    return next;
  }

  /** Loads data of the element's own statistics that may be needed soon, when the page is idle. */
  protected prefetch(needs: readonly DataNeed[]): void {
    this.#controller?.prefetch(needs);
  }

  /** Registers the data that this element needs with its statistics. */
  protected demand(needs: readonly DataNeed[]): void {
    const demand = this.scope?.demand;
    const demanded = JSON.stringify(needs);
    if (demand === this.#demand && demanded === this.#demanded) return;
    if (demand !== this.#demand) this.#demand?.delete(this);
    this.#demand = demand;
    this.#demanded = demanded;
    demand?.set(this, needs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is moved is connected again in the same task, and keeps its requests.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#demand?.delete(this);
      this.#demand = undefined;
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    const dayHasChanged = this.#dayHasChanged;
    const outdated = dayHasChanged && followsDay(this.sourceTexts);
    const has = (name: string): boolean => changed.has(name);
    if (outdated || SOURCE_PROPERTIES.some(has))
      this.#source = this.hasOwnSource ? createSource({ ...this.sourceTexts, today: this.#today }) : undefined;
    if (!this.hasOwnSource || this.faults.length) {
      this.#controller?.hostDisconnected();
      if (this.#controller) this.removeController(this.#controller);
      this.#controller = undefined;
      return;
    }
    for (const name of SELECTION_NAMES) if (has(name) || has('config')) Reflect.deleteProperty(this.#chosen, name);
    const inputs: Inputs = {
      source: this.#source,
      community: this.community,
      searchBase: this.searchBase,
      selection: this.#nextSelection,
      today: this.#today,
      ...this.settings,
    };
    if (!this.#controller) this.#controller = new StatsController(this, inputs);
    else if (
      dayHasChanged ||
      [...SOURCE_PROPERTIES, ...SELECTION_PROPERTIES, 'community', 'searchBase', 'vegaConfig'].some(has)
    )
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

  /** True if the day taken for today is another one than that of the controller. */
  get #dayHasChanged(): boolean {
    return this.#controller !== undefined && this.#controller.today !== this.#today;
  }

  /** The values that the source is created from. */
  protected get sourceTexts(): Omit<SourceSettings, 'today'> {
    const { data, src, credentials, recordsSrc } = this;
    return { source: this.testData ? 'test-data' : this.source, data: data ?? undefined, src, credentials, recordsSrc };
  }
}

/** Returns true for a `StatsDataElement`, also of another copy of this code, which has classes of its own. */
const isDataElement = (thing: object): thing is StatsDataElement => 'hasOwnSource' in thing;

/** Properties that the source is created from; `config` may select test data. */
const SOURCE_PROPERTIES = ['src', 'source', 'testData', 'data', 'credentials', 'recordsSrc', 'today', 'config'];
/** Properties that set the selection. A change of any other property keeps the choice of the reader. */
const SELECTION_NAMES = ['range', 'granularity', 'dateBasis', 'compare'] as const;
const SELECTION_PROPERTIES = [...SELECTION_NAMES, 'config'];
