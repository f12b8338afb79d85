/**
 * The demo pages of services: a dashboard each on a fake service, as a page of a repository would contain it, and the page where
 * a visitor chooses a service.
 */

interface ServicePage {
  readonly title: string;
  /** What the page contains, in HTML. */
  readonly body: string;
  /** Default: the script of the demo. */
  readonly script?: string;
}

/** Addresses of the page "Try it" on the fake services. */
const EXAMPLES: Readonly<Record<string, string>> = {
  DataCite: 'service=datacite&src=/datacite/&scope=example.repo&range=3years',
  Dataverse: 'service=dataverse&src=/dataverse/',
  'A collection of Dataverse': 'service=dataverse&src=/dataverse/&scope=maps',
  Matomo: 'service=matomo&src=/matomo/&scope=1',
  'COUNTER reports': 'service=counter&src=/counter/reports.json',
  InvenioRDM: 'service=invenio-records&src=/invenio-records/',
  'The statistics service of InvenioRDM': 'service=invenio&src=/api/stats-dashboard',
  'A repository that does not exist': 'service=datacite&src=/datacite/&scope=nobody',
  'The address of another service': 'service=matomo&src=/dataverse/&scope=1',
};

const exampleLinks = Object.entries(EXAMPLES)
  .map(([label, query]) => `<li><a href="?${query.replaceAll('&', '&amp;')}">${label}</a></li>`)
  .join('\n        ');

/** The pages, by their names: `/datacite.html` … */
const PAGES: Readonly<Record<string, ServicePage>> = {
  datacite: {
    title: 'Statistics of a repository at DataCite',
    body: `<stats-dashboard source="datacite" src="/datacite/" community="example.repo" range="3years" granularity="month"
      heading-level="1"></stats-dashboard>`,
  },
  dataverse: {
    title: 'Statistics of a Dataverse installation',
    body: `<!-- Collections: maps, old-maps, texts and new, which is empty. Another one does not exist, "draft" is not published. -->
      <stats-dashboard source="dataverse" src="/dataverse/" heading-level="1"></stats-dashboard>`,
  },
  matomo: {
    title: 'Statistics of a web site, from Matomo',
    body: '<stats-dashboard source="matomo" src="/matomo/" community="1" heading-level="1"></stats-dashboard>',
  },
  counter: {
    title: 'Statistics of a platform, from COUNTER reports',
    body: '<stats-dashboard source="counter" src="/counter/reports.json" heading-level="1"></stats-dashboard>',
  },
  combined: {
    title: 'Statistics of a repository, from DataCite and Matomo',
    body: `<stats-dashboard range="12months" granularity="month" heading-level="1">
        <stats-source for="content" source="datacite" src="/datacite/" community="example.repo"></stats-source>
        <stats-source for="usage" source="matomo" src="/matomo/" community="1"></stats-source>
      </stats-dashboard>`,
  },
  'invenio-records': {
    title: 'Statistics of an InvenioRDM repository, from its search',
    body: `<!-- Communities: astronomy, history, and new, which is empty. Another one does not exist. -->
      <stats-dashboard source="invenio-records" src="/invenio-records/" date-basis="created" granularity="month"
        heading-level="1"></stats-dashboard>
      <h2>One record</h2>
      <div class="pair">
        <stats-record source="invenio-records" src="/invenio-records/" record="rec-101"></stats-record>
        <stats-record source="invenio-records" src="/invenio-records/" record="rec-101" metric="downloads"></stats-record>
      </div>`,
  },
  files: {
    title: 'Statistics of a repository, from files',
    body: `<!-- The folder stats/ of this project: npm run stats -- init --from table && npm run stats -- build -->
      <stats-dashboard source="snapshot" src="/stats/" heading-level="1"></stats-dashboard>`,
  },
  try: {
    title: 'Try it with your repository',
    script: './try.ts',
    body: `<h1>Try it with your repository</h1>
      <p>Choose where your numbers are. You see the dashboard at once, and copy the HTML for it.</p>
      <try-repository></try-repository>
      <h2>Examples with invented numbers</h2>
      <ul>
        ${exampleLinks}
      </ul>`,
  },
};

/** Returns the HTML of the page at an address; `undefined` if it is none of these pages. */
export function servicePage(pathname: string): string | undefined {
  const name = /^\/([\w-]+)\.html$/.exec(pathname)?.[1];
  if (name === undefined || !Object.hasOwn(PAGES, name)) return undefined;
  const { title, body, script = './demo.ts' } = PAGES[name]!;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="./demo.css" />
    <script type="module" src="${script}"></script>
  </head>
  <body>
    <main>
      ${body}
    </main>
  </body>
</html>
`;
}
