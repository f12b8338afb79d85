import type { TemplateResult } from 'lit';
import { granularitiesFrom } from '../../src/data/description.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { selectEvent } from '../../src/state/events.js';
import { formControls } from '../styles/form-controls.js';
import { selectField } from '../internal/select-field.js';
import { StatsContextElement } from '../base/stats-context-element.js';
import { base, controls } from '../styles/shared.js';

/**
 * A choice of the calendar unit of the axis, none finer than the numbers are counted. Place it inside a `<stats-dashboard>`.
 *
 * ```html
 * <stats-dashboard src="/api/stats-dashboard"><stats-granularity-picker></stats-granularity-picker></stats-dashboard>
 * ```
 *
 * @tag stats-granularity-picker
 * @fires {CustomEvent<SelectDetail>} stats-select - `{granularity}`, when the reader chooses
 */
export class StatsGranularityPicker extends StatsContextElement {
  static override tag = 'stats-granularity-picker';
  static override styles = [base, controls, formControls];

  protected override template(): TemplateResult {
    const messages = allMessages(this.i18n);
    return selectField({
      prefix: messages.by,
      label: messages.granularity,
      options: granularitiesFrom(this.state?.stats.description?.finest ?? 'day'),
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
