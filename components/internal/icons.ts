import { svg, type SVGTemplateResult } from 'lit';
import { DISPLAY_ICONS } from './display-icons.js';

/** Line drawings on a square of 16. */
const DRAWINGS = {
  ...DISPLAY_ICONS,
  file: svg`<path d="M4 1.5h5.5L12.5 4.5v10h-8.5zM9.5 1.5v3h3" />`,
  files: svg`<path d="M5.5 1.5h5l2.5 2.5v7.5h-7.5zM5.5 4.5h-2.5v10h7v-3" />`,
  people: svg`<circle cx="6" cy="5" r="2.5" /><path d="M1.5 14c0-3 2-5 4.5-5s4.5 2 4.5 5M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12 9.5c1.7.7 2.5 2.3 2.5 4.5" />`,
  database: svg`<ellipse cx="8" cy="3.5" rx="5.5" ry="2" /><path d="M2.5 3.5v9c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2v-9M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2" />`,
  eye: svg`<path d="M1 8c1.7-3 4-4.5 7-4.5s5.3 1.5 7 4.5c-1.7 3-4 4.5-7 4.5s-5.3-1.5-7-4.5z" /><circle cx="8" cy="8" r="2" />`,
  download: svg`<path d="M8 1.5v9M4.5 7 8 10.5 11.5 7M2 14h12" />`,
  line: svg`<path d="M1.5 1.5v13h13M4 11l3-4 3 2 4-5.5" />`,
  bars: svg`<path d="M1.5 14.5h13M4 14V8M8 14V3M12 14V6" />`,
  tag: svg`<path d="M1.5 2v5.5l7 7 6-6-7-7H2z" /><circle cx="5" cy="5" r=".8" />`,
  lock: svg`<path d="M3 7h10v7.5H3zM5 7V4.5a3 3 0 0 1 6 0V7" />`,
  language: svg`<path d="M1.5 2.5h13v8.5H8L4.5 14v-3h-3zM4.5 6.7h7" />`,
  university: svg`<path d="M1.5 6 8 2l6.5 4zM3.5 6v6M6.5 6v6M9.5 6v6M12.5 6v6M1.5 14.5h13M2.5 12h11" />`,
  money: svg`<path d="M1 4h14v8.5H1z" /><circle cx="8" cy="8.25" r="2" /><path d="M3.5 6.5v3.5M12.5 6.5v3.5" />`,
  newspaper: svg`<path d="M1.5 2.5h10.5v11.5H3a1.5 1.5 0 0 1-1.5-1.5zM12 6h2.5v6.5a1.5 1.5 0 0 1-2.5 1M4 5.5h5.5M4 8.5h5.5M4 11h3" />`,
  building: svg`<path d="M3 14.5v-13h10v13M1.5 14.5h13M6 4.5h1M9 4.5h1M6 7.5h1M9 7.5h1M7 14.5v-3.5h2v3.5" />`,
  copyright: svg`<circle cx="8" cy="8" r="6.5" /><path d="M10.3 9.8a2.9 2.9 0 1 1 0-3.6" />`,
  globe: svg`<circle cx="8" cy="8" r="6.5" /><path d="M1.5 8h13M8 1.5c4 4 4 9 0 13c-4-4-4-9 0-13z" />`,
  link: svg`<path d="M6.5 3.5h-4v10h10v-4M9 2h5v5M14 2 7.5 8.5" />`,
  calendar: svg`<path d="M2 3.5h12v11H2zM2 7h12M5 1.5v3.5M11 1.5v3.5" />`,
} as const;

type Drawing = keyof typeof DRAWINGS;

/** Other names of the drawings: layouts use the names of Semantic UI's icons. */
const NAMES: Readonly<Partial<Record<Drawing, readonly string[]>>> = {
  file: ['file outline'],
  files: ['file alternate', 'book', 'copy'],
  people: ['users', 'user'],
  database: ['disk', 'hdd', 'server'],
  pie: ['chart pie'],
  eye: ['eye outline'],
  download: ['cloud download'],
  line: ['chart line', 'chart area'],
  bars: ['chart bar', 'chart bar outline'],
  tag: ['tags'],
  lock: ['lock open', 'unlock'],
  language: ['translate'],
  money: ['money bill', 'money bill alternate', 'dollar sign'],
  newspaper: ['newspaper outline'],
  building: ['building outline'],
  copyright: ['balance scale'],
  globe: ['world', 'map', 'globe americas'],
  link: ['external', 'external alternate', 'external link', 'linkify'],
  calendar: ['calendar alternate'],
};

/** Returns the drawing for an icon's name in a layout; `undefined` for an unknown name. */
export function drawingOf(name: string): SVGTemplateResult | undefined {
  const drawings = Object.keys(DRAWINGS) as Drawing[];
  const known = drawings.find((drawing) => drawing === name || NAMES[drawing]?.includes(name));
  return known && DRAWINGS[known];
}
