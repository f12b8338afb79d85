/** Fake services beside the one of InvenioRDM. Each is below `/<name>/` of the demo. */
import type { Day } from '../../src/data/day.js';
import { datacite } from './datacite.js';
import { dataverse } from './dataverse.js';

interface DemoService {
  readonly name: string;
  /** Answers a request; `undefined`: there is no such address. */
  readonly answer: (request: Request, today: Day) => Response | undefined;
}

export const SERVICES: readonly DemoService[] = [
  { name: 'datacite', answer: datacite },
  { name: 'dataverse', answer: dataverse },
];

/** Returns the service of an address below the demo. */
export const serviceOf = (pathname: string): DemoService | undefined =>
  SERVICES.find(({ name }) => pathname.startsWith(`/${name}/`));
