/** The picture of a view on a map: countries in colours, and their tooltips. */
import { classBreaks, classColors, classOf, noDataColor, zeroColor } from './color-classes.js';
import { codeOf, DRAWN } from '../../src/vocabulary/countries.js';
import type { MapColors } from '../../src/chart/map-spec.js';
import { CSS_THEME } from '../styles/chart-theme.js';
import type { ChartTheme } from '../../src/chart/theme.js';
import { partNames, shareText } from '../../src/i18n/format.js';
import type { I18n } from '../../src/i18n/i18n.js';
import { allMessages } from '../../src/i18n/all-messages.js';
import type { Country, MapView } from '../../src/view/map-view.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import type { Tooltip } from '../chart/stats-chart.js';
import { countedName } from '../internal/counted-name.js';

/** A country that the map draws. */
interface DrawnCountry {
  readonly code: string;
  readonly label: string;
  /** Absent: there is no data of it. */
  readonly country?: Country;
}

interface MapPictureOptions {
  readonly metric: Metric;
  /** Draws all countries with a value in one colour, without their values. */
  readonly uniform: boolean;
}

/** The picture of a view: countries, classes of values, tooltips. */
export interface MapPicture extends MapPictureOptions {
  /** The lower bounds of the classes of values. */
  readonly bounds: readonly number[];
  /** Countries with a value, the largest first, then all others. */
  readonly drawn: readonly DrawnCountry[];
  /** The number of `drawn` countries that have a value. */
  readonly known: number;
  /** Countries with a value that the map does not draw. */
  readonly notDrawn: readonly Country[];
  /** One for each of `drawn`. */
  readonly tooltips: readonly Tooltip[];
}

/** The bounds of a map that does not distinguish values: everything above 0 is one class. */
const SINGLE_CLASS: readonly number[] = [0];

const hasVisits = (country: Country | undefined): boolean => country !== undefined && country.value > 0;

/** Creates the picture of a view. */
export function mapPicture(i18n: I18n, view: MapView, options: MapPictureOptions): MapPicture {
  const { countries, unit } = view;
  const { uniform } = options;
  const values = countries.map(({ value }) => value);
  const bounds = uniform ? SINGLE_CLASS : classBreaks(values, unit === 'bytes' && i18n.binarySizes ? 1024 : 1000);
  const byCode = new Map(countries.map((country) => [codeOf(country.id), country]));
  const known = [...byCode].filter(([code]) => DRAWN.has(code));
  const others = [...DRAWN].filter((code) => !byCode.has(code));
  const drawn: DrawnCountry[] = [
    ...known.map(([code, country]) => ({ code, label: country.label, country })),
    ...others.map((code) => ({ code, label: partNames(i18n)('countries', code, '') })),
  ];
  const color = countryColors({ bounds, uniform }, CSS_THEME);
  return {
    ...options,
    bounds,
    drawn,
    known: known.length,
    notDrawn: [...byCode].flatMap(([code, country]) => (DRAWN.has(code) ? [] : [country])),
    tooltips: drawn.map((each) => tooltipOf(i18n, each, view, options, color(each.country))),
  };
}

function tooltipOf(
  i18n: I18n,
  { label, country }: DrawnCountry,
  view: MapView,
  { metric, uniform }: MapPictureOptions,
  color: string,
): Tooltip {
  const messages = allMessages(i18n);
  const row = { label: countedName(i18n, metric, view).name, color };
  if (uniform) return { label, rows: [{ ...row, text: hasVisits(country) ? '' : messages.map.noneKnown }] };
  if (!country) return { label, rows: [{ ...row, text: messages.empty }] };
  return {
    label,
    rows: [
      { ...row, text: i18n.value(country.value, view.unit, Infinity) },
      ...(country.share === null ? [] : [{ label: messages.share, text: shareText(i18n, country.share) }]),
    ],
  };
}

/** Returns the colours of a picture. */
export function mapColors({ bounds, uniform }: Pick<MapPicture, 'bounds' | 'uniform'>, theme: ChartTheme): MapColors {
  const classes = classColors(bounds.length, theme);
  return { uniform, noData: noDataColor(theme), zero: zeroColor(theme), classes, bounds };
}

/** Returns the colour of each country; `undefined` stands for countries without data. */
export function countryColors(
  picture: Pick<MapPicture, 'bounds' | 'uniform'>,
  theme: ChartTheme,
): (country: Country | undefined) => string {
  const { uniform, noData, zero, classes, bounds } = mapColors(picture, theme);
  if (uniform) return (country) => (hasVisits(country) ? (classes[0] as string) : noData);
  return (country) => (country ? (classes[classOf(country.value, bounds)] ?? zero) : noData);
}
