/** Links from a part of a breakdown to the records that have it, in the search of an InvenioRDM repository. */
import type { Breakdown } from '../../vocabulary/breakdowns.js';
import { isWebAddress, withQuery } from '../../util/link.js';
import { encoded } from './addresses.js';

/** A search: a query, and the value of a facet. */
interface Search {
  readonly q?: string;
  readonly f?: string;
}

/** Quotes a text for the query language. */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

const facet =
  (name: string) =>
  (id: string): Search => ({ f: `${name}:${id}` });

const term =
  (...fields: readonly [string, ...string[]]) =>
  (id: string): Search => {
    const terms = fields.map((field) => `${field}:${quoted(id)}`);
    return { q: terms.length > 1 ? `(${terms.join(' OR ')})` : terms[0]! };
  };

/** Searches for a resource type. `publication-article` is a facet inside that of `publication`. */
function resourceType(id: string): Search {
  const parent = /^[^-]+(?=-)/.exec(id)?.[0];
  return { f: parent === undefined ? `resource_type:${id}` : `resource_type:${parent}+inner:${id}` };
}

/**
 * Searches for a funder. Some records name their funder without an id; the service then uses the name as the id.
 * Identifiers have digits (ROR, Crossref) and no spaces. An id that equals the name may be an identifier all the same:
 * if a funder has no name, its id is often used as one.
 */
function funder(id: string, name?: string): Search {
  const nameless = /\s/.test(id) || (id === name && !/\d/.test(id));
  return term(`metadata.funding.funder.${nameless ? 'name' : 'id'}`)(id);
}

/** The search for a part of each breakdown. Records have no fields for the countries of readers, referrers and the presence of files. */
const SEARCHES: Readonly<Record<Breakdown, ((id: string, name?: string) => Search) | undefined>> = {
  resourceTypes: resourceType,
  accessStatuses: facet('access_status'),
  languages: facet('language'),
  subjects: term('metadata.subjects.id'),
  rights: term('metadata.rights.id'),
  funders: funder,
  periodicals: term('custom_fields.journal\\:journal.title'),
  publishers: term('metadata.publisher'),
  affiliations: term('metadata.creators.affiliations.id', 'metadata.contributors.affiliations.id'),
  countries: undefined,
  referrers: undefined,
  fileTypes: facet('file_type'),
  filePresence: undefined,
};

const encode = (text: string): string => encoded(text).replaceAll('%3A', ':');

/** Returns the address of a search; `undefined` if `base` is no web address. */
function linkTo(base: string, { q = '', f }: Search): string | undefined {
  if (!isWebAddress(base, 'https://relative.invalid')) return undefined;
  return withQuery(base, `q=${encode(q)}${f === undefined ? '' : `&f=${encode(f)}`}`);
}

/** Returns the address of a search for the records that a value of a facet has been found in; its query is preserved. */
export const facetLink = (base: string, name: string, id: string): string | undefined =>
  id ? linkTo(base, facet(name)(id)) : undefined;

/**
 * Returns the address of a search for the records that have a part of a breakdown.
 * @param base the address of the search (`searchBase`); its query is preserved
 * @param name the name of the part from the service, if any: it distinguishes funders with an id from those without
 * @returns `undefined` if there is no search for the part, or if `base` is no web address
 */
export function searchLink(base: string, breakdown: Breakdown, id: string, name?: string): string | undefined {
  const search = id ? SEARCHES[breakdown]?.(id, name) : undefined;
  return search && linkTo(base, search);
}
