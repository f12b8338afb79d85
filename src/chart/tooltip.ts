import type { Point } from './embed.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels between a tooltip and what it is about. */
const GAP = 12;

const within = (value: number, room: number): number => Math.max(0, Math.min(value, room));

/**
 * The left top of a tooltip: beside its point on the side where reading goes on, on the other side where that has no room, and
 * never outside. All in pixels.
 */
export function placeTooltip(point: Point, tooltip: Size, room: Size, rtl: boolean): Point {
  const right = point.x + GAP;
  const left = point.x - GAP - tooltip.width;
  const fitsRight = right + tooltip.width <= room.width;
  const x = rtl ? (left >= 0 ? left : right) : fitsRight ? right : left;
  return { x: within(x, room.width - tooltip.width), y: within(point.y, room.height - tooltip.height) };
}

/**
 * Where a key leads from one bucket or slice to another; `undefined` for keys that lead nowhere.
 * @param at where the reader is; `undefined` if no tooltip is open yet
 * @param last the number of the last bucket
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
