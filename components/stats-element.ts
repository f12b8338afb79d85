import { LitElement, render, type CSSResultGroup } from 'lit';
import { i18nFor, loadLocale, needsLocale, type I18n } from '../src/i18n/i18n.js';
import { codeError } from '../src/sources/code.js';
import { errorEvent } from '../src/state/events.js';
import { base } from './styles.js';

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

/**
 * Base of every element: its tag, its registration, its language.
 * A subclass has a `static tag`; nothing is registered until `define()` is called.
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
