import { ConfigurationError } from "../ground/errors.js";
import type { Category, Nomenclature } from "./nomenclature.js";
import { codePattern, codeRule } from "./parse-nomenclature.js";

/** Why a category cannot be added; `code` lets the caller point at its own line. */
export interface CategoryProblem {
  readonly code: string;
  readonly problem: string;
}

/** What keeps a convention's own categories from being added to a nomenclature. */
export function categoryProblems(
  nomenclature: Nomenclature,
  additions: readonly Category[],
): CategoryProblem[] {
  const families = nomenclature.families.map(({ code }) => code);
  const seen = new Set<string>();
  return additions.flatMap(({ code, family }) => {
    const problems: string[] = [];
    const known = nomenclature.categories.get(code);
    if (known) {
      problems.push(
        `category ${code} belongs to the shared nomenclature (${known.family}) and cannot be redefined; give yours another code`,
      );
    }
    if (seen.has(code)) problems.push(`category ${code} is added twice`);
    if (!codePattern.test(code)) problems.push(`category "${code}" must be ${codeRule}`);
    if (!families.includes(family)) {
      problems.push(
        `category ${code} names an unknown family "${family}"; the families are ${families.join(", ")}`,
      );
    }
    seen.add(code);
    return problems.map((problem) => ({ code, problem }));
  });
}

/**
 * The nomenclature with a convention's own categories.
 *
 * @throws ConfigurationError when one redefines a category or names no family of it.
 */
export function extendNomenclature(
  nomenclature: Nomenclature,
  additions: readonly Category[],
): Nomenclature {
  const problems = categoryProblems(nomenclature, additions);
  if (problems.length > 0) throw new ConfigurationError(problems.map(({ problem }) => problem));
  const categories = new Map(nomenclature.categories);
  for (const addition of additions) categories.set(addition.code, addition);
  return { ...nomenclature, categories };
}
