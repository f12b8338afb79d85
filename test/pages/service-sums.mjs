/**
 * What fake services have sent, as plain sums over their answers: an independent reference for the numbers on pages. Nothing
 * here uses our decoders.
 */

/** The day on which the services are asked. */
export const TODAY = '2026-11-21';

const WHOLE = 'global';
const USAGE = ['views', 'downloads'];

/** Returns the last day of a month, or today if it is not over. */
const endOf = (month) => clipped(new Date(Date.UTC(month.slice(0, 4), month.slice(5, 7), 0)).toISOString());
const clipped = (date) => (date.slice(0, 10) < TODAY ? date.slice(0, 10) : TODAY);
const startOf = (month) => `${month.slice(0, 7)}-01`;

const byDay = (numbers) => [...numbers.values()].sort((a, b) => (a.end < b.end ? -1 : 1));

/** Numbers by what they count and by their days; a number that is sent again replaces the earlier one. */
class Numbers {
  #numbers = new Map();
  /** The records of rankings, by order. */
  records = {};

  #of(kind, metric, breakdown = '') {
    const name = `${kind} ${metric} ${breakdown}`;
    if (!this.#numbers.has(name)) this.#numbers.set(name, new Map());
    return this.#numbers.get(name);
  }

  /** Takes some metrics from another service, whatever this one says of them. */
  replace(metrics, other) {
    const isOfThem = ([name]) => metrics.includes(name.split(' ')[1]);
    const own = [...this.#numbers].filter((entry) => !isOfThem(entry));
    this.#numbers = new Map([...own, ...[...other.#numbers].filter(isOfThem)]);
  }

  /** Adds what happened in some days. */
  happened(metric, breakdown, id, start, end, value) {
    this.#of('delta', metric, breakdown).set(`${id} ${start}`, { id, start, end, value });
  }

  /** Adds the total on a day. */
  total(metric, breakdown, id, end, value) {
    this.#of('snapshot', metric, breakdown).set(`${id} ${end}`, { id, start: end, end, value });
  }

  /** Adds everything that happened, summed up from the first day on. */
  addTotals(metric, breakdown) {
    const sums = {};
    for (const { id, end, value } of byDay(this.#of('delta', metric, breakdown)))
      this.total(metric, breakdown, id, end, (sums[id] = (sums[id] ?? 0) + value));
  }

  /** Adds what happened: differences of totals at the ends of months. */
  addDifferences(metric, breakdown) {
    const before = {};
    for (const { id, end, value } of byDay(this.#of('snapshot', metric, breakdown))) {
      this.happened(metric, breakdown, id, startOf(end), end, value - (before[id] ?? 0));
      before[id] = value;
    }
  }

  /** Returns the numbers of some days, by part (of a total, those of the last day); empty if nothing was sent. */
  in({ metric, kind, breakdown, start, end }) {
    const sums = {};
    for (const fact of this.#of(kind, metric, breakdown).values())
      if (fact.end === end || (kind === 'delta' && fact.start >= start && fact.end <= end))
        sums[fact.id] = (sums[fact.id] ?? 0) + fact.value;
    return sums;
  }
}

/** Ids that are shown in place of those that services send. */
const SHOWN_AS = {
  ...{ 'journal-article': 'publication-article', audiovisual: 'video', 'physical-object': 'physicalobject' },
  ...{ Article: 'publication-article', Dataset: 'dataset', Thesis_or_Dissertation: 'publication-thesis' },
  ...{ Software: 'software', Open: 'open', Controlled: 'restricted' },
  ...{ 'text/tab-separated-values': 'tab', 'text/csv': 'csv', 'application/pdf': 'pdf', 'text/plain': 'txt' },
  ...{ 'application/zip': 'zip', 'image/tiff': 'tif', 'type/x-r-syntax': 'r', 'application/x-stata-syntax': 'do' },
  ...{ 'application/netcdf': 'nc', xx: 'unknown', a1: 'unknown' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};
const shown = (id) => SHOWN_AS[id] ?? id.replace(/^ror\.org/, 'https://$&');

/** Adds an answer for a range of months, in which there are a total and parts. The range begins with `*` for a total. */
function addCounts(numbers, metric, [, start, end], total, parts) {
  const add = (breakdown, id, value) =>
    start === '*'
      ? numbers.total(metric, breakdown, id, clipped(end), value)
      : numbers.happened(metric, breakdown, id, start, clipped(end), value);
  add(undefined, WHOLE, total);
  for (const [breakdown, id, value] of parts) add(breakdown, shown(id), value);
}

/** Adds totals at the ends of months: the total of today less what was added later. */
function addTotalsBefore(numbers, metric, months, total) {
  for (const { month, count } of months.sort((a, b) => (a.month > b.month ? -1 : 1))) {
    numbers.total(metric, undefined, WHOLE, endOf(month), total);
    total -= count;
  }
}

function datacite(answers) {
  const numbers = new Numbers();
  const months = [];
  for (const { query, body } of answers) {
    const { meta, data } = body;
    const range = /^registered:\[(\S+) TO (\S+)\]$/.exec(query.get('query'));
    const [, ranked] = /^-(view|download|citation)-count$/.exec(query.get('sort')) ?? [];
    if (range) {
      const facets = { ...meta, rights: meta.licenses };
      const parts = ['resourceTypes', 'languages', 'subjects', 'rights', 'funders', 'affiliations'];
      const counts = parts.flatMap((name) => (facets[name] ?? []).map(({ id, count }) => [name, id, count]));
      addCounts(numbers, 'records', range, meta.total, counts);
      if (range[1] !== '*') months.push({ month: range[1], count: meta.total });
    } else if (ranked) {
      numbers.records[`${ranked}s`] = data.map(({ attributes }) => ({
        title: attributes.titles[0].title,
        value: attributes[`${ranked}Count`],
      }));
    } else {
      for (const { id, count } of meta.resourceTypes)
        numbers.total('records', 'resourceTypes', shown(id), TODAY, count);
      for (const use of ['view', 'download', 'citation'])
        numbers.total(`${use}s`, undefined, WHOLE, TODAY, meta[`${use}Count`]);
    }
  }
  addTotalsBefore(numbers, 'records', months, answers[0].body.meta.total);
  return numbers;
}

function dataverse(answers) {
  const numbers = new Numbers();
  const titles = new Map();
  let ranking;
  for (const { path, query, body } of answers) {
    const { data } = body;
    const [, whole] = /(\w+)\/monthly$/.exec(path) ?? [];
    const [, month] = /bySubject\/toMonth\/(.*)$/.exec(path) ?? [];
    if (month)
      for (const { subject, count } of data) numbers.total('records', 'subjects', subject, endOf(month), count);
    else if (whole === 'byType') {
      for (const [metric, name] of Object.entries({ files: 'count', uploadVolume: 'size' })) {
        const sums = {};
        for (const row of data) {
          numbers.total(metric, 'fileTypes', shown(row.contenttype), endOf(row.date), row[name]);
          sums[row.date] = (sums[row.date] ?? 0) + row[name];
        }
        for (const [date, sum] of Object.entries(sums)) numbers.total(metric, undefined, WHOLE, endOf(date), sum);
      }
    } else if (whole) {
      const metric = { datasets: 'records', viewsTotal: 'views', downloadsTotal: 'downloads' }[whole];
      for (const { date, count } of data) numbers.total(metric, undefined, WHOLE, endOf(date), count);
    } else if (path.endsWith('uniquedownloads')) ranking = data;
    else titles.set(query.get('persistentId'), data.fields[0].value);
  }
  for (const metric of ['records', 'files', 'uploadVolume', ...USAGE]) {
    for (const breakdown of [undefined, 'subjects', 'fileTypes']) numbers.addDifferences(metric, breakdown);
  }
  numbers.records.downloads = ranking?.map(({ pid, count }) => ({ title: titles.get(pid), value: count }));
  return numbers;
}

function matomo(answers) {
  const numbers = new Numbers();
  const COLUMNS = { visitors: 'nb_uniq_visitors', views: 'nb_pageviews', downloads: 'nb_downloads' };
  for (const { form, body } of answers.filter(({ body }) => Array.isArray(body))) {
    const methods = [...new URLSearchParams(form)].flatMap(([name, value]) =>
      /^urls/.test(name) ? [new URLSearchParams(value)] : [],
    );
    for (const [i, asked] of methods.entries()) {
      for (const [date, row] of Object.entries(body[i]).filter(([date]) => date <= TODAY)) {
        const parts = { 'UserCountry.getCountry': 'countries', 'Referrers.getWebsites': 'referrers' }[
          asked.get('method')
        ];
        if (parts) {
          const sums = {};
          for (const { code, label, nb_visits } of row.filter(({ segment }) => segment)) {
            const id = parts === 'countries' ? (SHOWN_AS[code] ?? code.toUpperCase()) : label;
            sums[id] = (sums[id] ?? 0) + nb_visits;
          }
          for (const [id, sum] of Object.entries(sums))
            numbers.happened('visitors', parts, id, startOf(date), endOf(date), sum);
        } else if (typeof row === 'object') {
          for (const [metric, column] of Object.entries(COLUMNS)) {
            const isOwn = (asked.get('method') === 'VisitsSummary.get') === (metric === 'visitors');
            if (isOwn) numbers.happened(metric, undefined, WHOLE, date, date, row[column] ?? 0);
          }
        }
      }
    }
  }
  for (const metric of Object.keys(COLUMNS)) numbers.addTotals(metric);
  return numbers;
}

function counter(answers) {
  const numbers = new Numbers();
  const METRICS = { views: 'Total_Item_Investigations', downloads: 'Total_Item_Requests' };
  const PARTS = { resourceTypes: 'Data_Type', countries: 'Country_Code', accessStatuses: 'Access_Type' };
  const sums = new Map();
  const add = (...name) => {
    const value = name.pop();
    sums.set(name.join(' '), [...name, (sums.get(name.join(' '))?.at(-1) ?? 0) + value]);
  };
  for (const { path, body } of answers.filter(({ body }) => !Array.isArray(body))) {
    const isOfItems = path.endsWith('items.json');
    const items = body.Report_Items.flatMap((entry) => entry.Items ?? [entry]);
    for (const { Attribute_Performance: rows } of items) {
      for (const row of rows.filter(({ Access_Method: by }) => by !== 'TDM')) {
        for (const [metric, name] of Object.entries(METRICS)) {
          for (const [month, value] of Object.entries(row.Performance[name] ?? {})) {
            if (!isOfItems) add(metric, '', WHOLE, month, value);
            for (const [breakdown, attribute] of Object.entries(PARTS))
              if (isOfItems === (breakdown === 'accessStatuses'))
                add(metric, breakdown, shown(row[attribute]), month, value);
          }
        }
      }
    }
    if (!isOfItems) continue;
    for (const [metric, name] of Object.entries(METRICS))
      numbers.records[metric] = items
        .map(({ Item, Attribute_Performance: rows }) => ({
          title: Item,
          value: rows.flatMap(({ Performance: by }) => Object.values(by[name] ?? {})).reduce((a, b) => a + b, 0),
        }))
        .sort((a, b) => b.value - a.value);
  }
  for (const [metric, breakdown, id, month, sum] of sums.values())
    numbers.happened(metric, breakdown, id, startOf(month), endOf(month), sum);
  for (const metric of USAGE) for (const parts of ['', ...Object.keys(PARTS)]) numbers.addTotals(metric, parts);
  return numbers;
}

function inveniordm(answers) {
  const numbers = new Numbers();
  const months = [];
  const FACETS = {
    ...{ accessStatuses: 'access_status', resourceTypes: 'resource_type', fileTypes: 'file_type' },
    ...{ subjects: 'subject', languages: 'language' },
  };
  for (const { path, query, form, body } of answers) {
    const range = /created:\[(\S+) TO (\S+)\]$/.exec(query.get('q'));
    const [, ranked] = /^most(viewed|downloaded)$/.exec(query.get('sort')) ?? [];
    if (path.endsWith('/stats')) {
      for (const [name, { params }] of Object.entries(JSON.parse(form))) {
        const metric = name.split(' ')[0];
        const days = [params.start_date, clipped(params.end_date)];
        numbers.happened(`record ${metric}`, undefined, WHOLE, ...days, body[name][`unique_${metric}`]);
      }
    } else if (ranked) {
      const metric = { viewed: 'views', downloaded: 'downloads' }[ranked];
      numbers.records[metric] = body.hits.hits.map(({ metadata, stats }) => ({
        title: metadata.title,
        value: stats.all_versions[`unique_${metric}`],
      }));
    } else if (body.hits) {
      const { total } = body.hits;
      const subject = /^(versions|files)\./.exec(query.get('q'))?.[1];
      const days = range ?? ['', '*', TODAY];
      if (subject === 'versions') addCounts(numbers, 'parents', days, total, []);
      else if (subject === 'files') numbers.total('records', 'filePresence', 'with_files', clipped(days[2]), total);
      else {
        const counts = Object.entries(FACETS).flatMap(([breakdown, name]) =>
          body.aggregations[name].buckets.map(({ key, doc_count: count }) => [breakdown, key, count]),
        );
        addCounts(numbers, 'records', days, total, counts);
        if (days[1] !== '*') months.push({ month: days[1], count: total });
      }
    }
  }
  const { total } = answers.find(({ query }) => query.get('sort') === 'oldest').body.hits;
  addTotalsBefore(numbers, 'records', months, total);
  const { with_files: withFiles } = numbers.in({
    metric: 'records',
    kind: 'snapshot',
    breakdown: 'filePresence',
    end: TODAY,
  });
  if (withFiles) numbers.total('records', 'filePresence', 'metadata_only', TODAY, total - withFiles);
  return numbers;
}

/** Records of DataCite, and the usage that Matomo counts. */
function combined(answers) {
  const isOf = (name) => answers.filter(({ path }) => path.startsWith(`/${name}/`));
  const numbers = datacite(isOf('datacite'));
  numbers.replace(['visitors', 'citations', ...USAGE], matomo(isOf('matomo')));
  return numbers;
}

/** Returns the numbers that the answers of a service contain, by the name of the service. */
export const SUMS = { datacite, dataverse, matomo, counter, 'invenio-records': inveniordm, combined };
