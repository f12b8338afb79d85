import type { MetricCapabilities } from '../data/capabilities.js';
import type { DayRange } from '../data/day.js';
import type { YearBlock } from '../data/year-block.js';
import { keyFrom } from '../util/key.js';
import { absolute } from '../util/url.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';
import type { Metric } from '../vocabulary/metrics.js';
import type { PerArea } from '../vocabulary/areas.js';
import type { Area, DateBasis, Statistic } from '../vocabulary/terms.js';
import type { StatsError } from './errors.js';

/** A metric, or its parts, that is shown. */
export interface Needed {
  readonly metric: Metric;
  readonly breakdown?: Breakdown;
  /** True if the last value of the year is enough. */
  readonly latest?: boolean;
}

/** A request to a source: one statistic of one calendar year of the whole repository or one community. */
export interface YearRequest {
  readonly statistic: Statistic;
  readonly year: number;
  /** Id or slug of a community; absent for the whole repository. */
  readonly community?: string;
  readonly dateBasis: DateBasis;
  /** What is shown, for sources that answer by need (`SourceCapabilities.byNeed`). Absent: everything. */
  readonly needs?: readonly Needed[];
}

/**
 * Returns a request without a community that is blank: a template whose variable is empty writes `community=""`, and means
 * the whole repository.
 */
export function withoutBlank<T extends { readonly community?: string | undefined }>(request: T): T {
  if (request.community?.trim() !== '') return request;
  const { community: _, ...rest } = request;
  return rest as T;
}

/**
 * Makes the key of a source from the kind of service, its whole address, and everything else that changes its answers.
 */
export const sourceKey = (kind: string, src: string, credentials: RequestCredentials, recordsSrc?: string): string =>
  keyFrom(kind, absolute(src), credentials, recordsSrc ? absolute(recordsSrc) : undefined);

/** The capabilities of a source. */
export interface SourceCapabilities {
  readonly dateBases: readonly DateBasis[];
  /** The calendar years it has, both included. Absent: it answers for every year. */
  readonly years?: { readonly first: number; readonly last: number };
  /** True if its numbers are invented. Pages show a note then. */
  readonly invented?: boolean;
  /** What it has, metric by metric: any other metric reads "not provided". Absent: each metric may be there, by day. */
  readonly metrics?: readonly MetricCapabilities[];
  /** True if a request should name what is shown, because everything would cost many requests to the service. */
  readonly byNeed?: PerArea;
  /** The rankings of records that it has. Absent: those of InvenioRDM, if it has `records`. */
  readonly orders?: readonly RecordOrder[];
  /** `required` if `community` must be set, `none` if it has no communities. Absent: optional. */
  readonly scope?: 'required' | 'none';
  /** True if its days are those of its own time zone, not of UTC. */
  readonly localDays?: PerArea;
  /** The number of days after the end of a period in which it may still be counted. Absent: 2. */
  readonly settlesAfter?: number;
  /** The addresses of the numbers by area, of a source that combines services. */
  readonly addresses?: Readonly<Partial<Record<Area, string>>>;
  /** Why some of its numbers are not described, of a source that combines services. They cannot be requested until then. */
  readonly error?: StatsError;
}

/** Rankings of records: by views, downloads or citations of all time. */
export const RECORD_ORDERS = ['mostviewed', 'mostdownloaded', 'mostcited'] as const;
export type RecordOrder = (typeof RECORD_ORDERS)[number];

/** A request for a ranking of records. */
export interface RecordsRequest {
  readonly order: RecordOrder;
  /** The number of records. */
  readonly size: number;
  readonly community?: string;
}

/** A record of the repository, and how often it was viewed or downloaded. */
export interface TopRecord {
  readonly title: string;
  /** Address of its page. */
  readonly href?: string;
  /** `null` if the service did not send it. */
  readonly value: number | null;
  /** How it is counted: a row of `COUNTINGS`, or a definition of the message catalogue. Absent: as the metric says. */
  readonly counting?: string;
}

