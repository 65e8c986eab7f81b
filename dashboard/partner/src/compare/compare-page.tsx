import { AskedTogetherContext } from "@palier/dashboard-ui/graph/asked-together";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Choice } from "@palier/dashboard-ui/parts/choice";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useState } from "react";
import { Button } from "react-aria-components";
import { comparedIn, comparedText, mostCompared, withCompared } from "../frame/compared";
import { useFrame } from "../frame/frame";
import { useLinks } from "../frame/links";
import { queryOf, usePlace } from "../frame/place";
import { PurposeGate } from "../frame/purpose-gate";
import { WithheldRow } from "../frame/withheld-row";
import { PeriodChoice, usePeriod } from "../pattern/period";
import { SitePattern } from "../pattern/site-pattern";
import { SearchDialog } from "../search/search-dialog";
import { Section } from "../site/ground/section";
import { ComparedCounts } from "./compared-counts";
import { ComparedIdentity } from "./compared-identity";
import { ComparedLevels } from "./compared-levels";
import { ComparedReasons } from "./compared-reasons";
import { comparedTogether } from "./compared-together";
import { type OfSites, useNames } from "./use-names";
import "./compare-page.css";

/** Two to four sites side by side, in one month; which they are stands in the address. */
export function ComparePage() {
  const { t, format } = useWords();
  const frame = useFrame();
  const { months } = frame;
  const { month, kept, set } = usePlace();
  const ids = comparedIn(kept.sites ?? null);
  const isPublished = month !== null && months.includes(month);
  return (
    <div className="compare">
      <h1>{t("compare.title")}</h1>
      {ids.length < 2 && <p className="quiet">{t("compare.about")}</p>}
      <search className="place-bar only-screen" aria-label={t("frame.place")}>
        {month !== null && (
          <Choice
            label={t("terms.month")}
            options={months.map((each) => ({ id: each, name: format.month(each) }))}
            value={month}
            onChange={(chosen) => set({ month: chosen === months[0] ? null : chosen })}
          />
        )}
        <AddSite ids={ids} />
      </search>
      {ids.length === 0 && (
        <Notice kind="info" title={t("compare.none")}>
          <p>{t("compare.noneAdvice")}</p>
        </Notice>
      )}
      {ids.length === 1 && <p role="status">{t("compare.one")}</p>}
      {ids.length > 0 && !isPublished && (
        <Notice kind="info" title={t("site.monthUnknown")}>
          <p>{t("site.monthUnknownAdvice")}</p>
        </Notice>
      )}
      {ids.length > 0 && isPublished && (
        <AskedTogetherContext value={comparedTogether(frame, { ids, month })}>
          <ComparedIdentity
            {...{ ids, month }}
            onRemove={(id) => set({ sites: comparedText(ids.filter((each) => each !== id)) })}
          />
          <ComparedLevels {...{ ids, month }} />
          <ComparedReasons {...{ ids, month }} />
          <ComparedCounts {...{ ids, month }} />
          <ComparedPatterns {...{ ids, month }} />
        </AskedTogetherContext>
      )}
    </div>
  );
}

/** Finds one more by its name, address, commune or district. */
function AddSite({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useWords();
  const linkTo = useLinks();
  const { kept, territory } = usePlace();
  const [isOpen, setOpen] = useState(false);
  if (ids.length >= mostCompared) return <p className="quiet">{t("compare.full")}</p>;
  return (
    <>
      <Button className="button" onPress={() => setOpen(true)}>
        {t("compare.add")}
      </Button>
      <SearchDialog
        title={t("compare.addTitle")}
        {...{ isOpen, setOpen }}
        toSite={(id) =>
          linkTo(
            "compare",
            "",
            queryOf({ ...kept, territory, sites: comparedText(withCompared(ids, id)) }),
          )
        }
      />
    </>
  );
}

/** When and where, for who may read incidents and has said what for; each site is asked, and logs it, by itself. */
function ComparedPatterns({ ids, month }: OfSites) {
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
