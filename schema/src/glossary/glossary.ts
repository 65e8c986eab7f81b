import type { Convention } from "../convention/convention.js";
import { type RuleTerms, rulesOf } from "../convention/rules.js";
import { type Level, levels } from "../grid/grid.js";
import type { Rules } from "../grid/known-grids.js";
import type { Words } from "../ground/words.js";
import { conditionWords } from "./condition-words.js";
import { gridTerms, readingTerms, type Term, whoTerms } from "./terms.js";

/** One word, and what it means here. */
export interface GlossaryEntry {
  /** Stays the same whatever the language, e.g. `level-4`. */
  readonly code: string;
  readonly term: Words;
  readonly meaning: Words;
  /** What the meaning lists: conditions of a gate, kinds of incidents, purposes. */
  readonly points: readonly Words[];
}

export interface GlossarySection {
  readonly code: string;
  readonly title: Words;
  readonly entries: readonly GlossaryEntry[];
}

/** Of a convention, what the meaning of words depends on. */
export type GlossaryTerms = RuleTerms & {
  readonly disclosure: Pick<Convention["disclosure"], "threshold">;
};

/**
 * What the words on screens and in files mean, under a convention's grid and nomenclature: the help of the
 * dashboard and `docs/glossary.md` are both made of it.
 *
 * @throws ConfigurationError as `rulesOf` does.
 */
export function glossaryOf(terms: GlossaryTerms): readonly GlossarySection[] {
  const rules = rulesOf(terms);
  const { grid } = rules;
  return [
    section("levels", { fr: "Niveaux", en: "Levels" }, levelEntries(rules)),
    section(
      "grid",
      {
        fr: `Grille de classification, version ${grid.version}`,
        en: `Classification grid, version ${grid.version}`,
      },
      gridTerms(grid).map(entryOf),
    ),
    section(
      "families",
      { fr: "Faits : familles et natures", en: "Incidents: families and categories" },
      familyEntries(rules),
    ),
    section(
      "reading",
      { fr: "Lire les chiffres", en: "Reading the figures" },
      readingTerms(terms.disclosure.threshold).map(entryOf),
    ),
    section("who", { fr: "Qui fait quoi", en: "Who does what" }, whoTerms.map(entryOf)),
  ];
}

function section(code: string, title: Words, entries: readonly GlossaryEntry[]): GlossarySection {
  return { code, title, entries };
}

function entryOf({ points = [], ...term }: Term): GlossaryEntry {
  return { ...term, points };
}

/** The hardest first, as the gates are tried. */
function levelEntries(rules: Rules): readonly GlossaryEntry[] {
  return [...[...levels].reverse().map((level) => levelEntry(level, rules)), undetermined(rules)];
}

function levelEntry(level: Level, { grid, nomenclature }: Rules): GlossaryEntry {
  const conditions = grid.gates.find((gate) => gate.level === level)?.conditions ?? [];
  const { windowMonths: months } = grid;
  const reached: Words =
    conditions.length === 0
      ? { fr: "Aucun seuil de la grille n’est atteint.", en: "No gate of the grid is reached." }
      : {
          fr: `Le seuil est atteint quand tout ceci est vrai sur ${months} mois :`,
          en: `The gate is reached when all of this holds over ${months} months:`,
        };
  return {
    code: `level-${level}`,
    term: {
      fr: `Niveau ${level} – ${grid.labels[level].fr}`,
      en: `Level ${level} – ${grid.labels[level].en}`,
    },
    meaning: reached,
    points: conditions.map((condition) => conditionWords(condition, nomenclature)),
  };
}

function undetermined({ grid }: Rules): GlossaryEntry {
  const { windowMonths: months, minimumClosedMonths: least } = grid;
  return {
    code: "undetermined",
    term: { fr: "Indéterminé", en: "Undetermined" },
    meaning: {
      fr: `Moins de ${least} des ${months} derniers mois sont clos depuis que le site existe : il n’a pas de niveau. Ce n’est pas un niveau 1.`,
      en: `Fewer than ${least} of the last ${months} months are closed since the site began: it has no level. That is not a level 1.`,
    },
    points: [],
  };
}

function familyEntries({ grid, nomenclature }: Rules): readonly GlossaryEntry[] {
  return nomenclature.families.map(({ code, label }) => {
    const gates = grid.gates
      .filter(({ conditions }) => conditions.some(({ families }) => families.includes(code)))
      .map(({ level }) => level)
      .sort();
    return {
      code: `family-${code.toLowerCase().replaceAll("_", "-")}`,
      term: label,
      meaning: countsFor(gates),
      points: [...nomenclature.categories.values()]
        .filter(({ family }) => family === code)
        .map((category) => category.label),
    };
  });
}

function countsFor(gates: readonly Level[]): Words {
  const [first, ...others] = gates;
  if (first === undefined) {
    return {
      fr: "Ces faits sont relevés et montrés ; ils ne comptent pour aucun seuil.",
      en: "These incidents are recorded and shown; they count towards no gate.",
    };
  }
  if (others.length === 0) {
    return {
      fr: `Ces faits comptent pour le seuil du niveau ${first}.`,
      en: `These incidents count towards the gate of level ${first}.`,
    };
  }
  const [last] = gates.slice(-1);
  const before = gates.slice(0, -1).join(", ");
  return {
    fr: `Ces faits comptent pour les seuils des niveaux ${before} et ${last}.`,
    en: `These incidents count towards the gates of levels ${before} and ${last}.`,
  };
}
