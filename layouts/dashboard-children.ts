/** What a page has put into its dashboard: a layout, widgets of its own, or what readers without JavaScript see. */
import { onServer } from '../components/base/on-server.js';

/** Matches a layout in the dashboard, also in a paragraph that an editor has put around it. */
const LAYOUT_SCRIPT = ['>', '> p >'].map((path) => `:scope ${path} script[type="application/json"]`).join();

/** Returns true for a child that shows something. Editors leave empty paragraphs and wrap elements, pages add styles and scripts. */
const isContent = (child: Element): boolean =>
  child.matches('p, span, :has(stats-source)')
    ? !child.matches('[slot], [hidden]') &&
      [...child.childNodes].some((node) => (node instanceof Element ? isContent(node) : (node as Text).data.trim()))
    : !child.matches('script, noscript, template, stats-source, style, link, meta, br, [slot], [hidden]');

/** Reads the children of a dashboard. On a server it has none. */
export class DashboardChildren {
  readonly #dashboard: Element;
  #wasComposed = false;

  constructor(dashboard: Element) {
    this.#dashboard = dashboard;
  }

  /** The text of a layout. */
  get layout(): string | undefined {
    return onServer ? undefined : this.#dashboard.querySelector(LAYOUT_SCRIPT)?.textContent;
  }

  /** True if the page has put its own widgets into the dashboard, not only a layout or what readers without JavaScript see. */
  get composed(): boolean {
    const children = onServer ? [] : [...this.#dashboard.children];
    // Frameworks may take widgets out of a paragraph for a while.
    const rest = (child: Element) =>
      this.#wasComposed && !child.matches('script, noscript, template, stats-source, [slot]');
    return (this.#wasComposed = children.some((child) => isContent(child) || rest(child)));
  }
}
