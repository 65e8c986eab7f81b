import { useWords } from "@palier/dashboard-ui/language/use-words";
import { ScrollWide } from "@palier/dashboard-ui/parts/scroll-wide";
import type { TerritoryQuery } from "../generated/graphql";
import { CoverageTable, type SentLandlordCoverage } from "./coverage-table";
import "./figures.css";

export type SentCoverage = NonNullable<TerritoryQuery["territory"]>["coverage"];

export interface CoverageProps {
  readonly coverage: SentCoverage;
  readonly basis: string;
}

/** Whom the figures rest on; landlord by landlord for who wants to know. */
export function Coverage({ coverage, basis }: CoverageProps) {
  const { t } = useWords();
  return (
    <>
      <CoverageSummary coverage={coverage} />
      {coverage?.landlords != null && coverage.landlords.length > 0 && (
        <details>
          <summary>{t("figures.coverage.detail")}</summary>
          <ScrollWide label={t("figures.coverage.detail")}>
            <CoverageTable landlords={coverage.landlords} basis={basis} />
          </ScrollWide>
        </details>
      )}
    </>
  );
}

/** Whom the figures rest on, in words, and who is missing and why. */
export function CoverageSummary({ coverage }: Pick<CoverageProps, "coverage">) {
  const { t } = useWords();
  const landlords = coverage?.landlords ?? [];
  const missing = landlords.filter(({ status }) => status !== "ANSWERED");
  const below = landlords.filter(({ belowDeclared }) => belowDeclared);
  return (
    <>
      <CoverageWords coverage={coverage} />
      {missing.length > 0 && (
        <>
          <p className="coverage-missing">
            {t("figures.coverage.missing", { count: missing.length })}
          </p>
          <ul className="coverage-reasons">
            {missing.map((each) => (
              <Reason key={each.landlord?.slug} missing={each} />
            ))}
          </ul>
        </>
      )}
      {below.length > 0 && (
        <ul className="coverage-reasons">
          {below.map((each) => (
            <FarBelow key={each.landlord?.slug} counted={each} />
          ))}
        </ul>
      )}
    </>
  );
}

/** Its figures are counted, and a total that is too small looks like any other. */
function FarBelow({ counted }: { readonly counted: SentLandlordCoverage }) {
  const { t, format } = useWords();
  const { landlord, dwellings, expectedDwellings } = counted;
  return (
    <li>
      {t("figures.coverage.below", {
        landlord: landlord?.name ?? landlord?.slug ?? "?",
        dwellings: format.number(dwellings ?? 0),
        declared: format.number(expectedDwellings ?? 0),
      })}
    </li>
  );
}

/** « 4 bailleurs sur 5, 16 300 logements sur 17 200 ». */
function CoverageWords({ coverage }: { readonly coverage: SentCoverage }) {
  const { t, format } = useWords();
  const { landlordsAnswered, landlordsExpected, dwellingsKnown, dwellingsExpected } =
    coverage ?? {};
  if (landlordsAnswered == null || landlordsExpected == null) {
    return <p>{t("figures.coverage.unknown")}</p>;
  }
  const landlords = t("figures.coverage.landlords", {
    count: landlordsAnswered,
    answered: landlordsAnswered,
    expected: landlordsExpected,
  });
  const dwellings =
    dwellingsKnown == null || dwellingsExpected == null
      ? null
      : t("figures.coverage.dwellings", {
          count: dwellingsKnown,
          known: format.number(dwellingsKnown),
          expected: format.number(dwellingsExpected),
        });
  return (
    <p className="coverage-words">
      {dwellings === null ? landlords : t("figures.coverage.inWords", { landlords, dwellings })}
    </p>
  );
}

function Reason({ missing }: { readonly missing: SentLandlordCoverage }) {
  const { t, format } = useWords();
  const landlord = missing.landlord?.name ?? missing.landlord?.slug ?? "?";
  const reason = t(`terms.coverageStatus.${missing.status ?? "NO_ANSWER"}`);
  return (
    <li>
      {missing.expectedDwellings == null
        ? t("figures.coverage.reasonAlone", { landlord, reason })
        : t("figures.coverage.reason", {
            landlord,
            reason,
            dwellings: format.number(missing.expectedDwellings),
          })}
    </li>
  );
}
