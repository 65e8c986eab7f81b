import type { Nomenclature } from "@palier/schema";
import { NearNames } from "./near-names.js";
import { misread, type Reading } from "./reading.js";
import { type CodesByWord, codeReader } from "./vocabulary.js";

/** The codes and both names of every category. */
function categoryWords(nomenclature: Nomenclature): CodesByWord {
  const categories = [...nomenclature.categories.values()];
  return new Map(
    categories.flatMap(({ code, label }) =>
      [code, label.fr, label.en].map((word) => [word, code] as const),
    ),
  );
}

/** A code as people find it again in the nomenclature: with its French name. */
export function namedCode(nomenclature: Nomenclature, code: string): string {
  const name = nomenclature.categories.get(code)?.label.fr;
  return name === undefined ? code : `${code} "${name}"`;
}

/** A reader of natures of incident. @param own the landlord's words, which come first. */
export function categoryReader(
  own: CodesByWord,
  nomenclature: Nomenclature,
): (text: string) => Reading<string> {
  const known = categoryWords(nomenclature);
  const near = new NearNames([...own.keys(), ...known.keys()], (word) =>
    namedCode(nomenclature, own.get(word) ?? known.get(word) ?? word),
  );
  const given = own.size === 0 ? "" : ", or a word that the mapping gives one";
  return codeReader([own, known], (text) => {
    const suggested = near.didYouMean(text) || `: a code or a name of the nomenclature${given}`;
    return misread(`a nature of incident${suggested}`, "nature");
  });
}
