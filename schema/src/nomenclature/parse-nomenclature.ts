import type { Node } from "yaml";
import { CheckedYaml, type YamlEntry } from "../checked-yaml.js";
import type { Category, Family, Label, Nomenclature } from "./nomenclature.js";

/** Codes of families and categories: upper-case words joined by underscores. */
export const codePattern = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
export const codeRule = 'upper-case words joined by underscores, e.g. "FLY_TIPPING"';

/**
 * @param fileName Named in problems.
 * @throws ConfigurationError with every problem of the file and its line.
 */
export function parseNomenclature(text: string, fileName: string): Nomenclature {
  const file = new CheckedYaml(text, fileName);
  const root = file.fields(file.root, "the nomenclature", ["nomenclature", "families"]);
  const families: Family[] = [];
  const categories = new Map<string, Category>();
  for (const entry of file.entries(root.families, "families")) {
    const family = readCode(file, entry, "family");
    const fields = file.fields(entry.value, `family ${family}`, ["label", "categories"]);
    families.push({ code: family, label: readLabel(file, fields.label, `family ${family}`) });
    for (const categoryEntry of file.entries(fields.categories, `categories of ${family}`)) {
      const code = readCode(file, categoryEntry, "category");
      const earlier = categories.get(code);
      if (earlier) {
        file.note(categoryEntry.keyNode, `category ${code} is already one of ${earlier.family}`);
      }
      const label = readLabel(file, categoryEntry.value, `category ${code}`);
      categories.set(code, { code, family, label });
    }
  }
  const version = file.integer(root.nomenclature, "nomenclature (the version)", 1, 1000);
  file.refuseProblems();
  return { version, families, categories };
}

export function readLabel(file: CheckedYaml, node: Node | null, what: string): Label {
  const label = file.fields(node, `label of ${what}`, ["fr", "en"]);
  return {
    fr: file.text(label.fr, `French label of ${what}`),
    en: file.text(label.en, `English label of ${what}`),
  };
}

function readCode(file: CheckedYaml, { key, keyNode }: YamlEntry, what: string): string {
  if (!codePattern.test(key)) file.note(keyNode, `${what} "${key}" must be ${codeRule}`);
  return key;
}
