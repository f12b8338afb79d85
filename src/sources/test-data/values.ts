/** The parts that test data is divided into: identifiers and names as real repositories have them. */
import type { Label } from '../../data/year-block.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';

/** The parts of a breakdown. Part i has `ids[i]`, `labels[i]`, `shares[i]`. */
export interface Values {
  readonly ids: readonly string[];
  readonly labels: readonly Label[];
  /** The approximate share of the whole, 0 … 1. */
  readonly shares: readonly number[];
  /** True if the shares are the same in every year and for every seed. */
  readonly steady?: true;
}

/**
 * Reads `0.3 0.9: id; id=name; id=English name|German name`. The shares are a long tail: 0.3 for the first part and
 * `0.3 / k ** 0.9` for part number k.
 * @param prefix of every id
 */
function values(text: string, prefix = ''): Values {
  const [, top, slope, list] = /^(\S+) (\S+):([^]+)/.exec(text) as unknown as [string, string, string, string];
  const entries = list.split(';').map((entry) => entry.trim().split(/[=|]/));
  return {
    ids: entries.map(([id]) => prefix + id!),
    labels: entries.map(([, en = '', de]) => (de ? { en, de } : en)),
    shares: entries.map((_, i) => Number(top) / (i + 1) ** Number(slope)),
  };
}

const steady = (list: string, ...shares: readonly number[]): Values => ({
  ...values(`1 0:${list}`),
  shares,
  steady: true,
});

/** The share of records without files. */
const BARE = 0.11;

