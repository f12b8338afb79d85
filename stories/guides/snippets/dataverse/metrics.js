/**
 * Totals of a Dataverse installation at the end of each month, from its Metrics API. Days in between have no value: the
 * API does not know them. The current month is left out, since it is not over.
 */
const SERIES = {
  'content-snapshot': { records: 'datasets', files: 'files' },
  'usage-snapshot': { downloads: 'downloads' },
};

async function monthlyTotals(series, signal) {
  const headers = { Accept: 'application/json' }; // otherwise the API sends CSV
  const response = await fetch(`/api/info/metrics/${series}/monthly`, { headers, signal });
  if (!response.ok) throw new Error(`The Metrics API answers with the status ${response.status}.`);
  const { data } = await response.json();
  const current = new Date().toISOString().slice(0, 7);
  return data.filter(({ date }) => date < current);
}

function columnOf(totals, year) {
  const start = Date.UTC(year, 0, 1);
  const column = new Float64Array((Date.UTC(year + 1, 0, 1) - start) / 86_400_000).fill(NaN);
  for (const { date, count } of totals) {
    const [yearOfTotal, month] = date.split('-').map(Number);
    if (yearOfTotal === year) column[(Date.UTC(year, month, 0) - start) / 86_400_000] = count;
  }
  return column;
}

const now = new Date();
const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0));

const source = {
  key: 'dataverse-metrics',
  address: '/api/info/metrics',
  describe: () => ({ dateBases: ['added'], years: { first: 2000, last: lastMonth.getUTCFullYear() } }),
  async load({ statistic, year, community }, signal) {
    const block = { statistic, year, tables: [], problems: [], fetchedAt: Date.now() };
    if (community) return block;
    for (const [metric, series] of Object.entries(SERIES[statistic] ?? {})) {
      const columns = [columnOf(await monthlyTotals(series, signal), year)];
      block.tables.push({ metric, key: metric, ids: ['global'], labels: [''], columns });
    }
    return block;
  },
};

for (const element of document.querySelectorAll('.dataverse-metrics')) element.source = source;
