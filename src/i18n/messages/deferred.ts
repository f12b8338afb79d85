/** Messages that are not needed for the first number; loaded with the code that uses them. In translations, `deferred`. */
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import type { Metric } from '../../vocabulary/metrics.js';
import { about } from './about.js';
import { serviceTexts } from './services.js';
import type { MessageFormats } from './types.js';

/** @param formats format numbers in messages; the forms for a number of things depend on the language */
export const deferred = ({ number, years, plural }: MessageFormats) => ({
  lessThan: (text: string) => `<${text}`,
  updating: 'Updating …',
  pageAsOf: (day: string) => `Totals as of ${day}`,
  pageDuring: (start: string, end: string) => `Activity from ${start} to ${end}`,
  phrase: (phrase: string, date: string) => `${phrase} ${date}`,
  dataUntil: (day: string) => `Data up to ${day}`,
  fetched: (time: string) => `fetched ${time}`,
  /** Sums of numbers in which a use that is repeated within a window counts once. */
  counting: {
    session: (metrics: string) => `Counted once per session and added up: ${metrics}.`,
    day: (metrics: string) => `Counted once per day and added up: ${metrics}.`,
    '24h': (metrics: string) => `Counted once in 24 hours and added up: ${metrics}.`,
    month: (metrics: string) => `Counted once per month and added up: ${metrics}.`,
  },
  answersOf: (done: number, count: number) => `${done} of ${count} answers`,
  /** Short names, for buttons and table columns. */
  metrics: {
    records: 'Records',
    parents: 'Works',
    files: 'Files',
    uploadVolume: 'Uploaded data',
    uploaders: 'Uploaders',
    views: 'Views',
    downloads: 'Downloads',
    visitors: 'Visitors',
    downloadVolume: 'Downloaded data',
    citations: 'Citations',
  },
  metric: 'What is counted',
  versus: { previous: 'vs previous', year: 'vs a year before' },
  directions: { up: 'up', down: 'down', same: 'unchanged' },
  fromTo: (before: string, now: string) => `${before} → ${now}`,
  /** States of a whole page, in place of its widgets or above them. */
  states: {
    disabled: 'There are no statistics here.',
    firstRun: 'The first calculation is still in progress, please come back in a few hours.',
    calculating: 'A calculation is in progress, please come back later.',
    empty: 'There are no numbers for this period.',
    updating: 'An update of these numbers is being calculated.',
  },
  errors: {
    network: 'The statistics service cannot be reached.',
    timeout: 'The statistics service did not answer in time.',
    http: 'The statistics service reported an error.',
    auth: 'These statistics need a permission that you do not have. Signing in may help.',
    csrf: 'The statistics service refused the request. Loading the page again may help.',
    'rate-limit': 'There were too many requests in a short time. Please try again in a few minutes.',
    malformed: 'The statistics service sent an answer that cannot be read.',
    service: 'The statistics service could not compute these numbers.',
    layout: 'The layout of these statistics cannot be read.',
    attribute: 'A setting of these statistics is not understood.',
    code: 'A part of this page could not be loaded.',
  },
  ...serviceTexts,
  lastNumbers: 'You see the last numbers that were loaded.',
  titleWithout: (title: string, missing: readonly number[]) => `${title} (without ${years(missing)})`,
  withoutYears: (all: readonly number[]) =>
    plural(all.length, {
      one: `${years(all)} is missing because it could not be loaded.`,
      other: `${years(all)} are missing because they could not be loaded.`,
    }),
  countedOnce: {
    session: 'Counted once per session, and added up.',
    day: 'Counted once per day, and added up.',
    '24h': 'Counted once in 24 hours, and added up.',
    month: 'Counted once per month, and added up.',
  },
  totalsSince: (day: string) => `Totals count since ${day}.`,
  unreadableValues: 'Some values could not be read and are left out.',
  /** Records by another day than the chosen or usual one: `offered` and `wanted` are participles of what happened on these. */
  dateBasisNotOffered: (offered: string, wanted: string) =>
    `Records are counted by the day on which they were ${offered}, because the service does not tell when they were ${wanted}.`,
  dateBases: { added: 'added', created: 'created', published: 'published' },
  yearsNotProvided: (all: readonly number[]) =>
    plural(all.length, {
      one: `${years(all)} is missing because the service did not provide it.`,
      other: `${years(all)} are missing because the service did not provide them.`,
    }),
  yearsOfEvents: (all: readonly number[]) =>
    plural(all.length, {
      one: `${years(all)} counts every event, the other years count once per day.`,
      other: `${years(all)} count every event, the other years count once per day.`,
    }),
  yearsOfBoth: (all: readonly number[]) =>
    plural(all.length, {
      one: `${years(all)} counts every event on some days, and once per day on the others.`,
      other: `${years(all)} count every event on some days, and once per day on the others.`,
    }),
  conflictingDays: (days: number) =>
    plural(days, {
      one: `Two answers disagree about ${number(days)} day. The later answer is shown.`,
      other: `Two answers disagree about ${number(days)} days. The later answer is shown.`,
    }),
  /** The coverage of a period or of a calendar unit. */
  daysCounted: (counted: number, days: number) =>
    plural(days, {
      one: `${number(counted)} of ${number(days)} day counted`,
      other: `${number(counted)} of ${number(days)} days counted`,
    }),
  daysCountedHead: 'Days counted',
  /** Reasons why there is no comparison, although one was chosen. */
  notCompared: {
    nothing: 'No earlier numbers to compare with.',
    missing: 'Not compared, because years are missing.',
    parts: 'Parts are not compared with earlier ones.',
  },
  /** Parts that services name by a code. */
  accessStatuses: { open: 'Open', embargoed: 'Embargoed', restricted: 'Restricted', 'metadata-only': 'Metadata only' },
  filePresence: { metadata_only: 'Metadata only', with_files: 'With files' },
  layoutMore: (count: number) => `Other parts of the layout that cannot be used: ${number(count)}.`,
  layout: {
    'not-json': 'The layout is neither valid JSON nor the name of a layout.',
    'no-tabs': 'The layout has no tabs.',
    shape: (path: string) => `A part of the layout cannot be read and is left out: ${path}.`,
    width: (path: string) => `A width in the layout is not a number from 1 to 16: ${path}.`,
    value: (path: string) => `A setting in the layout cannot be used and is left out: ${path}.`,
    'unknown-component': (name: string) => `“${name}” is not known and is left out.`,
    unavailable: (name: string) => `“${name}” is not available in this version and is left out.`,
    duplicate: (name: string) => `“${name}” appears twice in this row and is shown once.`,
  },
  numberOf: (days: string, number: string) => `${days}: ${number}`,
  earlier: 'Before',
  rangeFrom: 'From',
  rangeTo: 'To',
  quarter: (quarter: number) => `Q${quarter}`,
  quarterOfYear: (quarter: number, year: string) => `Q${quarter} ${year}`,
  granularities: { day: 'day', week: 'week', month: 'month', quarter: 'quarter', year: 'year' },
  presets: {
    yearToDate: 'Year to date',
    days: (n: number) => plural(n, { one: `Last ${n} day`, other: `Last ${n} days` }),
    weeks: (n: number) => (n === 1 ? 'Last 7 days' : `Last ${n} weeks`),
    months: (n: number) => (n === 1 ? 'This month' : `Last ${n} months`),
    quarters: (n: number) => `Last ${n} quarters`,
    years: (n: number) => `Last ${n} years`,
    '1year': 'Last year up to today',
    currentMonth: 'This month',
    currentQuarter: 'This quarter',
    previousQuarter: 'Previous quarter',
    currentYear: 'This year',
    previousYear: 'Previous year',
    allTime: 'All time',
    custom: 'Custom range',
  },
  range: 'Period',
  rangeApply: 'Show',
  rangeBackwards: 'The last day must not be before the first.',
  rangeIncomplete: 'Please enter both days, as a year from 1900 to 2100.',
  granularity: 'Time unit',
  by: 'by',
  compareWith: 'Compare with',
  compare: 'compare',
  comparisons: { none: 'nothing', previous: 'previous period', year: 'a year before' },
  timelines: {
    content: { delta: 'Contributions over time', snapshot: 'Cumulative Growth' },
    usage: { delta: 'Usage over time', snapshot: 'Cumulative Usage' },
  },
  breakdowns: {
    resourceTypes: 'Resource Types',
    accessStatuses: 'Access Rights',
    languages: 'Languages',
    subjects: 'Subjects',
    rights: 'Rights',
    funders: 'Funders',
    periodicals: 'Periodicals',
    publishers: 'Publishers',
    affiliations: 'Affiliations',
    countries: 'Countries',
    referrers: 'Referrers',
    fileTypes: 'File Types',
    filePresence: 'With or without files',
  },
  /** One part of a breakdown: heads the first column of its table, and follows "by". */
  parts: {
    resourceTypes: 'resource type',
    accessStatuses: 'access right',
    languages: 'language',
    subjects: 'subject',
    rights: 'licence',
    funders: 'funder',
    periodicals: 'periodical',
    publishers: 'publisher',
    affiliations: 'affiliation',
    countries: 'country',
    referrers: 'referrer',
    fileTypes: 'file type',
    filePresence: 'file presence',
  },
  other: 'Other',
  /** The name of a part that the service sends without a name and with an empty id. */
  unnamed: '(no name)',
  otherMore: (count: number) => `Other (${number(count)} more)`,
  hidden: {
    publishers: (value: string) => `${value} without a publisher`,
    countries: (value: string) => `${value} imported, without a country`,
  },
  perGranularity: (metric: string, granularity: string) => `${metric} per ${granularity}`,
  perGranularityByPart: (metric: string, granularity: string, part: string) =>
    `${metric} per ${granularity}, by ${part}`,
  totalPerGranularity: (metric: string, granularity: string) => `${metric} in total, at the end of each ${granularity}`,
  totalPerGranularityByPart: (metric: string, granularity: string, part: string) =>
    `${metric} in total, at the end of each ${granularity}, by ${part}`,
  byMetric: {
    records: 'by records',
    parents: 'by works',
    files: 'by files',
    uploadVolume: 'by uploaded data',
    uploaders: 'by uploaders',
    views: 'by views',
    downloads: 'by downloads',
    visitors: 'by visitors',
    downloadVolume: 'by downloaded data',
    citations: 'by citations',
  },
  /** What services count in place of the metric by parts or in rankings, by the name that they have for it. */
  countedParts: {
    visits: { name: 'Visits', by: 'by visits' },
    guestbookReaders: { name: 'Readers', by: 'by readers' },
  } as Readonly<Record<string, { readonly name: string; readonly by: string }>>,
  views: { list: 'List', pie: 'Pie chart', table: 'Table' },
  showAsOf: (heading: string) => `Show “${heading}” as`,
  breakdown: 'Broken down by',
  noBreakdown: 'nothing',
  lineDisplay: 'Arrangement',
  backTo: (days: string) => `Back to ${days}`,
  stacked: 'Stacked',
  overlapping: 'Overlaid',
  period: 'Period',
  share: 'Share',
  sharePresent: 'Share of all that have this value; one item can have several.',
  shareOfParts: 'Share of the values listed by the service.',
  exceedsWhole: 'These numbers do not add up: the parts come to more than the whole.',
  chartLabel: (heading: string, description: string) => `${heading}: ${description}`,
  chartFailed: 'The chart could not be drawn.',
  allRows: (count: number) =>
    plural(count, { one: `Show ${number(count)} row`, other: `Show all ${number(count)} rows` }),
  soFar: 'so far',

  /** Heads of table columns. */
  heads: {
    parts: {
      resourceTypes: 'Work Type',
      accessStatuses: 'Access Right',
      languages: 'Language',
      subjects: 'Subject',
      rights: 'Rights',
      funders: 'Funder',
      periodicals: 'Periodical',
      publishers: 'Publisher',
      affiliations: 'Affiliation',
      countries: 'Country',
      referrers: 'Referrer',
      fileTypes: 'File Type',
      filePresence: 'Files',
    },
    /** Heads that differ from the name of the metric elsewhere. */
    metrics: { records: 'Works' } as Readonly<Partial<Record<Metric, string>>>,
    visits: 'Visits',
    /** Heads for records that were added in a period, if they differ from those of a total. */
    added: { resourceTypes: ['Resource Type', 'Records'] } as Readonly<Partial<Record<Breakdown, readonly string[]>>>,
    id: 'Identifier',
    valueIn: (value: string, range: string) => `${value}, ${range}`,
  },
  first: 'First day',
  last: 'Last day',
  comparedDays: 'Compared with',
  slices: 'The slices compare the values with each other.',
  otherOfWhole: 'The rest of the total',
  otherOfParts: 'The sum of the values that are not listed',
  map: {
    /** Names a group of buttons. */
    view: (heading: string) => `Part of the map that is shown: ${heading}`,
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    reset: 'Show the whole map',
    keys: 'Plus and minus zoom, Shift with the arrow keys moves the map, arrow keys go from country to country.',
    /** A class of values, by its lower bound. */
    from: (value: string) => `from ${value}`,
    /** On a map that does not distinguish values: nothing was counted, or it is not known. */
    noneKnown: 'none known',
    /** "United States (1,204)" */
    named: (country: string, value: string) => `${country} (${value})`,
    notDrawn: (countries: string) => `Counted, but not drawn on this map: ${countries}.`,
    andMore: (countries: string, count: number) => `${countries} and ${number(count)} more`,
    known: (part: string, whole: string, metric: string) =>
      `The service names countries for ${part} of ${whole} ${metric.toLowerCase()}.`,
  },
  records: {
    headings: {
      mostviewed: 'Most Viewed Works',
      mostdownloaded: 'Most Downloaded Records',
      mostcited: 'Most Cited Works',
    },
    allTime: (metric: string) => `all time, by ${metric.toLowerCase()}`,
    ofAllTime: (metric: string) => `${metric} of all time`,
    untitled: 'Untitled',
    record: 'Record',
    link: 'Link',
  },
  /** The views or downloads of a single record. */
  recordUse: {
    headings: { views: 'Views of this record', downloads: 'Downloads of this record' },
    subtitle: 'in the last 12 months, all versions',
    none: 'No record is chosen.',
    unknown: 'There is no record with this id.',
    /** Describes a row of bars, by the highest of them. */
    chart: (name: string, most: string, month: string) => `${name} per month, most in ${month}: ${most}.`,
  },
  report: {
    export: 'Export',
    formats: { csv: 'CSV tables', excel: 'Excel workbook', json: 'JSON', xml: 'XML' },
    ofService: (year: number) => `From the service: all of ${year}`,
    making: 'The file is being made …',
    made: (name: string) => `The file ${name} is ready.`,
    leftOut: 'Numbers that could not be loaded are left out.',
    nothing: 'There is nothing to export.',
    failed: 'The file could not be made.',
    about: 'About',
    timeZone: 'Time zone',
    source: 'Source',
    community: (id: string) => `community ${id}`,
    generated: 'Made on',
    table: 'Table',
    holds: 'Content',
    statistics: {
      'content-delta': 'Contributions',
      'content-snapshot': 'Content',
      'usage-delta': 'Usage',
      'usage-snapshot': 'Total usage',
    },
    overTime: (statistic: string) => `${statistic} over time`,
    byPart: (statistic: string, part: string) => `${statistic} by ${part}`,
    kinds: {
      delta: (metrics: string) => `${metrics}: what was counted in these days`,
      snapshot: (metrics: string) => `${metrics}: totals at the end of these days`,
    },
  },
  about,
});

export type DeferredMessages = ReturnType<typeof deferred>;
