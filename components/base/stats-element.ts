import { LitElement, ReactiveElement, html, render, type CSSResultGroup, type TemplateResult } from 'lit';
import { i18nFor, loadLocale, needsLocale, isolateForeign, type I18n } from '../../src/i18n/i18n.js';
import { codeError } from '../../src/sources/errors.js';
import { lazyCode } from '../../src/sources/lazy-code.js';
import { errorEvent } from '../../src/state/events.js';
import { onServer } from './on-server.js';
import { jsonText, type Json } from '../../src/util/json.js';
import { whenIdle } from '../../src/util/schedule.js';
import { faultOf, isObjectText, isSetting, type Fault } from './settings.js';
import { base } from '../styles/shared.js';

/** The detail of `stats-warning`: something works, but not as intended. */
export interface WarningDetail {
  /** `duplicate`: a tag is defined already, usually by another copy of the script. */
  readonly reason: 'duplicate';
  /** For developers. */
  readonly message: string;
}

const FALLBACK_LANGUAGE = 'en';

/** Returns the host of the shadow root that contains an element. */
function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  // Nodes of other documents are instances of other classes.
  return root.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? (root as ShadowRoot).host : undefined;
}

/** Returns the value of the nearest `lang` or `dir`, through shadow roots. */
function nearest(element: Element | undefined, attribute: 'lang' | 'dir'): string | undefined {
  return element && (element.closest(`[${attribute}]`)?.getAttribute(attribute) ?? nearest(hostOf(element), attribute));
}

/** Returns the language at the place of an element. */
export const languageOf = (element: Element): string => nearest(element, 'lang') || FALLBACK_LANGUAGE;

/** Elements that are notified of a change of `lang` or `dir`, by one observer of the page and of their shadow roots. */
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

// Pages are hydrated until then, also those whose widgets have been drawn already.
if (!onServer) addEventListener('load', () => whenIdle(() => connected.forEach((each) => each.takeRendered())));

/** Loads the warning of a second copy of the script, which few pages have. */
const loadWarning = lazyCode(() => import('./warn-of-duplicate.js'));

const foreignStyles = lazyCode(() => import('./foreign-styles.js'));

/** The most faults that an element lists. */
const MAX_FAULTS = 5;

/** Names of properties without a setter. */
const readOnly = new Set<string>();

const withoutHyphens = (name: string): string => name.replaceAll('-', '');

/** The default values of each class: an instance whose properties have not been set. `null` while it is constructed. */
const defaults = new WeakMap<object, Readonly<Record<PropertyKey, unknown>> | null>();

function defaultsOf(element: object): Readonly<Record<PropertyKey, unknown>> {
  const { constructor } = element as { constructor: new () => never };
  if (!defaults.has(constructor)) {
    defaults.set(constructor, null);
    defaults.set(constructor, new constructor());
  }
  return defaults.get(constructor) ?? {};
}

/**
 * Base of every element: its tag, its registration, its language, and how its attributes and properties are read.
 * A subclass has a `static tag`; nothing is registered until `define()` is called.
 *
 * @attr {'light' | 'dark'} theme - colour scheme of this element; default: `color-scheme` of the page
 * @fires {CustomEvent<ErrorDetail>} stats-error - `{reason, message, path?}`, when a value is not understood or the element could not be drawn
 * @fires {CustomEvent<WarningDetail>} stats-warning - `{reason: 'duplicate', message}`, once at the root element of the page, when another copy of the script has defined the tag
 * @cssprop --stats-surface - background of cards, buttons and fields
 * @cssprop --stats-line - borders and grid lines
 * @cssprop --stats-text - text
 * @cssprop --stats-muted - secondary text
 * @cssprop --stats-accent - focus, the open tab, charts of one series
 * @cssprop --stats-error-soft - background of error messages
 * @cssprop --stats-font - a font-family list
 */
export class StatsElement extends LitElement {
  /** The tag under which `define` registers the class. */
  static tag: string;
  static override styles: CSSResultGroup = base;

  /** The elements in the template, which are registered together with this one. */
  static parts: readonly { define(): void }[] = [];

