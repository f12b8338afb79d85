/** Datasets by the number of people who downloaded them. */
import { isObject, own } from '../../util/json.js';
import { StatsError } from '../errors.js';
import type { RecordsRequest, TopRecord } from '../source.js';
import { countsOf, dataOf } from './answers.js';
import type { MetricsApi } from './api.js';

/**
 * Returns the datasets that most people have downloaded: Dataverse tells them apart by the e-mail addresses that they gave,
 * and takes all others for one. `undefined` for any other ranking.
 * @throws StatsError
 */
export async function topDatasets(
  api: MetricsApi,
  { order, size, community }: RecordsRequest,
  signal: AbortSignal,
  reload?: boolean,
): Promise<readonly TopRecord[] | undefined> {
  if (order !== 'mostdownloaded') return undefined;
  const [answer] = await Promise.all([
    api.metric('uniquedownloads', community, signal, reload),
    api.check(community, signal, reload),
  ]);
  const top = countsOf(answer, 'pid')
    .toSorted((a, b) => b.count - a.count)
    .slice(0, size);
  return Promise.all(
    top.map(async ({ id, count }) => {
      const query = `?persistentId=${encodeURIComponent(id)}`;
      // Of all descriptions of a dataset, the one without its files, of which there may be thousands.
      const path = `api/datasets/:persistentId/versions/:latest-published/metadata/citation${query}`;
      const title = await api.bytes(path, signal, reload).then(titleOf).catch(ifUnknown(signal));
      const href = `${api.installation}dataset.xhtml${query}`;
      return { title: title ?? id, href, value: count, counting: 'guestbookReaders' };
    }),
  );
}

/** Replaces a title that cannot be loaded: the dataset may have been withdrawn. */
const ifUnknown =
  (signal: AbortSignal) =>
  (error: unknown): undefined => {
    signal.throwIfAborted();
    if (!(error instanceof StatsError)) throw error;
  };

/** Returns the title of a dataset; `undefined` if its citation has none. */
export function titleOf(bytes: Uint8Array): string | undefined {
  const data = dataOf(bytes);
  const fields: unknown = isObject(data) ? own(data, 'fields') : undefined;
  const title: unknown = Array.isArray(fields)
    ? fields.find((field) => isObject(field) && own(field, 'typeName') === 'title')
    : undefined;
  const value = isObject(title) ? own(title, 'value') : undefined;
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}
