/** Decoders, which convert the answers of a service to a block. The worker selects one by its name. */
import type { YearBlock } from '../../data/year-block.js';
import type { StatsError } from '../errors.js';
import { csrfError } from '../invenio-api/csrf.js';
import type { Job } from './job.js';
import { decodeBytes } from '../stats-body/decode-bytes.js';

/**
 * Makes a block from the answers to a job.
 * @param answers the body of each answer, in the order of the requests; never compressed
 * @throws StatsError if they cannot be read
 */
export type Decode = (
  answers: readonly Uint8Array[],
  asked: Pick<Job, 'statistic' | 'year' | 'period' | 'requests'>,
  fetchedAt: number,
) => YearBlock;

export interface DecoderRow {
  /** Returns the decoder. Any but the one of the default service is loaded with its first use (`lazyCode`). */
  readonly load: () => Decode | Promise<Decode>;
  /** Gives the error of a failed request its reason, where it depends on the service. */
  readonly explain?: (error: StatsError) => StatsError;
}

export const DECODERS = {
  /** Bodies of InvenioRDM's statistics service, also those in files. */
  'stats-body': {
    load:
      () =>
      ([bytes], { statistic, year, requests: [request] }, fetchedAt) =>
        decodeBytes(bytes!, statistic, year, fetchedAt, `${request!.url}: `),
    explain: csrfError,
  },
} as const satisfies Readonly<Record<string, DecoderRow>>;
