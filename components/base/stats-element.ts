import { LitElement, html, render, type CSSResultGroup, type TemplateResult } from 'lit';
import { i18nFor, loadLocale, needsLocale, isolateForeign, type I18n } from '../../src/i18n/i18n.js';
import { codeError } from '../../src/sources/errors.js';
import { errorEvent } from '../../src/state/events.js';
import { faultOf, isSetting, type Fault, type Setting } from './settings.js';
import { base } from '../styles/shared.js';

/** What works, but not as it was meant to. */
export interface WarningDetail {
  /** `duplicate`: a tag is taken, as by another copy of this code. */
  readonly reason: 'duplicate';
  /** For developers. */
  readonly message: string;
}

const FALLBACK_LANGUAGE = 'en';

/** The shadow host around an element. */
function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

/** The nearest `lang` or `dir` of an element, looked for through shadow roots. */
function nearest(element: Element | undefined, attribute: 'lang' | 'dir'): string | undefined {
  return element && (element.closest(`[${attribute}]`)?.getAttribute(attribute) ?? nearest(hostOf(element), attribute));
}

/** The language of the place where an element stands. */
export const languageOf = (element: Element): string => nearest(element, 'lang') || FALLBACK_LANGUAGE;

/** One observer for the whole page, and every shadow root on the way, tells all elements when a `lang` or `dir` changed. */
const connected = new Set<StatsElement>();
let observer: MutationObserver | undefined;

function watchLanguage(element: StatsElement): void {
  connected.add(element);
  observer ??= new MutationObserver(() => connected.forEach((each) => each.languageChanged()));
  for (let at: Element | undefined = element; at; at = hostOf(at))
    observer.observe(at.getRootNode(), { subtree: true, attributes: true, attributeFilter: ['lang', 'dir'] });
}

function unwatchLanguage(element: StatsElement): void {
  connected.delete(element);
  if (connected.size === 0) observer?.disconnect();
}

/** Where it stands that the page has been told: all copies of this code look there. */
const TOLD = Symbol.for('repository-stats-widgets duplicate');

/** Says once that a tag is taken: a page with two copies of this code works, but not as it was meant to. */
function tellOfDuplicate(tag: string): void {
  const page = document.documentElement as HTMLElement & { [TOLD]?: true };
  if (page[TOLD]) return;
  page[TOLD] = true;
  const message = `<${tag}> is defined already: this copy of the widgets leaves it as it is.`;
  const detail: WarningDetail = { reason: 'duplicate', message };
  page.dispatchEvent(new CustomEvent('stats-warning', { detail, bubbles: true }));
}

/** At most as many values that are not understood are named. */
const MOST_FAULTS = 5;

/** Classes whose properties read their values. */
const finalized = new WeakSet();

/** An element of each class as it is before anything is set: what an absent value means. */
const pristine = new WeakMap<object, Readonly<Record<PropertyKey, unknown>> | null>();

function defaultsOf(element: object): Readonly<Record<PropertyKey, unknown>> {
  const { constructor } = element as { constructor: new () => never };
  if (!pristine.has(constructor)) {
    // While the constructor runs, an absent value means none.
    pristine.set(constructor, null);
    pristine.set(constructor, new constructor());
  }
  return pristine.get(constructor) ?? {};
}

/**
 * Base of every element: its tag, its registration, its language, and how its attributes and properties are read.
 * A subclass has a `static tag`; nothing is registered until `define()` is called.
 *
 * @attr {'light' | 'dark'} theme - colour scheme of this element; default: `color-scheme` of the page
 * @fires stats-error - `{reason, message, path?}`, when a value is not understood or the element could not be drawn
 * @fires stats-warning - `{reason: 'duplicate', message}`, once at the root element of the page, when another copy of the script has defined the tag
 * @cssprop --stats-surface - background of cards, buttons and fields
 * @cssprop --stats-line - borders and grid lines
 * @cssprop --stats-text - text
 * @cssprop --stats-muted - secondary text
 * @cssprop --stats-accent - focus, the open tab, charts of one series
 * @cssprop --stats-error-soft - background of error messages
 * @cssprop --stats-font - a font-family list
 */
export class StatsElement extends LitElement {
  static tag: string;
  static override styles: CSSResultGroup = base;

  /** The elements that this one is drawn with: they are registered with it. */
  static parts: readonly { define(): void }[] = [];

  /** Registers the class under its tag. A tag that is taken stays as it is: the first definition wins. */
  static define(): void {
    const taken = customElements.get(this.tag);
    if (!taken) customElements.define(this.tag, this);
    else if (taken !== this) tellOfDuplicate(this.tag);
    // After the element itself: a dashboard is there before the widgets in it look for one.
    for (const part of this.parts) part.define();
  }

