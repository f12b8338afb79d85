/** Messages about services: their names, and what may have to be changed after an error. They are loaded with the deferred ones. */

/** Texts about services: their names, and a sentence for some reasons of errors. */
export type ServiceTexts = Readonly<Record<string, { readonly name: string } & Readonly<Record<string, string>>>>;

export const serviceTexts = {
  /** Sentences that name a service, in place of those for all services. */
  serviceErrors: {
    network: (service: string) => `${service} cannot be reached from this page.`,
    malformed: (service: string) => `The address should be one of ${service}, but its answer cannot be read.`,
    http: (service: string) => `${service} reported an error.`,
    service: (service: string) => `${service} could not compute these numbers.`,
    timeout: (service: string) => `${service} did not answer in time.`,
  } as Readonly<Record<string, (service: string) => string>>,
  /** The services by their names in attributes, with the setting that is the usual cause of an error. */
  services: {
    datacite: {
      name: 'DataCite',
      attribute: 'The page has to name a repository that DataCite knows, by its id there, such as cern.zenodo.',
      http: 'If this lasts, the address may not be that of the API of DataCite.',
    },
    dataverse: {
      name: 'Dataverse',
      attribute: 'There is no published collection with this alias.',
      auth: 'Its statistics have to be open to readers without an account.',
      http: 'If this lasts, the address may not be that of a Dataverse installation of version 5.1 or later.',
      network: 'Its setting dataverse.cors.origin decides which other sites may read its numbers.',
    },
    matomo: {
      name: 'Matomo',
      attribute: 'The page has to name the site by its number in Matomo.',
      http: 'If this lasts, the address may not be that of Matomo.',
      auth: 'In Matomo, the user “anonymous” needs the permission to view the site.',
      malformed: 'It has to be that of Matomo itself, without a login before it.',
      timeout: 'Matomo may be computing its reports. An archiving that runs by a timer has them ready.',
      network: 'Its setting cors_domains decides which other sites may read its numbers.',
    },
    counter: {
      name: 'COUNTER',
      auth: 'Reports that need a key are read as files.',
      http: 'If this lasts, the address may not be that of a report, a list of reports, or a COUNTER API.',
      service: 'The service has sent a report that names an error in place of its numbers.',
      network: 'Most services with COUNTER reports do not answer other sites: their reports are read as files.',
    },
    'invenio-records': {
      name: 'InvenioRDM',
      attribute: 'There is no community with this name.',
      auth: 'Readers without an account have to be allowed to search the repository.',
      http: 'If this lasts, the address may not be that of an InvenioRDM repository.',
      network: 'Its setting REST_ENABLE_CORS decides whether other sites may read its numbers.',
    },
  } as ServiceTexts,
};
