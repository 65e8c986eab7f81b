import type { Formats } from "@palier/dashboard-ui/language/formats";
import type { TFunction } from "i18next";
import { windowMonths } from "../../pattern/months";
import { type Classified, standingOf } from "../ground/standing";
import { type Condition, type Gate, openGate } from "./gates";

/** What reasons are put into words with. */
export interface ReasonWords {
  readonly t: TFunction;
  readonly format: Pick<Formats, "listWithAnd" | "listWithOr" | "month">;
}

/** A level as it is shown, with the decision that makes it where one does. */
export interface ShownLevel extends Classified {
  readonly decision: { readonly from: string | null; readonly until: string | null } | null;
}

/** Why the level shown is not what the grid gives; null where it is. */
export function shownSentence(shown: ShownLevel, { t, format }: ReasonWords): string | null {
  const { level, computedLevel, heldLevel, decision } = shown;
  const standing = standingOf(shown);
  if (standing === "HELD") {
    return t("site.heldBecause", { computed: computedLevel, held: heldLevel });
  }
  if (standing !== "DECIDED") return null;
  const months = [decision?.from, decision?.until].flatMap((each) =>
    each == null ? [] : [format.month(each)],
  );
  return t("site.decidedBecause", { level, held: heldLevel, months: months.join(" – ") });
}

/**
 * What the computed level rests on, in one sentence.
 *
 * @param isShown False where another level is shown: what the grid gives is said as such.
 */
export function computedSentence(
  gates: readonly Gate[],
  words: ReasonWords,
  isShown = true,
): string {
  const gate = openGate(gates);
  const higher = gates.slice(0, gate === null ? gates.length : gates.indexOf(gate));
  // A higher one might be met as well.
  if (higher.some(({ isMet }) => isMet === null)) return words.t("site.gateWithheld");
  if (gate === null) return words.t(isShown ? "site.noGateMet" : "site.gridGivesNone");
  const values = { level: gate.level, conditions: conditionsText(gate, words) };
  return words.t(isShown ? "site.levelBecause" : "site.gridGives", values);
}

/**
 * What the next gate's conditions that are not met have, beside what they ask; null where no gate is next.
 *
 * @param shownLevel Above the computed one where it is held or decided: a gate below it is next to nothing.
 */
export function nextSentence(
  gates: readonly Gate[],
  words: ReasonWords,
  shownLevel: number | null = null,
): string | null {
  const open = openGate(gates);
  const next = gates
    .slice(0, open === null ? gates.length : gates.indexOf(open))
    .findLast(({ level }) => level > (shownLevel ?? 0));
  if (next === undefined) return null;
  const lacking = next.conditions.filter(({ isMet }) => isMet === false);
  // Which of them it is may not be shown.
  if (next.isMet === null || lacking.length === 0) return gateSentence(next, words);
  return gateSentence({ ...next, conditions: lacking }, words);
}

/** What a gate asks and, where it is shown, what was observed, in one sentence. */
export function gateSentence(gate: Gate, words: ReasonWords): string {
  const values = { level: gate.level, conditions: conditionsText(gate, words) };
  if (gate.isMet === null) return words.t("site.gateUnknown", values);
  if (gate.conditions.some(({ observed }) => observed === null)) {
    return words.t(gate.isMet ? "site.gateMetAsks" : "site.gateNotMetAsks", values);
  }
  return words.t(gate.isMet ? "site.gateMet" : "site.gateNotMet", values);
}

function conditionsText({ conditions }: Gate, words: ReasonWords): string {
  const texts = conditions.map((condition) => conditionText(condition, words));
  return words.format.listWithAnd(texts);
}

/** `5 faits de violence (seuil : 3)`; without the value, what it would take. */
export function conditionText(
  { measure, families, threshold, observed }: Condition,
  { t, format }: ReasonWords,
): string {
  const names = families.map((family) => t(`site.ofFamily.${family}`));
  const values = { threshold, families: format.listWithOr(names), window: windowMonths };
  if (observed === null) {
    return measure === "MONTHS"
      ? t("site.monthsNeeded", values)
      : t("site.incidentsNeeded", { ...values, count: threshold });
  }
  return measure === "MONTHS"
    ? t("site.monthsObserved", { ...values, count: observed })
    : t("site.incidentsObserved", { ...values, count: observed });
}
