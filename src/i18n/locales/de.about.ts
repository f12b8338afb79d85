import type { about as english } from '../messages/about.js';

export const about: typeof english = {
  title: 'Wie wird das gezählt?',
  definitions: {
    records: 'Datensätze im Repositorium. Wird einer entfernt, wird er an diesem Tag abgezogen.',
    parents: 'Werke im Repositorium, jedes einmal, wie viele Versionen es auch hat.',
    files: 'Dateien der Datensätze. Entfernte Dateien werden an diesem Tag abgezogen.',
    fileCount: 'Dateien der Datensätze. Entfernte Dateien werden an diesem Tag abgezogen.',
    uploadVolume: 'Die Größe der hochgeladenen Dateien.',
    uploaders: 'Personen, die Datensätze beigetragen haben, je Tag einmal. Wer an zwei Tagen beiträgt, zählt zweimal.',
    views: 'Jeder Aufruf eines Datensatzes.',
    viewUniqueRecords:
      'Aufgerufene Datensätze, jeder einmal pro Tag. Ein Datensatz, der an zwei Tagen aufgerufen wird, zählt zweimal.',
    downloads: 'Jeder Download einer Datei.',
    downloadUniqueFiles:
      'Heruntergeladene Dateien, jede einmal pro Tag. Eine Datei, die an zwei Tagen heruntergeladen wird, zählt zweimal.',
    visitors: 'Personen, die Datensätze aufgerufen haben, je Tag einmal. Wer an zwei Tagen kommt, zählt zweimal.',
    viewVisitors: 'Personen, die Datensätze aufgerufen haben, je Tag einmal. Wer an zwei Tagen kommt, zählt zweimal.',
    downloadVolume: 'Die Größe von allem, was heruntergeladen wurde.',
    citations: 'Werke, die Datensätze zitieren.',
    dataciteDois:
      'DOIs des Repositoriums, die bei DataCite auffindbar sind, nach dem Tag ihrer Registrierung, oder ihrer Anlage, ' +
      'wenn dieser Tag gewählt ist. Jede Version eines Datensatzes kann eine eigene DOI haben. Später verborgene DOIs ' +
      'fehlen auch in früheren Monaten.',
    dataciteViews:
      'Aufrufe von Datensätzen, wie das Repositorium sie an DataCite meldet: mehrere Aufrufe in einer Sitzung zählen ' +
      'einmal, ohne Maschinen. Bekannt ist nur die heutige Summe.',
    dataciteDownloads:
      'Downloads, wie das Repositorium sie an DataCite meldet: mehrere Downloads eines Datensatzes in einer Sitzung ' +
      'zählen einmal, ohne Maschinen. Bekannt ist nur die heutige Summe.',
    dataciteCitations:
      'Zitate der DOIs, von denen DataCite aus den Metadaten anderer Werke weiß. Bekannt ist nur die heutige Summe.',
    dataverseDatasets:
      'Veröffentlichte Datensätze, im Monat ihrer ersten Veröffentlichung. Versionen werden nicht gezählt. Die Zahlen ' +
      'können bis zu sieben Tage alt sein.',
    dataverseFiles:
      'Veröffentlichte Dateien, im Monat ihrer Veröffentlichung. Später entfernte Dateien bleiben gezählt. Die Zahlen ' +
      'können bis zu sieben Tage alt sein.',
    dataverseVolume:
      'Die Größe der veröffentlichten Dateien, im Monat ihrer Veröffentlichung. Später entfernte Dateien bleiben ' +
      'gezählt. Die Zahlen können bis zu sieben Tage alt sein.',
    dataverseDownloads:
      'Jeder Download einer Datei, den Dataverse verzeichnet hat, auch von Robotern und wiederholte. Downloads ohne ' +
      'Datum sind nur in Summen enthalten. Die Zahlen können bis zu sieben Tage alt sein.',
    guestbookReaders:
      'Leserinnen und Leser, die etwas aus dem Datensatz heruntergeladen haben, unterschieden nach den E-Mail-Adressen, ' +
      'die sie angegeben haben. Alle ohne Angabe zählen als eine Person. Die Zahlen können bis zu sieben Tage alt sein.',
    makeDataCountViews:
      'Aufrufe von Datensätzen und ihren Dateien, wie Make Data Count sie nach den Regeln von COUNTER zählt: ohne ' +
      'Roboter, wiederholte Klicks einmal. Frühere Aufrufe sind nicht in Summen enthalten. Die Zahlen können bis zu ' +
      'sieben Tage alt sein.',
    makeDataCountDownloads:
      'Downloads aus Datensätzen, wie Make Data Count sie nach den Regeln von COUNTER zählt: ohne Roboter, wiederholte ' +
      'Klicks einmal. Frühere Downloads sind nicht in Summen enthalten. Die Zahlen können bis zu sieben Tage alt sein.',
    siteVisitors:
      'Besucher der Website, je Tag einmal, wie Matomo sie erkennt. Wer an zwei Tagen kommt, zählt ' +
      'zweimal. Roboter und wer das Zählen im Browser unterbindet, fehlen.',
    pageViews:
      'Aufrufe von Seiten der Website, auch von solchen, die keine Datensätze sind. Roboter und wer das ' +
      'Zählen im Browser unterbindet, fehlen.',
    downloadClicks:
      'Klicks auf Links zu Dateien auf der Website. Downloads über eine direkte Adresse oder durch ' +
      'Programme fehlen.',
    visits:
      'Besuche der Website nach ganzen Monaten. Wer zweimal kommt, macht zwei Besuche; sie sind daher ' +
      'keine Teile der Besucherzahl.',
    investigations:
      'Investigations nach den Regeln von COUNTER: jeder Blick auf einen Datensatz oder seinen Inhalt, ' +
      'Downloads eingeschlossen, ohne Roboter. Ein Doppelklick zählt einmal.',
    requests:
      'Requests nach den Regeln von COUNTER: jeder Abruf eines Inhalts, ohne Roboter. Ein Doppelklick ' +
      'zählt einmal.',
    uniqueInvestigations:
      'Datensätze, die angesehen oder heruntergeladen wurden, je Sitzung einmal, nach den Regeln von COUNTER: ohne ' +
      'Roboter. Ein Datensatz, der in zwei Sitzungen genutzt wird, zählt zweimal.',
    uniqueRequests:
      'Datensätze, deren Inhalt abgerufen wurde, je Sitzung einmal, nach den Regeln von COUNTER: ohne Roboter. Ein ' +
      'Datensatz, der in zwei Sitzungen genutzt wird, zählt zweimal.',
    currentRecords:
      'Datensätze, die heute im Repositorium sind, nach dem Tag, an dem sie angelegt wurden; jede Version ist ein ' +
      'Datensatz. Was seither entfernt wurde, zählt nicht; Typ und Zugang sind die von heute. Zahlen vergangener Monate ' +
      'können bis zu 90 Tage alt sein.',
    currentParents:
      'Werke, die heute im Repositorium sind, jedes einmal, wie viele Versionen es auch hat, nach dem Tag, an dem ihre ' +
      'erste Version angelegt wurde. Werke, deren erste Version entfernt wurde, zählen nicht. Zahlen vergangener Monate ' +
      'können bis zu 90 Tage alt sein.',
    recordViews:
      'Aufrufe des Datensatzes, aller Versionen zusammen, je Besucher und Tag einmal, ohne Roboter. Aufrufe der letzten ' +
      'Stunden können fehlen.',
    recordDownloads:
      'Downloads von Dateien des Datensatzes, aller Versionen zusammen, je Besucher, Tag und Datei einmal, ohne ' +
      'Roboter. Downloads der letzten Stunden können fehlen.',
  },
  mixed: 'Nicht alle Jahre sind auf dieselbe Weise gezählt.',
  days: 'Tage',
  delta: {
    content: (days) => `Was in diesen Tagen hinzukam: ${days}.`,
    usage: (days) => `Was in diesen Tagen gezählt wurde: ${days}.`,
  },
  snapshot: (day) => `Die Summe von allem bis ${day}.`,
  compared: (days) => `Verglichen mit ${days}.`,
  allTime: 'Die Summe seit Beginn der Zählung.',
  timeZone: 'Zeitzone',
  utc: 'Ein Tag beginnt und endet um Mitternacht UTC.',
  ofService: 'Ein Tag beginnt und endet um Mitternacht in der Zeitzone des Dienstes.',
  source: 'Quelle',
  given: 'Von dieser Seite mitgebracht.',
  partition: 'Jeder Datensatz hat einen Wert. Anteile sind Anteile am Ganzen.',
  several:
    'Ein Datensatz kann mehrere Werte haben und zählt dann bei jedem; zusammen ergeben die Werte mehr als das Ganze.',
  topList: {
    day: 'Der Dienst nennt die häufigsten Werte jedes Tages; wer nicht darunter ist, fehlt hier.',
    month: 'Der Dienst nennt die häufigsten Werte jedes Monats; wer nicht darunter ist, fehlt hier.',
    year: 'Der Dienst nennt die häufigsten Werte jedes Jahres; wer nicht darunter ist, fehlt hier.',
  },
  topListCompared: 'Eine Änderung kann darum auch eine der Liste sein.',
  affiliations: {
    content:
      'Gezählt werden Beiträge, nicht Datensätze: Ein Datensatz zählt einmal für eine Einrichtung seiner Urheber ' +
      'und noch einmal, wenn auch Mitwirkende ihr angehören, gleich wie viele Personen das sind.',
    usage:
      'Ein Aufruf oder Download zählt für jede Einrichtung einmal, gleich wie viele Beiträge von Urhebern und ' +
      'Mitwirkenden der Datensatz von dort hat.',
  },
  ror: 'Gezählt werden nur Einrichtungen, die aus der ROR-Liste gewählt wurden.',
  copy: 'Kopieren',
  vegaLite: 'Vega-Lite-JSON',
  copied: 'Kopiert.',
  notCopied: 'Der Browser lässt diese Seite nichts kopieren.',
  saving: (name) => `${name} wird gespeichert …`,
  failed: 'Das ging nicht.',
  actions: (heading) => `Mitnehmen: ${heading}`,
};
