/** A position in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The positions of the corners of a box on the screen, clockwise from its top left one. */
export type Quad = readonly [Point, Point, Point, Point];

const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
const cross = (a: Point, b: Point): number => a.x * b.y - b.x * a.y;

/**
 * Returns the position in a box, in its own pixels from its top left, of a position on the screen. The corners say enough
 * about zoom, rotation, skew and perspective, however they came about (Heckbert, Fundamentals of Texture Mapping and Image
 * Warping, 1989, section 2.2.3). A box whose corners are in one line is taken as one that is only moved.
 * @param size width and height of the box before it is transformed
 */
export function intoBox(
  point: Point,
  [p0, p1, p2, p3]: Quad,
  size: { readonly width: number; readonly height: number },
): Point {
  const { x, y } = minus(point, p0);
  // In perspective, opposite edges are not parallel: `g` and `h` say how much, and are 0 for a parallelogram.
  const [edge1, edge2] = [minus(p1, p2), minus(p3, p2)];
  const gap = minus(edge2, minus(p0, p1));
  const area = cross(edge1, edge2);
  const [g, h] = [-cross(gap, edge2) / area, -cross(edge1, gap) / area];
  // x = (a u + b v) / (g u + h v + 1) and y = (d u + e v) / (g u + h v + 1), where u and v are shares of the edges.
  const [{ x: a, y: d }, { x: b, y: e }] = [scaled(minus(p1, p0), 1 + g), scaled(minus(p3, p0), 1 + h)];
  const scale = a * e - b * d + x * (h * d - g * e) + y * (g * b - h * a);
  const [u, v] = [(x * e - y * b) / scale, (y * a - x * d) / scale];
  return Number.isFinite(u + v) ? { x: u * size.width, y: v * size.height } : { x, y };
}

const scaled = ({ x, y }: Point, by: number): Point => ({ x: x * by, y: y * by });
