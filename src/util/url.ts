/** Returns the base address, of the page or the worker. */
const base = (): string | undefined =>
  typeof document === 'undefined' ? (globalThis.location as Location | undefined)?.href : document.baseURI;

const parse = (address: string): URL | undefined =>
  URL.canParse(address, base()) ? new URL(address, base()) : undefined;

/**
 * Resolves an address against that of the page. A text that is no address is returned unchanged, and fetch refuses it.
 */
export const absolute = (address: string): string => parse(address)?.href ?? address;

/** Returns the origin of an address, `https://repository.example`; empty for a text that is no address. */
export const originOf = (address: string): string => parse(address)?.origin ?? '';
