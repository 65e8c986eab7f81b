import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { TerritoryQuery } from "../generated/graphql";

type SentCoverage = NonNullable<NonNullable<TerritoryQuery["territory"]>["coverage"]>;
export type SentLandlordCoverage = NonNullable<SentCoverage["landlords"]>[number];

export interface CoverageTableProps {
  /** In the convention's order. */
  readonly landlords: readonly SentLandlordCoverage[];
  readonly basis: string;
}

/** Each landlord expected, with what it declared and what is counted. */
export function CoverageTable({ landlords, basis }: CoverageTableProps) {
  const { t, format } = useWords();
  const number = (value: number | null | undefined) =>
    value == null ? <span className="quiet">{t("figures.notKnown")}</span> : format.number(value);
  return (
    <DataTable
      className="coverage-table"
      caption={t("figures.coverage.caption", { basis })}
      columns={[
        t("terms.landlord"),
        t("figures.coverage.status"),
        { number: t("figures.coverage.declared") },
        { number: t("figures.coverage.counted") },
      ]}
    >
      <tbody>
        {landlords.map(({ landlord, status, expectedDwellings, dwellings }) => (
          <tr key={landlord?.slug}>
            <th scope="row">{landlord?.name ?? landlord?.slug ?? "?"}</th>
            <td>{t(`terms.coverageStatus.${status ?? "NO_ANSWER"}`)}</td>
            <td className="number">{number(expectedDwellings)}</td>
            <td className="number">{number(dwellings)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
