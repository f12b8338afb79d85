import type { serviceTexts as english } from '../messages/services.js';

export const serviceTexts: typeof english = {
  serviceErrors: {
    network: (service: string) => `${service} ist von dieser Seite aus nicht erreichbar.`,
    malformed: (service: string) => `Unter der Adresse wird ${service} erwartet, aber die Antwort ist nicht lesbar.`,
    http: (service: string) => `${service} meldet einen Fehler.`,
    service: (service: string) => `${service} konnte diese Zahlen nicht berechnen.`,
    timeout: (service: string) => `${service} hat nicht rechtzeitig geantwortet.`,
  },
  services: {
    datacite: {
      name: 'DataCite',
      attribute:
        'Die Seite muss ein Repositorium nennen, das DataCite kennt, mit seiner Kennung dort, etwa cern.zenodo.',
      http: 'Bleibt es dabei, ist die Adresse vielleicht nicht die der API von DataCite.',
    },
    dataverse: {
      name: 'Dataverse',
      attribute: 'Es gibt keine veröffentlichte Sammlung mit diesem Alias.',
      auth: 'Die Statistik muss auch ohne Konto lesbar sein.',
      http: 'Bleibt es dabei, ist die Adresse vielleicht nicht die einer Dataverse-Installation ab Version 5.1.',
      network: 'Die Einstellung dataverse.cors.origin legt fest, welche anderen Websites die Zahlen lesen dürfen.',
    },
    matomo: {
      name: 'Matomo',
      attribute: 'Die Seite muss die Website mit ihrer Nummer in Matomo nennen.',
      http: 'Bleibt es dabei, ist die Adresse vielleicht nicht die von Matomo.',
      auth: 'In Matomo braucht der Benutzer „anonymous“ das Recht, die Website anzusehen.',
      malformed: 'Es muss die Adresse von Matomo selbst sein, ohne eine Anmeldung davor.',
      timeout: 'Vielleicht berechnet Matomo gerade seine Berichte. Eine regelmäßige Archivierung hält sie bereit.',
      network: 'Die Einstellung cors_domains legt fest, welche anderen Websites die Zahlen lesen dürfen.',
    },
    counter: {
      name: 'COUNTER',
      auth: 'Berichte, für die ein Schlüssel nötig ist, werden als Dateien gelesen.',
      http: 'Bleibt es dabei, ist die Adresse vielleicht nicht die eines Berichts, einer Liste von Berichten oder einer COUNTER-API.',
      service: 'Der Dienst hat einen Bericht gesandt, der an Stelle der Zahlen einen Fehler nennt.',
      network:
        'Die meisten Dienste mit COUNTER-Berichten antworten anderen Websites nicht: Ihre Berichte werden als Dateien gelesen.',
    },
    'invenio-records': {
      name: 'InvenioRDM',
      attribute: 'Es gibt keine Community mit diesem Namen.',
      auth: 'Das Repositorium muss auch ohne Konto durchsuchbar sein.',
      http: 'Bleibt es dabei, ist die Adresse vielleicht nicht die eines InvenioRDM-Repositoriums.',
      network: 'Die Einstellung REST_ENABLE_CORS legt fest, ob andere Websites die Zahlen lesen dürfen.',
    },
  },
};
