/** The only user of Vega, loaded with the first chart. Draws under a strict Content-Security-Policy. */
import type { Spec, View } from 'vega';
import type { Result } from 'vega-embed';
import type { Config, TopLevelSpec } from 'vega-lite';
import { lazy, type Lazy } from '../util/lazy.js';
import type { Point } from '../util/quad.js';
import { select, selectionOf, type ChartSelection } from './parameters.js';
import { vegaTheme, type ChartTheme } from './theme.js';

export interface EmbedOptions {
  /** Loads the text at an address in a spec of the page, which has legends and parameters of its own; absent: the spec is ours. */
  readonly load?: (address: string) => Promise<string>;
  /** Called when the reader has changed the choices in the chart. */
  readonly onSelect?: () => void;
  /** Called with the content of Vega's own tooltip for a mark with the channel `tooltip`; with nothing to close it. */
  readonly onTooltip?: (content: unknown, event: MouseEvent) => void;
}

const vegaOnce = lazy(async () => {
  const [{ default: embed }, { expressionInterpreter: expr }, { loader, logger, mergeConfig }] = await Promise.all([
    import('vega-embed'),
    import('vega-interpreter'),
    import('vega'),
  ]);
  return { embed, expr, loader, logger, mergeConfig };
});

/** Loads Vega, also before there is a spec to draw. Untyped, since the published types of Vega-Embed do not compile. */
export const loadVega: Lazy<unknown> = vegaOnce;

/** Returns a spec under a theme. Settings of the page take precedence over the theme, and those of the spec over both. */
export async function themed(spec: TopLevelSpec, theme: ChartTheme, page: readonly Config[]): Promise<TopLevelSpec> {
  const { mergeConfig } = await vegaOnce();
  return { ...spec, config: mergeConfig<Config>(vegaTheme(theme), ...page, spec.config ?? {}) };
}

/** A chart that has been drawn. Positions are those of the latest drawing. */
export type Picture = Awaited<ReturnType<typeof embed>>;

/**
 * Draws a spec into an element, which need not be in the page yet.
 * @throws Error if Vega cannot be loaded, or rejects the spec
 */
export async function embed(element: HTMLElement, spec: TopLevelSpec, options: EmbedOptions = {}) {
  const { embed, expr, loader, logger } = await vegaOnce();
  const errors: string[] = [];
  const warnings: string[] = [];
  // Vega-Embed empties its element by `innerHTML`, which Trusted Types forbid.
  Object.defineProperty(element, 'innerHTML', { configurable: true, set: () => element.replaceChildren() });
  const result = await embed(element, spec, {
    ...{ mode: 'vega-lite', ast: true, expr, actions: false, defaultStyle: false, renderer: 'svg' },
    tooltip: (_handler, event, _item, content: unknown) => options.onTooltip?.(content, event),
    config: { aria: false },
    // Vega-Lite ignores `disable` in the configuration if a channel has settings of its legend.
    ...(!options.load && { patch: (vega: Spec): Spec => ({ ...vega, legends: [] }) }),
    // 2 stands for errors and warnings.
    logger: logger(2, undefined, (_method, level, messages) => {
      const text = [...messages].map(String).join(' ');
      (level === 'ERROR' || (options.load && /^(Loading|Data ingestion) failed/.test(text)) ? errors : warnings).push(
        text,
      );
    }),
    loader: Object.assign(loader(), { load: options.load ?? refuse, http: refuse, file: refuse }),
  });
  // Vega logs errors of drawing instead of throwing them.
  const check = (): void => {
    if (!errors.length) return;
    result.finalize();
    throw new Error(errors.join('\n'));
  };
  check();
  const { view } = result;
  let drawn = partsOf(spec);
  // Parameters of the page have meanings of their own.
  const names = options.load ? [] : drawn.params.flatMap(({ name, select }) => (select ? [name] : []));
  // Other choices may change in the same run.
  const onSelect = (): unknown => view.runAfter(() => options.onSelect?.());
  for (const name of names) view.addSignalListener(name, onSelect);
  return Object.assign(geometry(result), {
    /** Warnings of Vega. Any of them means a mistake in the spec. */
    warnings,
    /** Returns the choices in the chart. */
    selection: (): ChartSelection => selectionOf(view, names),
    /** Changes the choices in the chart. */
    select(selection: ChartSelection): void {
      select(view, names, selection, (bucket) => centreOf(view, bucket));
      void view.runAsync();
    },
    /**
     * Draws another spec in place if only its size, `datasets` and values of `params` differ. Resolves to false if a
     * new chart is needed.
     * @throws Error as `embed` does
     */
    async update(next: TopLevelSpec): Promise<boolean> {
      const wanted = partsOf(next);
      const { width, height, padding, datasets, params } = wanted;
      if (wanted.structure !== drawn.structure || options.load) return false;
      for (const [name, rows] of Object.entries(datasets)) {
        if (rows !== drawn.datasets[name]) view.data(name, rows);
      }
      for (const { name, select, value } of params) if (!select) view.signal(name, value);
      drawn = wanted;
      await view.width(width).height(height).padding(padding).runAsync();
      check();
      return true;
    },
    /** Resolves when pending events have taken effect. */
    idle: (): Promise<unknown> => view.runAsync(),
    finalize: (): void => result.finalize(),
  });
}

