import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { ScrollWide } from "@palier/dashboard-ui/parts/scroll-wide";
import type { ReactNode } from "react";
import { monthsUntil, windowMonths } from "../../pattern/months";
import { countsOf } from "../counts/counts-asked";
import { countsGrid } from "../counts/counts-grid";
import type { InMonth } from "../ground/section";
import { siteCountsDocument } from "../ground/site.documents";
import type { Gate } from "./gates";
import { PictureLegend } from "./picture-legend";
import { ReasonsPicture } from "./reasons-picture";

export interface PictureOfCountsProps extends InMonth {
  readonly gates: readonly Gate[];
  /** The gates as a table: beside the picture, or in its place where the landlord shows no counts. */
  readonly table: ReactNode;
}

/** The twelve months the level rests on, beside the gates that count them. */
export function PictureOfCounts({ id, month, gates, table }: PictureOfCountsProps) {
  const { t } = useWords();
  const query = useGraph(siteCountsDocument, countsOf(id, month));
  const months = monthsUntil(month, windowMonths);
  return (
    <Answered query={query} roomRem={20}>
      {({ site }) => {
        const counts = site?.incidentCounts;
        if (counts == null) return table;
        const grid = countsGrid(counts);
        const title = t("site.picture", { window: windowMonths });
        return (
          <>
            <h3>{title}</h3>
            <p className="reasons-about quiet">{t("site.pictureAbout")}</p>
            <ScrollWide label={title}>
              <ReasonsPicture grid={grid} months={months} gates={gates} />
            </ScrollWide>
            <PictureLegend grid={grid} months={months} />
            <details className="site-details">
              <summary>{t("site.gatesTable")}</summary>
              {table}
            </details>
          </>
        );
      }}
    </Answered>
  );
}
