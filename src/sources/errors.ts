/** Failures with a reason. */

/**
 * Why numbers are not there, and if trying again can help. The reader sees a sentence for the reason, the developer the
 * `stats-error` event.
 */
export const REASONS = {
  /** No connection, or one that broke. */
  network: true,
  /** No answer in time. */
  timeout: true,
  /** A status of HTTP that has no reason of its own. */
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
  /** The status of HTTP. */
  readonly status?: number | undefined;
  /**
   * When the same request may succeed, as the service says it: seconds, a date, or an empty text if it does not say. Such a
   * failure passes by itself: the request is sent again before the failure is reported. Absent: it is reported at once.
   */
  readonly retryAfter?: string | undefined;
  /** The error that led to this one. */
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

/** Makes an error with the reason `code` of a failure that has no reason yet. */
export const codeError = (error: unknown): StatsError =>
  error instanceof StatsError ? error : new StatsError('code', String(error));

/** Makes an error of whatever a source has thrown. */
export const toStatsError = (error: unknown): StatsError =>
  error instanceof StatsError
    ? error
    : new StatsError('malformed', error instanceof Error ? error.message : String(error));
