import type { DeferredMessages } from './deferred.js';
import type { MessageFormats } from './types.js';

/**
 * The messages that are needed for the first number. A translation is another object of this shape (see `locales/`).
 * Messages with variables are functions, so that a language can order and inflect them.
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
    citations: { delta: 'Citations', snapshot: 'Cumulative Citations' },
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
  /** A sum that lacks some days. */
  atLeast: (text: string) => `≥ ${text}`,

  /** An attribute with its value: `metric="vews"`. */
  notUnderstood: (setting: string) => `${setting} is not understood.`,
  partFailed: 'This part of the page could not be shown.',
  elementsFailed: 'Some parts of this page could not be loaded.',
  configFailed: 'The settings of these statistics cannot be read.',
  retry: 'Try again',
  noSource: 'These statistics are not connected to a source.',
};

/** The shape of a message catalogue. English has its deferred messages in a file of their own (deferred.ts). */
export type Messages = typeof en & { readonly deferred?: (formats: MessageFormats) => DeferredMessages };
