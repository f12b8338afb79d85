/** Errors with a reason. */

/**
 * The reasons why numbers are missing. True: the same request may succeed later; false: something has to be changed
 * first. Readers see a sentence for the reason, developers the `stats-error` event.
 */
export const REASONS = {
  /** No connection, or one that broke. */
  network: true,
  /** No answer in time. */
  timeout: true,
  /** An HTTP status without a reason of its own. */
  http: false,
  /** The service requires a login or a permission. */
  auth: false,
  /** The service refused the CSRF token, or the lack of one. */
  csrf: true,
  /** Too many requests. */
  'rate-limit': true,
  /** An answer that cannot be read. */
  malformed: false,
  /** An error that the service, or a source of the page, reports itself. */
  service: true,
  /** A layout or a configuration that is not understood. */
  layout: false,
  /** The value of an attribute or property that is not understood. */
  attribute: false,
  /** A part of our own code that could not be loaded, or that failed. */
  code: true,
} as const;
export type Reason = keyof typeof REASONS;

export interface StatsErrorOptions {
  /** JSON path to the place in the body or layout. */
  readonly path?: string | undefined;
  /** The HTTP status. */
  readonly status?: number | undefined;
  /**
   * The time of a retry as in the header `Retry-After`: seconds, a date, or an empty text if the service sent none. Such
   * a failure is transient: the request is retried before the failure is reported. Absent: it is reported immediately.
   */
  readonly retryAfter?: string | undefined;
  /** The error that led to this one; of an attribute without a place of its own on the page, its text for readers. */
  readonly cause?: unknown;
}

/** A failure with a reason. The message is for developers; readers get a sentence from the message catalogue. */
export class StatsError extends Error {
  override readonly name = 'StatsError';
  readonly reason: Reason;
  readonly path: string | undefined;
  readonly status: number | undefined;
  readonly retryAfter: string | undefined;

  constructor(reason: Reason, message: string, options: StatsErrorOptions = {}) {
    super(message, options);
    this.reason = reason;
    this.path = options.path;
    this.status = options.status;
    this.retryAfter = options.retryAfter;
  }

  /** True if the same request may succeed later; false if something has to be changed before. */
  get canRetry(): boolean {
    return REASONS[this.reason] || this.retryAfter !== undefined;
  }
}

/** Returns an error; a failure without a reason becomes one with the reason `code`. */
export const codeError = (error: unknown): StatsError =>
  error instanceof StatsError ? error : new StatsError('code', String(error));

/** Converts anything that a source has thrown to an error; without a reason it becomes `malformed`. */
export const toStatsError = (error: unknown): StatsError =>
  error instanceof StatsError
    ? error
    : new StatsError('malformed', error instanceof Error ? error.message : String(error));
