import type { TemplateResult } from 'lit';
import { allMessages } from '../../src/i18n/all-messages.js';
import { selectEvent } from '../../src/state/events.js';
import { COMPARISONS } from '../../src/vocabulary/terms.js';
import { formControls } from '../styles/form-controls.js';
import { selectField } from '../internal/select-field.js';
import { StatsContextElement } from '../base/stats-context-element.js';
import { base, controls } from '../styles/shared.js';

/**
 * A choice of the days with which the range is compared: none, those before it, or the same days a year before. Place it
 * inside a `<stats-dashboard>`.
 *
 * ```html
 * <stats-dashboard src="/api/stats-dashboard"><stats-compare-picker></stats-compare-picker></stats-dashboard>
 * ```
 *
 * @tag stats-compare-picker
 * @fires {CustomEvent<SelectDetail>} stats-select - `{compare}`, when the reader chooses
 */
export class StatsComparePicker extends StatsContextElement {
  static override tag = 'stats-compare-picker';
  static override styles = [base, controls, formControls];

  protected override template(): TemplateResult {
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
