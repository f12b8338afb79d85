/** The Trusted Types policy of the widgets. */

/** A policy of Trusted Types, which returns values that browsers accept in place of texts that could be code. */
interface Policy {
  createHTML(html: string): string;
  createScriptURL(address: string): string;
}

const NAME = 'repository-stats-widgets';

/** Names under which a page may allow the policy; the second is that of Lit, which older pages allow. */
const NAMES = [NAME, 'lit-html'];

/** The place of the policy on a page: a page allows each name once, so all copies of this code share one policy. */
const SHARED = Symbol.for(`${NAME} policy`);

interface Page {
  readonly trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  [SHARED]?: Policy | undefined;
}

/**
 * Rules of the policy: templates are constant texts of this code; the only script started by its address is the worker.
 */
const rules: Policy = {
  createHTML: (html) => html,
  createScriptURL: (address) => {
    // Bundlers may put a hash into the name of the file; development servers serve the source, `worker/entry.ts`.
    if (/^(blob:|https?:[^?#]*\/worker([-.\w]*|\/entry)\.[jt]s$)/.test(address)) return address;
    throw new TypeError(`not our worker: ${address}`);
  },
};

/**
 * Returns the policy, or `undefined` if the browser has no Trusted Types or the page allows none of the names. It does
 * not throw: it is called while modules are evaluated, and elements report that they cannot be drawn.
 *
 * In the files for script tags, Lit uses it, too (scripts/worker-plugins.ts).
 */
export function sharedPolicy(page: Page = globalThis as Page): Policy | undefined {
  if (!(SHARED in page)) for (const name of NAMES) page[SHARED] ??= policyNamed(name, page);
  return page[SHARED];
}

function policyNamed(name: string, { trustedTypes }: Page): Policy | undefined {
  try {
    return trustedTypes?.createPolicy(name, rules);
  } catch {
    return undefined;
  }
}

/**
 * Returns the address of the worker in the form that Trusted Types require.
 * @throws TypeError if it is not such an address
 */
export const trustedAddress = (address: string): string => sharedPolicy()?.createScriptURL(address) ?? address;
