import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useBasis } from "../figures/basis";
import { missingOf } from "../frame/missing";
import { MissingLandlords } from "../frame/missing-landlords";
import { ShownRow } from "../frame/shown-row";
import { AllWithheld, CountNotes } from "./count-notes";
import { territoryCountsDocument } from "./counts.documents";
import { type MonthOfCounts, territoryRows } from "./territory-rows";
import { cellsOf, haveIncomparable, haveUnusualFall, YearsTable } from "./years-table";

export interface TerritoryCountsProps {
  /** Of the territory. */
  readonly code: string;
  readonly month: string;
}

/** Incidents of a territory by family, over years, with change and rate, as far as the convention shows them. */
export function TerritoryCounts({ code, month }: TerritoryCountsProps) {
  const { t } = useWords();
  return (
    <ShownRow
      row="TERRITORY_COUNTS"
      document={territoryCountsDocument}
      variables={{ code, month }}
      roomRem={24}
    >
      {({ territory }) => {
        const [found] = territory?.incidentCounts ?? [];
        return found?.counts == null ? <p>{t("counts.hidden")}</p> : <Counts found={found} />;
      }}
    </ShownRow>
  );
}

function Counts({ found }: { readonly found: MonthOfCounts }) {
  const { t, format } = useWords();
  const basis = useBasis()(found.month, null);
  const { families, total } = territoryRows(found);
  const rows = [...families, total];
  const cells = cellsOf(rows);
  const silent = (found.coverage?.landlords ?? []).filter(({ status }) => status !== "ANSWERED");
  return (
    <>
      <MissingLandlords title={t("counts.missing")} missing={missingOf(silent)} />
      {cells.every(({ state }) => state === "WITHHELD") ? (
        <AllWithheld />
      ) : (
        <>
          <YearsTable
            caption={t("counts.caption", { basis })}
            month={format.shortMonth(found.month)}
            families={families}
            total={total}
          />
          <CountNotes
            cells={cells}
            hasUnusualFall={haveUnusualFall(rows)}
            hasIncomparable={haveIncomparable(rows)}
          />
          <p className="quiet">{t("counts.rateNote")}</p>
        </>
      )}
    </>
  );
}
