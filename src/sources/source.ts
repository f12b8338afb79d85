import type { YearBlock } from '../data/year-block.js';
import type { Breakdown } from '../vocabulary/breakdowns.js';
import { statisticOf, type Metric } from '../vocabulary/metrics.js';
import { STATISTICS, type DateBasis, type Kind, type Statistic } from '../vocabulary/terms.js';

/** What is asked of a source: one statistic of one calendar year of the whole repository or one community. */
export interface YearRequest {
  readonly statistic: Statistic;
  readonly year: number;
  /** Id or slug of a community; absent for the whole repository. */
  readonly community?: string;
  readonly dateBasis: DateBasis;
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

/** What a source can deliver. */
export interface Offer {
  readonly dateBases: readonly DateBasis[];
  /** The calendar years it has, both included. Absent: it answers for every year. */
  readonly years?: { readonly first: number; readonly last: number };
  /** True if its numbers are invented: the page then says so. */
  readonly invented?: boolean;
}

/** By what records are ranked: views or downloads of all time, each reader counted once per day. */
export const RECORD_ORDERS = ['mostviewed', 'mostdownloaded'] as const;
export type RecordOrder = (typeof RECORD_ORDERS)[number];

/** What is asked for when the records themselves are ranked. */
export interface RecordsRequest {
  readonly order: RecordOrder;
  /** How many. */
  readonly size: number;
  readonly community?: string;
}

/** A record of the repository, and how often it was viewed or downloaded. */
export interface TopRecord {
  readonly title: string;
  /** Address of its page. */
  readonly href?: string;
  /** `null` if the service does not say. */
  readonly value: number | null;
}

/** A file that a service makes itself. */
export const SERVICE_FORMATS = ['csv', 'excel', 'xml'] as const;
export type ServiceFormat = (typeof SERVICE_FORMATS)[number];

export interface ServiceFileRequest {
  readonly format: ServiceFormat;
  /** Services know no smaller range than a calendar year. */
  readonly year: number;
  readonly community?: string;
  readonly dateBasis: DateBasis;
}

export interface ServiceFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Without a point. */
  readonly extension: string;
  /** Its media type. */
  readonly type: string;
}

export interface LoadOptions {
  /** Past every cache. */
  readonly reload?: boolean | undefined;
  /** Past every cache, unless the numbers have been loaded on this day: those that are shown are of another day. */
  readonly renew?: boolean | undefined;
  /** Is told of older numbers that are at hand, while the newer ones are on their way. */
  readonly early?: ((block: YearBlock) => void) | undefined;
}

/** Where numbers come from. Each source knows one service and nothing else. */
export interface StatsSource {
  /** Same key, same numbers: sources with equal keys share what they load. */
  readonly key: string;
  /** The address where the numbers come from, for readers; absent: they came with the page. */
  readonly address?: string;
  /** Address of the search page of the repository, or of a community; absent: unknown. */
  searchBase?(community?: string): string | undefined;
  /**
   * @param reload past every cache
   * @throws StatsError
   */
  offer(signal: AbortSignal, reload?: boolean): Promise<Offer>;
  /**
   * Loads one statistic of one year. A year without data is an empty block, not an error.
   * @param signal aborts the request; the promise then rejects with the signal's reason
   * @throws StatsError
   */
  load(request: YearRequest, signal: AbortSignal, options?: LoadOptions): Promise<YearBlock>;
  /**
   * The records that are viewed or downloaded most, of all time. Absent: the source knows no single records.
   * @throws StatsError
   */
  records?(request: RecordsRequest, signal: AbortSignal, reload?: boolean): Promise<readonly TopRecord[]>;
  /**
   * A file with everything of a year. Absent: the service makes none.
   * @throws StatsError
   */
  file?(request: ServiceFileRequest, signal: AbortSignal): Promise<ServiceFile>;
}

/** What a widget needs in order to draw itself. */
export interface Need {
  readonly metric: Metric;
  readonly kind: Kind;
  readonly breakdown?: Breakdown;
  /** True if the last value of the range will do: of all its years, only the newest is loaded then. For snapshots only. */
  readonly latest?: boolean;
}

/** The statistics that hold what is needed, each once. */
export const statisticsFor = (needs: readonly Need[]): readonly Statistic[] => {
  const statistics = new Set(needs.map((need) => statisticOf(need.metric, need.kind)));
  return STATISTICS.filter((statistic) => statistics.has(statistic));
};

/** A statistic for all years of a range, or as far as its last value needs them. */
export type Portion = Statistic | `${Statistic} latest`;

/** What has to be there before what is needed can be shown. */
export const portionsFor = (needs: readonly Need[]): readonly Portion[] => [
  ...new Set(
    needs.map(({ metric, kind, latest }): Portion => {
      const statistic = statisticOf(metric, kind);
      return latest && kind === 'snapshot' ? `${statistic} latest` : statistic;
    }),
  ),
];

/** Why numbers are not there; the reader sees a sentence for it, the developer the `stats-error` event. */
export const REASONS = [
  'network',
  'timeout',
  'http',
  'auth',
  'csrf',
  'rate-limit',
  'malformed',
  'service',
  'layout',
  /** The value of an attribute or property that is not understood. */
  'attribute',
  /** A part of our own code that could not be loaded, or that failed. */
  'code',
] as const;
export type Reason = (typeof REASONS)[number];

/** A failure with a reason. The message is for developers; readers get a sentence from the message catalogue. */
export class StatsError extends Error {
  override readonly name = 'StatsError';
  readonly reason: Reason;
  /** JSON path to the place in the body or layout, where there is one. */
  readonly path: string | undefined;
  /** When it may be worth asking again, as the service says it: seconds, a date, or nothing. Absent: it would not help. */
  readonly retryAfter: string | undefined;

  constructor(reason: Reason, message: string, path?: string, retryAfter?: string) {
    super(message);
    this.reason = reason;
    this.path = path;
    this.retryAfter = retryAfter;
  }
}