/** The parts of every breakdown, the most frequent first; parts without files come before all others. */
export const VALUES: Readonly<Record<Breakdown, Values>> = {
  resourceTypes: values(`0.3 0.9:
    publication-article=Journal article|Zeitschriftenartikel; dataset=Dataset|Datensatz; software=Software|Software;
    publication-thesis=Thesis|Abschlussarbeit; presentation=Presentation|Präsentation;
    publication-report=Report|Bericht; publication-preprint=Preprint|Preprint;
    publication-conferencepaper=Conference paper|Konferenzbeitrag; poster=Poster|Poster;
    publication-section=Book section|Buchkapitel; publication-book=Book|Buch; image-photo=Photo|Foto;
    image-figure=Figure|Abbildung; video=Video/Audio|Video/Audio;
    publication-workingpaper=Working paper|Arbeitspapier; lesson=Lesson|Lektion;
    publication-technicalnote=Technical note|Technische Notiz; other=Other|Sonstiges; workflow=Workflow|Workflow;
    publication-datamanagementplan=Data management plan|Datenmanagementplan; image-diagram=Diagram|Diagramm;
    publication-softwaredocumentation=Software documentation|Softwaredokumentation`),
  accessStatuses: steady('metadata-only; open; restricted; embargoed', BARE, 0.74, 0.1, 0.05),
  languages: values(`0.7 1.7:
    eng=English|Englisch; deu=German|Deutsch; spa=Spanish|Spanisch; fra=French|Französisch;
    por=Portuguese|Portugiesisch; ita=Italian|Italienisch; zho=Chinese|Chinesisch; nld=Dutch|Niederländisch;
    pol=Polish|Polnisch; jpn=Japanese|Japanisch; ukr=Ukrainian|Ukrainisch; swe=Swedish|Schwedisch;
    ara=Arabic|Arabisch; tur=Turkish|Türkisch; lat=Latin|Latein`),
  subjects: values(
    `0.17 0.65:
    1.2=Computer and information sciences; 1.3=Physical sciences; 1.6=Biological sciences; 3.3=Health sciences;
    1.5=Earth and related environmental sciences; 6.2=Languages and literature; 1.1=Mathematics; 5.4=Sociology;
    6.4=Arts; 6.1=History and archaeology; 1.4=Chemical sciences; 3.2=Clinical medicine; 5.2=Economics and business;
    5.1=Psychology; 5.3=Educational sciences; 2.5=Materials engineering; 6.3=Philosophy, ethics and religion;
    5.6=Political science; 5.8=Media and communications; 2.1=Civil engineering; 5.5=Law;
    4.1=Agriculture, forestry, and fisheries`,
    'http://www.oecd.org/science/inno/38235147.pdf?',
  ),
  rights: values(`0.52 1.35:
    cc-by-4.0=Creative Commons Attribution 4.0 International|Creative Commons Namensnennung 4.0 International;
    cc0-1.0=Creative Commons Zero v1.0 Universal|Creative Commons Zero v1.0 Universell;
    cc-by-nc-4.0=Creative Commons Attribution Non Commercial 4.0 International|Creative Commons Namensnennung Nicht kommerziell 4.0 International;
    mit=MIT License|MIT-Lizenz; arr=All Rights Reserved|Alle Rechte vorbehalten;
    apache-2.0=Apache License 2.0|Apache-Lizenz 2.0;
    gpl-3.0-or-later=GNU General Public License v3.0 or later|GNU General Public License v3.0 oder neuer;
    bsd-3-clause=BSD 3-Clause License|BSD-3-Klausel-Lizenz`),
  funders: values(`0.13 1.1:
    00k4n6c32=European Commission; 018mejw64=Deutsche Forschungsgemeinschaft; 021nxhr62=National Science Foundation;
    01cwqze88=National Institutes of Health; 0472cxd90=European Research Council;
    001aqnf71=UK Research and Innovation; 029chgv08=Wellcome Trust; 00yjd3n13=Swiss National Science Foundation;
    00rbzpz17=Agence Nationale de la Recherche; 04pz7b180=Federal Ministry of Education and Research;
    04jsz6e67=Dutch Research Council; 013tf3c58=Austrian Science Fund`),
  periodicals: values(`0.1 1:
    PLOS ONE; Scientific Data; Zeitschrift für Bibliothekswesen und Bibliographie; Journal of Open Source Software;
    eLife; Nature Communications; Scientific Reports; Data in Brief; Digital Humanities Quarterly;
    Astronomy & Astrophysics; PeerJ; Physical Review D; Earth System Science Data; GigaScience;
    Journal of Open Humanities Data; Open Research Europe`),
  publishers: values(`0.2 1.1:
    Zenodo; unknown; Springer Nature; Elsevier; Wiley; Oxford University Press; Cambridge University Press; PLOS;
    MDPI; Frontiers Media; De Gruyter; Taylor & Francis; Copernicus Publications; IOP Publishing; Brill;
    American Physical Society; CERN; Ubiquity Press; Open Book Publishers; MIT Press; Language Science Press;
    UCL Press`),
  affiliations: values(`0.14 1.1:
    01ggx4157=European Organization for Nuclear Research; 05a28rw58=ETH Zurich; 00f54p054=Stanford University;
    02kkvpp62=Technical University of Munich; 052gg0110=University of Oxford; 013meh722=University of Cambridge;
    05hs6h993=Michigan State University; 042nb2s44=Massachusetts Institute of Technology;
    03dbr7087=University of Toronto; 038t36y30=Heidelberg University; 03vek6s52=Harvard University;
    03rmrcq20=University of British Columbia; 02jx3x895=University College London;
    02e2c7k09=Delft University of Technology; 041kmwe10=Imperial College London;
    02s376052=École Polytechnique Fédérale de Lausanne; 057zh3y96=The University of Tokyo;
    02en5vm52=Sorbonne Université; 035b05819=University of Copenhagen; 01ej9dk98=The University of Melbourne;
    00d7xrm67=Graz University of Technology`),
  countries: values(`0.22 1.05:
    US; DE; GB; CN; FR; IN; NL; CA; ES; IT; BR; CH; AU; JP; PL; AT; SE; imported; MX; KR; BE; PT; DK; ID; NO; TR; FI;
    CZ; IE; ZA; UA; AR; NG; EG; CL; KE; NZ; GR; RU; IR; SG; CO; HU`),
  referrers: values(`0.31 1.25:
    www.google.com; scholar.google.com; doi.org; github.com; www.bing.com; duckduckgo.com; orcid.org;
    en.wikipedia.org; explore.openaire.eu; www.researchgate.net; openalex.org; www.semanticscholar.org; t.co;
    www.linkedin.com; core.ac.uk; www.base-search.net; mastodon.social; inspirehep.net`),
  fileTypes: values(`0.6 1.25:
    pdf; csv; zip; xlsx; png; txt; docx; pptx; json; jpg; gz; tif; mp4; md; nc; xml; fits; py; h5; ipynb; mp3; r; wav; epub; odt`),
  filePresence: steady('metadata_only=Metadata Only; with_files=With Files', BARE, 1 - BARE),
};
