import type { Convention, LandlordParty, Territory } from "../convention.js";
import { became, type ConventionChange, compared, general, territoryNames } from "./diff-change.js";

type Change = Generator<ConventionChange>;

/** What changes in the agreement itself: landlords, territories, text. */
export function* partyChanges(before: Convention, after: Convention): Change {
  yield* landlordChanges(before.landlords, after.landlords);
  yield* territoryChanges(before.territories, after.territories);
  for (const [en, fr, read] of texts) {
    const [old, recent] = [read(before), read(after)];
    yield* became(old === recent ? null : "CHANGE", [en, fr], [old, recent]);
  }
}

type Text = readonly [string, string, (convention: Convention) => string];

const texts: readonly Text[] = [
  ["Reference", "Référence", ({ reference }) => reference],
  ["Version", "Version", ({ version }) => String(version)],
  ["Title", "Intitulé", ({ title }) => title],
  ["Version of the grid", "Version de la grille", ({ grid }) => String(grid)],
  [
    "Address of the convention subgraph",
    "Adresse du sous-graphe convention",
    ({ subgraphs }) => subgraphs.convention,
  ],
  [
    "Address of the classification subgraph",
    "Adresse du sous-graphe classification",
    ({ subgraphs }) => subgraphs.classification,
  ],
];

function* landlordChanges(
  before: readonly LandlordParty[],
  after: readonly LandlordParty[],
): Change {
  const { left, joined, both } = compared(before, after, ({ slug }) => slug);
  const named = ({ name, slug }: LandlordParty) => `${name} (${slug})`;
  for (const landlord of left) {
    yield general(
      "LOSS",
      `${named(landlord)} no longer takes part: its sites are no longer shown.`,
      `${named(landlord)} ne participe plus : ses sites ne sont plus communiqués.`,
    );
  }
  for (const landlord of joined) {
    yield general(
      "GAIN",
      `${named(landlord)} takes part: its sites are shown.`,
      `${named(landlord)} participe : ses sites sont communiqués.`,
    );
  }
  yield* partChanges(both, landlordTexts, named);
}

type Part<T> = readonly [string, string, (entry: T) => unknown];

const landlordTexts: readonly Part<LandlordParty>[] = [
  ["name", "nom", ({ name }) => name],
  ["endpoint", "point d’accès", ({ endpoint }) => endpoint],
  ["correspondent", "correspondant", ({ correspondent: { role, email } }) => [role, email]],
  [
    "declared stock",
    "parc déclaré",
    ({ stock }) =>
      stock.map(({ commune, priorityDistrict, dwellings, changes = [] }) => [
        commune,
        priorityDistrict,
        dwellings,
        ...changes.map((change) => [change.from, change.dwellings]),
      ]),
  ],
  ["public key", "clé publique : texte", ({ key }) => key ?? null],
  ["key of its log", "clé de son journal : texte", ({ logKey }) => logKey ?? null],
];

const territoryTexts: readonly Part<Territory>[] = [
  ["name", "nom", ({ name }) => name],
  ["kind", "type", ({ kind }) => kind],
  ["population", "nombre d’habitants", ({ population }) => population],
  ["list of communes", "liste des communes : contenu", ({ communes }) => communes],
  ["centre", "centre", ({ center }) => center && [center.longitude, center.latitude]],
];

function* territoryChanges(before: readonly Territory[], after: readonly Territory[]): Change {
  const { left, joined, both } = compared(before, after, ({ code }) => code);
  const named = ({ code }: Territory, list = after) => territoryNames([code], list);
  for (const territory of left) {
    const name = named(territory, before);
    yield general(
      "CHANGE",
      `${name} is no longer a territory of the convention.`,
      `${name} n’est plus un territoire de la convention.`,
    );
  }
  for (const territory of joined) {
    const name = named(territory);
    yield general(
      "CHANGE",
      `${name} is a territory of the convention.`,
      `${name} est un territoire de la convention.`,
    );
  }
  yield* partChanges(both, territoryTexts, named);
}

/** Which parts of what stays are not what they were; the values would be too long to read. */
function* partChanges<T>(
  both: readonly (readonly [T, T])[],
  parts: readonly Part<T>[],
  named: (entry: T) => string,
): Change {
  for (const [old, recent] of both) {
    for (const [en, fr, read] of parts) {
      if (JSON.stringify(read(old)) === JSON.stringify(read(recent))) continue;
      const name = named(recent);
      yield general("CHANGE", `${name}: ${en} changed.`, `${name} : ${fr} modifié.`);
    }
  }
}
