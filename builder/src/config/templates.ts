/** The configurations that `init` writes. */
import type { FromInvenio } from './invenio-settings.js';

export interface Template {
  /** What it is for, in a sentence. */
  readonly about: string;
  /** The value of `inputs`, with comments. */
  readonly inputs: string;
  /** The folder of its files, which receives a sample if it is not there. */
  readonly sample?: string;
}

export const TEMPLATES = {
  table: {
    about: 'events and records in the neutral form, from any repository',
    sample: 'stats-input',
    inputs: `[
    {
      "kind": "table",
      // Files of events: CSV, NDJSON or Parquet, also compressed (.gz). * stands for any text.
      // Columns: time, kind (view or download), record, file, bytes, visitor (or ip and agent), country, referrer, robot.
      "events": "stats-input/events*",
      // All records, a line of JSON for each.
      "records": "stats-input/records*",
      // Which record is in which community, and since when. Without communities, delete this line.
      "memberships": "stats-input/memberships*",
    },
  ]`,
  },
} as const satisfies Readonly<Record<string, Template>>;

export type TemplateName = keyof typeof TEMPLATES;

interface TextOptions {
  readonly isSample: boolean;
  readonly settings?: FromInvenio | undefined;
}

/** Returns the text of a configuration. */
export function configText({ about, inputs }: Template, { isSample, settings }: TextOptions): string {
  const breakdowns = settings
    ? Object.entries(settings.breakdowns)
        .map(([name, setting]) => `\n    ${JSON.stringify(name)}: ${JSON.stringify(setting)},`)
        .join('')
    : '\n    // "subjects": false,\n    // "languages": { "usage": false },';
  return `{
  // Settings of repository-stats-builder: ${about}.
  // Every setting that is not here has its usual value; all of them are in the guide.
  "$schema": "./node_modules/repository-stats-builder/stats.config.schema.json",

  "inputs": ${inputs},

  // The folder that the web server offers: <stats-dashboard source="snapshot" src="/stats/">.
  "out": "stats",
  // What the builder keeps for the next run. No addresses and no names of browsers are in it. Not for the web server.
  "work": "stats-work",
${isSample ? '\n  // The numbers are invented, and pages say so. Delete this line with your own events.\n  "invented": true,\n' : ''}
  // How events are counted.
  "counting": {
    // The rules of COUNTER, release 5.1: of two clicks on the same thing within 30 seconds one counts, robots and scripts do not.
    "rules": "counter-5.1",
  },

  // What numbers are divided by. false switches one off.
  "breakdowns": {${breakdowns}
  },
${settings?.top === undefined ? '' : `\n  // The number of parts that totals list.\n  "top": ${settings.top},\n`}${settings?.lockTimeout === undefined ? '' : `\n  // Hours after which the lock of another machine is abandoned.\n  "lockTimeout": ${settings.lockTimeout},\n`}
  // The communities that get files of their own: "all", a list of ids, or { "minEvents": 1000 }.
  "communities": "all",

  // For countries where events have addresses only: a database on this machine, and what its licence wants to be shown.
  // "countries": { "database": "dbip-country.mmdb", "attribution": { "text": "IP Geolocation by DB-IP", "href": "https://db-ip.com" } },

  // Limits on this machine.
  "memory": "1GB",
  "threads": 2,
}
`;
}
