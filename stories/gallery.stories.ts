import type { Meta } from '@storybook/web-components-vite';
import { INVENTED, draw, element, framed, type Args, type Story } from './story.js';
import { EVERYTHING, THEMES, scoped, type ThemeName } from './themes.js';

export default {
  title: 'Theming/Gallery',
  component: 'stats-dashboard',
  args: { ...INVENTED, range: '12months', compare: 'previous', layout: EVERYTHING },
  argTypes: { layout: { control: false } },
} satisfies Meta<Args>;

/** Creates a story of a dashboard under a theme. */
const under = (name: ThemeName): Story => ({
  parameters: { docs: { description: { story: THEMES[name] } } },
  render: (args, context) => {
    const frame = framed({}, element('style'), draw(args, context));
    frame.className = `theme-${name}`;
    frame.style.padding = '20px';
    frame.querySelector('style')!.textContent = scoped(name);
    return frame;
  },
});

export const Default = under('default');
export const University = under('university');
export const HighContrast = under('high-contrast');
export const OkabeIto = under('okabe-ito');
export const Quiet = under('quiet');
