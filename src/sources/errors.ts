/** Failures with a reason. */

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

/** Makes an error with the reason `code` of a failure that has no reason yet. */
export const codeError = (error: unknown): StatsError =>
  error instanceof StatsError ? error : new StatsError('code', String(error));

/** Makes an error of whatever a source has thrown. */
export const toStatsError = (error: unknown): StatsError =>
  error instanceof StatsError
    ? error
    : new StatsError('malformed', error instanceof Error ? error.message : String(error));
