/** The values that the test data divides its numbers into: identifiers and names as real repositories have them. */
import type { Label } from '../../data/year-block.js';
import type { Breakdown } from '../../vocabulary/breakdowns.js';

/** The values of a breakdown. Value i has `ids[i]`, `labels[i]`, `shares[i]`. */
export interface Values {
  readonly ids: readonly string[];
  readonly labels: readonly Label[];
  /** About which part of the whole each value has, 0 … 1. */
  readonly shares: readonly number[];
  /** True if the shares stay the same over the years and for every seed. */
  readonly steady: boolean;
}

const list = (text: string): string[] => text.split(';').map((entry) => entry.trim());

/** Long tail: the first value has the share `top`, value number k `top / k ** slope`. */
const longTail = (count: number, top: number, slope: number): number[] =>
  Array.from({ length: count }, (_, i) => top / (i + 1) ** slope);

/** Ids that speak for themselves: `pdf; csv`. */
function plain(top: number, slope: number, text: string): Values {
  const ids = list(text);
  return { ids, labels: ids.map(() => ''), shares: longTail(ids.length, top, slope), steady: false };
}

/** Ids with a name, `03rmrcq20 University of British Columbia`, or with one per language, `eng English|Englisch`. */
function named(top: number, slope: number, text: string): Values {
  const entries = list(text).map(
    (entry) => /^(\S+) ([^|]+)(?:\|(.+))?$/.exec(entry) as unknown as [string, string, string, string?],
  );
  return {
    ids: entries.map(([, id]) => id),
    labels: entries.map(([, , en, de]) => (de ? { en, de } : en)),
    shares: longTail(entries.length, top, slope),
    steady: false,
  };
}

const steady = (shares: Readonly<Record<string, number>>, labels: readonly string[] = []): Values => ({
  ids: Object.keys(shares),
  labels: Object.keys(shares).map((_, i) => labels[i] ?? ''),
  shares: Object.values(shares),
  steady: true,
});

/** Share of the records without files. */
const BARE = 0.11;

