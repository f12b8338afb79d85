/** The tags of the named elements, without the catalogue: for code that runs where the catalogue cannot be loaded. */

/** Tags of the named elements, without their common parts. */
const OVER_TIME = 'content-stats-chart|traffic-stats-chart';
const PARTS = [
  'resource-types|access-status|access-statuses|access-rights|languages|top-languages|subjects|rights|licenses|funders',
  'periodicals|publishers|affiliations|file-types|countries|top-countries|referrers|top-referrers|top-referrer-domains',
  'most-viewed-records|most-downloaded-records|most-cited-records|stats',
].join('|');
const FIGURES = 'record-count|uploaders|data-volume|views|downloads|traffic|box';

/**
 * A pattern of the tags in the catalogue; a test compares both. It replaces the catalogue where code cannot be loaded: on a
 * page with autoload.js, that may be the catalogue itself.
 */
export const NAMED = new RegExp(
  `^(stats-popup|(${OVER_TIME}|single-stat-(${FIGURES}))(-cumulative)?|` +
    `(${PARTS})-(table|multi-display(-views|-downloads)?(-delta)?)|(date-range|granularity|report)-selector)$`,
);
