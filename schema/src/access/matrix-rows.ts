import type { Words } from "../ground/words.js";
import type { MatrixValue } from "./matrix-values.js";

interface Row {
  /** What a cell of the row may say, the narrowest value first. There is no default. */
  readonly values: readonly ["denied", ...MatrixValue[]];
  /** What the row is about. */
  readonly words: Words;
  /** A convention may be without it, as those signed before there was such a row are: it is denied then. */
  readonly mayBeAbsent?: true;
}

/** The rows of the convention's visibility matrix, in its order, by their names in `convention.yaml`. */
export const matrixRows = {
  "territory-figures": {
    values: ["denied", "granted"],
    words: {
      en: "levels, dwellings, shares, coverage and trend of a territory",
      fr: "niveaux, logements, parts, couverture et évolution d’un territoire",
    },
  },
  "site-identity": {
    values: ["denied", "granted"],
    words: {
      en: "name, commune, priority district, dwellings and landlord of a site",
      fr: "nom, commune, quartier prioritaire, logements et bailleur d’un site",
    },
  },
  // Lists of sites are in it: their order and cursors tell the level.
  "site-level": {
    values: ["denied", "granted"],
    words: {
      en: "level of a site, since when, and its trend",
      fr: "niveau d’un site, depuis quand, et son évolution",
    },
  },
  "site-address": {
    values: ["denied", "level-3-and-4", "granted"],
    words: {
      en: "exact address and location of a site",
      fr: "adresse exacte et localisation d’un site",
    },
  },
  reasons: {
    values: ["denied", "gates-only", "granted"],
    words: {
      en: "reasons of a classification with the observed values",
      fr: "motifs d’un classement avec les valeurs observées",
    },
  },
  "incident-counts": {
    values: ["denied", "small-cells-withheld", "exact"],
    words: {
      en: "incident counts by month and family",
      fr: "nombre de faits par mois et par famille",
    },
  },
  "territory-counts": {
    values: ["denied", "broad-totals", "small-cells-withheld", "exact"],
    words: {
      en: "incident counts of a territory by month and family, and rates",
      fr: "nombre de faits d’un territoire par mois et par famille, et taux",
    },
    mayBeAbsent: true,
  },
  "incident-detail": {
    values: ["denied", "complaint-and-purpose", "with-purpose"],
    words: {
      en: "category, day, time band, place and severity of an incident",
      fr: "nature, jour, tranche horaire, lieu et gravité d’un fait",
    },
  },
  "complaint-reference": {
    values: ["denied", "with-purpose"],
    words: {
      en: "complaint reference of an incident",
      fr: "référence de la plainte déposée pour un fait",
    },
  },
  "incident-circumstances": {
    values: ["denied", "with-purpose"],
    words: {
      en: "whom or what an incident was aimed at, and what followed it",
      fr: "cible d’un fait et suites données",
    },
    mayBeAbsent: true,
  },
  // Nobody may be granted it. Who told of an incident is a caretaker's name at a site that has one.
  personal: {
    values: ["denied"],
    words: {
      en: "free text, reporter and staff names of an incident",
      fr: "texte libre, déclarant et nom du personnel pour un fait",
    },
  },
  actions: {
    values: ["denied", "granted"],
    words: { en: "actions by axis", fr: "actions par axe" },
  },
  // A landlord's own node, or counts for those who are no landlord.
  "access-log": {
    values: ["denied", "counts", "own-node"],
    words: { en: "access log", fr: "journal des accès" },
  },
} as const satisfies Readonly<Record<string, Row>>;

export type Cell = keyof typeof matrixRows;
export type CellValue<C extends Cell = Cell> = (typeof matrixRows)[C]["values"][number];

/** Rows that a convention may be without. */
export type OptionalCell = {
  [C in Cell]: (typeof matrixRows)[C] extends { readonly mayBeAbsent: true } ? C : never;
}[Cell];

export const cells = Object.keys(matrixRows) as readonly Cell[];

export function isOptional(cell: Cell): cell is OptionalCell {
  const row: Row = matrixRows[cell];
  return row.mayBeAbsent === true;
}

/** What one kind of partner sees. */
export type KindVisibility = { readonly [C in Cell]: CellValue<C> };
