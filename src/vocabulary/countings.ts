/** Ways of counting, by the names that services have for them. */

/** The time within which a use that is repeated counts once. */
export const WINDOWS = ['session', 'day', '24h', 'month'] as const;
export type Window = (typeof WINDOWS)[number];

/**
 * The window of each name, `event` if every use counts. A name that is not here is one of InvenioRDM's statistics service: it
 * counts as the metric says (metrics.ts). Sentences about each name are in the message catalogue (`about.definitions`).
 */
export const COUNTINGS: Readonly<Record<string, Window | 'event'>> = {
  // DataCite: usage reports, sessions.
  dataciteViews: 'session',
  dataciteDownloads: 'session',
  // Matomo.
  siteVisitors: 'day',
  pageViews: 'event',
  downloadClicks: 'event',
  visits: 'event',
  // COUNTER.
  investigations: 'event',
  requests: 'event',
  uniqueInvestigations: 'session',
  uniqueRequests: 'session',
  // Dataverse, and Make Data Count at a Dataverse.
  dataverseDownloads: 'event',
  makeDataCountViews: 'event',
  makeDataCountDownloads: 'event',
};
