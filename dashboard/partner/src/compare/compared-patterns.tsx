import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../frame/frame";
import { PurposeGate } from "../frame/purpose-gate";
import { WithheldRow } from "../frame/withheld-row";
import { PeriodChoice, usePeriod } from "../pattern/period";
import { SitePattern } from "../pattern/site-pattern";
import { Section } from "../site/ground/section";
import { type OfSites, useNames } from "./use-names";

/** When and where, for who may read incidents and has said what for; each site is asked, and logs it, by itself. */
export function ComparedPatterns({ ids, month }: OfSites) {
  const { t } = useWords();
  const { may } = useFrame();
  const { names } = useNames(ids);
  const period = usePeriod(month);
  return (
    <Section title={t("compare.patterns")}>
      {may("INCIDENT_DETAIL") ? (
        <PurposeGate>
          <div className="pattern-choices only-screen">
            <PeriodChoice />
          </div>
          <div className="compare-columns">
            {ids.map((id, place) => (
              <div key={id}>
                <h3>{names[place]}</h3>
                <SitePattern id={id} {...period} />
              </div>
            ))}
          </div>
        </PurposeGate>
      ) : (
        <WithheldRow row="INCIDENT_DETAIL" />
      )}
    </Section>
  );
}
