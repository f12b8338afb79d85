import type { Meta } from '@storybook/web-components-vite';
import type { TableCell } from '../components/table/stats-table.js';
import { LONG_HEADING } from './sources.js';
import { controls, draw, german, narrow, rightToLeft, withArgs, type Args } from './story.js';

const cell = (value: number): TableCell => ({ value, text: value.toLocaleString('en') });

const row = (name: string, factor: number): readonly TableCell[] => [name, cell(1284 * factor), cell(311 * factor)];

const HEADERS = ['Year', 'Records', 'Files'];

const numbered = (count: number, factor = 1): readonly (readonly TableCell[])[] =>
  Array.from({ length: count }, (_, i) => row(`Line ${i + 1}`, (i + 1) * factor));

export default {
  title: 'Widgets/stats-table',
  component: 'stats-table',
  tags: ['autodocs'],
  render: draw,
  args: { heading: 'What came in', headers: HEADERS, rows: [row('2024', 3), row('2025', 4), row('2026', 5)] },
  argTypes: {
    ...controls('heading', 'label', 'max-height'),
    headers: { control: 'object' },
    rows: { control: 'object' },
  },
  parameters: { frame: { width: 560 } },
} satisfies Meta<Args>;

export const Data = withArgs({}, 'The first cell names the row; numbers stand at the other side.');
export const WithoutHeading = withArgs({ heading: '', label: 'What came in' }, 'Named for screen readers only.');
export const Empty = withArgs({ rows: [] }, 'Without a row.');
export const ManyRows = withArgs({ rows: numbered(500) }, 'The first 200 rows, and a button for all of them.');
export const VeryLongLabels = withArgs(
  {
    heading: LONG_HEADING,
    headers: [LONG_HEADING, 'Records', 'Files'],
    rows: [row(LONG_HEADING, 3), row('A'.repeat(120), 4)],
  },
  'Names break anywhere, numbers never.',
);
export const HugeNumbers = withArgs({ rows: numbered(4, 1e9) }, 'Every digit.');
export const German = german({ rows: numbered(500) });
export const RightToLeft = rightToLeft();
export const Narrow = narrow();
