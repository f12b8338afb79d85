import { chartTheme, colorsOf } from '../components/styles/chart-theme.js';
import type { ChartTheme, PlotFrame } from '../src/chart/theme.js';

/** A theme whose colours are the names of their custom properties. */
export const NAMED_THEME = chartTheme((property) => property.replace('--_', ''), 'Inter');

/** A theme of one colour that browsers know. */
export const PLAIN_THEME = chartTheme(() => 'rgb(1, 2, 3)', 'sans-serif');

/** Returns the part of a chart's frame that a theme decides. */
export const underTheme = (theme: ChartTheme): Pick<PlotFrame, 'theme' | 'colorsOf'> => ({
  theme,
  colorsOf: (ids) => colorsOf(ids, theme),
});
