import type { Meta } from '@storybook/web-components-vite';
import { LONG_HEADING } from './sources.js';
import { INVENTED, dataControls, draw, german, inState, narrow, rightToLeft, withArgs, type Args } from './story.js';

export default {
  title: 'Widgets/stats-breakdown',
  component: 'stats-breakdown',
  tags: ['autodocs'],
  render: draw,
  args: { ...INVENTED, breakdown: 'resourceTypes', metric: 'views', range: '12months', 'page-size': 6 },
  argTypes: dataControls(
    'breakdown',
    'metric',
    'kind',
    'display',
    'views',
    'page-size',
    'hide-other',
    'max-height',
    'heading',
  ),
  parameters: { frame: { width: 560 } },
} satisfies Meta<Args>;

export const Data = inState('Data');
export const Pie = withArgs({ display: 'pie' }, 'A ring, and its legend with the numbers.');
export const Table = withArgs({ display: 'table' }, 'The same as a table.');
export const ManyValues = withArgs(
  { breakdown: 'languages', metric: 'records', kind: 'snapshot' },
  'A record can have several languages: the shares do not add up to the whole, and the note says so.',
);
export const WithFootnote = withArgs(
  { breakdown: 'publishers', metric: 'records', kind: 'snapshot' },
  'Records without a publisher are counted below the list.',
);
export const Scrolling = withArgs(
  { breakdown: 'countries', 'page-size': 40, 'max-height': '220px' },
  'A long list of its own height.',
);
export const Compared = withArgs({ compare: 'previous' }, 'Each part tells how it changed.');
export const Linked = withArgs({ 'search-base': '/search' }, 'Each part leads to a search for it.');
export const Loading = inState('Loading');
export const Empty = inState('Empty');
export const NotProvided = inState('NotProvided');
export const Error = inState('Error');
export const OnePoint = inState('OnePoint');
export const VeryLongLabels = inState('VeryLongLabels', { heading: LONG_HEADING });
export const HugeNumbers = inState('HugeNumbers');
export const German = german({ display: 'pie' });
export const RightToLeft = rightToLeft({ display: 'pie' });
export const Narrow = narrow({ display: 'pie' });
