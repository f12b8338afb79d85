import type { Meta } from '@storybook/web-components-vite';
import {
  INVENTED,
  dataControls,
  draw,
  element,
  framed,
  german,
  grid,
  inState,
  narrow,
  rightToLeft,
  withArgs,
  type Args,
  type Story,
} from './story.js';

/** A tab with few widgets. */
const usage = { tab: 'usage', layout: 'community' };

/** A layout of the page: one tab, one row. */
const LAYOUT = {
  tabs: [
    {
      name: 'reading',
      label: { en: 'Reading', de: 'Lesen' },
      rows: [
        {
          components: [
            { component: 'SingleStatViews', width: 5 },
            { component: 'CountriesMultiDisplayViewsDelta', width: 11, props: { pageSize: 5, default_view: 'list' } },
          ],
        },
      ],
    },
  ],
};

const MISTAKES = {
  rows: [
    {
      components: [
        { component: 'SingleStatRecordCount', width: 6 },
        { component: 'SingleStatRecordCuont', width: 6 },
      ],
    },
    { components: [{ component: 'SingleStatViews', width: 44 }] },
  ],
};

/** Creates a story of a service that answers without numbers. */
const withoutNumbers = (args: Args, text: string): Story => ({
  args,
  parameters: { state: 'Empty', docs: { description: { story: text } } },
});

export default {
  title: 'Dashboard/stats-dashboard',
  component: 'stats-dashboard',
  tags: ['autodocs'],
  render: draw,
  args: { ...INVENTED },
  argTypes: { ...dataControls('layout', 'tab', 'heading-level'), config: { control: 'object' } },
} satisfies Meta<Args>;

export const Data = inState('Data');
export const Usage = withArgs({ tab: 'usage' }, 'Another tab of the same layout.');
export const Community = withArgs(
  { community: 'astronomy', range: '24months', granularity: 'quarter' },
  'A community has numbers and a layout of its own.',
);
export const OwnLayout = withArgs({ layout: JSON.stringify(LAYOUT) }, 'The layout stands in the attribute, as JSON.');
export const Mistakes = withArgs(
  { layout: JSON.stringify(MISTAKES) },
  'What a layout has wrong is said where it stands; the rest is shown.',
);
export const NoLayout = withArgs({ layout: '{"tabs": [' }, 'A layout that is no JSON.');
export const Configured = withArgs(
  {
    ...usage,
    config: JSON.stringify({
      title: 'Reading',
      description: 'What was read last.',
      default_granularity: 'week',
      display_binary_sizes: true,
    }),
  },
  'Title, description and defaults from the configuration of the page.',
);

export const Help = withArgs(
  { ...usage, config: JSON.stringify({ help_link: 'https://example.org/how-we-count' }) },
  'A link to the page’s own explanations, at the end.',
);
export const Disabled = withArgs(
  {
    config: JSON.stringify({
      dashboard_enabled: false,
      disabled_message: 'The managers of this community have not switched on its statistics.',
    }),
  },
  'Switched off by the configuration: a title and a message, and nothing is asked of the service.',
);
export const FirstRun = withArgs(
  { config: JSON.stringify({ first_run_incomplete: true }) },
  'The service has not counted once through.',
);
export const Updating = withArgs(
  { ...usage, config: JSON.stringify({ agg_in_progress: true }) },
  'The service is counting anew: the numbers are those of before.',
);
export const Calculating = withoutNumbers(
  { ...usage, config: JSON.stringify({ agg_in_progress: true }) },
  'The service has no number yet, and is counting.',
);

export const Composed: Story = {
  parameters: {
    docs: {
      description: { story: 'Widgets of the page’s own in place of a layout; they show what the dashboard has.' },
    },
  },
  render: (args) => {
    const figure = element('stats-figure', { metric: 'downloads' });
    const timeline = element('stats-timeline', { metrics: 'downloads', 'chart-type': 'bar', height: 180 });
    return framed({}, element('stats-dashboard', args, grid(400, figure, timeline)));
  },
};

export const Loading = inState('Loading', usage);
export const Empty = withoutNumbers(usage, 'Not one number: a sentence in place of the widgets; the controls stay.');
export const Error = inState('Error', usage);
export const OnePoint = inState('OnePoint', usage);
export const VeryLongLabels = inState('VeryLongLabels', usage);
export const HugeNumbers = inState('HugeNumbers', usage);
export const German = german(usage);
export const RightToLeft = rightToLeft(usage);
export const Narrow = narrow(usage);
