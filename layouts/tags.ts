/** Tags of the generic elements, without `stats-`. */
const GENERIC =
  'dashboard|figure|timeline|breakdown|map|table|top-records|range-picker|granularity-picker|export|compare-picker|status';

/** Tags of the elements that are named after what they show, without what several have in common. */
const OVER_TIME = 'content-stats-chart|traffic-stats-chart';
const PARTS = [
  'resource-types|access-status|access-statuses|access-rights|languages|top-languages|subjects|rights|licenses|funders',
  'periodicals|publishers|affiliations|file-types|countries|top-countries|referrers|top-referrers|top-referrer-domains',
  'most-viewed-records|most-downloaded-records|stats',
].join('|');
const FIGURES = 'record-count|uploaders|data-volume|views|downloads|traffic|box';

const OURS = new RegExp(
  `^(stats-(${GENERIC}|popup)|(${OVER_TIME}|single-stat-(${FIGURES}))(-cumulative)?|` +
    `(${PARTS})-(table|multi-display(-views|-downloads)?(-delta)?)|(date-range|granularity|report)-selector)$`,
);

/**
 * Returns whether a tag is one of ours, without the catalogue, which is too large for pages that do not need it. Elements
 * of others are left alone.
 */
export const isOurTag = (tag: string): boolean => OURS.test(tag);
