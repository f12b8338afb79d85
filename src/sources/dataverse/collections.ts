/** The collections of a Dataverse installation, for authors of pages who choose one. */
import { isObject, own } from '../../util/json.js';
import type { Credentials } from '../create-source.js';
import { serviceJobs } from '../service/service-jobs.js';
import { dataOf, malformed, textIn } from './answers.js';
import { MetricsApi } from './api.js';

/** A collection of datasets. */
export interface DataverseCollection {
  readonly alias: string;
  readonly name: string;
  /** The number of collections that it is inside of. */
  readonly depth: number;
}

export interface CollectionsOptions {
  readonly signal?: AbortSignal;
  readonly credentials?: Credentials;
}

/**
 * Returns the published collections of a Dataverse installation, each before those inside of it: the values of the attribute
 * `community`, their names, and how deep they are, as the options of a list need them.
 * @param src address of the installation
 * @throws StatsError
 */
export const dataverseCollections = async (
  src: string,
  { signal = new AbortController().signal, credentials = 'same-origin' }: CollectionsOptions = {},
): Promise<readonly DataverseCollection[]> =>
  collectionsOf(await new MetricsApi(src, credentials, serviceJobs({})).metric('tree', undefined, signal));

/**
 * Reads the tree of collections, from the top, each before those inside of it.
 * @throws StatsError
 */
export function collectionsOf(bytes: Uint8Array): readonly DataverseCollection[] {
  const collections: DataverseCollection[] = [];
  // A list of what is still to be read in place of recursion: an answer may be nested too deeply.
  const open = [{ node: dataOf(bytes), path: 'data', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, path, depth } = next;
    if (!isObject(node)) throw malformed(path, 'it is not a collection');
    const alias = textIn({ values: node, path }, 'alias');
    const name = own(node, 'name');
    collections.push({ alias, name: typeof name === 'string' ? name : alias, depth });
    const children = own(node, 'children') ?? [];
    if (!Array.isArray(children)) throw malformed(`${path}.children`, 'it is not a list');
    for (let i = children.length - 1; i >= 0; i--)
      open.push({ node: children[i] as unknown, path: `${path}.children[${i}]`, depth: depth + 1 });
  }
  return collections;
}
