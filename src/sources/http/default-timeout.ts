/** Milliseconds until an unanswered request counts as failed. Apart from `fetch.ts`, which pages load later. */
export const DEFAULT_TIMEOUT = 30_000;