  /** Registers the class under its tag. The first definition of a tag wins. Does nothing on a server. */
  static define(): void {
    if (onServer) return;
    const defined = customElements.get(this.tag);
    if (!defined) customElements.define(this.tag, this);
    else if (defined !== this)
      loadWarning().then(
        ({ warnOfDuplicate }) => warnOfDuplicate(this.tag),
        () => undefined, // The elements of the first copy work.
      );
    // After the element itself: the widgets inside a dashboard request its context when they are defined.
    for (const part of this.parts) part.define();
  }

  /** Returns true if a tag is defined, also by other code. */
  static isDefined(tag: string): boolean {
    return customElements.get(tag) !== undefined;
  }

  /** Resolves when a tag is defined, also by other code. */
  static async whenDefined(tag: string): Promise<void> {
    await customElements.whenDefined(tag);
  }

  /**
   * Observes attributes also without their hyphens: `chartType` in React, in Angular and in HTML becomes `charttype`.
   */
  static override get observedAttributes(): string[] {
    const names = super.observedAttributes;
    return [...names, ...names.map(withoutHyphens)];
  }

  /**
   * Wraps the accessor of each property that is declared with a setting (settings.ts), so that it holds valid values only,
   * and lets read-only ones ignore what a framework sets.
   */
  protected static override finalize(): void {
    if (Object.hasOwn(this, 'finalized')) return;
    super.finalize();
    for (const [name, accessor] of Object.entries(Object.getOwnPropertyDescriptors(this.prototype))) {
      const { attribute, converter } = this.elementProperties.get(name) ?? {};
      const attributeName = typeof attribute === 'string' ? attribute : name;
      if (accessor.get && !accessor.set) readOnly.add(name);
      else if (!isSetting(converter)) continue;
      Object.defineProperty(this.prototype, name, {
        ...accessor,
        set(this: StatsElement, value: unknown) {
          if (!isSetting(converter)) return;
          const given = typeof value === 'string' ? value.trim() : value;
          const isAbsent = given === undefined || given === null || (given === '' && !converter.readsEmpty);
          const isLost = isObjectText(given);
          const read = isAbsent ? defaultsOf(this)[name] : isLost ? undefined : converter.read(given, attributeName);
          const fault = isAbsent || read !== undefined ? undefined : faultOf(attributeName, given, converter);
          this.#setFault(name, fault);
          if (fault) return;
          if (converter.isJson) {
            const json = jsonText(read) ?? read;
            if (this.#json.get(name) === json) return;
            this.#json.set(name, json);
          }
          accessor.set?.call(this, read);
        },
      });
    }
  }

  readonly #faults = new Map<PropertyKey, Fault>();
  /** Values as JSON: an equal one that is set again has no effect. */
  readonly #json = new Map<PropertyKey, unknown>();

  constructor() {
    super();
    // Values that the page has set before the element was defined: Lit sets those of other properties again.
    for (const name of readOnly) Reflect.deleteProperty(this, name);
    this.addController({
      // After an update, frameworks have added their listeners.
      hostUpdated: () => {
        for (const fault of this.faults) {
          if (!fault.isReported) this.report(fault.error);
          fault.isReported = true;
        }
      },
    });
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    const { observedAttributes } = this.constructor as typeof StatsElement;
    super.attributeChangedCallback(
      observedAttributes.find((each) => withoutHyphens(each) === name) ?? name,
      before,
      value,
    );
  }

  #setFault(name: PropertyKey, fault: Fault | undefined): void {
    if (fault?.error.message === this.#faults.get(name)?.error.message) return;
    if (fault) this.#faults.set(name, fault);
    else this.#faults.delete(name);
    this.requestUpdate();
  }

  /** The properties that React has rendered last. */
  #rendered: Json = {};

  /**
   * Sets objects that React has rendered without setting them: React 19 sets no property while it hydrates, nor before the
   * element is defined, and React 18 sets texts only. Both keep what they have rendered at the element.
   */
  takeRendered(): void {
    const own = this as unknown as Readonly<Record<string, Json | undefined>>;
    const rendered = own[Object.keys(own).find((key) => key.startsWith('__reactProps$')) ?? ''] ?? this.#rendered;
    for (const name of (this.constructor as typeof StatsElement).elementProperties.keys()) {
      const value = rendered[name as string];
      if (value && typeof value === 'object' && value !== this.#rendered[name as string])
        (this as Record<PropertyKey, unknown>)[name] = value;
    }
    this.#rendered = rendered;
  }

  /** The values of attributes and properties that are not understood. An element with faults shows nothing else. */
  protected get faults(): readonly Fault[] {
    return [...this.#faults.values()];
  }

  /** Renders a line for each fault. */
  protected faultLines(): TemplateResult {
    const { messages } = this.i18n;
    const faults = this.faults.slice(0, MAX_FAULTS);
    const lines = faults.map(({ text }) => html`<p>${messages.notUnderstood(isolateForeign(text))}</p>`);
    return html`<div class="faults">${lines}</div>`;
  }

  #lang = FALLBACK_LANGUAGE;

  /** True if sizes are written in KiB, MiB …. */
  protected get binarySizes(): boolean {
    return false;
  }

  /** Messages and formats of the nearest `lang`. */
  protected get i18n(): I18n {
    return i18nFor(this.#lang, { binarySizes: this.binarySizes });
  }

  /** True if the nearest `dir` is `rtl`. */
  protected get rtl(): boolean {
    return nearest(this, 'dir') === 'rtl';
  }

  /**
   * Keeps what a server, or `showUnavailable`, has put into the shadow root until the first update. It is not hydrated: a
   * server knows neither the language of the page nor the numbers. So the method of `LitElement` is left out, which the
   * package for hydration replaces.
   */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = this.#ownRoot();
    this.#replaced = [...root.childNodes];
    return root;
  }

  #ownRoot(): HTMLElement | DocumentFragment {
    try {
      return (ReactiveElement.prototype as unknown as this).createRenderRoot.call(this);
    } catch (error) {
      // Not in the document of the script: the root is there, its styles are not.
      const { shadowRoot } = this;
      if (!shadowRoot) throw error;
      this.adoptedCallback();
      return shadowRoot;
    }
  }

  /** Applies the styles again after the element has been moved into another document: sheets belong to one. */
  adoptedCallback(): void {
    foreignStyles().then(
      ({ applyStyles }) =>
        this.shadowRoot && applyStyles(this.shadowRoot, (this.constructor as typeof StatsElement).elementStyles),
      (error: unknown) => this.report(error),
    );
  }

  /** The content of the shadow root that the first update replaces. */
  #replaced: ChildNode[] = [];

  /**
   * Renders the content in an element that inherits nothing from the page (styles/shared.ts). Rules of the page reach the
   * element itself, but not this one.
   */
  protected override render(): TemplateResult {
    return html`<div class="shell">${this.template?.()}</div>`;
  }

  /** Renders the content; absent: there is none. */
  protected template?(): unknown;

  #hasFailed = false;

  /** Shows a message if an update throws, and dispatches `stats-error` once. The next update tries again. */
  protected override performUpdate(): void {
    for (const node of this.#replaced.splice(0)) node.remove();
    this.takeRendered();
    try {
      super.performUpdate();
      this.#hasFailed = false;
    } catch (error) {
      // Render a text: the page's policy may refuse templates.
      render(this.i18n.messages.partFailed, this.renderRoot, this.renderOptions);
      if (this.#hasFailed) return;
      this.#hasFailed = true;
      this.report(error);
    }
  }

  /** Dispatches `stats-error`. Values that are not a `StatsError` get the reason `code`. */
  protected report(error: unknown): void {
    this.dispatchEvent(errorEvent(codeError(error)));
  }

  override connectedCallback(): void {
    this.takeRendered();
    super.connectedCallback();
    watchLanguage(this);
    this.languageChanged();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unwatchLanguage(this);
  }

  /** Reads the language again; called when a `lang` or `dir` changes anywhere on the page. */
  languageChanged(): void {
    this.#lang = languageOf(this);
    this.requestUpdate();
    if (!needsLocale(this.#lang)) return;
    loadLocale(this.#lang).then(
      () => this.requestUpdate(),
      () => undefined, // Without its translation, the page stays in English.
    );
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'stats-warning': CustomEvent<WarningDetail>;
  }
}
