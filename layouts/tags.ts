import { ELEMENTS } from './element-registry.js';

/** Tags of the named elements, without their common parts. */
const OVER_TIME = 'content-stats-chart|traffic-stats-chart';
const PARTS = [
  'resource-types|access-status|access-statuses|access-rights|languages|top-languages|subjects|rights|licenses|funders',
  'periodicals|publishers|affiliations|file-types|countries|top-countries|referrers|top-referrers|top-referrer-domains',
  'most-viewed-records|most-downloaded-records|stats',
].join('|');
const FIGURES = 'record-count|uploaders|data-volume|views|downloads|traffic|box';

/**
 * A pattern of the tags in the catalogue; a test compares both. It replaces the catalogue where code cannot be loaded: on a
 * page with autoload.js, that may be the catalogue itself.
 */
const NAMED = new RegExp(
  `^(stats-popup|(${OVER_TIME}|single-stat-(${FIGURES}))(-cumulative)?|` +
    `(${PARTS})-(table|multi-display(-views|-downloads)?(-delta)?)|(date-range|granularity|report)-selector)$`,
);

/** Returns whether a tag is one of ours. Other elements are left alone. */
export const isOurTag = (tag: string): boolean =>
  tag === 'stats-dashboard' || ELEMENTS[tag] !== undefined || NAMED.test(tag);
