import type { Point } from './embed.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

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
