/** Fake services other than InvenioRDM's, which the demo serves below their names. */
import type { Day } from '../../src/data/day.js';
import { dataverse } from './dataverse.js';

/** Answers a request; `undefined`: 404. */
export type Answer = (request: Request, today: Day) => Response | undefined;

export const SERVICES: readonly { readonly name: string; readonly answer: Answer }[] = [
  { name: 'dataverse', answer: dataverse },
];
