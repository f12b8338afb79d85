/** Messages about how numbers are counted, and about their export. */
export const about = {
  title: 'How is this counted?',
  /** Definitions, by the name that the service has for a metric. */
  definitions: {
    records: 'Records in the repository. A record that is removed is subtracted on that day.',
    parents: 'Works in the repository, each once however many versions it has.',
    files: 'Files of the records. Files that are removed are subtracted on that day.',
    fileCount: 'Files of the records. Files that are removed are subtracted on that day.',
    uploadVolume: 'The size of the uploaded files.',
    uploaders: 'People who added records, each once per day. A person who adds records on two days counts twice.',
    views: 'Every view of a record.',
    viewUniqueRecords: 'Records that were viewed, each once per day. A record that is viewed on two days counts twice.',
    downloads: 'Every download of a file.',
    downloadUniqueFiles:
      'Files that were downloaded, each once per day. A file that is downloaded on two days counts twice.',
    visitors: 'Visitors who viewed records, each once per day. A visitor who comes on two days counts twice.',
    viewVisitors: 'Visitors who viewed records, each once per day. A visitor who comes on two days counts twice.',
    downloadVolume: 'The size of everything that was downloaded.',
    citations: 'Works that cite records.',
    dataciteDois:
      'DOIs of the repository that can be found at DataCite, by the day on which they were registered there, or created ' +
      'if that day is chosen. Each version of a record may have a DOI of its own. DOIs that are hidden later are missing ' +
      'in earlier months, too.',
    dataciteViews:
      'Views of records as the repository reports them to DataCite: several views within one session count once, and ' +
      'machines are left out. Only the total of today is known.',
    dataciteDownloads:
      'Downloads as the repository reports them to DataCite: several downloads of a record within one session count ' +
      'once, and machines are left out. Only the total of today is known.',
    dataciteCitations:
      'Citations of the DOIs that DataCite knows of, from the metadata of other works. Only the total of today is known.',
    dataverseDatasets:
      'Published datasets, in the month of their first publication. Their versions are not counted. The numbers may be ' +
      'up to seven days old.',
    dataverseFiles:
      'Published files, in the month of their publication. Files that are removed later stay counted. The numbers may ' +
      'be up to seven days old.',
    dataverseVolume:
      'The size of published files, in the month of their publication. Files that are removed later stay counted. The ' +
      'numbers may be up to seven days old.',
    dataverseDownloads:
      'Every download of a file that Dataverse has registered, also those of robots and repeated ones. Downloads ' +
      'without a date are in totals only. The numbers may be up to seven days old.',
    guestbookReaders:
      'Readers who downloaded from the dataset, told apart by the e-mail addresses that they gave. All who gave none ' +
      'count as one. The numbers may be up to seven days old.',
    makeDataCountViews:
      'Views of datasets and their files as Make Data Count counts them, by the rules of COUNTER: without robots, and ' +
      'repeated clicks once. Earlier views are not in totals. The numbers may be up to seven days old.',
    makeDataCountDownloads:
      'Downloads from datasets as Make Data Count counts them, by the rules of COUNTER: without robots, and repeated ' +
      'clicks once. Earlier downloads are not in totals. The numbers may be up to seven days old.',
    siteVisitors:
      'Visitors of the web site, each once per day, as Matomo recognises them. A visitor who comes on two ' +
      'days counts twice. Robots, and visitors whose browser blocks the counting, are missing.',
    pageViews:
      'Views of pages of the web site, also of pages that are no records. Robots, and visitors whose ' +
      'browser blocks the counting, are missing.',
    downloadClicks:
      'Clicks on links to files on the web site. Downloads by a direct address or by programs are missing.',
    visits:
      'Visits of the web site, by whole months. A visitor who comes twice makes two visits, so that these ' +
      'are no parts of the visitors.',
    investigations:
      'Investigations by the rules of COUNTER: every look at a record or its content, downloads included, ' +
      'without robots. A double click counts once.',
    requests:
      'Requests by the rules of COUNTER: every retrieval of content, without robots. A double click counts ' + 'once.',
    uniqueInvestigations:
      'Records that were looked at or downloaded, each once in a session, by the rules of COUNTER: without robots. A ' +
      'record that is used in two sessions counts twice.',
    uniqueRequests:
      'Records whose content was retrieved, each once in a session, by the rules of COUNTER: without robots. A record ' +
      'that is used in two sessions counts twice.',
    currentRecords:
      'Records that are in the repository today, by the day on which they were created; each version is a record. What has ' +
      'been removed since is not counted, and types and access are those of today. Numbers of past months may be up to 90 ' +
      'days old.',
    currentParents:
      'Works that are in the repository today, each once however many versions it has, by the day on which their first ' +
      'version was created. Works whose first version has been removed are not counted. Numbers of past months may be up ' +
      'to 90 days old.',
    recordViews:
      'Views of the record, of all its versions together, each visitor once per day, without robots. The views of the ' +
      'last hours may be missing.',
    recordDownloads:
      'Downloads of files of the record, of all its versions together, each visitor once per day and file, without ' +
      'robots. The downloads of the last hours may be missing.',
  } as Readonly<Record<string, string>>,
  mixed: 'Not all years are counted in the same way.',
  days: 'Days',
  delta: {
    content: (days: string) => `What was added in these days: ${days}.`,
    usage: (days: string) => `What was counted in these days: ${days}.`,
  },
  snapshot: (day: string) => `The total of everything until ${day}.`,
  compared: (days: string) => `Compared with ${days}.`,
  allTime: 'The total of all time.',
  timeZone: 'Time zone',
  utc: 'A day begins and ends at midnight UTC.',
  ofService: 'A day begins and ends at midnight in the time zone of the service.',
  source: 'Source',
  given: 'Provided by this page.',
  /** Facts about parts. */
  partition: 'Each record has one value. Shares are shares of the whole.',
  several:
    'A record can have several values and then counts for each of them, so the values add up to more than the whole.',
  topList: {
    day: 'The service lists the most frequent values of each day; a value that is not among them is missing here.',
    month: 'The service lists the most frequent values of each month; a value that is not among them is missing here.',
    year: 'The service lists the most frequent values of each year; a value that is not among them is missing here.',
  },
  topListCompared: 'A change may therefore result from a change of this list.',
  affiliations: {
    content:
      'Contributions are counted, not records: a record counts once for an affiliation of its creators and once more ' +
      'if its contributors have it, too, however many people that are.',
    usage:
      'A view or download counts once for each affiliation, however many contributions of creators and contributors ' +
      'the record has from there.',
  },
  ror: 'Only affiliations that were chosen from the ROR list are counted.',
  copy: 'Copy',
  /** A file with the chart in the grammar of Vega-Lite. */
  vegaLite: 'Vega-Lite JSON',
  copied: 'Copied.',
  /** No event reports that a file has been saved, and a sandbox may forbid it. */
  saving: (name: string) => `Saving ${name} …`,
  notCopied: 'The browser does not let this page copy.',
  failed: 'That did not work.',
  actions: (heading: string) => `Export: ${heading}`,
};
