import type { Meta } from '@storybook/web-components-vite';
import { INVENTED, draw, element, framed, german, narrow, rightToLeft, withArgs, type Args } from './story.js';

/** The formats of a report, as the attribute names them. */
const FORMATS = ['csv', 'excel', 'json', 'xml'];

/**
 * Alone, as here, it saves a report of all statistics; inside a dashboard it saves the numbers on display.
 */
export default {
  title: 'Controls/stats-export',
  component: 'stats-export',
  tags: ['autodocs'],
  render: draw,
  args: { ...INVENTED, range: '12months' },
  argTypes: {
    'default-format': { control: 'select', options: FORMATS },
    'service-formats': { control: 'boolean' },
  },
} satisfies Meta<Args>;

export const Data = withArgs({}, 'A button with a menu of formats.');

export const DefaultFormat = withArgs({ 'default-format': 'excel' }, 'A workbook stands first.');

export const ServiceFormats = withArgs(
  { 'service-formats': true, 'test-data': false, src: '/api/stats-dashboard' },
  'An InvenioRDM service makes files, too. They hold the whole calendar year of the first day.',
);

export const InDashboard = {
  ...withArgs({}, 'Saves the numbers of the widgets that stand around it.'),
  render: () =>
    element(
      'stats-dashboard',
      { ...INVENTED, range: '12months' },
      framed({}, element('stats-export'), element('stats-figure', { metric: 'views' })),
    ),
};

export const Unconnected = withArgs({ 'test-data': false }, 'Without a source and outside a dashboard.');
export const German = german();
export const RightToLeft = rightToLeft();
export const Narrow = narrow();
