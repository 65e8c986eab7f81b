import { ConfigurationError } from "../ground/errors.js";
import { fold } from "../ground/fold.js";
import type { Category, Nomenclature } from "./nomenclature.js";
import { codePattern, codeRule } from "./parse-nomenclature.js";

/** Why a category cannot be added, and where its writer finds it. */
export interface CategoryProblem {
  /** Of the category, among the additions. */
  readonly place: number;
  readonly part: "code" | "family" | "label";
  readonly problem: string;
}

/** What keeps a convention's own categories from being added to a nomenclature. */
export function* categoryProblems(
  nomenclature: Nomenclature,
  additions: readonly Category[],
): Generator<CategoryProblem> {
  const families = nomenclature.families.map(({ code }) => code);
  const added = new Set<string>();
  const owners = new Map(
    [...nomenclature.categories.values()].flatMap((category) =>
      wordsOf(category).map(({ word }) => [fold(word), category.code] as const),
    ),
  );
  for (const [place, category] of additions.entries()) {
    const { code, family } = category;
    const wrongCode = codeProblem(code, nomenclature, added);
    if (wrongCode !== null) yield { place, part: "code", problem: wrongCode };
    added.add(code);
    if (!families.includes(family)) {
      const problem = `category ${code} names an unknown family "${family}"; the families are ${families.join(", ")}`;
      yield { place, part: "family", problem };
    }
    if (wrongCode !== null) continue;
    for (const { part, word } of wordsOf(category)) {
      const owner = owners.get(fold(word)) ?? code;
      owners.set(fold(word), owner);
      if (owner === code) continue;
      // A file that uses the word would mean either.
      const problem = `"${word}" means ${owner} already (case and accents aside); give ${code} another ${part}`;
      yield { place, part, problem };
    }
  }
}

function codeProblem(
  code: string,
  { categories }: Nomenclature,
  added: ReadonlySet<string>,
): string | null {
  const known = categories.get(code);
  if (known !== undefined) {
    return `category ${code} belongs to the shared nomenclature (${known.family}) and cannot be redefined; give yours another code`;
  }
  if (added.has(code)) return `category ${code} is added twice`;
  return codePattern.test(code) ? null : `category "${code}" must be ${codeRule}`;
}

/** What a landlord's files may call a category. */
function wordsOf({ code, label }: Category) {
  return [
    { part: "code", word: code },
    { part: "label", word: label.fr },
    { part: "label", word: label.en },
  ] as const;
}

/**
 * The nomenclature with a convention's own categories, each after those of its family.
 *
 * @throws ConfigurationError when one redefines a category or names no family of it.
 */
export function extendNomenclature(
  nomenclature: Nomenclature,
  additions: readonly Category[],
): Nomenclature {
  const problems = [...categoryProblems(nomenclature, additions)];
  if (problems.length > 0) throw new ConfigurationError(problems.map(({ problem }) => problem));
  const all = [...nomenclature.categories.values(), ...additions];
  const inOrder = nomenclature.families.flatMap(({ code }) =>
    all.filter(({ family }) => family === code),
  );
  return { ...nomenclature, categories: new Map(inOrder.map((one) => [one.code, one])) };
}
