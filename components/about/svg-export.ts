/** Exports the picture of a widget: heading, drawing and legend as one SVG or PNG. */
import type { ChartTheme } from '../../src/chart/theme.js';
import { printable } from '../../src/report/report.js';

/** The contents of a picture. */
export interface PictureParts {
  readonly title: string;
  readonly subtitle: string;
  /** The drawing on the page. */
  readonly drawing: SVGSVGElement;
  /** The legend; its colours are not custom properties. */
  readonly legend: readonly { readonly label: string; readonly color: string }[];
  readonly theme: Pick<ChartTheme, 'text' | 'muted' | 'surface' | 'font'>;
}

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 20;
const TITLE = 22;
const SUBTITLE = 18;
const LEGEND = 20;
const SWATCH = 10;
/** The average width of a letter as a share of the font size. */
const LETTER = 0.58;

type Attributes = Readonly<Record<string, string | number>>;

/** Creates an SVG element. Labels become text nodes, never markup, without the characters that XML forbids. */
function node(name: string, attributes: Attributes, ...children: (Node | string)[]): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children.map((child) => (typeof child === 'string' ? printable(child) : child)));
  return element;
}

/** Breaks a legend into lines that are no wider than the picture. */
function legendLines(legend: PictureParts['legend'], room: number) {
  let [x, line] = [0, 0];
  return legend.map(({ label, color }) => {
    const width = SWATCH + 6 + label.length * 12 * LETTER + 16;
    if (x > 0 && x + width > room) [x, line] = [0, line + 1];
    const entry = { x, line, label, color };
    x += width;
    return entry;
  });
}

/** Creates an SVG element that is independent of the page. */
export function pictureSvg({ title, subtitle, drawing, legend, theme }: PictureParts): SVGSVGElement {
  // The picture on the page may be zoomed or rotated.
  const [width, height] = [drawing.width.baseVal.value, drawing.height.baseVal.value];
  const top = MARGIN + TITLE + (subtitle ? SUBTITLE : 0) + 8;
  const entries = legendLines(legend, width);
  const lines = (entries.at(-1)?.line ?? -1) + 1;
  const size = { width: width + 2 * MARGIN, height: top + height + lines * LEGEND + MARGIN };
  const picture = drawing.cloneNode(true) as SVGSVGElement;
  for (const [key, value] of Object.entries({ x: MARGIN, y: top, width, height }))
    picture.setAttribute(key, String(value));
  return node(
    'svg',
    { xmlns: SVG, ...size, viewBox: `0 0 ${size.width} ${size.height}`, 'font-family': theme.font },
    node('title', {}, title),
    node('rect', { width: '100%', height: '100%', fill: theme.surface }),
    node('text', { x: MARGIN, y: MARGIN + 14, 'font-size': 16, 'font-weight': 600, fill: theme.text }, title),
    node('text', { x: MARGIN, y: MARGIN + TITLE + 12, 'font-size': 13, fill: theme.muted }, subtitle),
    picture,
    ...entries.map(({ x, line, label, color }) =>
      node(
        'g',
        { transform: `translate(${MARGIN + x} ${top + height + line * LEGEND + 6})` },
        node('rect', { width: SWATCH, height: SWATCH, rx: 3, fill: color }),
        node('text', { x: SWATCH + 6, y: SWATCH - 1, 'font-size': 12, fill: theme.muted }, label),
      ),
    ),
  ) as SVGSVGElement;
}

/** Serializes an SVG element. */
export const svgText = (svg: SVGSVGElement): string => new XMLSerializer().serializeToString(svg);

/**
 * Converts an SVG element to PNG, two pixels for each CSS pixel.
 * @throws if the page's policy does not allow images from `data:` addresses
 */
export async function svgToPng(svg: SVGSVGElement): Promise<Blob> {
  const [width, height] = ['width', 'height'].map((name) => Number(svg.getAttribute(name))) as [number, number];
  const image = new Image(width * 2, height * 2);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: image.width, height: image.height });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is empty.'))), 'image/png'),
  );
}
