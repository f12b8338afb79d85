/** Shared code of all stories: drawing, controls, and one line per state. */
import type { Meta, StoryContext, StoryObj } from '@storybook/web-components-vite';
import { PRESET_NAMES } from '../src/data/range.js';
import '../src/define.js';
import { BREAKDOWN_NAMES } from '../src/vocabulary/breakdowns.js';
import { METRIC_NAMES } from '../src/vocabulary/metrics.js';
import { COMPARISONS, GRANULARITIES, KINDS } from '../src/vocabulary/terms.js';
import { BREAKDOWN_DISPLAYS } from '../components/breakdown/stats-breakdown.js';
import { LINE_DISPLAYS } from '../components/timeline/stats-timeline.js';
import { STATES, TODAY, sourceOf, type StateName } from './sources.js';

/** Attributes by their names in HTML. An action of Storybook (`onStatsLoad`) listens to the event of that name. */
export type Args = Record<string, unknown>;
export type Story = StoryObj<Args>;
type ArgTypes = NonNullable<Meta<Args>['argTypes']>;

/** The page around an element. */
export interface Frame {
  readonly lang?: string;
  readonly dir?: 'ltr' | 'rtl';
  /** The largest width of the element in pixels. */
  readonly width?: number;
}

interface StoryParameters {
  readonly frame?: Frame;
  readonly state?: StateName;
}

/** Returns the event of an action: `stats-load` for `onStatsLoad`. */
const eventOf = (name: string): string =>
  name.slice(2).replace(/[A-Z]/g, (letter, at) => (at ? '-' : '') + letter.toLowerCase());

/** Creates an element from its attributes. Functions listen to events; other objects are set as properties. */
export function element(tag: string, args: Args = {}, ...children: readonly Element[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(args)) {
    if (typeof value === 'boolean') made.toggleAttribute(name, value);
    else if (typeof value === 'string' || typeof value === 'number') made.setAttribute(name, String(value));
    else if (typeof value === 'function') made.addEventListener(eventOf(name), value as EventListener);
    else if (value) Object.assign(made, { [name]: value });
  }
  made.append(...children);
  return made;
}

/** Puts elements into a frame. */
export function framed({ width, ...language }: Frame, ...elements: readonly Element[]): HTMLElement {
  const frame = element('div', language);
  if (width) frame.style.maxInlineSize = `${width}px`;
  frame.append(...elements);
  return frame;
}

/** Puts elements side by side, as many as there is room for. */
export function grid(width: number, ...elements: readonly Element[]): HTMLElement {
  const columns = `repeat(auto-fill, minmax(min(${width}px, 100%), 1fr))`;
  const made = element('div', {}, ...elements);
  made.style.cssText = `display: grid; gap: 16px; margin-block-end: 16px; grid-template-columns: ${columns}`;
  return made;
}

/** Draws the element of a story with its attributes, on the numbers and in the frame that its parameters name. */
export function draw(args: Args, { component = '', parameters }: StoryContext<Args>): HTMLElement {
  const { frame = {}, state } = parameters as StoryParameters;
  const source = state && sourceOf(state);
  return framed(frame, element(component, source ? { ...args, 'test-data': false, source } : args));
}

/** Draws a control inside a dashboard, which has the attributes of the story. */
export const drawControl = (args: Args, { component = '', parameters }: StoryContext<Args>): HTMLElement =>
  framed((parameters as StoryParameters).frame ?? {}, element('stats-dashboard', args, element(component)));

const text = { control: 'text' } as const;
const number = { control: 'number' } as const;
const flag = { control: 'boolean' } as const;
const choice = (...options: readonly unknown[]) => ({ control: 'select', options }) as const;

/** The controls of all attributes, which are documented in the code of their elements. */
const CONTROLS = {
  breakdown: choice(...BREAKDOWN_NAMES),
  'chart-type': choice('line', 'bar'),
  'compact-threshold': number,
  community: text,
  center: text,
  compare: choice(...COMPARISONS),
  'date-basis': choice('added'),
  granularity: choice(...GRANULARITIES),
  heading: text,
  'heading-level': number,
  height: number,
  'hide-other': flag,
  icon: text,
  kind: choice(...KINDS),
  label: text,
  layout: choice('global', 'community'),
  'line-display': choice(...LINE_DISPLAYS),
  'max-height': text,
  'max-series': number,
  metric: choice(...METRIC_NAMES),
  metrics: text,
  'min-height': number,
  order: choice('mostviewed', 'mostdownloaded', 'mostcited'),
  'page-size': number,
  record: text,
  'records-src': text,
  'search-base': text,
  range: choice(...PRESET_NAMES, '2026-05-30/2026-06-12'),
  tab: choice('content', 'contributions', 'traffic', 'usage'),
  'test-data': flag,
  today: text,
  'uniform-color-mode': flag,
  unit: choice('count', 'bytes'),
  value: number,
  display: choice(...BREAKDOWN_DISPLAYS),
  views: text,
  zoom: number,
} as const satisfies ArgTypes;

type Control = keyof typeof CONTROLS;

/** The attributes of all elements with numbers. */
const DATA_CONTROLS: readonly Control[] = [
  'test-data',
  'community',
  'date-basis',
  'range',
  'granularity',
  'compare',
  'today',
];

/** Returns the controls of an element without numbers of a service. */
export const controls = (...names: readonly Control[]): ArgTypes =>
  Object.fromEntries(names.map((name) => [name, CONTROLS[name]]));

/** Returns the controls of an element with numbers of a service. Each story sets the source. */
export const dataControls = (...names: readonly Control[]): ArgTypes => ({
  ...controls(...names, ...DATA_CONTROLS),
  ...Object.fromEntries(['src', 'source', 'credentials', 'data'].map((name) => [name, { control: false }])),
});

/** The first attributes of every story of an element with numbers. */
export const INVENTED = { 'test-data': true, today: TODAY } as const;

/** Creates a story with other attributes. */
export const withArgs = (args: Args, story = '', frame?: Frame): Story => ({
  args,
  parameters: { docs: { description: { story } }, ...(frame && { frame }) },
});

/** Creates a story of the element in one of its states. */
export const inState = (state: StateName, args: Args = {}): Story => ({
  args,
  parameters: { state, docs: { description: { story: STATES[state].text } } },
});

/** Creates a story of the element in German; the functions below: with another direction or width. */
export const german = (args: Args = {}): Story => withArgs(args, 'The nearest `lang` is `de`.', { lang: 'de' });

export const rightToLeft = (args: Args = {}): Story =>
  withArgs(args, 'The nearest `dir` is `rtl`, `lang` is `ar`: Arabic numbers and dates, English texts.', {
    lang: 'ar',
    dir: 'rtl',
  });

export const narrow = (args: Args = {}): Story => withArgs(args, 'In a box of 320 pixels.', { width: 320 });
