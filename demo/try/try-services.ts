/** The services of the page "Try it". */
import { DEFAULT_SRC } from '../../src/sources/create-source.js';
import type { Reason } from '../../src/sources/errors.js';

export type ServiceName = 'datacite' | 'dataverse' | 'matomo' | 'counter' | 'invenio-records' | 'invenio';

export interface Field {
  readonly label: string;
  /** An example. */
  readonly example: string;
  readonly required?: true;
}

export interface Service {
  readonly name: string;
  readonly address: Field & {
    /** The address in place of an absent one. */
    readonly usual?: string;
  };
  /** The attribute `community`; absent: the service has no parts. */
  readonly scope?: Field;
  /** Attributes that dashboards on this service usually have. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Name of the file of the guide, without its ending. */
  readonly guide: string;
  /** What to do about errors, where the service has advice of its own. */
  readonly advice?: Readonly<Partial<Record<Reason, string>>>;
}

export const SERVICES: Readonly<Record<ServiceName, Service>> = {
  datacite: {
    name: 'DataCite',
    address: { label: 'Address of the API', example: 'https://api.datacite.org', usual: 'https://api.datacite.org' },
    scope: { label: 'Id of the repository, or a prefix', example: 'cern.zenodo', required: true },
    attributes: { granularity: 'month' },
    guide: 'services-datacite',
  },
  dataverse: {
    name: 'Dataverse',
    address: { label: 'Address of the installation', example: 'https://demo.dataverse.org', required: true },
    scope: { label: 'Alias of a collection', example: 'maps' },
    attributes: { granularity: 'month' },
    guide: 'services-dataverse',
  },
  matomo: {
    name: 'Matomo',
    address: { label: 'Address of Matomo', example: 'https://stats.example.org/matomo/', required: true },
    scope: { label: 'Id of the site, a number', example: '1', required: true },
    guide: 'services-matomo',
    advice: {
      auth: 'Matomo refuses to show this site. Give the user “anonymous” the role “View” for it, and check the id of the site. A token cannot be in a page, where everybody reads it.',
    },
  },
  counter: {
    name: 'COUNTER reports',
    address: {
      label: 'Address of a report, of a list of reports, or of the API',
      example: 'https://journal.example.org/api/v1/stats/sushi',
      required: true,
    },
    guide: 'services-counter',
    advice: {
      auth: 'The service needs a key, which cannot be in a page, where everybody reads it. Save its reports as files, and enter their address.',
    },
  },
  'invenio-records': {
    name: 'InvenioRDM and Zenodo',
    address: { label: 'Address of the repository', example: 'https://zenodo.org', required: true },
    scope: { label: 'Slug of a community', example: 'astronomy' },
    attributes: { granularity: 'month', 'date-basis': 'created' },
    guide: 'services-invenio-records',
  },
  invenio: {
    name: 'InvenioRDM with its statistics service',
    address: {
      label: 'Address of the statistics service',
      example: `https://repository.example.org${DEFAULT_SRC}`,
      required: true,
      usual: DEFAULT_SRC,
    },
    scope: { label: 'Slug of a community', example: 'astronomy' },
    guide: 'inveniordm',
  },
};
