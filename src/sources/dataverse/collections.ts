/** The collections of a Dataverse installation, for authors of pages who choose one. */
import type { Credentials } from '../create-source.js';
import { serviceJobs } from '../service/service-jobs.js';
import type { Collection } from './answers.js';
import { MetricsApi } from './api.js';

export type { Collection as DataverseCollection };

/**
 * Returns the published collections of a Dataverse installation, each before those inside of it: the values of the attribute
 * `community`, their names, and how deep they are, as the options of a list need them.
 * @param src address of the installation
 * @throws StatsError
 */
export const dataverseCollections = (
  src: string,
  { signal = new AbortController().signal, credentials = 'same-origin' }: CollectionsOptions = {},
): Promise<readonly Collection[]> => new MetricsApi(src, credentials, serviceJobs({})).collections(undefined, signal);

export interface CollectionsOptions {
  readonly signal?: AbortSignal;
  readonly credentials?: Credentials;
}
