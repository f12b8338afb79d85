/**
 * Downloads and views by day, from IRStats2. EPrints counts a reader of an item once in 24 hours, hence the names in `key`:
 * `downloads` would mean every download.
 */
const address = new URL('../cgi/stats/get', import.meta.url);
const compact = (date) => date.toISOString().slice(0, 10).replaceAll('-', '');
const yesterday = () => new Date(Date.now() - 24 * 60 * 60 * 1000);

async function dailyCounts(datatype, year, signal) {
  const last = Math.min(yesterday(), Date.UTC(year, 11, 31));
  address.search = new URLSearchParams({
    ...{ view: 'Google::Graph', datatype, date_resolution: 'day', export: 'JSON' },
    ...{ from: `${year}0101`, to: compact(new Date(last)) },
  });
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`IRStats2 answers with the status ${response.status}.`);
  // IRStats2 writes apostrophes in a way that JSON does not have.
  const { records = [] } = JSON.parse((await response.text()).replaceAll("\\'", "'"));
  const start = Date.UTC(year, 0, 1);
  const column = new Float64Array((Date.UTC(year + 1, 0, 1) - start) / 86_400_000).fill(NaN);
  for (const { datestamp, count } of records) {
    const day = Date.UTC(datestamp.slice(0, 4), datestamp.slice(4, 6) - 1, datestamp.slice(6, 8));
    column[(day - start) / 86_400_000] = Number(count) || 0;
  }
  return column;
}

const source = {
  key: 'irstats2',
  address: address.href,
  describe: () => ({ dateBases: ['added'], years: { first: 2000, last: yesterday().getUTCFullYear() } }),
  async load({ statistic, year, community }, signal) {
    const block = { statistic, year, tables: [], problems: [], fetchedAt: Date.now() };
    if (statistic !== 'usage-delta' || community) return block;
    // One after the other: each answer is computed from the database.
    for (const metric of ['downloads', 'views']) {
      const columns = [await dailyCounts(metric, year, signal)];
      block.tables.push({ metric, key: `daily_${metric}`, ids: ['global'], labels: [''], columns });
    }
    return block;
  },
};

for (const element of document.querySelectorAll('.irstats2')) element.source = source;
