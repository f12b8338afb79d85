import { ELEMENTS } from './element-registry.js';
import { NAMED } from './named-tags.js';

/** Returns whether a tag is one of ours. Other elements are left alone. */
export const isOurTag = (tag: string): boolean =>
  tag === 'stats-dashboard' || ELEMENTS[tag] !== undefined || NAMED.test(tag);
