import { formWords, notebookWords, numberedWords } from "../category/categories.js";
import type { Dialect } from "./dialect.js";

/** What most of the systems do. */
const usual = {
  encoding: "utf-8",
  newline: "\r\n",
  quotes: "NEEDED",
  gzip: false,
  decimals: ",",
  language: "fr",
  multiLineNotes: false,
  blanks: {},
  siteBy: "siteReference",
} as const;

/** Recent software: UTF-8, ISO days, the nomenclature's own codes. */
const lisiere: Dialect = {
  ...usual,
  delimiter: ",",
  newline: "\n",
  decimals: ".",
  language: "en",
  day: "ISO",
  words: {},
  columns: {
    reference: "fiche",
    siteReference: "code_site",
    day: "date_fait",
    category: "categorie",
    timeBand: "tranche",
    place: "lieu",
    severity: "gravite",
    complaint: "plainte",
    target: "cible",
    followUp: "suites",
    source: "origine",
    reporter: "declarant",
    narrative: "recit",
  },
};

/** An office spreadsheet: Windows-1252, semicolons, French days and decimals, natures in words. */
const quatreSaules: Dialect = {
  ...usual,
  encoding: "windows-1252",
  delimiter: ";",
  day: "31/12/2025",
  words: formWords,
  columns: {
    reference: "N° de fiche",
    day: "Date des faits",
    siteReference: "Code résidence",
    siteName: "Résidence",
    category: "Nature",
    timeBand: "Tranche horaire",
    place: "Lieu",
    severity: "Gravité",
    complaint: "N° de plainte",
    reporter: "Déclarant",
    narrative: "Commentaire",
  },
};

/** A nightly export: compressed, with a byte-order mark, numbered natures and times of day. */
const heronniere: Dialect = {
  ...usual,
  encoding: "utf-8-bom",
  delimiter: ";",
  quotes: "ALL",
  gzip: true,
  day: "ISO",
  words: numberedWords,
  columns: {
    reference: "ID",
    siteReference: "SITE",
    day: "DATE",
    timeOfDay: "HEURE",
    category: "CODE_FAIT",
    place: "LIEU",
    severity: "NIVEAU_GRAVITE",
    complaint: "REF_PLAINTE",
    narrative: "COMMENTAIRE",
  },
};

/**
 * A caretakers' notebook, typed: no numbers, sites by name, neither severity nor complaints, and often
 * not when nor where.
 */
const foyerDesBateliers: Dialect = {
  ...usual,
  delimiter: "\t",
  newline: "\n",
  day: "31-12-2025",
  words: notebookWords,
  columns: {
    day: "Jour",
    timeBand: "Moment",
    siteName: "Résidence",
    category: "Fait",
    place: "Endroit",
    staff: "Noté par",
    narrative: "Remarques",
  },
  blanks: { timeBand: 0.55, place: 0.4, narrative: 0.5 },
  siteBy: "siteName",
};

/** A ticket system: everything quoted, notes of several lines, short French days. */
const saxifrage: Dialect = {
  ...usual,
  delimiter: ",",
  quotes: "ALL",
  decimals: ".",
  day: "31/12/25",
  multiLineNotes: true,
  words: { categories: notebookWords.categories, places: formWords.places },
  columns: {
    reference: "Ticket",
    day: "Ouvert le",
    siteReference: "Groupe",
    category: "Objet",
    place: "Localisation",
    severity: "Priorité",
    complaint: "Plainte",
    reporter: "Demandeur",
    narrative: "Notes",
  },
};

/** A spreadsheet saved as "Unicode text": UTF-16, tabs, sites by address. */
const ecluse: Dialect = {
  ...usual,
  encoding: "utf-16",
  delimiter: "\t",
  day: "31/12/2025",
  words: formWords,
  columns: {
    reference: "Fiche",
    day: "Date",
    siteAddress: "Adresse",
    category: "Type de fait",
    timeBand: "Période",
    severity: "Gravité",
    complaint: "Plainte",
    narrative: "Observations",
  },
  siteBy: "siteAddress",
};

const dialects: Readonly<Record<string, Dialect>> = {
  lisiere,
  "quatre-saules": quatreSaules,
  heronniere,
  "foyer-des-bateliers": foyerDesBateliers,
  saxifrage,
  ecluse,
};

/** The landlord's own way, or Lisière's for a landlord that has none here. */
export function dialectOf(slug: string): Dialect {
  return dialects[slug] ?? lisiere;
}
