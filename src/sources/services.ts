/** The sources whose code is loaded when a page uses them. */
import type { ResolvedSettings, ServiceName } from './create-source.js';
import { withServiceErrors } from './service/service-error.js';
import type { StatsSource } from './source.js';

/** Creates a source; its key is made from its name and its settings. */
type CreateService = (settings: ResolvedSettings) => Omit<StatsSource, 'key'>;

const SERVICES: Readonly<Record<ServiceName, () => Promise<CreateService>>> = {
  snapshot: async () => {
    const { snapshotSource } = await import('./snapshot/snapshot-source.js');
    return ({ src, credentials }) => snapshotSource(src, credentials);
  },
  datacite: async () => (await import('./datacite/datacite-source.js')).dataciteSource,
  'invenio-records': async () => (await import('./invenio-records/invenio-records-source.js')).invenioRecordsSource,
  'test-data': async () => (await import('./test-data/test-data-source.js')).testDataSource,
  dataverse: async () => (await import('./dataverse/dataverse-source.js')).dataverseSource,
  matomo: async () => (await import('./matomo/matomo-source.js')).matomoSource,
  counter: async () => (await import('./counter/counter-source.js')).counterSource,
};

export const createService = async (name: ServiceName, settings: ResolvedSettings): Promise<Omit<StatsSource, 'key'>> =>
  withServiceErrors(name, (await SERVICES[name]())(settings));
