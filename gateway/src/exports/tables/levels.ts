import { levelsDocument } from "../asked/documents.js";
import type { MissingLandlord } from "../asked/whole-list.js";
import { column } from "./column.js";
import { tableOf } from "./table.js";

interface Coverage {
  readonly landlordsExpected: number | null;
  readonly landlordsAnswered: number | null;
  readonly dwellingsExpected: number | null;
  readonly dwellingsKnown: number | null;
  readonly landlords: readonly MissingLandlord[] | null;
}

interface LevelShare {
  readonly level: number | null;
  readonly sites: number | null;
  readonly dwellings: number | null;
  readonly share: number | null;
}

/** A level with what all levels of its file rest on. */
interface LevelEntry extends LevelShare {
  readonly coverage: Coverage;
}

interface LevelsAnswer {
  readonly territory: {
    readonly levels: readonly LevelShare[] | null;
    readonly coverage: Coverage | null;
  } | null;
}

export const levelsTable = tableOf<LevelsAnswer, LevelEntry>({
  document: levelsDocument,
  columns: [
    column(["level", "niveau"], "integer", ({ level }) => level, [
      "Effective level, 4 to 1; empty for the sites whose level is undetermined.",
      "Niveau retenu, 4 à 1 ; vide pour les sites dont le niveau est indéterminé.",
    ]),
    column(["sites", "sites"], "integer", ({ sites }) => sites, [
      "Number of sites.",
      "Nombre de sites.",
    ]),
    column(["dwellings", "logements"], "integer", ({ dwellings }) => dwellings, [
      "Number of dwellings.",
      "Nombre de logements.",
    ]),
    column(["share", "part"], "number", ({ share }) => share, [
      "Share of the dwellings that answered, 0 to 1.",
      "Part des logements connus, de 0 à 1.",
    ]),
    column(
      ["landlords_expected", "bailleurs_attendus"],
      "integer",
      ({ coverage }) => coverage.landlordsExpected,
      ["Landlords expected.", "Bailleurs attendus."],
    ),
    column(
      ["landlords_answered", "bailleurs_connus"],
      "integer",
      ({ coverage }) => coverage.landlordsAnswered,
      ["Landlords that answered.", "Bailleurs qui ont répondu."],
    ),
    column(
      ["dwellings_expected", "logements_attendus"],
      "integer",
      ({ coverage }) => coverage.dwellingsExpected,
      ["Dwellings declared by them all.", "Logements déclarés par eux tous."],
    ),
    column(
      ["dwellings_known", "logements_connus"],
      "integer",
      ({ coverage }) => coverage.dwellingsKnown,
      ["Dwellings that the figures stand for.", "Logements que les chiffres représentent."],
    ),
  ],
  filled: new Set(["sites", "dwellings", "landlords_expected", "dwellings_expected"]),
  landlordOf: () => null,
  read: ({ territory }: LevelsAnswer) => {
    const { levels, coverage } = territory ?? {};
    if (!levels || !coverage?.landlords) return null;
    return {
      entries: levels.map((share) => ({ ...share, coverage })),
      totalCount: levels.length,
      missing: coverage.landlords.filter(({ status }) => status !== "ANSWERED"),
      next: null,
    };
  },
});
