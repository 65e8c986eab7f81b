import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { TrendQuery } from "../generated/graphql";

type Restatement = NonNullable<NonNullable<TrendQuery["territory"]>["restatements"]>[number];

export interface FormerLevelsProps {
  readonly month: string;
  readonly restatements: readonly Restatement[];
}

/** That the figures of the month are not those that were published first, and which these were. */
export function FormerLevels({ month, restatements }: FormerLevelsProps) {
  const { t, format } = useWords();
  if (restatements.length === 0) return null;
  return (
    <details className="quiet">
      <summary>{t("territory.restated.summary", { month: format.month(month) })}</summary>
      <ul>
        {restatements.map(({ restatedOn, reasons, levels }) => (
          <li key={restatedOn}>
            {t("territory.restated.line", {
              day: format.day(restatedOn ?? ""),
              reasons: (reasons ?? []).map((reason) => t(`terms.restatement.${reason}`)).join(", "),
              levels: (levels ?? [])
                .map(({ level, sites, dwellings }) =>
                  t("territory.restated.level", {
                    level: level === null ? t("terms.undetermined") : t("terms.level", { level }),
                    sites: format.number(sites ?? 0),
                    dwellings: format.number(dwellings ?? 0),
                  }),
                )
                .join(t("terms.between")),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
