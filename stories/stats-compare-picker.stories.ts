import type { Meta } from '@storybook/web-components-vite';
import { INVENTED, dataControls, draw, drawControl, german, rightToLeft, withArgs, type Args } from './story.js';

/** It dispatches `stats-select` with the choice; the dashboard around it applies that. Its attributes are the dashboard's. */
export default {
  title: 'Controls/stats-compare-picker',
  component: 'stats-compare-picker',
  tags: ['autodocs'],
  render: drawControl,
  args: { ...INVENTED, compare: 'previous' },
  argTypes: dataControls(),
} satisfies Meta<Args>;

export const Data = withArgs({}, 'With which days the range is compared.');
export const Unconnected = { ...withArgs({}, 'Outside a dashboard it is disabled.'), render: draw };
export const German = german();
export const RightToLeft = rightToLeft();
