import type { TemplateResult } from 'lit';
import { allMessages } from '../../src/i18n/all-messages.js';
import { selectEvent } from '../../src/state/events.js';
import { GRANULARITIES } from '../../src/vocabulary/terms.js';
import { choices } from '../styles/form-controls.js';
import { selectField } from '../internal/select-field.js';
import { StatsDataElement } from '../base/stats-data-element.js';
import { base, controls } from '../styles/shared.js';

/**
 * Chooses the calendar unit of the axis. Stands inside a `<stats-dashboard>`.
 *
 * @tag stats-granularity-picker
 * @fires stats-select - `{granularity}`
 */
export class StatsGranularityPicker extends StatsDataElement {
  static override tag = 'stats-granularity-picker';
  static override styles = [base, controls, choices];

  protected override render(): TemplateResult {
    if (this.faults.length) return this.faultLines();
    const messages = allMessages(this.i18n);
    return selectField({
      prefix: messages.by,
      label: messages.granularity,
      options: GRANULARITIES,
      texts: messages.granularities,
      chosen: this.state?.selection.granularity ?? 'month',
      disabled: !this.state,
      choose: (granularity) => this.dispatchEvent(selectEvent({ granularity })),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-granularity-picker': StatsGranularityPicker;
  }
}
