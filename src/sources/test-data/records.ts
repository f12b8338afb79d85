/** The single records of test data. */
import { daysIn, type Day } from '../../data/day.js';
import type { RecordOrder, RecordUse, RecordUseRequest } from '../source.js';
import { FOUNDED, chance, streamOf, type Scope } from './numbers.js';

/** A record and its use of all time. */
export type TestRecord = { readonly title: string } & Readonly<Record<Exclude<RecordOrder, 'mostcited'>, number>>;

/** In no order: their ranks are random. */
const TITLES = `
Soil moisture in the upper Rhine valley, 1990–2023; A field guide to the bryophytes of coastal heathlands;
Towards reproducible notebooks: what 10,000 repositories tell us about research software; Atlas of historical place names;
Zeitungen der Weimarer Republik: ein Korpus von 1,2 Millionen Seiten; pyspectra: tools for infrared spectroscopy (version 3.2);
Global inventory of small reservoirs, derived from twelve years of satellite images and checked against national registers of dams where these are open to the public;
La transmisión oral en los Andes centrales: entrevistas y transcripciones; Interviews with harbour workers, 1968–1974;
Annotated images of pollen grains for machine learning; Guidelines for citing software in the humanities;
Survey of doctoral students 2022: questionnaire, codebook and anonymised answers; Bird songs of the northern wetlands;
Code and data for “Why forecasts of river floods disagree”; Mass spectra of 4,200 natural products;
Histoire des cartes marines : catalogue raisonné de la collection du port; Trajectories of swimming bacteria near surfaces;
How libraries count: usage statistics of open repositories compared; Daily river temperatures of 318 stations;
A dictionary of an endangered language of the Caucasus, with recordings; مخطوطات مدينة القيروان: فهرس ووصف;
Brain scans of musicians and non-musicians at rest; Light curves of variable stars observed by amateurs;
Teaching statistics with sports data: a course in twelve lessons; Open workflows for electron microscopy;
Correspondence of a mathematical family, 1790–1835: a digital edition; Ten simple rules for naming files;
Fotografien aus dem Nachlass einer Forschungsreisenden, 1902–1911; Prices of grain in European towns, 1400–1800`
  .split(';')
  .map((title) => title.trim());

/** Daily views of the record that is viewed most; record number k has `1 / k ** SLOPE` of them. */
const [LEVEL, SLOPE] = [34, 0.75];

/** Returns the records of a scope with their use since they were published, without those to come. */
export function testRecords([seed, scale]: Scope, today: Day): readonly TestRecord[] {
  const luck = streamOf(seed, 'records');
  const ranked = TITLES.map((title, i) => ({ title, luck: chance(luck, i) })).sort((a, b) => a.luck - b.luck);
  return ranked.flatMap(({ title }, rank) => {
    const stream = streamOf(seed, title);
    const age = today - FOUNDED - Math.floor(2600 * chance(stream, 0));
    if (age <= 0) return [];
    const mostviewed = Math.ceil((LEVEL * scale * age * (0.7 + 0.6 * chance(stream, 1))) / (rank + 1) ** SLOPE);
    return [{ title, mostviewed, mostdownloaded: Math.floor(mostviewed * (0.15 + 0.6 * chance(stream, 2))) }];
  });
}

/** Returns the use of a record: any id has a title and numbers of its own. */
export function testRecordUse(seed: number, { record, periods }: RecordUseRequest): RecordUse {
  const stream = streamOf(seed, record);
  const level = 1 + 9 * chance(stream, 0);
  const views = periods.map((days) => Math.floor(daysIn(days) * level * (0.5 + chance(stream, days.start))));
  return {
    title: TITLES[Math.floor(TITLES.length * chance(stream, 1))]!,
    views,
    downloads: views.map((count, i) => Math.floor(count * (0.2 + 0.4 * chance(stream, -i)))),
  };
}
