import type { Meta } from '@storybook/web-components-vite';
import { INVENTED, dataControls, draw, drawControl, german, rightToLeft, withArgs, type Args } from './story.js';

/** It dispatches `stats-select` with the choice; the dashboard around it applies that. Its attributes are the dashboard's. */
export default {
  title: 'Controls/stats-granularity-picker',
  component: 'stats-granularity-picker',
  tags: ['autodocs'],
  render: drawControl,
  args: { ...INVENTED, granularity: 'week' },
  argTypes: dataControls(),
} satisfies Meta<Args>;

export const Data = withArgs({}, 'The calendar units of the axis.');
export const Unconnected = { ...withArgs({}, 'Outside a dashboard it is disabled.'), render: draw };
export const German = german();
export const RightToLeft = rightToLeft();
