import type { Purpose } from "./access-terms.js";
import type { PartnerKind } from "./partner-kind.js";
import type { Cell, CellValue } from "./visibility.js";

/** The same in the two languages of refusals, of comparisons and of the annex. */
export interface Words {
  readonly english: string;
  readonly french: string;
}

export const cellWords: Readonly<Record<Cell, Words>> = {
  "territory-figures": {
    english: "levels, dwellings, shares, coverage and trend of a territory",
    french: "niveaux, logements, parts, couverture et évolution d’un territoire",
  },
  "site-identity": {
    english: "name, commune, priority district, dwellings and landlord of a site",
    french: "nom, commune, quartier prioritaire, logements et bailleur d’un site",
  },
  "site-level": {
    english: "level of a site, since when, and its trend",
    french: "niveau d’un site, depuis quand, et son évolution",
  },
  "site-address": {
    english: "exact address and location of a site",
    french: "adresse exacte et localisation d’un site",
  },
  reasons: {
    english: "reasons of a classification with the observed values",
    french: "motifs d’un classement avec les valeurs observées",
  },
  "incident-counts": {
    english: "incident counts by month and family",
    french: "nombre de faits par mois et par famille",
  },
  "incident-detail": {
    english: "category, day, time band, place and severity of an incident",
    french: "nature, jour, tranche horaire, lieu et gravité d’un fait",
  },
  "complaint-reference": {
    english: "complaint reference of an incident",
    french: "référence de la plainte déposée pour un fait",
  },
  personal: {
    english: "free text, reporter and staff names of an incident",
    french: "texte libre, déclarant et nom du personnel pour un fait",
  },
  actions: {
    english: "actions by axis",
    french: "actions par axe",
  },
  "access-log": {
    english: "access log",
    french: "journal des accès",
  },
};

export const valueWords: Readonly<Record<CellValue, Words>> = {
  denied: { english: "denied", french: "refusé" },
  granted: { english: "granted", french: "accordé" },
  exact: { english: "exact", french: "exact" },
  "level-3-and-4": {
    english: "for sites at levels 3 and 4 only",
    french: "pour les seuls sites de niveau 3 ou 4",
  },
  "gates-only": {
    english: "which gates are met, without values",
    french: "seuils de la grille atteints ou non, sans les valeurs",
  },
  "small-cells-withheld": {
    english: "with small numbers withheld",
    french: "petits effectifs non diffusés (secret)",
  },
  "with-purpose": {
    english: "on stating a purpose",
    french: "sur indication d’une finalité",
  },
  "complaint-and-purpose": {
    english: "only where a complaint was filed, on stating a purpose",
    french: "uniquement si une plainte a été déposée, sur indication d’une finalité",
  },
  counts: { english: "counts only", french: "décomptes seulement" },
  "own-node": { english: "its own node only", french: "son propre nœud seulement" },
};

/** What each value of the matrix means for who reads, as a sentence without its capital. */
export const valueExplanations: Readonly<Record<CellValue, Words>> = {
  denied: {
    english: "the reader is not shown this, whatever the site and the purpose.",
    french: "la donnée n’est pas communiquée au lecteur, quels que soient le site et la finalité.",
  },
  granted: {
    english: "the reader is shown this for everything inside the territories they may ask about.",
    french: "la donnée est lisible pour tout ce qui se trouve dans le périmètre du lecteur.",
  },
  exact: {
    english: "the number recorded is shown as it is, zeros included.",
    french: "le nombre enregistré est communiqué tel quel, zéros compris.",
  },
  "level-3-and-4": {
    english:
      "this can be read only for a site whose level in force is 3 or 4; for other sites it does not appear.",
    french:
      "la donnée n’est lisible que pour un site dont le niveau en vigueur est 3 ou 4 ; pour les autres sites elle n’apparaît pas.",
  },
  "gates-only": {
    english:
      "the reader learns whether each gate of the grid is met, never the values observed nor the landlord's words.",
    french:
      "le lecteur apprend si chaque seuil de la grille est atteint, jamais les valeurs observées ni les mots du bailleur.",
  },
  "small-cells-withheld": {
    english:
      "small numbers, and those from which they could be computed back, are withheld; a zero is shown as a zero, a withheld number never is.",
    french:
      "les petits effectifs, et ceux qui permettraient de les recalculer, sont couverts par le secret ; un zéro est affiché comme un zéro, un effectif non diffusé ne l’est jamais.",
  },
  "with-purpose": {
    english:
      "the reader states one of the admitted purposes with each question; it is written into the access log.",
    french:
      "le lecteur indique pour chaque demande l’une des finalités admises ; elle est inscrite au journal des accès.",
  },
  "complaint-and-purpose": {
    english:
      "only incidents for which a complaint was filed exist for the reader, who states a purpose, written into the access log.",
    french:
      "seuls existent pour le lecteur les faits pour lesquels une plainte a été déposée, et il indique une finalité, inscrite au journal des accès.",
  },
  counts: {
    english: "the reader learns how many accesses there were, not what they were about.",
    french: "le lecteur connaît le nombre d’accès, non leur contenu.",
  },
  "own-node": {
    english: "the reader consults the log of their own node, not that of the others.",
    french: "le lecteur consulte le journal de son propre nœud, non celui des autres.",
  },
};

/** Kinds as a sentence names them. */
export const kindWords: Readonly<Record<PartnerKind, Words>> = {
  POLICE: { english: "the police", french: "la police" },
  JUSTICE: { english: "justice", french: "la justice" },
  MUNICIPALITY: { english: "municipalities", french: "les communes" },
  LANDLORD: { english: "peer landlords", french: "les bailleurs pairs" },
  COORDINATOR: { english: "the coordinator", french: "la coordination" },
};

export const purposeWords: Readonly<Record<Purpose, Words>> = {
  PATROL_PLANNING: { english: "patrol planning", french: "préparation des patrouilles" },
  INVESTIGATION: { english: "investigation", french: "enquête" },
  PROSECUTION: { english: "prosecution", french: "poursuites" },
  STEERING_COMMITTEE: { english: "steering committee", french: "comité de pilotage" },
  PREVENTION: { english: "prevention", french: "prévention" },
};

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