/** A request for the use of a single record, all of its versions together. */
export interface RecordUseRequest {
  /** Id of the record, of any of its versions. */
  readonly record: string;
  /** The periods that are counted, ascending. */
  readonly periods: readonly DayRange[];
}

/** The use of a record. */
export interface RecordUse {
  readonly title: string;
  /** Address of its page. */
  readonly href?: string;
  /** A value for each period; `null` where the service sent none. */
  readonly views: readonly (number | null)[];
  readonly downloads: readonly (number | null)[];
}

/** A part of a breakdown that may link to a page. */
export interface PartRequest {
  readonly breakdown: Breakdown;
  /** The area of the metric that is divided. */
  readonly area?: Area | undefined;
  readonly id: string;
  /** The name of the part from the service, if any. */
  readonly label?: string | undefined;
  readonly community?: string | undefined;
  /** Address of the repository's search, if the page sets another one. */
  readonly searchBase?: string | undefined;
}

/** Formats of files that a service makes. */
export const SERVICE_FORMATS = ['csv', 'excel', 'xml'] as const;
export type ServiceFormat = (typeof SERVICE_FORMATS)[number];

export interface ServiceFileRequest {
  readonly format: ServiceFormat;
  /** The calendar year, the smallest range of such files. */
  readonly year: number;
  readonly community?: string;
  readonly dateBasis: DateBasis;
}

/** A file that a service has made. */
export interface ServiceFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Without a dot. */
  readonly extension: string;
  /** Its media type. */
  readonly type: string;
}

/** Options of `StatsSource.load`. */
export interface LoadOptions {
  /** True to bypass every cache. */
  readonly reload?: boolean | undefined;
  /** True to bypass every cache, unless the numbers have been loaded on this day: the shown ones are of another day. */
  readonly renew?: boolean | undefined;
  /** Receives an older block that is shown until the newer one has been loaded (stale while revalidate). */
  readonly onStale?: ((block: YearBlock) => void) | undefined;
  /** Receives how many of the requests for this block have been answered, where there are several. */
  readonly onProgress?: ((done: number, count: number) => void) | undefined;
}

/** A source of numbers, for one service. */
export interface StatsSource {
  /** Identifies the numbers: sources with equal keys share what they load. */
  readonly key: string;
  /** The address of the numbers, for readers; absent: they came with the page. */
  readonly address?: string;
  /**
   * Returns the address that a part of a breakdown links to, such as a search for its records. It is called while parts
   * are drawn, after they have been loaded. Absent: parts link to a search of InvenioRDM, if its address is known.
   */
  partLink?(part: PartRequest): string | undefined;
  /** Returns the address of the search of InvenioRDM, or of one of its communities. */
  searchBase?(community?: string): string | undefined;
  /** Address of a statistics service of InvenioRDM, beside which the search is, if there is no `searchBase`. */
  readonly invenioSrc?: string;
  /**
   * Returns the capabilities of the source.
   * @param reload true to bypass every cache
   * @param community the community whose numbers will be requested, on which they may depend
   * @throws StatsError
   */
  describe(signal: AbortSignal, reload?: boolean, community?: string): Promise<SourceCapabilities>;
  /**
   * Loads one statistic of one year. A year without data is an empty block, not an error.
   * @param signal aborts the request; the promise then rejects with the signal's reason
   * @throws StatsError
   */
  load(request: YearRequest, signal: AbortSignal, options?: LoadOptions): Promise<YearBlock>;
  /**
   * Returns the records with the most views, downloads or citations of all time, `undefined` if it does not have this ranking.
   * Absent: the source has no per-record statistics.
   * @throws StatsError
   */
  records?(request: RecordsRequest, signal: AbortSignal, reload?: boolean): Promise<readonly TopRecord[] | undefined>;
  /**
   * Returns the use of a single record. Absent: the source does not count single records.
   * @throws StatsError
   */
  recordUse?(request: RecordUseRequest, signal: AbortSignal, reload?: boolean): Promise<RecordUse | undefined>;
  /**
   * Returns a file with all statistics of a year. Absent: the service makes none.
   * @throws StatsError
   */
  file?(request: ServiceFileRequest, signal: AbortSignal): Promise<ServiceFile>;
}
