/** The folders of scopes, below that of all files. */
import { WHOLE } from '../../../src/data/year-block.js';

const COMMUNITIES = 'communities';

/** Returns the folder of a community: its id may have any characters, and is the name of one folder. */
export const communityFolder = (id: string): string =>
  `${COMMUNITIES}/${encodeURIComponent(id).replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'))}`;

/** Returns the folder of a scope: that of the whole repository is at the top. */
export const scopeFolder = (scope: string): string => (scope === WHOLE ? '' : communityFolder(scope));

/** Returns the scope of a file. */
export function scopeOf(file: string): string {
  const [top, folder] = file.split('/');
  return top === COMMUNITIES ? decodeURIComponent(folder!) : WHOLE;
}
