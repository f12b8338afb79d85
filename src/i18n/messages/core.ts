import type { More } from './deferred.js';

/**
 * Every word that a reader sees. A translation is another object of this shape (see `locales/`). Texts with a gap are
 * functions, so that a language can order and inflect as it likes.
 */
export const en = {
  title: 'Statistics',
  tabs: {
    content: 'Content',
    contributions: 'Contributions',
    traffic: 'Traffic',
    usage: 'Usage',
  },
  tabList: 'Sections',

  /** Headings of single figures: of a range, and in total. */
  figures: {
    records: { delta: 'Records', snapshot: 'Cumulative Records' },
    parents: { delta: 'Works', snapshot: 'Cumulative Works' },
    files: { delta: 'Files', snapshot: 'Cumulative Files' },
    uploadVolume: { delta: 'Data Volume', snapshot: 'Cumulative Data Volume' },
    uploaders: { delta: 'Uploaders', snapshot: 'Cumulative Uploaders' },
    views: { delta: 'Views', snapshot: 'Cumulative Views' },
    downloads: { delta: 'Downloads', snapshot: 'Cumulative Downloads' },
    visitors: { delta: 'Visitors', snapshot: 'Cumulative Visitors' },
    downloadVolume: { delta: 'Traffic', snapshot: 'Cumulative Traffic' },
  },

  asOf: (day: string) => `as of ${day}`,

  missing: 'not provided',
  empty: 'no data',
  unavailable: 'not available',
  loading: 'Loading statistics …',
  help: 'How we count',
  invented: 'Test data: these numbers are invented.',
  howCounted: (heading: string) => `How is this counted? ${heading}`.trim(),
  bytes: (bytes: string) => `${bytes} bytes`,
  lessThan: (text: string) => `<${text}`,
  /** A sum that lacks some days. */
  atLeast: (text: string) => `≥ ${text}`,

  partFailed: 'This part of the page could not be shown.',
  elementsFailed: 'Some parts of this page could not be loaded.',
  configFailed: 'The settings of these statistics cannot be read.',
  retry: 'Try again',
  noSource: 'These statistics are not connected to a source.',
};

/** The shape of a message catalogue. English has the words of `more` in a file of their own (more.ts). */
export type Messages = typeof en & { readonly more?: More };
