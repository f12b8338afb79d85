import { LitElement, type CSSResultGroup } from 'lit';
import { i18nFor, loadLocale, needsLocale, type I18n } from '../src/i18n/i18n.js';
import { base } from './styles.js';

const FALLBACK_LANGUAGE = 'en';

/** The nearest `lang` or `dir` of an element, looked for through shadow roots. */
function nearest(element: Element, attribute: 'lang' | 'dir'): string | undefined {
  for (
    let at: Element | undefined = element;
    at;
    at = at.getRootNode() instanceof ShadowRoot ? hostOf(at) : undefined
  ) {
    const found: Element | null = at.closest(`[${attribute}]`);
    if (found) return found.getAttribute(attribute) ?? undefined;
  }
  return undefined;
}

const hostOf = (element: Element): Element => (element.getRootNode() as ShadowRoot).host;

/** One observer for the whole page, and every shadow root on the way, tells all elements when a `lang` or `dir` changed. */
const connected = new Set<StatsElement>();
let observer: MutationObserver | undefined;

function watchLanguage(element: StatsElement): void {
  connected.add(element);
  observer ??= new MutationObserver(() => connected.forEach((each) => each.languageChanged()));
  for (let at: Element | undefined = element; at;) {
    const root = at.getRootNode();
    observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang', 'dir'] });
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
}

function unwatchLanguage(element: StatsElement): void {
  connected.delete(element);
  if (connected.size === 0) observer?.disconnect();
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
    if (!StatsElement.isDefined(this.tag)) customElements.define(this.tag, this);
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
    const lang = nearest(this, 'lang') ?? FALLBACK_LANGUAGE;
    this.#lang = lang || FALLBACK_LANGUAGE;
    this.requestUpdate();
    if (!needsLocale(this.#lang)) return;
    loadLocale(this.#lang).then(
      () => this.requestUpdate(),
      () => undefined, // A translation that cannot be loaded leaves the page in English.
    );
  }
}
