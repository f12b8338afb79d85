import { html, nothing, type TemplateResult } from 'lit';
import type { Point } from '../../src/util/quad.js';
import { swatch } from '../internal/swatch.js';

/** The tooltip of a bucket, a slice or a country. */
export interface Tooltip {
  readonly label: string;
  readonly rows: readonly TooltipRow[];
}

/** A line of a tooltip. */
export interface TooltipRow {
  readonly label: string;
  readonly text: string;
  /** A CSS colour, the same as in the legend. */
  readonly color?: string;
}

/** The most rows of a tooltip. */
const MOST_ROWS = 13;

/** Renders a tooltip. */
export const tooltipCard = ({ label, rows }: Tooltip): TemplateResult =>
  html`<div class="tip" part="tip" aria-hidden="true">
    ${label ? html`<div class="title">${label}</div>` : nothing}
    ${rows
      .slice(0, MOST_ROWS)
      .map(
        ({ label, text, color }) =>
          html`<div class="row">
            ${color ? swatch(color) : nothing}<span class="name" dir="auto">${label}</span
            ><span class="text">${text}</span>
          </div>`,
      )}
  </div>`;

/** Returns a tooltip as a line of text. */
export const tooltipText = ({ label, rows }: Tooltip): string =>
  [label, ...rows.slice(0, MOST_ROWS).map((row) => `${row.label} ${row.text}`.trim())].join(', ');

/** Returns the content of Vega's own tooltip, of the channel `tooltip`; `undefined` if there is none. */
export function vegaTooltip(content: unknown): Tooltip | undefined {
  if (typeof content === 'string' || typeof content === 'number') return { label: String(content), rows: [] };
  if (typeof content !== 'object' || !content) return undefined;
  return { label: '', rows: Object.entries(content).map(([label, value]) => ({ label, text: String(value) })) };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Moves an element to a position in the picture. */
export const moveTo = (element: HTMLElement, { x, y }: Point): void =>
  element.style.setProperty('transform', `translate(${x}px, ${y}px)`);

/** Pixels between a tooltip and its point. */
const GAP = 12;

const within = (value: number, room: number): number => Math.max(0, Math.min(value, room));

/**
 * Returns the top left of a tooltip in pixels: beside its point in the direction of reading, on the other side if there
 * is no room, and always inside `room`.
 */
export function placeTooltip(point: Point, tooltip: Size, room: Size, rtl: boolean): Point {
  const right = point.x + GAP;
  const left = point.x - GAP - tooltip.width;
  const fitsRight = right + tooltip.width <= room.width;
  const x = rtl ? (left >= 0 ? left : right) : fitsRight ? right : left;
  return { x: within(x, room.width - tooltip.width), y: within(point.y, room.height - tooltip.height) };
}

/**
 * Returns the bucket or slice to which a key leads; `undefined` for all other keys.
 * @param at the current one; `undefined` if no tooltip is open yet
 * @param last the index of the last one
 */
export function stepTo(key: string, at: number | undefined, last: number, rtl: boolean): number | undefined {
  const forward = rtl ? 'ArrowLeft' : 'ArrowRight';
  const back = rtl ? 'ArrowRight' : 'ArrowLeft';
  switch (key) {
    case forward:
      return at === undefined ? 0 : within(at + 1, last);
    case back:
      return at === undefined ? last : within(at - 1, last);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