/** Rejects every request of Vega: our specs contain their data. */
const refuse = (): Promise<never> => Promise.reject(new Error('Charts must not load data.'));

/** The parts of a spec that `update` can change, and its structure, which has to stay the same. */
function partsOf(spec: TopLevelSpec) {
  const { datasets = {}, params = [], width, height, padding, ...rest } = spec as UpdatableSpec;
  const fixed = [rest, Object.keys(datasets), params.map(({ name, select }) => [name, select])];
  return { structure: JSON.stringify(fixed), datasets, params, width, height, padding };
}

interface UpdatableSpec extends Record<'width' | 'height', number> {
  readonly datasets?: Readonly<Record<string, unknown[]>>;
  readonly params?: readonly { readonly name: string; readonly value?: unknown; readonly select?: unknown }[];
  readonly padding: number | Record<'left' | 'right' | 'top' | 'bottom', number>;
}

/** Returns the centre of a bucket on the x axis, in pixels from the left of the plot. */
function centreOf(view: View, bucket: number): number {
  const scale = view.scale('x') as { (bucket: number): number; bandwidth?(): number };
  return scale(bucket) + (scale.bandwidth?.() ?? 0) / 2;
}

function geometry({ view, vgSpec }: Result) {
  const axis = vgSpec.scales?.some(({ name }) => name === 'x') ?? false;
  let below: number | undefined;
  if (!axis)
    view.addEventListener('pointermove', (_, item) => void (below = (item?.datum as SceneNode['datum'])?.index));
  return {
    /** The plot without its axes. */
    get box() {
      const { left, top } = view.padding() as { left: number; top: number };
      const [x, y] = view.origin();
      return { left: left + x, top: top + y, width: view.width(), height: view.height() };
    },
    /** True if the values lie along an x axis; false if each value is a shape (a slice, a country). */
    axis,
    /** Returns the position of a bucket, at the top of the plot, or of the shape whose row has this `index`. */
    toPixel(index: number): Point | undefined {
      const { left, top } = this.box;
      const point = axis ? { x: centreOf(view, index), y: 0 } : middleOf(view, view.scenegraph(), index);
      return point && { x: left + point.x, y: top + point.y };
    },
    /**
     * Returns the bucket nearest to a position on the x axis (possibly beyond the last one), or the `index` of the shape
     * below the pointer.
     */
    indexAt(x: number): number | undefined {
      if (!axis) return below;
      const [zero, one] = [centreOf(view, 0), centreOf(view, 1)];
      return Math.round((x - this.box.left - zero) / (one - zero)) || 0;
    },
  };
}

/** The properties of Vega's scenegraph that this module reads. */
interface SceneNode {
  readonly root?: SceneNode;
  readonly items?: readonly SceneNode[];
  /** A row; `middle` is the longitude and latitude of the place that stands for its shape, by default the centre. */
  readonly datum?: { readonly index?: number; readonly middle?: readonly [number, number] } | null;
  readonly bounds?: Readonly<Record<'x1' | 'x2' | 'y1' | 'y2', number>>;
}

/** Returns the middle of a shape in pixels from the top left of the plot. */
function middleOf(view: View, node: SceneNode, index: number): Point | undefined {
  const { datum, bounds } = node;
  if (datum?.index === index && bounds) {
    const project = datum.middle && (view.scale('projection') as (place: unknown) => [number, number]);
    const [x, y] = project?.(datum.middle) ?? [(bounds.x1 + bounds.x2) / 2, (bounds.y1 + bounds.y2) / 2];
    return { x, y };
  }
  for (const child of node.root ? [node.root] : (node.items ?? [])) {
    const found = middleOf(view, child, index);
    if (found) return found;
  }
  return undefined;
}
