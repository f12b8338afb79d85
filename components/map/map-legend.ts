import { html, nothing, type TemplateResult } from 'lit';
import type { ChartTheme } from '../../src/chart/theme.js';
import { formatList } from '../../src/i18n/format.js';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { MapView } from '../../src/view/map-view.js';
import { countedName } from '../internal/counted-name.js';
import { swatch } from '../internal/swatch.js';
import { mapColors, type MapPicture } from './map-picture.js';

/** The most countries that are named below the map because it does not draw them. */
const MOST_NAMED = 5;

/** A colour and its meaning. */
export interface LegendEntry {
  readonly label: string;
  readonly color: string;
}

/** The colours of a map and their meanings. */
export interface MapLegend {
  /** No data, and 0: apart from the classes, whose colours are a scale. */
  readonly apart: readonly LegendEntry[];
  /** `bound` is written below the place where a class begins. */
  readonly classes: readonly (LegendEntry & { readonly bound: string })[];
}

/** Returns the meanings of the colours of a picture. */
export function mapLegend(i18n: I18n, view: MapView, picture: MapPicture, theme: ChartTheme): MapLegend {
  const messages = allMessages(i18n);
  const { countries, unit } = view;
  const { metric, bounds, drawn, uniform } = picture;
  const { noData, zero, classes } = mapColors(picture, theme);
  if (uniform) {
    const label = countedName(i18n, metric, view).name;
    return {
      apart: [{ label: messages.map.noneKnown, color: noData }],
      classes: [{ bound: label, label, color: classes[0]! }],
    };
  }
  const hasUnknown = drawn.some(({ country }) => !country);
  const hasZero = countries.some(({ value }) => value <= 0);
  return {
    apart: [
      ...(hasUnknown ? [{ label: messages.empty, color: noData }] : []),
      ...(hasZero ? [{ label: i18n.number(0), color: zero }] : []),
    ],
    classes: bounds.map((value, i) => {
      const bound = i18n.value(value, unit);
      return { bound, label: messages.map.from(bound), color: classes[i]! };
    }),
  };
}

/** Renders a legend. */
export const legendTemplate = ({ apart, classes }: MapLegend): TemplateResult =>
  html`<div class="legend" part="legend">
    ${
      apart.length
        ? html`<ul class="apart">
            ${apart.map(({ label, color }) => html`<li>${swatch(color)}${label}</li>`)}
          </ul>`
        : nothing
    }
    <ul class="classes">
      ${classes.map(
        ({ bound, label, color }) =>
          html`<li title=${label}>
            ${swatch(color)}<span aria-hidden="true">${bound}</span><span class="sr-only">${label}</span>
          </li>`,
      )}
    </ul>
  </div>`;

/** Returns notes on numbers that are counted but cannot be seen on the map. */
export function mapNotes(
  i18n: I18n,
  view: MapView,
  { metric, notDrawn, uniform }: MapPicture,
  isTable: boolean,
): readonly string[] {
  const messages = allMessages(i18n);
  const { named, andMore, notDrawn: notDrawnText, known } = messages.map;
  const write = (value: number): string => i18n.value(value, view.unit, Infinity);
  const names = formatList(
    i18n,
    notDrawn.slice(0, MOST_NAMED).map(({ label, value }) => (uniform ? label : named(label, write(value)))),
  );
  const more = notDrawn.length - MOST_NAMED;
  return [
    names && !isTable ? notDrawnText(more > 0 ? andMore(names, more) : names) : '',
    !view.totalOfParts && view.known < (view.total ?? 0)
      ? known(write(view.known), write(view.total ?? 0), countedName(i18n, metric, view).name)
      : '',
    view.exceedsWhole ? messages.exceedsWhole : '',
    view.hidden > 0 ? `${messages.hidden.countries(write(view.hidden))}.` : '',
  ].filter(Boolean);
}
