import { StatsError, toStatsError } from '../sources/errors.js';
import type { SourceCapabilities, StatsSource } from '../sources/source.js';

/** The request for the capabilities of a source. An earlier answer holds until the new one has come. */
export class CapabilitiesRequest {
  #abort: AbortController | undefined;
  #value: SourceCapabilities | undefined;
  #error: StatsError | undefined;
  readonly #onAnswer: (error: StatsError | undefined) => void;

  /** @param onAnswer called after each answer, with the error of a request that failed */
  constructor(onAnswer: (error: StatsError | undefined) => void) {
    this.#onAnswer = onAnswer;
  }

  get isPending(): boolean {
    return this.#abort !== undefined;
  }

  /** The latest answer. */
  get value(): SourceCapabilities | undefined {
    return this.#value;
  }

  get error(): StatsError | undefined {
    return this.#error;
  }

  /**
   * Sends the request, unless it is under way.
   * @param reload past every cache, also if it is under way
   */
  ask(source: StatsSource, reload = false): void {
    if (this.isPending && !reload) return;
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const answered = (value: SourceCapabilities | undefined, error?: StatsError): void => {
      if (this.#abort !== abort) return;
      this.#abort = undefined;
      this.#value = value ?? this.#value;
      this.#error = error;
      this.#onAnswer(error);
    };
    source.describe(abort.signal, reload).then(
      // A source of the page's own need not keep to its type.
      (value: SourceCapabilities | null | undefined) =>
        value
          ? answered(value)
          : answered(undefined, new StatsError('malformed', 'no capabilities', { path: 'describe' })),
      (error: unknown) => answered(undefined, toStatsError(error)),
    );
  }

  /** Aborts the request and forgets the answer. */
  clear(): void {
    this.#abort?.abort();
    this.#abort = this.#value = this.#error = undefined;
  }
}
