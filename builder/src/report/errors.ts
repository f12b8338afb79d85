/** Exit codes of the command. */
export const EXIT = {
  done: 0,
  /** Something failed; the files are those of the last complete run, or newer. */
  failed: 1,
  /** The command line or the configuration is wrong; nothing was done. */
  usage: 2,
  /** Another run is active; nothing was done. */
  locked: 3,
  /** `check` has found faults. */
  faults: 4,
} as const;

/** An error with a sentence for the person who runs the command. */
export class BuildError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
