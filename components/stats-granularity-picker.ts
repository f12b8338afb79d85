import { html, type TemplateResult } from 'lit';
import { selectEvent } from '../src/state/events.js';
import { GRANULARITIES, type Granularity } from '../src/vocabulary/terms.js';
import { StatsDataElement } from './stats-data-element.js';
import { base, controls } from './styles.js';

/**
 * Chooses the calendar unit of the axis. Stands inside a `<stats-dashboard>`.
 *
 * @tag stats-granularity-picker
 * @fires stats-select - `{granularity}`
 */
export class StatsGranularityPicker extends StatsDataElement {
  static override tag = 'stats-granularity-picker';
  static override styles = [base, controls];

  protected override render(): TemplateResult {
    const { messages } = this.i18n;
    const chosen = this.state?.selection.granularity ?? 'month';
    return html`<label class="select">
      <span>${messages.by}</span>
      <select aria-label=${messages.granularity} .value=${chosen} ?disabled=${!this.state} @change=${this.#onChange}>
        ${GRANULARITIES.map(
          (name) => html`<option value=${name} .selected=${name === chosen}>${messages.granularities[name]}</option>`,
        )}
      </select>
    </label>`;
  }

  #onChange(event: Event): void {
    this.dispatchEvent(selectEvent({ granularity: (event.target as HTMLSelectElement).value as Granularity }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-granularity-picker': StatsGranularityPicker;
  }
}
