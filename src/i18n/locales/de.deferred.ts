import type { DeferredMessages } from '../messages/deferred.js';
import type { MessageFormats } from '../messages/types.js';
import { serviceTexts } from './de.services.js';

export const deferred = ({ number, years, plural }: MessageFormats): DeferredMessages => ({
  lessThan: (text) => `<${text}`,
  updating: 'Wird aktualisiert …',
  pageAsOf: (day) => `Gesamtzahlen, Stand ${day}`,
  pageDuring: (start, end) => `Aktivität vom ${start} bis ${end}`,
  phrase: (phrase, date) => `${phrase} ${date}`,
  states: {
    disabled: 'Hier gibt es keine Statistik.',
    firstRun: 'Die erste Berechnung läuft noch. Bitte kommen Sie in einigen Stunden wieder.',
    calculating: 'Gerade wird gerechnet. Bitte kommen Sie später wieder.',
    empty: 'Für diesen Zeitraum gibt es keine Zahlen.',
    updating: 'Diese Zahlen werden gerade neu berechnet.',
  },
  errors: {
    network: 'Der Statistikdienst ist nicht erreichbar.',
    timeout: 'Der Statistikdienst hat nicht rechtzeitig geantwortet.',
    http: 'Der Statistikdienst meldet einen Fehler.',
    auth: 'Für diese Statistik fehlt Ihnen die Berechtigung. Eine Anmeldung könnte helfen.',
    csrf: 'Der Statistikdienst hat die Anfrage abgelehnt. Es könnte helfen, die Seite neu zu laden.',
    'rate-limit': 'Es gab zu viele Anfragen in kurzer Zeit. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    malformed: 'Die Antwort des Statistikdienstes ist nicht lesbar.',
    service: 'Der Statistikdienst konnte diese Zahlen nicht berechnen.',
    layout: 'Der Aufbau dieser Statistik ist nicht lesbar.',
    attribute: 'Eine Einstellung dieser Statistik ist nicht verständlich.',
    code: 'Ein Teil dieser Seite konnte nicht geladen werden.',
  },
  ...serviceTexts,
  lastNumbers: 'Sie sehen die zuletzt geladenen Zahlen.',
  titleWithout: (title, missing) => `${title} (ohne ${years(missing)})`,
  withoutYears: (all) =>
    plural(all.length, {
      one: `${years(all)} fehlt, weil die Zahlen nicht geladen werden konnten.`,
      other: `${years(all)} fehlen, weil die Zahlen nicht geladen werden konnten.`,
    }),
  countedOnce: {
    session: 'Pro Sitzung einmal gezählt und addiert.',
    day: 'Pro Tag einmal gezählt und addiert.',
    '24h': 'In 24 Stunden einmal gezählt und addiert.',
    month: 'Pro Monat einmal gezählt und addiert.',
  },
  totalsSince: (day) => `Summen zählen ab ${day}.`,
  unreadableValues: 'Einige Werte waren nicht lesbar und fehlen hier.',
  accessStatuses: {
    open: 'Offen',
    embargoed: 'Embargo',
    restricted: 'Eingeschränkt',
    'metadata-only': 'Nur Metadaten',
  },
  filePresence: { metadata_only: 'Nur Metadaten', with_files: 'Mit Dateien' },
  dateBasisNotOffered: (offered, wanted) =>
    `Datensätze zählen am Tag, an dem sie ${offered} wurden, weil der Dienst nicht angibt, wann sie ${wanted} wurden.`,
  dateBases: { added: 'aufgenommen', created: 'angelegt', published: 'veröffentlicht' },
  yearsNotProvided: (all) =>
    plural(all.length, {
      one: `${years(all)} fehlt, weil der Dienst die Zahlen nicht geliefert hat.`,
      other: `${years(all)} fehlen, weil der Dienst die Zahlen nicht geliefert hat.`,
    }),
  yearsOfEvents: (all) =>
    plural(all.length, {
      one: `${years(all)} zählt jeden Zugriff, die anderen Jahre zählen einmal je Tag.`,
      other: `${years(all)} zählen jeden Zugriff, die anderen Jahre zählen einmal je Tag.`,
    }),
  yearsOfBoth: (all) =>
    plural(all.length, {
      one: `${years(all)} zählt an manchen Tagen jeden Zugriff, an den anderen einmal je Tag.`,
      other: `${years(all)} zählen an manchen Tagen jeden Zugriff, an den anderen einmal je Tag.`,
    }),
  conflictingDays: (days) =>
    plural(days, {
      one: `Zwei Antworten widersprechen sich an ${number(days)} Tag. Gezeigt wird die spätere.`,
      other: `Zwei Antworten widersprechen sich an ${number(days)} Tagen. Gezeigt wird die spätere.`,
    }),
  daysCounted: (counted, days) =>
    plural(days, {
      one: `${number(counted)} von ${number(days)} Tag gezählt`,
      other: `${number(counted)} von ${number(days)} Tagen gezählt`,
    }),
  daysCountedHead: 'Gezählte Tage',
  notCompared: {
    nothing: 'Keine früheren Zahlen zum Vergleichen.',
    missing: 'Nicht verglichen, weil Jahre fehlen.',
    parts: 'Teile werden nicht mit früheren verglichen.',
  },
  layoutMore: (count) => `Weitere Teile des Layouts, die nicht verwendbar sind: ${number(count)}.`,
  layout: {
    'not-json': 'Das Layout ist weder gültiges JSON noch der Name eines Layouts.',
    'no-tabs': 'Das Layout hat keine Tabs.',
    shape: (path) => `Ein Teil des Layouts ist nicht lesbar und fehlt: ${path}.`,
    width: (path) => `Eine Breite im Layout ist keine Zahl von 1 bis 16: ${path}.`,
    value: (path) => `Eine Einstellung im Layout ist nicht verwendbar und fehlt: ${path}.`,
    'unknown-component': (name) => `„${name}“ ist unbekannt und fehlt.`,
    unavailable: (name) => `„${name}“ gibt es in dieser Version nicht.`,
    duplicate: (name) => `„${name}“ steht zweimal in dieser Zeile und erscheint einmal.`,
  },
  dataUntil: (day) => `Daten bis ${day}`,
  fetched: (time) => `abgerufen ${time}`,
  counting: {
    session: (metrics) => `Pro Sitzung einmal gezählt und addiert: ${metrics}.`,
    day: (metrics) => `Pro Tag einmal gezählt und addiert: ${metrics}.`,
    '24h': (metrics) => `In 24 Stunden einmal gezählt und addiert: ${metrics}.`,
    month: (metrics) => `Pro Monat einmal gezählt und addiert: ${metrics}.`,
  },
  answersOf: (done, count) => `${done} von ${count} Antworten`,
  metrics: {
    records: 'Datensätze',
    parents: 'Werke',
    files: 'Dateien',
    uploadVolume: 'Hochgeladene Daten',
    uploaders: 'Beitragende',
    views: 'Aufrufe',
    downloads: 'Downloads',
    visitors: 'Besucher',
    downloadVolume: 'Heruntergeladene Daten',
    citations: 'Zitate',
  },
  metric: 'Was gezählt wird',
  versus: { previous: 'ggü. davor', year: 'ggü. Vorjahr' },
  directions: { up: 'mehr', down: 'weniger', same: 'unverändert' },
  fromTo: (before, now) => `${before} → ${now}`,
  numberOf: (days, number) => `${days}: ${number}`,
  earlier: 'Davor',
  rangeFrom: 'Von',
  rangeTo: 'Bis',
  quarter: (quarter) => `Q${quarter}`,
  quarterOfYear: (quarter, year) => `Q${quarter} ${year}`,
  granularities: { day: 'Tag', week: 'Woche', month: 'Monat', quarter: 'Quartal', year: 'Jahr' },
  presets: {
    yearToDate: 'Seit Jahresbeginn',
    days: (n) => plural(n, { one: 'Letzter Tag', other: `Letzte ${n} Tage` }),
    weeks: (n) => (n === 1 ? 'Letzte 7 Tage' : `Letzte ${n} Wochen`),
    months: (n) => (n === 1 ? 'Dieser Monat' : `Letzte ${n} Monate`),
    quarters: (n) => `Letzte ${n} Quartale`,
    years: (n) => `Letzte ${n} Jahre`,
    '1year': 'Letztes Jahr bis heute',
    currentMonth: 'Dieser Monat',
    currentQuarter: 'Dieses Quartal',
    previousQuarter: 'Voriges Quartal',
    currentYear: 'Dieses Jahr',
    previousYear: 'Voriges Jahr',
    allTime: 'Gesamter Zeitraum',
    custom: 'Eigener Zeitraum',
  },
  range: 'Zeitraum',
  rangeApply: 'Anzeigen',
  rangeBackwards: 'Der letzte Tag darf nicht vor dem ersten liegen.',
  rangeIncomplete: 'Bitte beide Tage eingeben, als Jahr von 1900 bis 2100.',
  granularity: 'Zeiteinheit',
  by: 'nach',
  compareWith: 'Vergleichen mit',
  compare: 'Vergleich',
  comparisons: { none: 'ohne', previous: 'Zeitraum davor', year: 'ein Jahr davor' },
  timelines: {
    content: { delta: 'Beiträge im Zeitverlauf', snapshot: 'Wachstum des Bestands' },
    usage: { delta: 'Nutzung im Zeitverlauf', snapshot: 'Wachstum der Nutzung' },
  },
  breakdowns: {
    resourceTypes: 'Ressourcentypen',
    accessStatuses: 'Zugriffsrechte',
    languages: 'Sprachen',
    subjects: 'Schlagwörter',
    rights: 'Lizenzen',
    funders: 'Förderer',
    periodicals: 'Zeitschriften',
    publishers: 'Verlage',
    affiliations: 'Einrichtungen',
    countries: 'Länder',
    referrers: 'Verweisende Seiten',
    fileTypes: 'Dateitypen',
    filePresence: 'Mit oder ohne Dateien',
  },
  parts: {
    resourceTypes: 'Ressourcentyp',
    accessStatuses: 'Zugriffsrecht',
    languages: 'Sprache',
    subjects: 'Schlagwort',
    rights: 'Lizenz',
    funders: 'Förderer',
    periodicals: 'Zeitschrift',
    publishers: 'Verlag',
    affiliations: 'Einrichtung',
    countries: 'Land',
    referrers: 'verweisende Seite',
    fileTypes: 'Dateityp',
    filePresence: 'Vorhandensein von Dateien',
  },
  other: 'Sonstige',
  unnamed: '(ohne Namen)',
  otherMore: (count) => `Sonstige (${number(count)} weitere)`,
  hidden: {
    publishers: (value) => `${value} ohne Verlag`,
    countries: (value) => `${value} importiert, ohne Land`,
  },
  perGranularity: (metric, granularity) => `${metric} pro ${granularity}`,
  perGranularityByPart: (metric, granularity, part) => `${metric} pro ${granularity}, nach ${part}`,
  totalPerGranularity: (metric, granularity) => `${metric} insgesamt, je ${granularity}`,
  totalPerGranularityByPart: (metric, granularity, part) => `${metric} insgesamt, je ${granularity}, nach ${part}`,
  byMetric: {
    records: 'nach Datensätzen',
    parents: 'nach Werken',
    files: 'nach Dateien',
    uploadVolume: 'nach hochgeladenen Daten',
    uploaders: 'nach Beitragenden',
    views: 'nach Aufrufen',
    downloads: 'nach Downloads',
    visitors: 'nach Besuchern',
    downloadVolume: 'nach heruntergeladenen Daten',
    citations: 'nach Zitaten',
  },
  countedParts: { visits: { name: 'Besuche', by: 'nach Besuchen' } },
  views: { list: 'Liste', pie: 'Kreisdiagramm', table: 'Tabelle' },
  showAsOf: (heading) => `„${heading}“ anzeigen als`,
  breakdown: 'Aufgeteilt nach',
  noBreakdown: 'nicht aufgeteilt',
  lineDisplay: 'Anordnung',
  backTo: (days) => `Zurück zu ${days}`,
  stacked: 'Gestapelt',
  overlapping: 'Überlagert',
  period: 'Zeitraum',
  share: 'Anteil',
  sharePresent: 'Anteil derer, die diesen Wert haben; mehrere Werte sind möglich.',
  shareOfParts: 'Anteil an den Werten, die der Dienst aufführt.',
  exceedsWhole: 'Diese Zahlen gehen nicht auf: Die Teile ergeben mehr als das Ganze.',
  chartLabel: (heading, description) => `${heading}: ${description}`,
  chartFailed: 'Das Diagramm konnte nicht gezeichnet werden.',
  allRows: (count) =>
    plural(count, { one: `${number(count)} Zeile zeigen`, other: `Alle ${number(count)} Zeilen zeigen` }),
  soFar: 'bisher',
  /** Heads of table columns. */
  heads: {
    parts: {
      resourceTypes: 'Art des Werks',
      accessStatuses: 'Zugangsrecht',
      languages: 'Sprache',
      subjects: 'Thema',
      rights: 'Lizenz',
      funders: 'Förderer',
      periodicals: 'Zeitschrift',
      publishers: 'Verlag',
      affiliations: 'Einrichtung',
      countries: 'Land',
      referrers: 'Herkunft',
      fileTypes: 'Dateityp',
      filePresence: 'Dateien',
    },
    metrics: { records: 'Werke' },
    visits: 'Besuche',
    added: { resourceTypes: ['Ressourcentyp', 'Datensätze'] },
    id: 'Kennung',
    valueIn: (value, range) => `${value}, ${range}`,
  },
  first: 'Erster Tag',
  last: 'Letzter Tag',
  comparedDays: 'Verglichen mit',
  slices: 'Die Stücke vergleichen die Werte miteinander.',
  otherOfWhole: 'Was die aufgeführten Werte vom Ganzen übrig lassen',
  otherOfParts: 'Die Summe der folgenden Werte',
  map: {
    view: (heading) => `Gezeigter Ausschnitt: ${heading}`,
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    reset: 'Ganze Karte zeigen',
    keys: 'Plus und Minus vergrößern und verkleinern, Umschalt mit den Pfeiltasten verschiebt die Karte, Pfeiltasten gehen von Land zu Land.',
    from: (value) => `ab ${value}`,
    noneKnown: 'keine bekannt',
    named: (country, value) => `${country} (${value})`,
    notDrawn: (countries) => `Gezählt, aber auf dieser Karte nicht gezeichnet: ${countries}.`,
    andMore: (countries, count) => `${countries} und ${number(count)} weitere`,
    known: (part, whole, metric) => `Der Dienst nennt Länder für ${part} von ${whole} (${metric}).`,
  },
  records: {
    headings: {
      mostviewed: 'Meistaufgerufene Werke',
      mostdownloaded: 'Am häufigsten heruntergeladene Datensätze',
      mostcited: 'Meistzitierte Werke',
    },
    allTime: (metric) => `${metric} im gesamten Zeitraum`,
    ofAllTime: (metric) => `${metric} im gesamten Zeitraum`,
    untitled: 'Ohne Titel',
    record: 'Datensatz',
    link: 'Link',
  },
  recordUse: {
    headings: { views: 'Aufrufe dieses Datensatzes', downloads: 'Downloads dieses Datensatzes' },
    subtitle: 'in den letzten 12 Monaten, alle Versionen',
    none: 'Es ist kein Datensatz gewählt.',
    unknown: 'Es gibt keinen Datensatz mit dieser Kennung.',
    chart: (name, most, month) => `${name} je Monat, am meisten im ${month}: ${most}.`,
  },
  report: {
    export: 'Export',
    formats: { csv: 'CSV-Tabellen', excel: 'Excel-Arbeitsmappe', json: 'JSON', xml: 'XML' },
    ofService: (year) => `Vom Dienst: ganz ${year}`,
    making: 'Die Datei wird erstellt …',
    made: (name) => `Die Datei ${name} ist fertig.`,
    leftOut: 'Zahlen, die sich nicht laden ließen, fehlen darin.',
    nothing: 'Es gibt nichts zu exportieren.',
    failed: 'Die Datei konnte nicht erstellt werden.',
    about: 'Über diese Datei',
    timeZone: 'Zeitzone',
    source: 'Quelle',
    community: (id) => `Community ${id}`,
    generated: 'Erstellt am',
    table: 'Tabelle',
    holds: 'Inhalt',
    statistics: {
      'content-delta': 'Beiträge',
      'content-snapshot': 'Bestand',
      'usage-delta': 'Nutzung',
      'usage-snapshot': 'Nutzung insgesamt',
    },
    overTime: (statistic) => `${statistic} im Zeitverlauf`,
    byPart: (statistic, part) => `${statistic} nach ${part}`,
    kinds: {
      delta: (metrics) => `${metrics}: was in diesen Tagen gezählt wurde`,
      snapshot: (metrics) => `${metrics}: Gesamtzahlen am Ende dieser Tage`,
    },
  },
  about: {
    title: 'Wie wird das gezählt?',
    definitions: {
      records: 'Datensätze im Repositorium. Wird einer entfernt, wird er an diesem Tag abgezogen.',
      parents: 'Werke im Repositorium, jedes einmal, wie viele Versionen es auch hat.',
      files: 'Dateien der Datensätze. Entfernte Dateien werden an diesem Tag abgezogen.',
      fileCount: 'Dateien der Datensätze. Entfernte Dateien werden an diesem Tag abgezogen.',
      uploadVolume: 'Die Größe der hochgeladenen Dateien.',
      uploaders:
        'Personen, die Datensätze beigetragen haben, je Tag einmal. Wer an zwei Tagen beiträgt, zählt zweimal.',
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
  },
});
