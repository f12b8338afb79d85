import { css, html, type TemplateResult } from 'lit';
import type { I18n } from '../src/i18n/i18n.js';
import { changeOf } from '../src/view/change.js';
import type { Unit } from '../src/vocabulary/terms.js';

/** A number, and what it was in other days (ISO dates). */
export interface Compared {
  readonly value: number;
  readonly before: number;
  readonly unit: Unit;
  readonly start: string;
  readonly end: string;
  /** True if these are fewer days than they should be. */
  readonly partial?: boolean;
}

const ARROWS = { up: '▲', down: '▼', same: '=' } as const;

/**
 * How a number moved: ▲ 12.4%, or both numbers where a percentage would mislead (4 → 7). In full, with the days that it is
 * compared with, as a tooltip and for screen readers.
 */
export function changeText(i18n: I18n, { value, before, unit, start, end, partial }: Compared): TemplateResult {
  const { messages } = i18n;
  const { direction, ratio } = changeOf(value, before, unit, partial);
  const text =
    ratio === null ? messages.fromTo(i18n.value(before, unit), i18n.value(value, unit)) : i18n.change(Math.abs(ratio));
  const moved = direction === 'same' ? messages.directions.same : `${messages.directions[direction]} ${text}`;
  const whole = messages.comparedWith(moved, i18n.isoDays(start, end), i18n.full(before, unit));
  return html`<span class="change ${direction}" part="change" title=${whole}
    ><span aria-hidden="true" dir="ltr">${ARROWS[direction]} ${text}</span><span class="sr-only">${whole}</span></span
  >`;
}

export const changeStyles = css`
  .change {
    color: var(--_muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .change.up {
    color: var(--_up);
  }
  .change.down {
    color: var(--_down);
  }
`;
