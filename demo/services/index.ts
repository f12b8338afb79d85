/** Fake services that are no InvenioRDM, for the demo and for tests: each answers below the path of its name. */
import { today as currentDay, type Day } from '../../src/data/day.js';
import { counter } from './counter.js';
import { datacite } from './datacite.js';
import { dataverse } from './dataverse.js';
import { matomo } from './matomo.js';
import { invenioRecords } from './invenio-records.js';

/** Answers a request as the service would on a day; `undefined`: 404. */
export type AnswerAs = (request: Request, today: Day) => Promise<Response | undefined> | Response | undefined;

/** The services. Their addresses begin with `/<name>/`. */
export const SERVICES: readonly { readonly name: string; readonly answer: AnswerAs }[] = [
  { name: 'counter', answer: counter },
  { name: 'datacite', answer: datacite },
  { name: 'dataverse', answer: dataverse },
  { name: 'matomo', answer: matomo },
  { name: 'invenio-records', answer: invenioRecords },
];

/** Answers a request for one of the services; `undefined` for any other address. */
export const answerService = (request: Request, today = currentDay()): ReturnType<AnswerAs> => {
  const { pathname } = new URL(request.url);
  return SERVICES.find(({ name }) => pathname.startsWith(`/${name}/`))?.answer(request, today);
};
