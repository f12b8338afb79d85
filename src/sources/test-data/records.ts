/** The single records of the test data: the works that people come for. */
import type { Day } from '../../data/day.js';
import type { RecordOrder } from '../source.js';
import { FOUNDED, chance, streamOf } from './numbers.js';

/** A record and its use of all time. */
export type InventedRecord = { readonly title: string } & Readonly<Record<RecordOrder, number>>;

/** In no order: which of them are read most is chance. */
const TITLES: readonly string[] = `
Soil moisture in the upper Rhine valley, 1990–2023
A field guide to the bryophytes of coastal heathlands
Towards reproducible notebooks: what 10,000 repositories tell us about research software
Zeitungen der Weimarer Republik: ein Korpus von 1,2 Millionen Seiten
pyspectra: tools for infrared spectroscopy (version 3.2)
Atlas of historical place names
Global inventory of small reservoirs, derived from twelve years of satellite images and checked against national registers of dams where these are open to the public
La transmisión oral en los Andes centrales: entrevistas y transcripciones
Interviews with harbour workers, 1968–1974
Annotated images of pollen grains for machine learning
Survey of doctoral students 2022: questionnaire, codebook and anonymised answers
Guidelines for citing software in the humanities
Code and data for “Why forecasts of river floods disagree”
Histoire des cartes marines : catalogue raisonné de la collection du port
Bird songs of the northern wetlands
Mass spectra of 4,200 natural products
How libraries count: usage statistics of open repositories compared
Einführung in die Handschriftenkunde: Übungen mit Lösungen
Trajectories of swimming bacteria near surfaces
A dictionary of an endangered language of the Caucasus, with recordings
Daily river temperatures of 318 stations
Brain scans of musicians and non-musicians at rest
مخطوطات مدينة القيروان: فهرس ووصف
Teaching statistics with sports data: a course in twelve lessons
Light curves of variable stars observed by amateurs
Correspondence of a mathematical family, 1790–1835: a digital edition
Simulated galaxy catalogues for the next generation of surveys
Open workflows for electron microscopy
Fotografien aus dem Nachlass einer Forschungsreisenden, 1902–1911
Poster: What do readers do with the data that we publish?
Prices of grain in European towns, 1400–1800
Ten simple rules for naming files
`
  .trim()
  .split('\n');

/** Views on a day of the record that is read most; record number k has `1 / k ** SLOPE` of it. */
const LEVEL = 34;
const SLOPE = 0.75;

/**
 * The records of a place, with what they have gathered since they were published; those to come are left out.
 * @param scale how large the place is, compared to the whole repository
 */
export function inventedRecords(seed: number, scale: number, today: Day): readonly InventedRecord[] {
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
