import type { Convention, LandlordParty, Territory } from "./convention.js";
import { type ConventionChange, general, pairs, territoryNames } from "./diff-change.js";

type Change = Generator<ConventionChange>;

/** What changes in the agreement itself: landlords, territories, text. */
export function* partyChanges(before: Convention, after: Convention): Change {
  yield* landlordChanges(before.landlords, after.landlords);
  yield* territoryChanges(before.territories, after.territories);
  for (const [english, french, read] of texts) {
    const [old, recent] = [read(before), read(after)];
    if (old === recent) continue;
    yield general(
      "CHANGE",
      `${english}: ${recent} (before: ${old}).`,
      `${french} : ${recent} (avant : ${old}).`,
    );
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
  const both = pairs(before, after, ({ slug }) => slug);
  const kept = new Set(both.map(([{ slug }]) => slug));
  for (const { slug, name } of before) {
    if (kept.has(slug)) continue;
    yield general(
      "LOSS",
      `${name} (${slug}) no longer takes part: its sites are no longer shown.`,
      `${name} (${slug}) ne participe plus : ses sites ne sont plus communiqués.`,
    );
  }
  for (const { slug, name } of after) {
    if (kept.has(slug)) continue;
    yield general(
      "GAIN",
      `${name} (${slug}) takes part: its sites are shown.`,
      `${name} (${slug}) participe : ses sites sont communiqués.`,
    );
  }
  for (const [old, recent] of both) {
    for (const [english, french, read] of landlordTexts) {
      if (JSON.stringify(read(old)) === JSON.stringify(read(recent))) continue;
      const { name, slug } = recent;
      yield general(
        "CHANGE",
        `${name} (${slug}): ${english} changed.`,
        `${name} (${slug}) : ${french} modifié.`,
      );
    }
  }
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
      stock.map(({ commune, priorityDistrict, dwellings }) => [
        commune,
        priorityDistrict,
        dwellings,
      ]),
  ],
  ["public key", "clé publique : texte", ({ key }) => key ?? null],
];

const territoryTexts: readonly Part<Territory>[] = [
  ["name", "nom", ({ name }) => name],
  ["kind", "type", ({ kind }) => kind],
  ["population", "nombre d’habitants", ({ population }) => population],
  ["list of communes", "liste des communes : contenu", ({ communes }) => communes],
  ["centre", "centre", ({ center }) => center && [center.longitude, center.latitude]],
];

function* territoryChanges(before: readonly Territory[], after: readonly Territory[]): Change {
  const both = pairs(before, after, ({ code }) => code);
  const kept = new Set(both.map(([{ code }]) => code));
  const named = ({ code }: Territory, list: readonly Territory[]) => territoryNames([code], list);
  for (const territory of before) {
    if (kept.has(territory.code)) continue;
    const name = named(territory, before);
    yield general(
      "CHANGE",
      `${name} is no longer a territory of the convention.`,
      `${name} n’est plus un territoire de la convention.`,
    );
  }
  for (const territory of after) {
    if (kept.has(territory.code)) continue;
    const name = named(territory, after);
    yield general(
      "CHANGE",
      `${name} is a territory of the convention.`,
      `${name} est un territoire de la convention.`,
    );
  }
  for (const [old, recent] of both) {
    for (const [english, french, read] of territoryTexts) {
      if (JSON.stringify(read(old)) === JSON.stringify(read(recent))) continue;
      const name = named(recent, after);
      yield general("CHANGE", `${name}: ${english} changed.`, `${name} : ${french} modifié.`);
    }
  }
}
