import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useFrame } from "../frame/frame";
import { WithheldRow } from "../frame/withheld-row";
import type { CompareGatesQuery, CompareReasonsQuery } from "../generated/graphql";
import { Section } from "../site/ground/section";
import { shownSentence } from "../site/reasons/reason-sentences";
import { Reasons } from "../site/reasons/reasons";
import { compareGatesDocument, compareReasonsDocument } from "./compare.documents";
import { inOrder, useCompared } from "./use-compared";
import { useLevels } from "./use-levels";
import { type OfSites, useNames } from "./use-names";

/** Why each has its level, in words, as far as the reader is granted reasons. */
export function ComparedReasons({ ids, month }: OfSites) {
  const words = useWords();
  const { may, visibility } = useFrame();
  const { names } = useNames(ids);
  const levels = useLevels({ ids, month }).query.data?.data;
  const hasValues = visibility("REASONS") === "GRANTED";
  const isShown = may("REASONS");
  const gates = useCompared(compareGatesDocument, ids, { month }, isShown && !hasValues);
  const reasons = useCompared(compareReasonsDocument, ids, { month }, isShown && hasValues);
  const told = (data: CompareGatesQuery | CompareReasonsQuery) => {
    const sites = inOrder<NonNullable<(CompareGatesQuery | CompareReasonsQuery)["first"]>>(
      data,
      ids,
    );
    const standing = levels === undefined ? [] : inOrder(levels, ids);
    return (
      <div className="compare-columns">
        {sites.map((site, place) => {
          const id = ids[place] ?? "";
          const level = standing[place]?.classification ?? null;
          const because = level === null ? null : shownSentence(level, words);
          return (
            <div key={id}>
              <h3>{names[place]}</h3>
              {because !== null && <p className="reasons-lead">{because}</p>}
              <Reasons
                {...{ id, month, hasValues }}
                classification={site?.classification ?? null}
                isShown={level !== null && because === null}
                shownLevel={level?.level ?? null}
                isBrief
              />
            </div>
          );
        })}
      </div>
    );
  };
  return (
    <Section title={words.t("compare.reasons")}>
      {!isShown && <WithheldRow row="REASONS" />}
      {isShown && hasValues && (
        <Answered query={reasons} roomRem={16}>
          {told}
        </Answered>
      )}
      {isShown && !hasValues && (
        <Answered query={gates} roomRem={16}>
          {told}
        </Answered>
      )}
    </Section>
  );
}
