/** Errors of services, whose settings the reader's sentence can name. */
import { StatsError } from '../errors.js';
import type { StatsSource } from '../source.js';

/** An error of a service other than InvenioRDM's statistics service. */
export class ServiceError extends StatsError {
  /** @param service the name of the service in the attribute `source`, and in the message catalogue */
  constructor(
    readonly service: string,
    { reason, message, path, status, retryAfter, cause }: StatsError,
  ) {
    super(reason, message, { path, status, retryAfter, cause });
  }
}

/** Names a service in the errors of its source. */
export function withServiceErrors(service: string, source: Omit<StatsSource, 'key'>): Omit<StatsSource, 'key'> {
  const named = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      throw error instanceof StatsError ? new ServiceError(service, error) : error;
    });
  return {
    ...source,
    describe: (...request) => named(source.describe(...request)),
    load: (...request) => named(source.load(...request)),
    ...(source.records && { records: (...request) => named(source.records!(...request)) }),
    ...(source.recordUse && { recordUse: (...request) => named(source.recordUse!(...request)) }),
  };
}
