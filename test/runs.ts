/** The number of runs of property tests: a hundred times as many under `npm run soak`. */
declare global {
  // Set by the test runner (web-test-runner.config.mjs).
  var soak: number | undefined;
}

/** Returns the number of runs of a random test. */
export const runs = (usual: number): number => usual * (globalThis.soak ?? 1);
