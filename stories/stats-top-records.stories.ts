import type { Meta } from '@storybook/web-components-vite';
import { StatsError } from '../src/sources/errors.js';
import { RECORD_ORDERS, type StatsSource, type TopRecord } from '../src/sources/source.js';
import { testDataSource } from '../src/sources/test-data/test-data-source.js';
import { LONG_HEADING, today } from './sources.js';
import { INVENTED, dataControls, draw, german, narrow, rightToLeft, withArgs, type Args, type Story } from './story.js';

export default {
  title: 'Widgets/stats-top-records',
  component: 'stats-top-records',
  tags: ['autodocs'],
  render: draw,
  args: { ...INVENTED, order: 'mostviewed', 'page-size': 6 },
  argTypes: {
    ...dataControls('page-size', 'max-height', 'heading'),
    order: { control: 'select', options: RECORD_ORDERS },
  },
  parameters: { frame: { width: 560 } },
} satisfies Meta<Args>;

type Records = NonNullable<StatsSource['records']>;

const invented = testDataSource({ today });
let count = 0;

/** Creates a story with a source of its own. As a real one, it does not report its records as invented. */
const withRecords = (story: string, recordsOf: () => Records | undefined, args: Args = {}): Story => ({
  ...withArgs(args, story),
  render: (all, context) => {
    const records = recordsOf();
    const source: StatsSource = {
      ...invented,
      key: `records ${++count}`,
      describe: async () => ({ dateBases: ['added'] }),
    };
    if (records) Object.assign(source, { records });
    else delete source.records;
    return draw({ ...all, 'test-data': false, source }, context);
  },
});

/** Loads the invented records, each changed. */
const changed =
  (change: (record: TopRecord, rank: number) => TopRecord) =>
  (): Records =>
  async (...request) =>
    (await invented.records!(...request))?.map(change);

/** Fails once, then loads the invented records. */
function failing(): Records {
  let tried = false;
  return async (...request) => {
    if (tried) return invented.records!(...request);
    tried = true;
    throw new StatsError('network', 'The story lets the first try fail.');
  };
}

export const MostViewed = withArgs({}, 'Of all time: a change of the range does not change it.');
export const MostDownloaded = withArgs({ order: 'mostdownloaded' });
export const Linked = withRecords(
  'As a repository sends them: each title leads to the page of its record.',
  changed((record, rank) => ({ ...record, href: `https://repo.example/records/${rank + 1}` })),
);
export const Scrolling = withArgs({ 'page-size': 25, 'max-height': '220px' }, 'A long list of its own height.');
export const Loading = withRecords('The search has not answered yet.', () => () => new Promise(() => undefined));
export const Empty = withRecords('There is no record: “no data”.', () => async () => []);
export const NotProvided = withRecords(
  'The source has no statistics of single records: “not provided”.',
  () => undefined,
);
export const WithoutNumbers = withRecords(
  'The service sends records and titles, but does not count all of them: “not provided”, never 0.',
  changed((record, rank) => (rank % 2 ? { title: rank === 3 ? '' : record.title, value: null } : record)),
);
export const Error = withRecords(
  'The search could not be reached. “Try again” sends the request again, and this time it succeeds.',
  failing,
);
export const VeryLongLabels = withRecords(
  'Titles are cut on the page only; each tooltip has the whole title.',
  changed((record, rank) => ({ ...record, title: rank % 2 ? LONG_HEADING : 'Donaudampfschifffahrt'.repeat(9) })),
  { heading: LONG_HEADING },
);
export const HugeNumbers = withRecords(
  'A million times the usual numbers.',
  changed((record) => ({ ...record, value: (record.value ?? 0) * 1e6 })),
);
export const German = german({ order: 'mostdownloaded' });
export const RightToLeft = rightToLeft();
export const Narrow = narrow();
