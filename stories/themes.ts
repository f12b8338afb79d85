/** The themes of the guide "Theming": one table, which the guide, the gallery and the tests share. */

/** The texts of the files that pages copy, by their paths. */
const FILES = import.meta.glob<string>('./guides/themes/*.css', { query: '?raw', import: 'default', eager: true });

/** The themes, and what the gallery says about them. */
export const THEMES = {
  default: 'The look without a theme.',
  university: 'Claret on ivory, headings with serifs, square corners.',
  'high-contrast': 'Black and white, with strong lines and bars.',
  'okabe-ito': 'For readers who do not see red and green well. More is blue, less is orange.',
  quiet: 'One hue and no cards, for a text or for paper.',
} as const;

export type ThemeName = keyof typeof THEMES;

/** Returns the text of the file of a theme. */
export const cssOf = (name: ThemeName): string => FILES[`./guides/themes/${name}.css`] as string;

/** Returns the style sheet of a theme for one element and what is in it, where the file is for the whole page. */
export const scoped = (name: ThemeName): string =>
  `.theme-${name} { background: var(--stats-background); ${cssOf(name).replace(':root', '&')} }`;

/** A dashboard with every kind of widget. */
export const EVERYTHING = {
  tabs: [
    {
      name: 'usage',
      label: 'Usage',
      rows: [
        {
          components: ['SingleStatViews', 'SingleStatDownloads', 'SingleStatRecordCount', 'SingleStatDataVolume'].map(
            (component) => ({ component, width: 4, tablet: 8 }),
          ),
        },
        {
          components: [
            {
              component: 'StatsTimeline',
              width: 16,
              props: { metrics: ['views'], breakdown: 'resourceTypes', maxSeries: 8 },
            },
          ],
        },
        {
          components: [
            { component: 'StatsTimeline', width: 8, props: { metrics: ['views'] } },
            {
              component: 'ResourceTypesMultiDisplayViewsDelta',
              width: 8,
              props: { default_view: 'pie', pageSize: 8 },
            },
          ],
        },
        {
          components: [
            { component: 'CountriesMultiDisplayViewsDelta', width: 8, props: { default_view: 'list', pageSize: 6 } },
            { component: 'StatsMap', width: 8, props: { metric: 'views' } },
          ],
        },
      ],
    },
    {
      name: 'access',
      label: 'Access',
      rows: [
        {
          components: [
            { component: 'AccessStatusesMultiDisplayViewsDelta', width: 8, props: { default_view: 'table' } },
            { component: 'StatsTimeline', width: 8, props: { metrics: ['views', 'downloads'], chartType: 'bar' } },
          ],
        },
      ],
    },
  ],
};