/** The values of every breakdown, most common first, but values without files before all others. */
export const VALUES: Readonly<Record<Breakdown, Values>> = {
  resourceTypes: named(
    0.3,
    0.9,
    `publication-article Journal article|Zeitschriftenartikel; dataset Dataset|Datensatz; software Software|Software;
    publication-thesis Thesis|Abschlussarbeit; presentation Presentation|Präsentation; publication-preprint Preprint|Preprint;
    publication-conferencepaper Conference paper|Konferenzbeitrag; publication-report Report|Bericht; poster Poster|Poster;
    publication-section Book section|Buchkapitel; publication-book Book|Buch; image-photo Photo|Foto; image-figure Figure|Abbildung;
    video Video/Audio|Video/Audio; publication-workingpaper Working paper|Arbeitspapier; lesson Lesson|Lektion;
    publication-technicalnote Technical note|Technische Notiz; other Other|Sonstiges;
    publication-datamanagementplan Data management plan|Datenmanagementplan; workflow Workflow|Workflow;
    image-diagram Diagram|Diagramm; publication-softwaredocumentation Software documentation|Softwaredokumentation`,
  ),
  accessStatuses: steady({ 'metadata-only': BARE, open: 0.74, restricted: 0.1, embargoed: 0.05 }),
  languages: named(
    0.7,
    1.7,
    `eng English|Englisch; deu German|Deutsch; spa Spanish|Spanisch; fra French|Französisch; por Portuguese|Portugiesisch;
    ita Italian|Italienisch; zho Chinese|Chinesisch; nld Dutch|Niederländisch; pol Polish|Polnisch; rus Russian|Russisch;
    jpn Japanese|Japanisch; ukr Ukrainian|Ukrainisch; ces Czech|Tschechisch; swe Swedish|Schwedisch; ara Arabic|Arabisch;
    tur Turkish|Türkisch; lat Latin|Latein; kor Korean|Koreanisch; dan Danish|Dänisch; fin Finnish|Finnisch;
    grc Ancient Greek|Altgriechisch; heb Hebrew|Hebräisch; hun Hungarian|Ungarisch; cat Catalan|Katalanisch`,
  ),
  subjects: named(
    0.17,
    0.65,
    list(
      `1.2 Computer and information sciences; 1.3 Physical sciences; 1.6 Biological sciences; 1.5 Earth and related environmental sciences;
      3.3 Health sciences; 6.2 Languages and literature; 1.1 Mathematics; 5.4 Sociology; 6.1 History and archaeology; 1.4 Chemical sciences;
      3.2 Clinical medicine; 5.2 Economics and business; 5.3 Educational sciences; 3.1 Basic medicine; 5.1 Psychology;
      2.5 Materials engineering; 6.3 Philosophy, ethics and religion; 5.6 Political science; 2.3 Mechanical engineering;
      5.8 Media and communications; 2.1 Civil engineering; 5.5 Law; 6.4 Arts; 4.1 Agriculture, forestry, and fisheries;
      2.7 Environmental engineering; 5.7 Social and economic geography; 2.6 Medical engineering; 2.4 Chemical engineering;
      2.10 Nano-technology; 4.3 Veterinary science; 4.2 Animal and dairy science; 3.4 Health biotechnology; 2.9 Industrial biotechnology;
      2.8 Environmental biotechnology; 4.4 Agricultural biotechnology`,
    )
      .map((subject) => `http://www.oecd.org/science/inno/38235147.pdf?${subject}`)
      .join(';'),
  ),
  rights: named(
    0.52,
    1.35,
    `cc-by-4.0 Creative Commons Attribution 4.0 International|Creative Commons Namensnennung 4.0 International;
    cc0-1.0 Creative Commons Zero v1.0 Universal|Creative Commons Zero v1.0 Universell;
    cc-by-nc-4.0 Creative Commons Attribution Non Commercial 4.0 International|Creative Commons Namensnennung Nicht kommerziell 4.0 International;
    cc-by-sa-4.0 Creative Commons Attribution Share Alike 4.0 International|Creative Commons Namensnennung Weitergabe unter gleichen Bedingungen 4.0 International;
    mit MIT License|MIT-Lizenz; arr All Rights Reserved|Alle Rechte vorbehalten; apache-2.0 Apache License 2.0|Apache-Lizenz 2.0;
    cc-by-nc-nd-4.0 Creative Commons Attribution Non Commercial No Derivatives 4.0 International|Creative Commons Namensnennung Nicht kommerziell Keine Bearbeitungen 4.0 International;
    gpl-3.0-or-later GNU General Public License v3.0 or later|GNU General Public License v3.0 oder neuer;
    bsd-3-clause BSD 3-Clause License|BSD-3-Klausel-Lizenz;
    cc-by-3.0 Creative Commons Attribution 3.0 Unported|Creative Commons Namensnennung 3.0 nicht portiert;
    odbl-1.0 Open Data Commons Open Database License v1.0|Open Data Commons Open Database License v1.0`,
  ),
  funders: named(
    0.13,
    0.85,
    `00k4n6c32 European Commission; 018mejw64 Deutsche Forschungsgemeinschaft; 021nxhr62 National Science Foundation;
    01cwqze88 National Institutes of Health; 0472cxd90 European Research Council; 001aqnf71 UK Research and Innovation;
    029chgv08 Wellcome Trust; 00yjd3n13 Swiss National Science Foundation; 00rbzpz17 Agence Nationale de la Recherche;
    04pz7b180 Federal Ministry of Education and Research; 04jsz6e67 Dutch Research Council; 013tf3c58 Austrian Science Fund;
    05mmh0f86 Australian Research Council; 01h531d29 Natural Sciences and Engineering Research Council;
    00hhkn466 Japan Society for the Promotion of Science; 027ka1x80 National Aeronautics and Space Administration;
    0439y7842 Engineering and Physical Sciences Research Council; 0505m1554 Arts and Humanities Research Council;
    0456r8d26 Bill & Melinda Gates Foundation; 04jsh2530 Andrew W. Mellon Foundation; 052csg198 Alfred P. Sloan Foundation`,
  ),
  periodicals: plain(
    0.1,
    0.75,
    `PLOS ONE; Scientific Data; Zeitschrift für Bibliothekswesen und Bibliographie; Journal of Open Source Software; eLife; F1000Research;
    Nature Communications; Scientific Reports; Data in Brief; Digital Humanities Quarterly; Astronomy & Astrophysics; Physical Review D;
    PeerJ; Earth System Science Data; GigaScience; Journal of Open Humanities Data; BMC Bioinformatics; Frontiers in Psychology;
    Open Library of Humanities; Quantitative Science Studies; Wellcome Open Research; Geoscientific Model Development;
    Journal of High Energy Physics; Computer Physics Communications; International Journal of Digital Curation; Open Research Europe`,
  ),
  publishers: plain(
    0.2,
    0.9,
    `Zenodo; unknown; Springer Nature; Elsevier; Wiley; Oxford University Press; Cambridge University Press; PLOS; MDPI; Frontiers Media;
    De Gruyter; Taylor & Francis; Copernicus Publications; IOP Publishing; Sage Publications; Brill; American Physical Society; CERN;
    Ubiquity Press; Open Book Publishers; MIT Press; Language Science Press; Bloomsbury Academic; Routledge; Peter Lang; transcript Verlag;
    University of California Press; UCL Press; Leuven University Press; Heidelberg University Publishing`,
  ),
  affiliations: named(
    0.14,
    0.75,
    `01ggx4157 European Organization for Nuclear Research; 05a28rw58 ETH Zurich; 00f54p054 Stanford University;
    02kkvpp62 Technical University of Munich; 052gg0110 University of Oxford; 013meh722 University of Cambridge; 05hs6h993 Michigan State University;
    042nb2s44 Massachusetts Institute of Technology; 03dbr7087 University of Toronto; 038t36y30 Heidelberg University; 03vek6s52 Harvard University;
    000e0be47 Northwestern University; 03rmrcq20 University of British Columbia; 02jx3x895 University College London; 02e2c7k09 Delft University of Technology;
    041kmwe10 Imperial College London; 02s376052 École Polytechnique Fédérale de Lausanne; 057zh3y96 The University of Tokyo;
    05591te55 Ludwig-Maximilians-Universität München; 035b05819 University of Copenhagen; 01ej9dk98 The University of Melbourne;
    02en5vm52 Sorbonne Université; 00d7xrm67 Graz University of Technology; 04t3en479 Karlsruhe Institute of Technology; 048a87296 Uppsala University;
    01nrxwf90 University of Edinburgh; 027bh9e22 Leiden University; 05dxps055 California Institute of Technology; 03prydq77 University of Vienna;
    00pd74e08 University of Münster; 01tgyzw49 National University of Singapore; 040af2s02 University of Helsinki; 03p74gp79 University of Cape Town;
    036rp1748 Universidade de São Paulo; 01xtthb56 University of Oslo; 01hcx6992 Humboldt-Universität zu Berlin`,
  ),
  countries: plain(
    0.22,
    0.95,
    `US; DE; GB; CN; FR; IN; NL; CA; ES; IT; BR; CH; AU; JP; PL; AT; SE; imported; MX; KR; BE; PT; RU; DK; ID; NO; TR; FI; CZ; GR; IE; ZA;
    IR; UA; AR; SG; NG; EG; CL; CO; KE; NZ; HU`,
  ),
  referrers: plain(
    0.31,
    1.05,
    `www.google.com; scholar.google.com; doi.org; github.com; www.bing.com; duckduckgo.com; orcid.org; en.wikipedia.org; explore.openaire.eu;
    www.researchgate.net; openalex.org; www.semanticscholar.org; t.co; www.linkedin.com; datasetsearch.research.google.com; core.ac.uk; www.base-search.net;
    mastodon.social; ui.adsabs.harvard.edu; inspirehep.net; de.wikipedia.org; www.baidu.com; www.reddit.com; news.ycombinator.com`,
  ),
  fileTypes: plain(
    0.6,
    1.25,
    `pdf; csv; zip; xlsx; png; txt; docx; pptx; json; jpg; gz; tif; mp4; md; nc; xml; fits; py; h5; ipynb; mp3; r; wav; epub; odt`,
  ),
  filePresence: steady({ metadata_only: BARE, with_files: 1 - BARE }, ['Metadata Only', 'With Files']),
};
