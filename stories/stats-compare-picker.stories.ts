import type { Meta } from '@storybook/web-components-vite';
import { INVENTED, dataControls, draw, german, rightToLeft, withArgs, type Args } from './story.js';

/** Alone, as here, it tells what the reader chose by `stats-select`; inside a dashboard the dashboard acts on it. */
export default {
  title: 'Controls/stats-compare-picker',
  component: 'stats-compare-picker',
  tags: ['autodocs'],
  render: draw,
  args: { ...INVENTED, compare: 'previous' },
  argTypes: dataControls(),
} satisfies Meta<Args>;

export const Data = withArgs({}, 'With which days the range is compared.');
export const Unconnected = withArgs({ 'test-data': false }, 'Without a source and outside a dashboard.');
export const German = german();
export const RightToLeft = rightToLeft();
