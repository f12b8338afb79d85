/** Settings that only elements which are loaded later have, see settings.ts. */
import { isOneOf } from '../../src/vocabulary/terms.js';
import { onServer } from './on-server.js';
import { asObject, copied, readAs, setting, type Setting } from './settings.js';

/** Accepts some names: a list, or a text with white space or commas between them. */
export const someOf = <T extends string>(names: readonly T[]): Setting<readonly T[]> =>
  setting(
    `some of ${names.join(', ')}`,
    (value) => {
      const list: unknown = typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : value;
      const isList = Array.isArray(list) && list.length > 0;
      return isList && list.every((each) => isOneOf(names, each)) ? [...list] : undefined;
    },
    true,
  );

/** Accepts an object, also as JSON. */
export const object: Setting<object> = setting('a JSON object', (value) => asObject(copied(value)), true);

/** Accepts a list, also as JSON. */
export const list: Setting<readonly unknown[]> = setting(
  'a JSON list',
  (value) => {
    const copy = copied(value);
    return Array.isArray(copy) ? copy : undefined;
  },
  true,
);

/** Accepts any value: an object, also as JSON, or a name. It is read later, with messages of its own. */
export const input: Setting = setting('JSON', (value) => (typeof value === 'object' && copied(value)) || value, true);

/** Accepts a CSS length: `300px`. */
export const length = setting(
  'a length like 300px',
  // On a server, there is no style to test it with.
  readAs((value) => onServer || CSS.supports('max-block-size', value) || undefined),
);
