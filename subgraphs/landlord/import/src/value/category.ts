import type { Nomenclature } from "@palier/schema";
import type { CodesByWord } from "./vocabulary.js";

/** The codes and both names of every category. */
export function categoryWords(nomenclature: Nomenclature): CodesByWord {
  const categories = [...nomenclature.categories.values()];
  return new Map(
    categories.flatMap(({ code, label }) =>
      [code, label.fr, label.en].map((word) => [word, code] as const),
    ),
  );
}
