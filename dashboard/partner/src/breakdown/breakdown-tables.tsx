import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useBasis } from "../figures/basis";
import { breakdownDocument } from "../figures/territory.documents";
import { breakdownOf, type MeasuredTerritory } from "./breakdown";
import { BreakdownTable } from "./breakdown-table";
import "./breakdown.css";

const kinds = ["COMMUNE", "PRIORITY_DISTRICT"] as const;

export interface BreakdownTablesProps {
  /** Of the territory within which they lie. */
  readonly code: string;
  readonly month: string | null;
  /** Slug of the only landlord shown; null for all. */
  readonly landlord: string | null;
  /** What their links keep. */
  readonly query: string;
}

/** Levels 3 and 4 in the communes and districts of the territory. */
export function BreakdownTables({ code, month, landlord, query }: BreakdownTablesProps) {
  const answer = useGraph(breakdownDocument, { month, landlord });
  return (
    <Answered query={answer} roomRem={20}>
      {({ territories }) => (
        <Tables territories={territories ?? []} within={code} landlord={landlord} query={query} />
      )}
    </Answered>
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
  if (tables.length === 0) return <p className="quiet">{t("breakdown.none")}</p>;
  return (
    <>
      <div className="breakdown-pair">
        {tables.map(({ kind, rows }) => (
          <BreakdownTable
            key={kind}
            title={t(`breakdown.${kind}`)}
            rows={rows}
            basis={basis}
            query={query}
          />
        ))}
      </div>
      {tables.some(({ kind }) => kind === "PRIORITY_DISTRICT") && (
        <p className="quiet">{t("breakdown.overlap")}</p>
      )}
    </>
  );
}
