import type { Category } from "../../nomenclature/nomenclature.js";
import type { Convention } from "../convention.js";
import { rulesOf } from "../rules.js";
import { type ConventionChange, compared, general } from "./diff-change.js";

/** What changes in the shared nomenclature that the convention keeps to, and in the categories that it adds. */
export function* categoryChanges(
  before: Convention,
  after: Convention,
): Generator<ConventionChange> {
  if (before.nomenclature !== after.nomenclature) {
    const [old, recent] = [before, after].map(
      (each) => rulesOf(withoutOwn(each)).nomenclature.version,
    );
    const [unsaid, tacite] =
      before.nomenclature === undefined ? [", not stated", ", non écrit"] : ["", ""];
    yield general(
      "CHANGE",
      `Incidents are recorded by version ${recent} of the shared nomenclature (before: ${old}${unsaid}).`,
      `Les faits sont enregistrés selon la version ${recent} de la nomenclature partagée (avant : ${old}${tacite}).`,
    );
  }
  const { left, joined, both } = compared(
    before.categories ?? [],
    after.categories ?? [],
    ({ code }) => code,
  );
  for (const category of left) {
    const [en, fr] = [nameOf(category, "en"), nameOf(category, "fr")];
    yield general(
      "CHANGE",
      `${en} is no longer a category of the convention: no incident is recorded as one.`,
      `${fr} n’est plus une nature de faits de la convention : aucun fait n’est plus enregistré ainsi.`,
    );
  }
  for (const category of joined) {
    const [en, fr] = familyNames(category.family, after);
    yield general(
      "CHANGE",
      `${nameOf(category, "en")} is a category of the convention: its incidents count as ${en}.`,
      `${nameOf(category, "fr")} est une nature de faits de la convention : ses faits comptent dans la famille « ${fr} ».`,
    );
  }
  for (const [was, is] of both) {
    if (was.label.fr !== is.label.fr || was.label.en !== is.label.en) {
      yield general(
        "CHANGE",
        `${is.code}: is now named “${is.label.en}”, in French “${is.label.fr}” (before: “${was.label.en}”, “${was.label.fr}”).`,
        `${is.code} : se nomme désormais « ${is.label.fr} », en anglais « ${is.label.en} » (avant : « ${was.label.fr} », « ${was.label.en} »).`,
      );
    }
    if (was.family !== is.family) {
      const [en, fr] = familyNames(is.family, after);
      const [earlier, avant] = familyNames(was.family, before);
      yield general(
        "CHANGE",
        `${nameOf(is, "en")}: its incidents count as ${en} (before: ${earlier}).`,
        `${nameOf(is, "fr")} : ses faits comptent dans la famille « ${fr} » (avant : « ${avant} »).`,
      );
    }
  }
}

function nameOf({ code, label }: Category, language: "fr" | "en"): string {
  return `${label[language]} (${code})`;
}

/** English, then French. */
function familyNames(family: string, convention: Convention): readonly [string, string] {
  const { families } = rulesOf(withoutOwn(convention)).nomenclature;
  const label = families.find(({ code }) => code === family)?.label;
  return [label?.en ?? family, label?.fr ?? family];
}

/** The terms of what all conventions share. */
function withoutOwn({ grid, nomenclature }: Convention) {
  return { grid, nomenclature };
}
