import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { I18n } from '../src/i18n/i18n.js';
import { wordsOf } from '../src/i18n/more.js';

/** The ways to show a ranking. */
export type RankingDisplay = 'list' | 'pie' | 'table';

const ICONS: Record<RankingDisplay, SVGTemplateResult> = {
  list: svg`<path d="M2 4h9M2 8h12M2 12h6" />`,
  pie: svg`<circle cx="8" cy="8" r="6" /><path d="M8 2v6l4 4" />`,
  table: svg`<path d="M2 3h12v10H2zM2 6.5h12M7 3v10" />`,
};

export interface DisplayChoice<D extends RankingDisplay> {
  readonly displays: readonly D[];
  readonly chosen: D;
  readonly choose: (display: D) => void;
  /** Heading of the widget: names the group of buttons. */
  readonly heading: string;
}

/** Buttons beside a heading, one for each way to show what is below it. */
export function displayPicker<D extends RankingDisplay>(
  i18n: I18n,
  { displays, chosen, choose, heading }: DisplayChoice<D>,
): TemplateResult {
  const messages = wordsOf(i18n);
  return html`<div class="icons" role="group" aria-label=${messages.showAsOf(heading)}>
    ${displays.map(
      (name) =>
        html`<button
          aria-pressed=${name === chosen}
          aria-label=${messages.views[name]}
          title=${messages.views[name]}
          @click=${() => choose(name)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg>
        </button>`,
    )}
  </div>`;
}
