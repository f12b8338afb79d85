import type { TemplateResult } from 'lit';
import { allMessages } from '../../src/i18n/all-messages.js';
import { selectEvent } from '../../src/state/events.js';
import { COMPARISONS } from '../../src/vocabulary/terms.js';
import { choices } from '../styles/form-controls.js';
import { selectField } from '../internal/select-field.js';
import { StatsDataElement } from '../base/stats-data-element.js';
import { base, controls } from '../styles/shared.js';

/**
 * Chooses with which days the range is compared: none, those before it, or the same days a year before. Stands inside a `<stats-dashboard>`.
 *
 * @tag stats-compare-picker
 * @fires stats-select - `{compare}`
 */
export class StatsComparePicker extends StatsDataElement {
  static override tag = 'stats-compare-picker';
  static override styles = [base, controls, choices];

  protected override render(): TemplateResult {
    if (this.faults.length) return this.faultLines();
    const messages = allMessages(this.i18n);
    return selectField({
      prefix: messages.compare,
      label: messages.compareWith,
      options: COMPARISONS,
      texts: messages.comparisons,
      chosen: this.state?.selection.compare ?? 'none',
      disabled: !this.state,
      choose: (compare) => this.dispatchEvent(selectEvent({ compare })),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-compare-picker': StatsComparePicker;
  }
}
