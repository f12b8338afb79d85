/** The most used DOIs of a repository. */
import { isValue } from '../../data/year-block.js';
import { isObject } from '../../util/json.js';
import { at } from '../../util/keys.js';
import { StatsError } from '../errors.js';
import type { TopRecord } from '../source.js';
import { metaOf } from './decode.js';
import type { UsageRow } from './overview.js';

/**
 * Reads a ranking. DOIs with 0 are left out, as that may mean that nothing is reported of them.
 * @throws StatsError
 */
export function recordsOf(
  body: unknown,
  { count: attribute, key: counting }: Pick<UsageRow, 'count' | 'key'>,
): readonly TopRecord[] {
  metaOf(body);
  const data = at(body, 'data');
  if (!Array.isArray(data))
    throw new StatsError('malformed', 'expected a list of DOIs from DataCite', { path: 'data' });
  return data.flatMap((doi: unknown, i): readonly TopRecord[] => {
    if (!isObject(doi)) throw new StatsError('malformed', 'expected a DOI from DataCite', { path: `data[${i}]` });
    const titles = at(doi, 'attributes', 'titles');
    const title = at(Array.isArray(titles) ? titles[0] : undefined, 'title');
    const id = at(doi, 'id');
    const count = at(doi, 'attributes', attribute);
    const value = isValue(count) && count >= 0 ? count : null;
    if (value === 0) return [];
    return [
      {
        title: typeof title === 'string' ? title.trim() : '',
        ...(typeof id === 'string' && id.startsWith('10.') && { href: hrefOf(id) }),
        ...{ value, counting },
      },
    ];
  });
}

/** Returns the address of a DOI. The slash after the prefix stays, all other characters of a suffix may have a meaning. */
const hrefOf = (doi: string): string =>
  `https://doi.org/${encodeURIComponent(doi.replace(/\p{Cs}/gu, '\uFFFD')).replaceAll('%2F', '/')}`;
