import { fold } from "@palier/schema";
import type { IncidentField } from "../mapping/mapping.js";
import { ownColumns, ownMapping } from "../mapping/own-mapping.js";

export type GuessedField = IncidentField | "site";

/** What systems of landlords call their columns, besides the names that need no mapping; the likeliest first. */
const headerWords: Readonly<Record<GuessedField, readonly string[]>> = {
  day: [
    "date de survenance",
    "survenu le",
    "date incident",
    "date evenement",
    "constate le",
    "occurred",
  ],
  category: [
    "qualification",
    "type d'incident",
    "type de fait",
    "motif",
    "libelle",
    "fait",
    "type",
    "incident type",
  ],
  reference: [
    "n° incident",
    "numero",
    "identifiant",
    "n° dossier",
    "n° ticket",
    "fiche",
    "n°",
    "id",
    "number",
  ],
  site: [
    "nom residence",
    "code site",
    "groupe",
    "programme",
    "patrimoine",
    "immeuble",
    "adresse",
    "building",
  ],
  timeBand: ["heure", "creneau", "moment", "periode de la journee", "time", "hour"],
  place: ["lieu precis", "localisation", "emplacement", "endroit", "location"],
  severity: ["niveau de gravite", "criticite", "niveau", "level"],
  complaint: ["numero de plainte", "depot de plainte", "pv", "n° pv"],
  followUp: ["suite donnee", "suite", "suites", "follow up"],
  target: ["victime", "cible", "victim"],
  source: ["signale par", "origine", "canal", "reported by"],
  reporter: ["redacteur", "auteur", "saisi par", "author"],
  staff: ["agent", "salarie", "gardien"],
  narrative: ["description", "observations", "details", "circonstances", "texte", "comment"],
  count: ["nombre", "nb", "quantite", "number of incidents"],
};

/** A column of the file, with what stands in it. */
export interface SeenColumn {
  readonly name: string;
  /** Of the values that stand there, the share that are days. */
  readonly daysShare: number;
  /** The share that name a site of the record. */
  readonly sitesShare: number;
}

/**
 * Which column means what, by its header's words and by what stands in it. A column means one thing.
 */
export function guessColumns(
  columns: readonly SeenColumn[],
): ReadonlyMap<GuessedField, SeenColumn> {
  const scored = fields.flatMap((field) =>
    columns.map((column, place) => ({ field, column, place, score: scoreOf(field, column) })),
  );
  const guesses = new Map<GuessedField, SeenColumn>();
  const taken = new Set<SeenColumn>();
  const best = scored
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.place - other.place);
  for (const { field, column } of best) {
    if (guesses.has(field) || taken.has(column)) continue;
    guesses.set(field, column);
    taken.add(column);
  }
  return guesses;
}

const fields = Object.keys(headerWords) as GuessedField[];
const siteNames = ownMapping.site.columns.flatMap(({ names }) => names);
/** More than any words of a header say. */
const certain = 100;

function scoreOf(field: GuessedField, { name, daysShare, sitesShare }: SeenColumn): number {
  if (field === "day" && daysShare < 0.5) return 0;
  const header = tokensOf(name);
  const own =
    field === "site" ? siteNames : (ownColumns.get(field)?.flatMap(({ names }) => names) ?? []);
  const words = [...own, ...headerWords[field]];
  const place = words.findIndex((word) => tokensOf(word) === header);
  const within = words.findIndex((word) => ` ${header} `.includes(` ${tokensOf(word)} `));
  const byWords = place >= 0 ? 2 - place / certain : within >= 0 ? 1 - within / certain : 0;
  if (field === "day") return byWords + daysShare;
  if (field === "site" && sitesShare >= 0.5) return certain + sitesShare;
  return byWords;
}

/** Words without case, accents and marks. */
function tokensOf(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\p{N}°]+/gu, " ")
    .trim();
}

/** How many of the texts are known names of columns: more of a header's are than of any other line's. */
export function knownHeaders(cells: readonly string[]): number {
  return cells.filter((name) =>
    fields.some((field) => scoreOf(field, { name, daysShare: 1, sitesShare: 0 }) > 1),
  ).length;
}
