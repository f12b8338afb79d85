/** Parts of a dashboard around its widgets: titles, controls, notices, footer. */
import { html, nothing, type TemplateResult } from 'lit';
import type { I18n } from '../src/i18n/i18n.js';
import { ROWS_BY_TAG, rowFor } from './catalogue.js';
import type { Config } from './config.js';
import { placementsOf } from './dashboard-widgets.js';
import type { Placement, Tab } from './parse-layout.js';

/** The values that the frame of a dashboard is rendered from. */
export interface FrameView {
  readonly i18n: I18n;
  readonly config: Config;
  readonly headingLevel: number;
}

/** Controls for the reader. Each is above the tabs, unless the layout places it. */
const CONTROLS: Readonly<Record<string, (title: Config['title']) => TemplateResult>> = {
  'stats-range-picker': () => html`<stats-range-picker></stats-range-picker>`,
  'stats-granularity-picker': () => html`<stats-granularity-picker></stats-granularity-picker>`,
  'stats-compare-picker': () => html`<stats-compare-picker></stats-compare-picker>`,
  'stats-export': (title) => html`<stats-export .heading=${title}></stats-export>`,
};

/** Returns whether a placement is a control. Controls stay visible on a page without numbers, since another choice may have some. */
export const isControl = ({ component }: Placement): boolean => Object.hasOwn(CONTROLS, rowFor(component)?.base ?? '');

/** Returns the generic tags of the placements of a tab, or of the elements that a page has put into its dashboard. */
export const placedTags = (tab: Tab | undefined, own: readonly Element[]): ReadonlySet<string | undefined> =>
  new Set(
    tab
      ? placementsOf(tab).map(({ component }) => rowFor(component)?.base)
      : own.map(({ localName }) => ROWS_BY_TAG.get(localName)?.base ?? localName),
  );

function titles({ i18n, config, headingLevel }: FrameView, below: unknown = nothing): TemplateResult {
  const { showTitle = true, title, description, showDescription = Boolean(description) } = config;
  return html`<div>
    ${
      showTitle
        ? html`<div class="title" part="title" role="heading" aria-level=${headingLevel}>
            ${i18n.text(title) || i18n.messages.title}
          </div>`
        : nothing
    }
    ${showDescription ? html`<p class="description">${i18n.text(description)}</p>` : nothing} ${below}
  </div>`;
}

/** Renders the titles without controls. */
export const titleBar = (view: FrameView): TemplateResult => html`<div class="bar">${titles(view)}</div>`;

/**
 * Renders titles and controls.
 * @param period names the days of the numbers
 * @param placed the tags of controls that are elsewhere on the page
 */
export const header = (
  view: FrameView,
  period: string | undefined,
  placed: ReadonlySet<string | undefined>,
): TemplateResult =>
  html`<div class="bar">
    ${titles(view, html`<p class="as-of">${period}</p>`)}
    <div class="controls">
      ${Object.entries(CONTROLS).map(([tag, control]) => (placed.has(tag) ? nothing : control(view.config.title)))}
    </div>
  </div>`;

/**
 * Renders the end of a dashboard.
 * @param hasStatus is true if statistics are loaded, so that their state can be shown
 */
export const footer = ({ i18n, config: { helpLink } }: FrameView, hasStatus: boolean): TemplateResult =>
  html`<div class="footer">
    ${hasStatus ? html`<stats-status></stats-status>` : nothing}
    ${helpLink ? html`<a part="help" href=${helpLink}>${i18n.messages.help}</a>` : nothing}
  </div>`;

/** Renders a notice of a failure with a button to try again. */
export const failureNotice = (
  { messages }: I18n,
  text: string | undefined,
  retry: (() => void) | undefined,
): TemplateResult =>
  html`<div class="notice error" role="alert">
    <span>${text ?? messages.unavailable}</span>
    <button @click=${retry}>${messages.retry}</button>
  </div>`;
