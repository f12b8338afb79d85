import { html, type TemplateResult } from 'lit';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { Display, DisplayController } from './display-controller.js';
import { DISPLAY_ICONS } from './display-icons.js';

/**
 * Buttons beside a heading, one for each way to show what is below it.
 * @param heading names the group of buttons
 */
export function displayPicker<D extends Exclude<Display, 'chart'>>(
  i18n: I18n,
  displays: DisplayController<D>,
  heading: string,
): TemplateResult {
  const messages = allMessages(i18n);
  return html`<div class="icons" role="group" aria-label=${messages.showAsOf(heading)}>
    ${displays.offered.map(
      (name) =>
        html`<button
          aria-pressed=${name === displays.current}
          aria-label=${messages.views[name]}
          title=${messages.views[name]}
          @click=${() => displays.choose(name)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">${DISPLAY_ICONS[name]}</svg>
        </button>`,
    )}
  </div>`;
}

/** A button that shows a chart as a table, and back. */
export function tableToggle(
  i18n: I18n,
  { isTable, toggleTable }: Pick<DisplayController<Display>, 'isTable' | 'toggleTable'>,
): TemplateResult {
  const name = allMessages(i18n).views.table;
  return html`<div class="icons">
    <button aria-pressed=${isTable} aria-label=${name} title=${name} @click=${toggleTable}>
      <svg viewBox="0 0 16 16" aria-hidden="true">${DISPLAY_ICONS.table}</svg>
    </button>
  </div>`;
}
