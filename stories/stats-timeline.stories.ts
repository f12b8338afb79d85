import type { Meta } from '@storybook/web-components-vite';
import { LONG_HEADING } from './sources.js';
import { INVENTED, dataControls, draw, german, inState, narrow, rightToLeft, withArgs, type Args } from './story.js';

const byType = { breakdown: 'resourceTypes' };

export default {
  title: 'Widgets/stats-timeline',
  component: 'stats-timeline',
  tags: ['autodocs'],
  render: draw,
  args: { ...INVENTED, metrics: 'views downloads', range: '12months', granularity: 'month' },
  argTypes: dataControls(
    'metrics',
    'kind',
    'breakdown',
    'chart-type',
    'line-display',
    'max-series',
    'height',
    'heading',
  ),
  parameters: { frame: { width: 860 } },
} satisfies Meta<Args>;

export const Data = inState('Data');
export const Bars = withArgs({ 'chart-type': 'bar' }, 'A bar per calendar unit.');
export const Stacked = withArgs(byType, 'The parts of each month on top of each other: their upper edge is the whole.');
export const Overlaid = withArgs({ ...byType, 'line-display': 'overlapping' }, 'Each part as a line of its own.');
export const StackedBars = withArgs(
  { ...byType, 'chart-type': 'bar', 'max-series': 3 },
  'Three parts, the rest is “other”.',
);
export const Total = withArgs(
  { metrics: 'records', kind: 'snapshot', range: 'allTime', granularity: 'year' },
  'What there was at the end of each year.',
);
export const Days = withArgs(
  { metrics: 'records', range: '90days', granularity: 'day' },
  'Days on which more was removed than added go below the line.',
);
export const Compared = withArgs(
  { compare: 'previous' },
  'The months before are a second, dashed line; the tooltips name both.',
);
export const Loading = inState('Loading');
export const Empty = inState('Empty');
export const NotProvided = inState('NotProvided');
export const PartlyProvided = inState('PartlyProvided', { range: '12months' });
export const DaysNotCounted = inState('DaysNotCounted', { range: '12months' });
export const PartlyLoaded = inState('PartlyLoaded', { range: '12months' });
export const Error = inState('Error');
export const OnePoint = inState('OnePoint');
export const VeryLongLabels = inState('VeryLongLabels', { ...byType, heading: LONG_HEADING });
export const HugeNumbers = inState('HugeNumbers');
export const German = german(byType);
export const RightToLeft = rightToLeft(byType);
export const Narrow = narrow(byType);
