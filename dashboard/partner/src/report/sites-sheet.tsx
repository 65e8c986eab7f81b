import { useEveryPage } from "@palier/dashboard-ui/graph/use-every-page";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useBasis } from "../figures/basis";
import { useFrame } from "../frame/frame";
import { missingOver } from "../frame/missing";
import { WithheldRow } from "../frame/withheld-row";
import type { ReportSitesQuery } from "../generated/graphql";
import { HardSitesDrawn } from "../map/list/hard-sites-map";
import { MissingLandlords } from "./missing-landlords";
import { reportSitesDocument } from "./report.documents";
import { type InMonth, Sheet } from "./sheet";
import { SitesTable } from "./sites-table";

/** For the table and the map: one list serves both. */
function useReportSites({ code, month }: InMonth) {
  const { may } = useFrame();
  const withheld = (["SITE_LEVEL", "SITE_IDENTITY"] as const).find((row) => !may(row));
  const query = useEveryPage(
    reportSitesDocument,
    { code, month },
    ({ territory }) => territory?.sites?.pageInfo,
    withheld === undefined,
  );
  return { withheld, query };
}

/** All sites at levels 3 and 4, where the convention shows them. */
export function SitesSheet(report: InMonth) {
  const { t } = useWords();
  const { month } = report;
  const { withheld, query: pages } = useReportSites(report);
  return (
    <Sheet
      title={t("report.contents.sites")}
      month={month}
      isLong={(pages.data?.data[0]?.territory?.sites?.edges ?? []).length > 0}
    >
      {withheld === undefined ? (
        <Answered query={pages} roomRem={30}>
          {(read) => <Sites pages={read} month={month} />}
        </Answered>
      ) : (
        <WithheldRow row={withheld} />
      )}
    </Sheet>
  );
}

interface SitesProps {
  readonly pages: readonly ReportSitesQuery[];
  readonly month: string;
}

function Sites({ pages, month }: SitesProps) {
  const { t, format } = useWords();
  const basis = useBasis()(month, null);
  const connections = pages.flatMap(({ territory }) => territory?.sites ?? []);
  const edges = connections.flatMap((each) => each.edges ?? []);
  const [first] = connections;
  if (first === undefined || first.edges == null) return <p>{t("report.sites.unknown")}</p>;
  const count = first.totalCount ?? edges.length;
  return (
    <>
      <p>
        {count === 0
          ? t("report.sites.none")
          : t("report.sites.count", { count, number: format.number(count) })}
      </p>
      <MissingLandlords
        missing={missingOver(connections.map(({ missing }) => missing))}
        sentence="report.sites.missing"
      />
      {edges.length > 0 && <SitesTable edges={edges} basis={basis} month={month} />}
    </>
  );
}

/** Where the sites at levels 3 and 4 are. */
export function MapSheet(report: InMonth) {
  const { t } = useWords();
  const { month } = report;
  const { query } = useReportSites(report);
  const basis = useBasis()(month, null);
  return (
    <Sheet title={t("report.contents.map")} month={month}>
      <p className="headline-basis">{basis}</p>
      <HardSitesDrawn {...report} query={query} />
    </Sheet>
  );
}
