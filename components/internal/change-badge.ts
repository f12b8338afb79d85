import { html, type TemplateResult } from 'lit';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import { ratioText } from '../../src/i18n/format.js';
import { changeOf, type Compared } from '../../src/view/change.js';
import type { Unit } from '../../src/vocabulary/terms.js';
import { setStyle } from './set-style.js';

/** A number and the earlier one that it is compared with. */
interface ValueChange {
  readonly value: number;
  readonly before: number;
  readonly unit: Unit;
  /** The days of both numbers, ISO dates. */
  readonly now: Pick<Compared, 'start' | 'end'>;
  readonly then: Compared;
}

/** The colours of changes; that of no change is the one of secondary text. */
const COLOURS = {
  up: 'var(--stats-up, light-dark(#136f45, #57c98f))',
  down: 'var(--stats-down, light-dark(#b3261e, #ff8f86))',
  same: '',
} as const;

const ARROWS = { up: '▲', down: '▼', same: '=' } as const;

/**
 * Renders the change of a number: ▲ 12.4%, or both numbers where a percentage would mislead (4 → 7). The tooltip and
 * screen readers have both numbers with their days.
 */
export function changeText(i18n: I18n, { value, before, unit, now, then }: ValueChange): TemplateResult {
  const messages = allMessages(i18n);
  const { direction, ratio } = changeOf(value, before, unit, then.partial);
  const text =
    ratio === null
      ? messages.fromTo(i18n.value(before, unit), i18n.value(value, unit))
      : ratioText(i18n, Math.abs(ratio));
  // If days were not counted, a smaller number need not be a decrease.
  const arrow = then.partial ? '' : ARROWS[direction];
  const moved =
    direction === 'same' ? messages.directions.same : then.partial ? text : `${messages.directions[direction]} ${text}`;
  const numberAndDays = (number: number, { start, end }: ValueChange['now']): string =>
    messages.numberOf(i18n.isoDays(start, end), i18n.full(number, unit));
  const whole = [moved, numberAndDays(value, now), numberAndDays(before, then)].join(' · ');
  const colour = COLOURS[then.partial ? 'same' : direction];
  return html`<span
    class="change ${then.partial ? 'same' : direction}"
    part="change"
    title=${whole}
    ${setStyle({ '--_change': colour })}
    ><span aria-hidden="true" dir="ltr">${arrow} ${text}</span><span class="sr-only">${whole}</span></span
  >`;
}
