import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import type { ReactNode } from "react";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import type { SiteLevelQuery } from "../../generated/graphql";
import { windowMonths } from "../../pattern/months";
import type { InMonth } from "../ground/section";
import { siteReasonsDocument } from "../ground/site.documents";

export type LevelOfMonth = NonNullable<NonNullable<SiteLevelQuery["site"]>["classification"]>;

export interface LevelSourcesProps {
  readonly id: string;
  readonly classification: LevelOfMonth;
}

/** What the grid computes, what stability makes of it and what the landlord decided, side by side. */
export function LevelSources({ id, classification }: LevelSourcesProps) {
  const { t, format } = useWords();
  const { computedLevel, heldLevel, decision, month } = classification;
  return (
    <dl className="site-sources">
      <Source term={t("site.computed")} about={t("site.computedAbout", { window: windowMonths })}>
        <LevelBadge level={computedLevel} />
      </Source>
      <Source term={t("site.held")} about={t("site.heldAbout")}>
        <LevelBadge level={heldLevel} />
      </Source>
      <Source term={t("site.decision")} about={t("site.decisionAbout")}>
        {decision === null ? (
          t("site.noDecision")
        ) : (
          <>
            <LevelBadge level={decision.level} />
            {decision.from !== null && decision.until !== null && (
              <span className="beside">
                {t("site.decisionMonths", {
                  from: format.month(decision.from),
                  until: format.month(decision.until),
                })}
              </span>
            )}
            {month !== null && <DecisionReason id={id} month={month} />}
          </>
        )}
      </Source>
    </dl>
  );
}

interface SourceProps {
  readonly term: string;
  readonly about: string;
  readonly children: ReactNode;
}

function Source({ term, about, children }: SourceProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
      <dd className="site-source-about quiet">{about}</dd>
    </div>
  );
}

/** The landlord's words, for those whom the convention lets read them. */
export function DecisionReason({ id, month }: InMonth) {
  const { t } = useWords();
  const { visibility } = useFrame();
  const isShown = visibility("REASONS") === "GRANTED";
  const query = useGraph(siteReasonsDocument, { id, month }, { isEnabled: isShown });
  if (!isShown) {
    return (
      <div className="site-withheld">
        {t("site.decisionReasonHidden")} <WithheldRow row="REASONS" />
      </div>
    );
  }
  return (
    <Answered query={query} roomRem={2}>
      {({ site }) => {
        const reason = site?.classification?.decision?.reason;
        return reason == null ? null : <p>{t("site.decisionReason", { reason })}</p>;
      }}
    </Answered>
  );
}
