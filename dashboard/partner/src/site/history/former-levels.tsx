import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { SiteLevelQuery } from "../../generated/graphql";

type Restatement = NonNullable<NonNullable<SiteLevelQuery["site"]>["restatements"]>[number];

/** Levels that were published, and are stated otherwise since. */
export function FormerLevels({ restatements }: { readonly restatements: readonly Restatement[] }) {
  const { t, format } = useWords();
  if (restatements.length === 0) return null;
  return (
    <details className="site-details">
      <summary>{t("site.restated", { count: restatements.length })}</summary>
      <ul className="quiet">
        {restatements.map(({ month, formerLevel, restatedOn, reason }) => (
          <li key={`${month} ${restatedOn} ${formerLevel}`}>
            {t("site.restatedLine", {
              month: format.month(month ?? ""),
              level:
                formerLevel === null
                  ? t("terms.undetermined")
                  : t("terms.level", { level: formerLevel }),
              day: format.day(restatedOn ?? ""),
              reason: t(`terms.restatement.${reason ?? "REOPENED"}`),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
