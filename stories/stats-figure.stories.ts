import type { Meta } from '@storybook/web-components-vite';
import { LONG_HEADING } from './sources.js';
import { INVENTED, dataControls, draw, german, inState, narrow, rightToLeft, withArgs, type Args } from './story.js';

export default {
  title: 'Widgets/stats-figure',
  component: 'stats-figure',
  tags: ['autodocs'],
  render: draw,
  args: { ...INVENTED, metric: 'views', range: '12months' },
  argTypes: dataControls('metric', 'kind', 'heading', 'icon', 'compact-threshold', 'value', 'unit'),
  parameters: { frame: { width: 300 } },
} satisfies Meta<Args>;

export const Data = inState('Data');
export const Total = withArgs({ metric: 'records', kind: 'snapshot' }, 'All that is there on the last day.');
export const Bytes = withArgs({ metric: 'downloadVolume' }, 'What is counted in bytes is written as a size.');
export const InFull = withArgs({ 'compact-threshold': 1e9 }, 'Every digit, up to a thousand million.');
export const OwnNumber = withArgs(
  { 'test-data': false, metric: undefined, value: 48_211, heading: 'Maps scanned' },
  'A number of the page’s own, without a service.',
);
export const Compared = withArgs(
  { compare: 'previous' },
  'What it was in the twelve months before. An unfinished month is compared with the same days of the other.',
);
export const WithIcon = withArgs(
  { icon: 'eye' },
  'The names of the drawings are those of Semantic UI, as layouts write them.',
);
export const Loading = inState('Loading');
export const Empty = inState('Empty');
export const NotProvided = inState('NotProvided');
export const PartlyProvided = inState('PartlyProvided', { range: '12months' });
export const DaysNotCounted = inState('DaysNotCounted', { range: '12months' });
export const PartlyLoaded = inState('PartlyLoaded', { range: '12months' });
export const Error = inState('Error');
export const OnePoint = inState('OnePoint');
export const VeryLongLabels = inState('VeryLongLabels', { heading: LONG_HEADING });
export const HugeNumbers = inState('HugeNumbers');
export const NotUnderstood = withArgs(
  { metric: 'vews', range: '15years' },
  'Values of attributes that are not understood are named, and no number is shown. The event `stats-error` tells the page.',
);
export const Unconnected = withArgs({ 'test-data': false }, 'Without a source and outside a dashboard.');
export const German = german();
export const RightToLeft = rightToLeft();
export const Narrow = narrow();
