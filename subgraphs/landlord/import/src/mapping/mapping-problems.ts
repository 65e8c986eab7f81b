import { fold, type Nomenclature } from "@palier/schema";
import { timeBandWords } from "../date/time-band.js";
import { isHalfLocated } from "../facts/site-facts.js";
import { namedCode } from "../value/category.js";
import { followUpWords, sourceWords, targetWords } from "../value/circumstances.js";
import { NearNames } from "../value/near-names.js";
import { placeWords } from "../value/place.js";
import { shown } from "../value/shown.js";
import type { FileRulesFile, MappingFile } from "./mapping-format.js";

/** Where in the file, and what is wrong there, worded only when it is listed. */
export type MappingProblem = readonly [path: readonly PropertyKey[], message: () => string];

/** What a mapping that is worded rightly may still have wrong. */
export function mappingProblems(file: MappingFile, nomenclature: Nomenclature): MappingProblem[] {
  return [...wordProblems(file, nomenclature), ...siteProblems(file), ...ruleProblems(file)];
}

function wordProblems(file: MappingFile, nomenclature: Nomenclature): MappingProblem[] {
  const known = {
    categories: nomenclature.categories.keys(),
    timeBands: timeBandWords.values(),
    places: placeWords.values(),
    targets: targetWords.values(),
    sources: sourceWords.values(),
    followUps: followUpWords.values(),
  };
  return Object.entries(known).flatMap(([name, values]) => {
    const key = name as keyof typeof known;
    const codes = new Set<string>(values);
    const unknown = unknownCodeWording([...codes], (code) =>
      key === "categories" ? namedCode(nomenclature, code) : code,
    );
    const folded = new Map<string, string | null>();
    return Object.entries(file[key] ?? {}).flatMap(([word, code]): MappingProblem[] => {
      const foldedWord = fold(word);
      const other = folded.get(foldedWord);
      folded.set(foldedWord, code);
      if (other !== undefined && other !== code) {
        const stands = `already stands for ${shown(other ?? "nothing known")} (case and accents aside)`;
        return [[[key, word], () => `"${shown(word)}" ${stands}`]];
      }
      return code === null || codes.has(code) ? [] : [[[key, word], () => unknown(code)]];
    });
  });
}

/** Words what is wrong with unknown codes of one kind; lists all the known ones only once. */
function unknownCodeWording(
  codes: readonly string[],
  worded: (code: string) => string,
): (code: string) => string {
  const near = new NearNames(codes, worded);
  let isListed = false;
  const list = () => {
    if (isListed) return "; write one of those named above";
    isListed = true;
    return `; write one of ${codes.join(", ")}`;
  };
  return (code) => `"${shown(code)}" is not known${near.didYouMean(code) || list()}`;
}

function siteProblems({ site }: MappingFile): MappingProblem[] {
  if (site === undefined) return [];
  const { match, create } = site;
  const problems: MappingProblem[] = [];
  if (match === "columns" && create === undefined) {
    problems.push([
      ["site", "match"],
      () => 'sites recognised by several columns are those that "create" makes; add "create"',
    ]);
  }
  if (create !== undefined && isHalfLocated(create)) {
    problems.push([["site", "create"], () => 'give "longitude" and "latitude" together']);
  }
  return problems;
}

export function ruleProblems({ only, skip = [] }: FileRulesFile): MappingProblem[] {
  const rules = [
    ...(only === undefined ? [] : [[["only"], only] as const]),
    ...skip.map((rule, index) => [["skip", index], rule] as const),
  ];
  return rules.flatMap(([path, rule]): MappingProblem[] => {
    if (rule === "header") return [];
    if ((rule.startsWith === undefined) !== (rule.equals === undefined)) return [];
    return [[path, () => 'write either "startsWith" or "equals"']];
  });
}