  /** Is a tag taken, by whomever? */
  static isDefined(tag: string): boolean {
    return customElements.get(tag) !== undefined;
  }

  /** Resolves when a tag is defined, by whomever. */
  static async whenDefined(tag: string): Promise<void> {
    await customElements.whenDefined(tag);
  }

  /** Lets each property that is declared with a setting (settings.ts) hold only what that setting has read. */
  protected static override finalize(): void {
    super.finalize();
    if (finalized.has(this)) return;
    finalized.add(this);
    for (const [name, { attribute, converter }] of this.elementProperties) {
      const accessor = Object.getOwnPropertyDescriptor(this.prototype, name);
      if (!accessor?.set || !isSetting(converter)) continue;
      const store = (element: StatsElement, value: unknown): void => accessor.set?.call(element, value);
      const named = typeof attribute === 'string' ? attribute : String(name).toLowerCase();
      Object.defineProperty(this.prototype, name, {
        ...accessor,
        set(this: StatsElement, value: unknown) {
          this.#read(name, value, { attribute: named, setting: converter, store });
        },
      });
    }
  }

  readonly #faults = new Map<PropertyKey, Fault>();
  readonly #told = new WeakSet<Fault>();

  constructor() {
    super();
    this.addController({ hostUpdated: () => this.#tellFaults() });
  }

  #read(
    name: PropertyKey,
    value: unknown,
    to: {
      readonly attribute: string;
      readonly setting: Setting;
      readonly store: (element: StatsElement, value: unknown) => void;
    },
  ): void {
    const { attribute, setting, store } = to;
    const given = typeof value === 'string' ? value.trim() : value;
    const isAbsent = given === undefined || given === null || (given === '' && !setting.required);
    const read = isAbsent ? undefined : setting.read(given);
    const fault = isAbsent || read !== undefined ? undefined : faultOf(attribute, given, setting);
    if (fault?.error.message !== this.#faults.get(name)?.error.message) {
      if (fault) this.#faults.set(name, fault);
      else this.#faults.delete(name);
      this.requestUpdate();
    }
    if (!fault) store(this, isAbsent ? defaultsOf(this)[name] : read);
  }

  /** Tells the page of each value that is not understood, once. */
  #tellFaults(): void {
    for (const fault of this.faults) {
      if (this.#told.has(fault)) continue;
      this.#told.add(fault);
      this.dispatchEvent(errorEvent(fault.error));
    }
  }

  /** The values of attributes and properties that are not understood. While there are any, nothing else is shown. */
  protected get faults(): readonly Fault[] {
    return [...this.#faults.values()];
  }

  /** Names the values that are not understood, a line each. */
  protected faultLines(): TemplateResult {
    const { messages } = this.i18n;
    const line = ({ attribute, value }: Fault): string =>
      messages.notUnderstood(isolateForeign(`${attribute}="${value}"`));
    return html`<div class="faults">
      ${this.faults.slice(0, MOST_FAULTS).map((fault) => html`<p>${line(fault)}</p>`)}
    </div>`;
  }

  #lang = FALLBACK_LANGUAGE;

  /** Are sizes written in KiB, MiB …? */
  protected get binarySizes(): boolean {
    return false;
  }

  /** Words and formats of the nearest `lang`. */
  protected get i18n(): I18n {
    return i18nFor(this.#lang, { binarySizes: this.binarySizes });
  }

  /** True where the nearest `dir` says right to left. */
  protected get rtl(): boolean {
    return nearest(this, 'dir') === 'rtl';
  }

  /** Removes the sentence that stands here if the code of this element was late (`showUnavailable`). */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  #hasFailed = false;

  /**
   * Shows a sentence in place of this element if an update throws, and dispatches `stats-error` once. The next update
   * tries again.
   */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
      this.#hasFailed = false;
    } catch (error) {
      // A text, and not a template: if the page's policy refuses templates, this still works.
      render(this.i18n.messages.partFailed, this.renderRoot, this.renderOptions);
      if (this.#hasFailed) return;
      this.#hasFailed = true;
      this.dispatchEvent(errorEvent(codeError(error)));
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    watchLanguage(this);
    this.languageChanged();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unwatchLanguage(this);
  }

  /** Called when a `lang` or `dir` changed anywhere on the page. */
  languageChanged(): void {
    this.#lang = languageOf(this);
    this.requestUpdate();
    if (!needsLocale(this.#lang)) return;
    loadLocale(this.#lang).then(
      () => this.requestUpdate(),
      () => undefined, // A translation that cannot be loaded leaves the page in English.
    );
  }
}

declare global {
  interface HTMLElementEventMap {
    'stats-warning': CustomEvent<WarningDetail>;
  }
}
