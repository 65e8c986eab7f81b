import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Choice } from "@palier/dashboard-ui/parts/choice";
import { useSearchParams } from "react-router";
import { families, isFamily } from "../counts/families";
import { useFamilyName } from "../counts/use-family-name";
import { usePlace } from "../frame/place";
import type { Family } from "../generated/graphql";
import { monthsUntil } from "./months";

const spans = ["3", "6", "12", "24"] as const;
const usualSpan = "12";

/** Of which incidents a page tells: both stand in its address. */
export interface Period {
  /** Oldest first. */
  readonly months: readonly string[];
  readonly family: Family | null;
}

/** @param month the last of the period. */
export function usePeriod(month: string): Period {
  const [search] = useSearchParams();
  const family = search.get("family");
  return {
    months: monthsUntil(month, Number(spanIn(search))),
    family: isFamily(family) ? family : null,
  };
}

function spanIn(search: URLSearchParams): string {
  return spans.find((span) => span === search.get("span")) ?? usualSpan;
}

/** Choices of period and family. */
export function PeriodChoice() {
  const { t } = useWords();
  const familyName = useFamilyName();
  const { set } = usePlace();
  const [search] = useSearchParams();
  const family = search.get("family");
  return (
    <>
      <Choice
        label={t("pattern.period")}
        options={spans.map((span) => ({
          id: span,
          name: t("pattern.span", { count: Number(span) }),
        }))}
        value={spanIn(search)}
        onChange={(chosen) => set({ span: chosen === usualSpan ? null : chosen })}
      />
      <Choice
        label={t("pattern.family")}
        options={[
          { id: "*", name: t("pattern.allFamilies") },
          ...families.map((each) => ({ id: each, name: familyName(each) })),
        ]}
        value={isFamily(family) ? family : "*"}
        onChange={(chosen) => set({ family: chosen === "*" ? null : chosen })}
      />
    </>
  );
}
