import type { Meta } from '@storybook/web-components-vite';
import { LONG_HEADING } from './sources.js';
import { INVENTED, dataControls, draw, german, inState, narrow, rightToLeft, withArgs, type Args } from './story.js';

export default {
  title: 'Widgets/stats-map',
  component: 'stats-map',
  tags: ['autodocs'],
  render: draw,
  args: { ...INVENTED, metric: 'views', kind: 'snapshot', range: '12months' },
  argTypes: {
    ...dataControls('metric', 'kind', 'height', 'heading', 'uniform-color-mode'),
    'min-height': { control: 'number' },
    zoom: { control: { type: 'range', min: 1, max: 20, step: 0.1 } },
    center: { control: 'text' },
  },
  parameters: { frame: { width: 1100 } },
} satisfies Meta<Args>;

export const Data = inState('Data');
export const Europe = withArgs(
  { zoom: 6, center: '10 50' },
  'The page looks at Europe. The reader can go elsewhere, and back here by 0.',
);
export const Sizes = withArgs({ metric: 'downloadVolume', kind: 'delta' }, 'Bytes in place of counts.');
export const OneColour = withArgs(
  { 'uniform-color-mode': true },
  'Countries with a value in one colour, without their values. The table still has them.',
);
export const Loading = inState('Loading');
export const Empty = inState('Empty');
export const NotProvided = inState('NotProvided');
export const Error = inState('Error');
export const OnePoint = inState('OnePoint', { kind: 'delta' });
export const VeryLongLabels = inState('VeryLongLabels', { heading: LONG_HEADING });
export const HugeNumbers = inState('HugeNumbers');
export const German = german();
export const RightToLeft = rightToLeft();
export const Narrow = narrow();
