import type { Formats } from "@palier/dashboard-ui/language/formats";
import type { TFunction } from "i18next";
import { windowMonths } from "../../pattern/months";
import { type Condition, type Gate, openGate } from "./gates";

/** What reasons are put into words with. */
export interface ReasonWords {
  readonly t: TFunction;
  readonly format: Pick<Formats, "listWithAnd" | "listWithOr">;
}

/** What the computed level rests on, in one sentence. */
export function computedSentence(gates: readonly Gate[], words: ReasonWords): string {
  const gate = openGate(gates);
  const higher = gates.slice(0, gate === null ? gates.length : gates.indexOf(gate));
  // A higher one might be met as well.
  if (higher.some(({ isMet }) => isMet === null)) return words.t("site.gateWithheld");
  if (gate === null) return words.t("site.noGateMet");
  const { level } = gate;
  return words.t("site.levelBecause", { level, conditions: conditionsText(gate, words) });
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
