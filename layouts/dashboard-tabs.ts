import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { icon } from '../components/internal/icon.js';
import type { I18n } from '../src/i18n/i18n.js';
import type { Tab } from './parse-layout.js';

/** The members of a dashboard that its row of tabs uses. */
export interface TabsOwner {
  readonly tabs: () => readonly Tab[];
  readonly openTab: () => Tab | undefined;
  /** Returns true if the row begins on the right. */
  readonly isRtl: () => boolean;
  readonly open: (tab: Tab) => void;
  /** Called with a tab that the reader points at or focuses, and may open next. */
  readonly approach: (tab: Tab) => void;
}

/** The row of tabs: draws it, handles its keys, and scrolls it to the open tab. */
export class DashboardTabs implements ReactiveController {
  readonly #host: LitElement;
  readonly #owner: TabsOwner;
  /** Labels and icons are loaded later, and the open tab is bold: both change sizes. Measuring after each update would force layouts. */
  #sizes: ResizeObserver | undefined;

  constructor(host: LitElement, owner: TabsOwner) {
    this.#host = host;
    this.#owner = owner;
    host.addController(this);
  }

  hostConnected(): void {
    this.#sizes = new ResizeObserver(() => this.#scrollToOpenTab());
    this.#observe();
  }

  hostUpdated(): void {
    this.#observe();
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect();
  }

  #observe(): void {
    for (const tab of this.#host.shadowRoot?.querySelectorAll('[role="tab"]') ?? []) this.#sizes?.observe(tab);
  }

  get #openButton(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('[role="tab"][aria-selected="true"]');
  }

  /** Scrolls a row that is too long until the open tab is visible; `scrollIntoView` would scroll the page too. */
  #scrollToOpenTab(): void {
    const tab = this.#openButton;
    const row = tab?.parentElement;
    if (!row || row.scrollWidth <= row.clientWidth) return;
    const [inner, outer] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += Math.max(0, inner.right - outer.right) + Math.min(0, inner.left - outer.left);
  }

  /**
   * Renders the row and the open tab.
   * @param panel is the content of the open tab
   */
  render(i18n: I18n, panel: unknown): TemplateResult {
    const { open, approach } = this.#owner;
    const [tabs, openTab] = [this.#owner.tabs(), this.#owner.openTab()];
    return html`<div
        class="tabs"
        part="tabs"
        role="tablist"
        aria-label=${i18n.messages.tabList}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
      >
        ${tabs.map(
          (tab, i) =>
            html`<button
              role="tab"
              id=${`tab-${i}`}
              aria-selected=${tab === openTab}
              aria-controls="panel"
              tabindex=${tab === openTab ? 0 : -1}
              @pointerenter=${() => approach(tab)}
              @focus=${() => approach(tab)}
              @click=${() => open(tab)}
            >
              ${icon(tab.icon, this.#host)}${labelOf(tab, i18n)}
            </button>`,
        )}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby=${`tab-${tabs.findIndex((tab) => tab === openTab)}`}>
        ${panel}
      </div>`;
  }

  #onKey(event: KeyboardEvent): void {
    const tabs = this.#owner.tabs();
    const at = tabs.findIndex((tab) => tab === this.#owner.openTab());
    const [forward, backward] = this.#owner.isRtl() ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: -1 }[event.key];
    const tab = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!tab) return;
    event.preventDefault();
    this.#owner.open(tab);
    void this.#host.updateComplete.then(() => this.#openButton?.focus());
  }
}

/** Returns the label of a tab: the layout's, else the text for a well-known name, else the name. */
function labelOf({ name, label }: Tab, i18n: I18n): string {
  const { tabs } = i18n.messages;
  return i18n.text(label) || (Object.hasOwn(tabs, name) ? tabs[name as keyof typeof tabs] : name);
}
