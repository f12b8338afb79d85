import type { Messages } from '../messages/core.js';
import { deferred } from './de.deferred.js';

export const de: Messages & { readonly deferred: typeof deferred } = {
  title: 'Statistik',
  tabs: {
    content: 'Bestand',
    contributions: 'Beiträge',
    traffic: 'Zugriffe insgesamt',
    usage: 'Nutzung',
  },
  tabList: 'Bereiche',

  figures: {
    records: { delta: 'Datensätze', snapshot: 'Datensätze insgesamt' },
    parents: { delta: 'Werke', snapshot: 'Werke insgesamt' },
    files: { delta: 'Dateien', snapshot: 'Dateien insgesamt' },
    uploadVolume: { delta: 'Datenvolumen', snapshot: 'Datenvolumen insgesamt' },
    uploaders: { delta: 'Beitragende', snapshot: 'Beitragende insgesamt' },
    views: { delta: 'Aufrufe', snapshot: 'Aufrufe insgesamt' },
    downloads: { delta: 'Downloads', snapshot: 'Downloads insgesamt' },
    visitors: { delta: 'Besucher', snapshot: 'Besucher insgesamt' },
    downloadVolume: { delta: 'Datenverkehr', snapshot: 'Datenverkehr insgesamt' },
    citations: { delta: 'Zitate', snapshot: 'Zitate insgesamt' },
  },

  asOf: (day) => `Stand ${day}`,

  missing: 'nicht angegeben',
  empty: 'keine Daten',
  unavailable: 'nicht verfügbar',
  loading: 'Statistik wird geladen …',
  help: 'So zählen wir',
  invented: 'Testdaten: Diese Zahlen sind erfunden.',
  howCounted: (heading) => `Wie wird das gezählt? ${heading}`.trim(),
  bytes: (bytes) => `${bytes} Byte`,
  atLeast: (text) => `≥ ${text}`,

  notUnderstood: (setting) => `${setting} ist nicht verständlich.`,
  partFailed: 'Dieser Teil der Seite konnte nicht angezeigt werden.',
  elementsFailed: 'Einige Teile dieser Seite konnten nicht geladen werden.',
  configFailed: 'Die Einstellungen dieser Statistik sind nicht lesbar.',
  retry: 'Erneut versuchen',
  noSource: 'Diese Statistik ist mit keiner Quelle verbunden.',
  deferred,
};
