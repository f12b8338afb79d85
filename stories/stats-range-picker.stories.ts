import type { Meta } from '@storybook/web-components-vite';
import {
  INVENTED,
  dataControls,
  draw,
  drawControl,
  german,
  narrow,
  rightToLeft,
  withArgs,
  type Args,
} from './story.js';

const days = { range: '2026-05-30/2026-06-12' };

/** It dispatches `stats-select` with the choice; the dashboard around it applies that. Its attributes are the dashboard's. */
export default {
  title: 'Controls/stats-range-picker',
  component: 'stats-range-picker',
  tags: ['autodocs'],
  render: drawControl,
  args: { ...INVENTED, granularity: 'month', range: '12months' },
  argTypes: dataControls(),
} satisfies Meta<Args>;

export const Data = withArgs({}, 'The periods that go with months.');
export const ByDay = withArgs({ granularity: 'day', range: '30days' }, 'The periods that go with days.');
export const OwnDays = withArgs(days, 'Two days of the reader’s own, both included.');
export const Unconnected = { ...withArgs({}, 'Outside a dashboard it is disabled.'), render: draw };
export const German = german(days);
export const RightToLeft = rightToLeft(days);
export const Narrow = narrow(days);
