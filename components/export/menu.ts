import type { LitElement, ReactiveController } from 'lit';
import { viewOf } from '../internal/view-of.js';

/** Space between a menu and the edges of the page, in pixels. */
const MARGIN = 8;

/** Returns the item that a key moves the focus to, from the one at `at` of `count`; `undefined` for other keys. */
export function itemFor(key: string, at: number, count: number): number | undefined {
  const to = { ArrowDown: at + 1, ArrowUp: Math.max(at, 0) - 1, Home: 0, End: -1 }[key];
  return to === undefined || count === 0 ? undefined : (to + count) % count;
}

/** Returns by how many pixels a box has to be moved to the right to lie between the edges of the page. */
export function shiftInto(width: number, { left, right }: Pick<DOMRect, 'left' | 'right'>): number {
  if (right > width - MARGIN) return Math.max(width - MARGIN - right, MARGIN - left);
  return Math.max(0, MARGIN - left);
}

/** Moves a popup so that it lies between the edges of the page; its style has `translate: var(--_shift, 0)`. */
export function intoPage(popup: HTMLElement | null): void {
  if (!popup) return;
  popup.style.setProperty('--_shift', '0px');
  const box = popup.getBoundingClientRect();
  // The page may be zoomed or scaled by CSS.
  const scale = box.width / popup.offsetWidth || 1;
  const { clientWidth } = viewOf(popup).document.documentElement;
  popup.style.setProperty('--_shift', `${shiftInto(clientWidth, box) / scale}px`);
}

/**
 * Controls a button with a menu: keys, focus, opening and closing. The host renders `[aria-haspopup]` and, while
 * `open` is true, `[role="menu"]` with `[role="menuitem"]`s that cannot be reached by Tab.
 */
export class Menu implements ReactiveController {
  readonly #host: LitElement;
  #open = false;
  /** The item that gets the focus when the menu has been drawn. */
  #first: 0 | -1 | undefined;
  /** The window of the open menu. The host may be in another one when it closes. */
  #view: Window | undefined;
  /** True if the pointer was last pressed on the button. */
  #pressed = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
  }

  get #items(): HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }

  get #button(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('[aria-haspopup]');
  }

  /** @param first the item that gets the focus */
  show(first: 0 | -1 = 0): void {
    this.#open = true;
    this.#pressed = false;
    this.#first = first;
    this.#view = viewOf(this.#host);
    this.#view.addEventListener('pointerdown', this.#onPointer, true);
    this.#host.requestUpdate();
  }

  /** @param refocus moves the focus back to the button */
  close(refocus = false): void {
    this.#view?.removeEventListener('pointerdown', this.#onPointer, true);
    if (!this.#open) return;
    this.#open = false;
    this.#host.requestUpdate();
    if (refocus) this.#button?.focus();
  }

  hostDisconnected(): void {
    this.close();
  }

  hostUpdated(): void {
    if (this.#first === undefined || !this.#open) return;
    intoPage(this.#host.renderRoot.querySelector<HTMLElement>('[role="menu"]'));
    this.#items.at(this.#first)?.focus();
    this.#first = undefined;
  }

  /** Opens or closes the menu. */
  readonly onButton = (): void => {
    if (this.#open) this.close();
    else this.show();
  };

  /** Handles keys on the button and in the menu. */
  readonly onKey = (event: KeyboardEvent): void => {
    const handled = this.#open ? this.#inMenu(event) : this.#onClosed(event);
    if (handled) event.preventDefault();
  };

  #onClosed({ key }: KeyboardEvent): boolean {
    if ((key !== 'ArrowDown' && key !== 'ArrowUp') || this.#button?.ariaDisabled === 'true') return false;
    this.show(key === 'ArrowDown' ? 0 : -1);
    return true;
  }

  #inMenu({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (key === 'Escape' || key === 'Tab') {
      this.close(true);
      // Tab moves the focus on from the button.
      return key === 'Escape';
    }
    const items = this.#items;
    const at = items.findIndex((item) => item.matches(':focus'));
    const to = itemFor(key, at, items.length);
    const letter = ctrlKey || metaKey || altKey ? '' : key;
    const item = to === undefined ? named(items, at, letter) : items[to];
    item?.focus();
    return item !== undefined;
  }

  /** Closes the menu when the focus leaves. In Safari, pressing a button takes the focus away before its click. */
  readonly onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    const within = relatedTarget ? this.#host.renderRoot.contains(relatedTarget as Node) : this.#pressed;
    if (!within) this.close();
  };

  readonly #onPointer = (event: Event): void => {
    const path = event.composedPath();
    const button = this.#button;
    this.#pressed = button !== null && path.includes(button);
    if (!path.includes(this.#host)) this.close();
  };
}

/** Returns the next item whose text begins with a letter. */
function named(items: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if (!/^[^\p{C}\p{Z}]$/u.test(key)) return undefined;
  const letter = key.toLocaleLowerCase();
  const fromNext = [...items.slice(at + 1), ...items];
  return fromNext.find((item) => item.textContent.trim().toLocaleLowerCase().startsWith(letter));
}
