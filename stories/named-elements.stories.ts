import type { Meta } from '@storybook/web-components-vite';
import { ALIASES, ROWS_BY_TAG, areaOf, type CatalogueRow } from '../layouts/catalogue.js';
import { isAvailable } from '../layouts/define-elements.js';
import { INVENTED, dataControls, element, framed, grid, type Args, type Story } from './story.js';

/** Every label of a layout is an element: a generic one with presets. Here they are together inside a dashboard. */
const named = [...ROWS_BY_TAG.values()].filter(isAvailable);
const current = named.filter(({ label }) => !(label in ALIASES));

export default {
  title: 'Dashboard/Named elements',
  tags: ['autodocs'],
  args: { ...INVENTED, range: '12months' },
  argTypes: dataControls(),
} satisfies Meta<Args>;

/** Creates a story of the elements of these rows, side by side. */
const together = (rows: readonly CatalogueRow[], width: number, text: string): Story => ({
  parameters: { docs: { description: { story: text } } },
  render: (args) => {
    const shown = rows.map(({ tag }) => element(tag));
    return framed({}, element('stats-dashboard', args, grid(width, ...shown)));
  },
});

/** Returns the rows of a generic element that show numbers of the service. */
const of = (base: string): readonly CatalogueRow[] => current.filter((row) => row.base === base && areaOf(row));
const family = (suffix: string): readonly CatalogueRow[] =>
  of('stats-breakdown').filter(({ label }) => label.endsWith(`MultiDisplay${suffix}`));

export const One: Story = {
  args: { tag: 'resource-types-multi-display' },
  argTypes: {
    tag: { control: 'select', options: named.map(({ tag }) => tag), description: 'The element that is shown.' },
  },
  parameters: { docs: { description: { story: 'Any of them, old names included.' } } },
  render: ({ tag, ...args }) => framed({ width: 560 }, element(String(tag), args)),
};
export const Figures = together(
  of('stats-figure'),
  220,
  '`single-stat-…` is what happened in the range, `single-stat-…-cumulative` the total.',
);
export const Timelines = together(of('stats-timeline'), 560, 'The charts of content and traffic.');
export const Records = together(family(''), 420, '`…-multi-display`: the records that are there.');
export const NewRecords = together(
  family('Delta'),
  420,
  '`…-multi-display-delta`: the records that came in the range.',
);
export const Views = together(family('Views'), 420, '`…-multi-display-views`: all views until the last day.');
export const NewViews = together(family('ViewsDelta'), 420, '`…-multi-display-views-delta`: the views of the range.');
export const Downloads = together(
  family('Downloads'),
  420,
  '`…-multi-display-downloads`: all downloads until the last day.',
);
export const NewDownloads = together(
  family('DownloadsDelta'),
  420,
  '`…-multi-display-downloads-delta`: the downloads of the range.',
);
