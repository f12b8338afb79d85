/** The only user of Vega, loaded with the first chart. Draws under a strict Content-Security-Policy. */
import type { LoggerInterface } from 'vega';
import type { Result } from 'vega-embed';
import type { TopLevelSpec } from 'vega-lite';
import { lazy } from '../util/lazy.js';

/** A position in CSS pixels from the top left of the element that holds the chart. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A chart that has been drawn. Positions are those of the latest drawing. */
export interface Picture {
  /** The plot without its axes. */
  readonly box: Box;
  /** True if the values lie along an x axis; false if each value is a shape (a slice, a country). */
  readonly axis: boolean;
  /**
   * Returns the position of a value: on the x axis at the top of the plot, or in the shape whose datum has this `i`, at
   * the position in its datum (`at`), else in its centre.
   */
  toPixel(index: number): Point | undefined;
  /**
   * Returns the index of the value nearest to a position on the x axis (possibly beyond the last one), or of the shape
   * below the pointer.
   */
  indexAt(x: number): number | undefined;
  /** Warnings of Vega. Any of them means a mistake in the spec. */
  readonly warnings: readonly string[];
  /**
   * Draws another spec in place if only its size, `datasets` and `params` differ. Resolves to false if a new chart is
   * needed.
   * @throws Error as `embed` does
   */
  update(spec: TopLevelSpec): Promise<boolean>;
  finalize(): void;
}

const loadTools = lazy(async () => {
  const [{ default: embed }, { expressionInterpreter }] = await Promise.all([
    import('vega-embed'),
    import('vega-interpreter'),
  ]);
  return { embed, expressionInterpreter };
});

/** Loads Vega before there is a spec to draw. */
export async function prepare(): Promise<void> {
  await loadTools();
}

/** `invalid: 'filter'` avoids a test of every point of a path, which Vega-Lite adds by default. */
const CONFIG = { background: 'transparent', aria: false, view: { stroke: null }, mark: { invalid: 'filter' } } as const;

/**
 * Draws a spec into an element, which need not be in the page yet.
 * @throws Error if Vega cannot be loaded, or rejects the spec
 */
export async function embed(element: HTMLElement, spec: TopLevelSpec): Promise<Picture> {
  const tools = await loadTools();
  const errors: string[] = [];
  const warnings: string[] = [];
  clearWithoutHtml(element);
  const result = await tools.embed(element, spec, {
    ast: true,
    expr: tools.expressionInterpreter,
    actions: false,
    defaultStyle: false,
    renderer: 'svg',
    tooltip: () => undefined,
    config: CONFIG,
    logger: collector(errors, warnings),
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse },
  });
  // Vega logs errors of drawing instead of throwing them.
  const check = (): void => {
    if (!errors.length) return;
    result.finalize();
    throw new Error(errors.join('\n'));
  };
  check();
  const { view } = result;
  const { structure } = parts(spec);
  return Object.assign(geometry(result), {
    warnings,
    async update(next: TopLevelSpec): Promise<boolean> {
      const { structure: wanted, datasets, params, width, height, padding } = parts(next);
      if (wanted !== structure) return false;
      for (const [name, rows] of Object.entries(datasets)) view.data(name, rows);
      for (const { name, value } of params) view.signal(name, value);
      await view.width(width).height(height).padding(padding).runAsync();
      check();
      return true;
    },
    finalize: () => result.finalize(),
  });
}

/** The parts of a spec: those that `update` can change, and the structure, which has to stay the same. */
interface Parts extends Size {
  readonly structure: string;
  readonly datasets: Readonly<Record<string, unknown[]>>;
  readonly params: readonly { readonly name: string; readonly value?: unknown }[];
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly padding:
    number | { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

function parts(spec: TopLevelSpec): Parts {
  const { datasets = {}, params = [], width, height, padding, ...rest } = spec as Partial<Parts> & Size;
  const names = [Object.keys(datasets), params.map(({ name }) => name)];
  return { structure: JSON.stringify([rest, names]), datasets, params, width, height, padding };
}

/** Rejects every request of Vega, because specs contain their data. */
const refuse = (): Promise<never> => Promise.reject(new Error('Charts must not load data.'));

/** Replaces the setter of `innerHTML`, by which Vega-Embed empties its element: Trusted Types forbid it. */
function clearWithoutHtml(element: HTMLElement): void {
  Object.defineProperty(element, 'innerHTML', { configurable: true, set: () => element.replaceChildren() });
}

function collector(errors: string[], warnings: string[]): LoggerInterface {
  const into =
    (list: string[] | undefined) =>
    (...messages: readonly unknown[]): LoggerInterface => {
      list?.push(messages.map(String).join(' '));
      return logger;
    };
  const level = ((value?: number) => (value === undefined ? 2 : logger)) as LoggerInterface['level'];
  const logger = { level, error: into(errors), warn: into(warnings), info: into(undefined), debug: into(undefined) };
  return logger;
}

function geometry({ view, vgSpec }: Result): Pick<Picture, 'box' | 'axis' | 'toPixel' | 'indexAt'> {
  const axis = vgSpec.scales?.some(({ name }) => name === 'x') ?? false;
  const scale = () => view.scale('x') as { (index: number): number; invert(x: number): number };
  let below: number | undefined;
  if (!axis) view.addEventListener('pointermove', (_, item) => void (below = indexOf(item)));
  return {
    get box() {
      const { left, top } = view.padding() as { left: number; top: number };
      const [x, y] = view.origin();
      return { left: left + x, top: top + y, width: view.width(), height: view.height() };
    },
    axis,
    toPixel(index) {
      const { box } = this;
      return axis ? { x: box.left + scale()(index), y: box.top } : middleOf(view.scenegraph(), index, box);
    },
    indexAt(x) {
      return axis ? Math.round(scale().invert(x - this.box.left)) : below;
    },
  };
}

/** The properties of Vega's scenegraph that this module reads. */
interface SceneNode {
  readonly root?: SceneNode;
  readonly items?: readonly SceneNode[];
  readonly datum?: unknown;
  readonly bounds?: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
}

interface Datum {
  readonly i?: number;
  /** Pixels from the top left of the plot. */
  readonly at?: Point;
}

const datumOf = (item: { readonly datum?: unknown } | null | undefined): Datum | null | undefined =>
  item?.datum as Datum | null | undefined;

const indexOf = (item: { readonly datum?: unknown } | null | undefined): number | undefined => datumOf(item)?.i;

function middleOf(node: SceneNode, index: number, box: Box): Point | undefined {
  if (indexOf(node) === index && node.bounds) {
    const { x1, x2, y1, y2 } = node.bounds;
    const { x, y } = datumOf(node)?.at ?? { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
    return { x: box.left + x, y: box.top + y };
  }
  for (const child of node.root ? [node.root] : (node.items ?? [])) {
    const found = middleOf(child, index, box);
    if (found) return found;
  }
  return undefined;
}
