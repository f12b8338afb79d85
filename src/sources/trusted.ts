/** What the browser wants to be told of addresses of scripts where Trusted Types are enforced. */
interface Policy {
  createScriptURL(address: string): unknown;
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}

let policy: Policy | undefined;

/**
 * The address of a script of ours, as the browser wants it.
 *
 * In the files for script tags the build puts another function in this place, which asks lit's policy: a page that allows
 * `trusted-types lit-html` and nothing else then has its worker, too.
 * @throws TypeError if the page allows no policy of ours
 */
export function trustedAddress(address: string): unknown {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('repository-stats-widgets', { createScriptURL: (url) => url });
  return policy ? policy.createScriptURL(address) : address;
}
