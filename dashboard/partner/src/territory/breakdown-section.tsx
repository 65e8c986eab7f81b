import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useBasis } from "../figures/basis";
import { breakdownDocument } from "../figures/territory.documents";
import { usePlace } from "../frame/place";
import { breakdownOf, type MeasuredTerritory } from "./breakdown";
import { BreakdownTable } from "./breakdown-table";

const kinds = ["COMMUNE", "PRIORITY_DISTRICT"] as const;

/** Levels 3 and 4 in the communes and districts of the territory. */
export function BreakdownSection() {
  const { t } = useWords();
  const { territory, month, landlord, query } = usePlace();
  const answer = useGraph(breakdownDocument, { month, landlord });
  return (
    <section className="territory-section" aria-labelledby="breakdown">
      <h2 id="breakdown">{t("territory.breakdown.title")}</h2>
      <Answered query={answer} roomRem={20}>
        {({ territories }) => (
          <Tables
            territories={territories ?? []}
            within={territory}
            landlord={landlord}
            query={query}
          />
        )}
      </Answered>
    </section>
  );
}

interface TablesProps {
  readonly territories: readonly (MeasuredTerritory & { readonly month: string })[];
  readonly within: string;
  readonly landlord: string | null;
  readonly query: string;
}

function Tables({ territories, within, landlord, query }: TablesProps) {
  const { t } = useWords();
  const basisOf = useBasis();
  const basis = basisOf(territories[0]?.month ?? "", landlord);
  const tables = kinds
    .map((kind) => ({ kind, rows: breakdownOf(territories, within, kind, landlord) }))
    .filter(({ rows }) => rows.length > 0);
  if (tables.length === 0) return <p className="quiet">{t("territory.breakdown.none")}</p>;
  return (
    <>
      <div className="breakdown-pair">
        {tables.map(({ kind, rows }) => (
          <BreakdownTable
            key={kind}
            title={t(`territory.breakdown.${kind}`)}
            rows={rows}
            basis={basis}
            query={query}
          />
        ))}
      </div>
      {tables.some(({ kind }) => kind === "PRIORITY_DISTRICT") && (
        <p className="quiet">{t("territory.breakdown.overlap")}</p>
      )}
    </>
  );
}
