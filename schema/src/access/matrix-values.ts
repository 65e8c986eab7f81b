import type { Words } from "../ground/words.js";

/** What a value of the visibility matrix means, wherever it is read. Every question is answered. */
export interface Meaning {
  /** Who of the kind is given the fields of the row. */
  readonly fields: "ALWAYS" | "ON_PURPOSE" | "NEVER";
  /** What a landlord's queries read for the kind: which of its rows, or how much of each. */
  readonly rows:
    | "ALL"
    | "AT_LEVELS_3_AND_4"
    | "WITH_COMPLAINT"
    | "GATES_ONLY"
    | "BROAD_TOTALS"
    | "SMALL_CELLS_WITHHELD"
    | "COUNTED"
    | "NONE";
  /** What it comes down to for who looks at a screen. */
  readonly verdict: "GRANTED" | "CONDITIONAL" | "DENIED";
  /** In a few words. */
  readonly words: Words;
  /** For who reads, as a sentence without its capital. */
  readonly explanation: Words;
}

/** Each value that a cell of the matrix may have, by its name in `convention.yaml`. */
export const matrixValues = {
  denied: {
    fields: "NEVER",
    rows: "NONE",
    verdict: "DENIED",
    words: { en: "denied", fr: "refusé" },
    explanation: {
      en: "the reader is not shown this, whatever the site and the purpose.",
      fr: "la donnée n’est pas communiquée au lecteur, quels que soient le site et la finalité.",
    },
  },
  granted: {
    fields: "ALWAYS",
    rows: "ALL",
    verdict: "GRANTED",
    words: { en: "granted", fr: "accordé" },
    explanation: {
      en: "the reader is shown this for everything inside the territories they may ask about.",
      fr: "la donnée est lisible pour tout ce qui se trouve dans le périmètre du lecteur.",
    },
  },
  "level-3-and-4": {
    fields: "ALWAYS",
    rows: "AT_LEVELS_3_AND_4",
    verdict: "CONDITIONAL",
    words: {
      en: "for sites at levels 3 and 4 only",
      fr: "pour les seuls sites de niveau 3 ou 4",
    },
    explanation: {
      en: "this can be read only for a site whose level in force is 3 or 4; for other sites it does not appear.",
      fr: "la donnée n’est lisible que pour un site dont le niveau en vigueur est 3 ou 4 ; pour les autres sites elle n’apparaît pas.",
    },
  },
  "gates-only": {
    fields: "ALWAYS",
    rows: "GATES_ONLY",
    verdict: "CONDITIONAL",
    words: {
      en: "which gates are met, without values",
      fr: "seuils de la grille atteints ou non, sans les valeurs",
    },
    explanation: {
      en: "the reader learns whether each gate of the grid is met, never the values observed nor the landlord's words.",
      fr: "le lecteur apprend si chaque seuil de la grille est atteint, jamais les valeurs observées ni les mots du bailleur.",
    },
  },
  "broad-totals": {
    fields: "ALWAYS",
    rows: "BROAD_TOTALS",
    verdict: "CONDITIONAL",
    words: {
      en: "totals from which no landlord's share can be computed",
      fr: "totaux dont la part d’aucun bailleur ne peut être déduite",
    },
    explanation: {
      en: "totals of several landlords are shown where, by the stock that the convention declares, nobody can compute one landlord's figures from them; small numbers are withheld besides.",
      fr: "les totaux de plusieurs bailleurs sont affichés là où, d’après le patrimoine déclaré à la convention, personne ne peut en déduire les chiffres d’un seul ; les petits effectifs restent couverts par le secret.",
    },
  },
  "small-cells-withheld": {
    fields: "ALWAYS",
    rows: "SMALL_CELLS_WITHHELD",
    verdict: "CONDITIONAL",
    words: {
      en: "with small numbers withheld",
      fr: "petits effectifs non diffusés (secret)",
    },
    explanation: {
      en: "small numbers, and those from which they could be computed back, are withheld; a zero is shown as a zero, a withheld number never is.",
      fr: "les petits effectifs, et ceux qui permettraient de les recalculer, sont couverts par le secret ; un zéro est affiché comme un zéro, un effectif non diffusé ne l’est jamais.",
    },
  },
  exact: {
    fields: "ALWAYS",
    rows: "ALL",
    verdict: "GRANTED",
    words: { en: "exact", fr: "exact" },
    explanation: {
      en: "the number recorded is shown as it is, zeros included.",
      fr: "le nombre enregistré est communiqué tel quel, zéros compris.",
    },
  },
  "complaint-and-purpose": {
    fields: "ON_PURPOSE",
    rows: "WITH_COMPLAINT",
    verdict: "CONDITIONAL",
    words: {
      en: "only where a complaint was filed, on stating a purpose",
      fr: "uniquement si une plainte a été déposée, sur indication d’une finalité",
    },
    explanation: {
      en: "only incidents for which a complaint was filed exist for the reader, who states a purpose, written into the access log.",
      fr: "seuls existent pour le lecteur les faits pour lesquels une plainte a été déposée, et il indique une finalité, inscrite au journal des accès.",
    },
  },
  "with-purpose": {
    fields: "ON_PURPOSE",
    rows: "ALL",
    verdict: "CONDITIONAL",
    words: {
      en: "on stating a purpose",
      fr: "sur indication d’une finalité",
    },
    explanation: {
      en: "the reader states one of the admitted purposes with each question; it is written into the access log.",
      fr: "le lecteur indique pour chaque demande l’une des finalités admises ; elle est inscrite au journal des accès.",
    },
  },
  counts: {
    fields: "ALWAYS",
    rows: "COUNTED",
    verdict: "CONDITIONAL",
    words: { en: "counts only", fr: "décomptes seulement" },
    explanation: {
      en: "the reader learns how many accesses there were, not what they were about.",
      fr: "le lecteur connaît le nombre d’accès, non leur contenu.",
    },
  },
  // Read at the node itself: the graph's fields of such a row stay denied.
  "own-node": {
    fields: "NEVER",
    rows: "NONE",
    verdict: "CONDITIONAL",
    words: { en: "its own node only", fr: "son propre nœud seulement" },
    explanation: {
      en: "the reader consults the log of their own node, not that of the others.",
      fr: "le lecteur consulte le journal de son propre nœud, non celui des autres.",
    },
  },
} as const satisfies Readonly<Record<string, Meaning>>;

/** What a cell of the matrix may say. */
export type MatrixValue = keyof typeof matrixValues;

/** The value itself; one that nobody knows is a denial. */
export function knownValue(value: MatrixValue): MatrixValue {
  return Object.hasOwn(matrixValues, value) ? value : "denied";
}

export function meaningOf(value: MatrixValue): Meaning {
  return matrixValues[knownValue(value)];
}
