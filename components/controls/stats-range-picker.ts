import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { isoDay, parseDay } from '../../src/data/day.js';
import { PRESETS, RANGE_LIMITS, isPreset, parseRange, type Preset } from '../../src/data/range.js';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { selectEvent } from '../../src/state/events.js';
import { formControls } from '../styles/form-controls.js';
import { StatsContextElement } from '../base/stats-context-element.js';
import { base, controls } from '../styles/shared.js';
import { rangePickerStyles } from './stats-range-picker.styles.js';

const CUSTOM = 'custom';

/**
 * A choice of the days that are shown: the presets of the granularity, or a first and a last day. Place it inside a
 * `<stats-dashboard>`.
 *
 * ```html
 * <stats-dashboard src="/api/stats-dashboard"><stats-range-picker></stats-range-picker></stats-dashboard>
 * ```
 *
 * @tag stats-range-picker
 * @fires {CustomEvent<SelectDetail>} stats-select - `{range}`, when the reader chooses
 * @cssprop --stats-error - the message about days that make no range
 */
export class StatsRangePicker extends StatsContextElement {
  static override tag = 'stats-range-picker';
  static override styles = [base, controls, formControls, rangePickerStyles];

  /** True while the fields for a first and a last day are shown. */
  @state() private custom = false;
  @state() private problem: 'rangeBackwards' | 'rangeIncomplete' | undefined;
  @query('input[name="start"]') private startField!: HTMLInputElement | null;
  @query('input[name="end"]') private endField!: HTMLInputElement | null;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const range = this.state?.selection.range;
    if (range !== this.#seen) {
      this.#seen = range;
      this.custom = range !== undefined && !isPreset(range);
      this.problem = undefined;
    }
  }

  #seen: unknown;

  protected override template(): TemplateResult {
    const { i18n, state } = this;
    const messages = allMessages(i18n);
    const { granularity, range } = state?.selection ?? { granularity: 'month' as const, range: undefined };
    const presets: readonly Preset[] = PRESETS[granularity];
    const extra = range !== undefined && isPreset(range) && !presets.includes(range) ? [range] : [];
    const chosen = this.custom || range === undefined || !isPreset(range) ? CUSTOM : range;
    return html`<label class="select">
        <select aria-label=${messages.range} ?disabled=${!state} @change=${this.#onPreset}>
          ${[...extra, ...presets].map(
            (preset) =>
              html`<option value=${preset} .selected=${preset === chosen}>${presetText(i18n, preset)}</option>`,
          )}
          <option value=${CUSTOM} .selected=${chosen === CUSTOM}>${messages.presets.custom}</option>
        </select>
      </label>
      ${this.custom && state ? this.#fields(isoDay(state.range.start), isoDay(state.range.end)) : nothing}`;
  }

  #fields(start: string, end: string): TemplateResult {
    const messages = allMessages(this.i18n);
    const [min, max] = [isoDay(RANGE_LIMITS.start), isoDay(RANGE_LIMITS.end)];
    const invalid = this.problem ? 'true' : nothing;
    const fields = [
      ['start', messages.rangeFrom, start],
      ['end', messages.rangeTo, end],
    ] as const;
    return html`<form @submit=${this.#onDays} novalidate>
      ${fields.map(
        ([name, label, day]) =>
          html`<label>
            ${label}
            <input
              type="date"
              name=${name}
              .value=${day}
              min=${min}
              max=${max}
              aria-invalid=${invalid}
              aria-describedby="problem"
            />
          </label>`,
      )}
      <button>${messages.rangeApply}</button>
      <p id="problem" role="alert" ?hidden=${!this.problem}>${this.problem ? messages[this.problem] : ''}</p>
    </form>`;
  }

  #onPreset(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.custom = value === CUSTOM;
    this.problem = undefined;
    if (!this.custom) this.dispatchEvent(selectEvent({ range: value as Preset }));
  }

  #onDays(event: Event): void {
    event.preventDefault();
    const start = this.startField?.value ?? '';
    const end = this.endField?.value ?? '';
    const range = parseRange(`${start}/${end}`);
    const days = [parseDay(start), parseDay(end)];
    const backwards = days[0] !== undefined && days[1] !== undefined && days[1] < days[0];
    this.problem = range ? undefined : backwards ? 'rangeBackwards' : 'rangeIncomplete';
    if (range) this.dispatchEvent(selectEvent({ range }));
  }
}

const COUNTED = /^(\d+)(day|week|month|quarter|year)s?$/;

/** Returns the label of a preset: `12weeks` is "Last 12 weeks". */
export function presetText(i18n: I18n, preset: Preset): string {
  const { presets } = allMessages(i18n);
  const named = presets[preset as keyof typeof presets];
  if (typeof named === 'string') return named;
  const [, count, unit] = COUNTED.exec(preset) ?? [];
  return unit ? presets[`${unit as 'day' | 'week' | 'month' | 'quarter' | 'year'}s`](Number(count)) : preset;
}

declare global {
  interface HTMLElementTagNameMap {
    'stats-range-picker': StatsRangePicker;
  }
}
