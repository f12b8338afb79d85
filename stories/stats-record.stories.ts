import type { Meta } from '@storybook/web-components-vite';
import { StatsError } from '../src/sources/errors.js';
import type { RecordUse, StatsSource } from '../src/sources/source.js';
import { testDataSource } from '../src/sources/test-data/test-data-source.js';
import { RECORD_METRICS } from '../src/view/record-use-view.js';
import { LONG_HEADING, today } from './sources.js';
import { INVENTED, dataControls, draw, german, narrow, rightToLeft, withArgs, type Args, type Story } from './story.js';

export default {
  title: 'Widgets/stats-record',
  component: 'stats-record',
  tags: ['autodocs'],
  render: draw,
  args: { ...INVENTED, record: 'abcde-12345', metric: 'views' },
  argTypes: {
    ...dataControls('record', 'heading'),
    metric: { control: 'select', options: RECORD_METRICS },
  },
  parameters: { frame: { width: 460 } },
} satisfies Meta<Args>;

type Use = NonNullable<StatsSource['recordUse']>;

const invented = testDataSource({ today });
let count = 0;

/** Creates a story with a source of its own. As a real one, it does not report its numbers as invented. */
const withUse = (story: string, recordUseOf: () => Use | undefined, args: Args = {}): Story => ({
  ...withArgs(args, story),
  render: (all, context) => {
    const recordUse = recordUseOf();
    const source: StatsSource = {
      ...invented,
      key: `record ${++count}`,
      describe: async () => ({ dateBases: ['added'] }),
    };
    if (recordUse) Object.assign(source, { recordUse });
    else delete source.recordUse;
    return draw({ ...all, 'test-data': false, source }, context);
  },
});

/** Loads the invented use, changed. */
const changed =
  (change: (use: RecordUse) => RecordUse): (() => Use) =>
  () =>
  async (...request) => {
    const use = await invented.recordUse!(...request);
    return use && change(use);
  };

/** Fails with an error. */
const failing = (error: StatsError) => (): Use => () => Promise.reject(error);

export const Views = withArgs({}, 'The last bar is the current month, which is not over.');
export const Downloads = withArgs({ metric: 'downloads' });
export const Loading = withUse('The repository has not answered yet.', () => () => new Promise(() => undefined));
export const NotUsed = withUse(
  'Nobody has looked at the record: 0.',
  changed((use) => ({ ...use, views: use.views.map(() => 0) })),
);
export const WithoutSomeMonths = withUse(
  'The repository has not sent the first three months: the sum is at least what is known.',
  changed((use) => ({ ...use, views: use.views.map((value, i) => (i < 3 ? null : value)) })),
);
export const NotProvided = withUse('The source does not count single records: “not provided”.', () => undefined);
export const NoRecord = withArgs({ record: '' }, 'The page has not chosen a record.');
export const UnknownRecord = withUse(
  'The repository does not have this record.',
  failing(new StatsError('attribute', 'The story has no record.', { path: 'record' })),
);
export const Error = withUse(
  'The repository could not be reached.',
  failing(new StatsError('network', 'The story lets the request fail.')),
);
export const VeryLongLabels = withArgs({ heading: LONG_HEADING });
export const HugeNumbers = withUse(
  'A million times the usual numbers.',
  changed((use) => ({ ...use, views: use.views.map((value) => (value ?? 0) * 1e6) })),
);
export const German = german({ metric: 'downloads' });
export const RightToLeft = rightToLeft();
export const Narrow = narrow();
