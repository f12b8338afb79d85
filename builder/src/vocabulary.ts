/** The numbers that are counted, and their names in files. */
import { BREAKDOWN_NAMES, BREAKDOWNS, type Breakdown } from '../../src/vocabulary/breakdowns.js';
import type { Metric } from '../../src/vocabulary/metrics.js';
import type { Area } from '../../src/vocabulary/terms.js';

export interface NumberRow {
  /** The name in files, that of InvenioRDM's statistics service. */
  readonly key: string;
  /** The metric of the widgets that it belongs to. */
  readonly metric: Metric;
  /** The list of parts that it is shown with: those with most views, or with most downloads; of records, there is one list. */
  readonly side: 'a' | 'b';
  /** False if widgets do not read it, because another number of the same metric is preferred. */
  readonly isShown?: false;
  /** True if it is counted as a whole only. */
  readonly wholeOnly?: true;
}

/** The numbers of each area, by their columns in the counted tables. */
export const NUMBERS = {
  usage: {
    views: { key: 'views', metric: 'views', side: 'a' },
    view_visitors: { key: 'viewVisitors', metric: 'visitors', side: 'a' },
    view_records: { key: 'viewUniqueRecords', metric: 'views', side: 'a', isShown: false },
    view_parents: { key: 'viewUniqueParents', metric: 'views', side: 'a', isShown: false },
    downloads: { key: 'downloads', metric: 'downloads', side: 'b' },
    download_visitors: { key: 'downloadVisitors', metric: 'downloads', side: 'b', isShown: false },
    download_records: { key: 'downloadUniqueRecords', metric: 'downloads', side: 'b', isShown: false },
    download_parents: { key: 'downloadUniqueParents', metric: 'downloads', side: 'b', isShown: false },
    download_files: { key: 'downloadUniqueFiles', metric: 'downloads', side: 'b', isShown: false },
    bytes: { key: 'dataVolume', metric: 'downloadVolume', side: 'b' },
  },
  content: {
    records: { key: 'records', metric: 'records', side: 'a' },
    parents: { key: 'parents', metric: 'parents', side: 'a' },
    files: { key: 'fileCount', metric: 'files', side: 'a' },
    bytes: { key: 'dataVolume', metric: 'uploadVolume', side: 'a' },
    uploaders: { key: 'uploaders', metric: 'uploaders', side: 'a', wholeOnly: true },
  },
} as const satisfies Readonly<Record<Area, Readonly<Record<string, NumberRow>>>>;

/** The columns by which parts are ranked, by area and side. */
export const LEADS: Readonly<Record<Area, { readonly a: string; readonly b?: string }>> = {
  usage: { a: 'views', b: 'downloads' },
  content: { a: 'records' },
};

/** The breakdowns that each area can have. */
export const AREA_BREAKDOWNS: Readonly<Record<Area, readonly Breakdown[]>> = {
  content: BREAKDOWN_NAMES.filter((name) => name !== 'countries' && name !== 'referrers'),
  usage: BREAKDOWN_NAMES.filter((name) => name !== 'filePresence'),
};

/** Returns true for a breakdown of which all parts are listed, unless the configuration says otherwise. */
export const isFull = (breakdown: Breakdown): boolean => !BREAKDOWNS[breakdown].topList;
