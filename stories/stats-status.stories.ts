import { ContextProvider } from '@lit/context';
import type { Meta } from '@storybook/web-components-vite';
import { dayTime, now } from '../src/data/day.js';
import { Stats } from '../src/data/stats.js';
import { statsContext, type StatsState } from '../src/state/context.js';
import { parseSelection } from '../src/state/selection.js';
import { today } from './sources.js';
import { controls, element, framed, type Args, type Frame, type Story } from './story.js';

export default {
  title: 'Controls/stats-status',
  component: 'stats-status',
  tags: ['autodocs'],
  argTypes: controls(),
} satisfies Meta<Args>;

const READY: StatsState = {
  status: 'ready',
  selection: parseSelection({}),
  range: { start: today - 30, end: today },
  today,
  historyYears: 15,
  stats: Stats.empty,
  incomplete: new Set(),
  compared: new Set(),
  failed: new Set(),
  freshness: { lastDay: today - 1, fetchedAt: dayTime(today) },
  unreadable: false,
  binarySizes: false,
};

/** Creates a story of the element inside a dashboard in this state. */
function within(state: Partial<StatsState>, text: string, frame: Frame = {}): Story {
  return {
    parameters: { docs: { description: { story: text } } },
    render: () => {
      const dashboard = framed(frame);
      const scope = {
        state: { ...READY, ...state },
        demand: { set: () => {}, delete: () => {} },
        retry: () => {},
        widgets: () => [],
      };
      new ContextProvider(dashboard, { context: statsContext, initialValue: scope });
      dashboard.append(element('stats-status'));
      return dashboard;
    },
  };
}

export const Data = within({}, 'The last day with numbers, and when they were loaded.');
export const JustNow = within(
  { freshness: { lastDay: today - 1, fetchedAt: now() } },
  'Of numbers that were loaded today, only the time is shown.',
);
export const Loading = within({ status: 'loading', freshness: {} }, 'The first numbers are loading.');
export const Updating = within({ status: 'updating' }, 'There are numbers; newer ones are loading.');
export const Unreadable = within({ unreadable: true }, 'Some values of the answer could not be read.');
export const German = within({}, 'The nearest `lang` is `de`.', { lang: 'de' });
export const RightToLeft = within({}, 'The nearest `dir` is `rtl`.', { lang: 'ar', dir: 'rtl' });
export const Narrow = within({ unreadable: true }, 'In a box of 320 pixels.', { width: 320 });
