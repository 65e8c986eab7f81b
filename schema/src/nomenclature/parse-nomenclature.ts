import { z } from "zod";
import { checkedYaml, type ProblemAt } from "../checked-yaml/checked-yaml.js";
import type { Category, Nomenclature } from "./nomenclature.js";

/** Codes of families and categories: upper-case words joined by underscores. */
export const codePattern = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
export const codeRule = 'upper-case words joined by underscores, e.g. "FLY_TIPPING"';

const code = z.string().regex(codePattern, `write ${codeRule}`);
const text = z
  .string({ error: "write a text" })
  .trim()
  .min(1, "write a text that is not empty")
  .max(100, "write at most 100 characters");

/** A name for display, in both languages. */
export const labelFormat = z.strictObject({ fr: text, en: text }, { error: "write { fr, en }" });

/** A category that is added to a nomenclature. */
export const categoryFormat = z.strictObject({
  code: z
    .string({ error: `write ${codeRule}` })
    .regex(codePattern, `write ${codeRule}`)
    .max(40, "write at most 40 characters"),
  family: z.string({ error: "write the code of one of the families, e.g. INCIVILITY" }),
  label: labelFormat,
});

const nomenclatureFormat = z.strictObject({
  nomenclature: z.int({ error: "write the version, a whole number" }).min(1),
  families: z.record(
    code,
    z.strictObject({
      label: labelFormat,
      categories: z.record(code, labelFormat, { error: "write the categories as code: label" }),
    }),
    { error: "write the families as code: { label, categories }" },
  ),
});

type NomenclatureFile = z.infer<typeof nomenclatureFormat>;

/**
 * @param fileName Named in problems.
 * @throws ConfigurationError with every problem of the file at its place.
 */
export function parseNomenclature(text: string, fileName: string): Nomenclature {
  const file = checkedYaml(text, fileName, nomenclatureFormat, repeatedCategories);
  const families = Object.entries(file.families);
  return {
    version: file.nomenclature,
    families: families.map(([family, { label }]) => ({ code: family, label })),
    categories: new Map(categoriesOf(file).map((category) => [category.code, category])),
  };
}

function repeatedCategories(file: NomenclatureFile, at: ProblemAt) {
  const families = new Map<string, string>();
  return categoriesOf(file).flatMap(({ code, family }) => {
    const earlier = families.get(code);
    families.set(code, earlier ?? family);
    if (earlier === undefined) return [];
    return [at(["families", family, "categories", code], `"${code}" is already one of ${earlier}`)];
  });
}

function categoriesOf({ families }: NomenclatureFile): Category[] {
  return Object.entries(families).flatMap(([family, { categories }]) =>
    Object.entries(categories).map(([code, label]) => ({ code, family, label })),
  );
}
