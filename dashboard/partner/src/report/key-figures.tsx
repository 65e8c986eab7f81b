import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useBasis } from "../figures/basis";
import { CoverageSummary } from "../figures/coverage";
import { CoverageTable } from "../figures/coverage-table";
import { CoveredPart } from "../figures/covered-part";
import {
  findingOf,
  hardLevels,
  type LevelFigures,
  totalOf,
  undeterminedOf,
} from "../figures/figures";
import { Headline } from "../figures/headline";
import { LevelSplit } from "../figures/level-split";
import { NoFigures } from "../figures/no-figures";
import type { TerritoryQuery } from "../generated/graphql";

export interface KeyFiguresProps {
  readonly territory: NonNullable<TerritoryQuery["territory"]>;
}

/** Levels 3 and 4 in a sentence, all levels, and whom the figures rest on. */
export function KeyFigures({ territory }: KeyFiguresProps) {
  const { t } = useWords();
  const basis = useBasis()(territory.month, null);
  const finding = findingOf(territory, null);
  return (
    <>
      <CoveredPart code={territory.code} />
      {finding.kind === "levels" ? (
        <section className="sheet-part" aria-label={t("terms.hardLevels")}>
          <p className="headline-basis">{basis}</p>
          <Headline levels={finding.levels} landlord={null} />
          <Sentence levels={finding.levels} />
          <LevelSplit levels={finding.levels} basis={basis} />
        </section>
      ) : (
        <section className="sheet-part" aria-label={t("terms.hardLevels")}>
          <p className="headline-basis">{basis}</p>
          <NoFigures kind={finding.kind} />
          {finding.kind === "undetermined" && (
            <LevelSplit levels={undeterminedOf(finding.levels)} basis={basis} />
          )}
        </section>
      )}
      <section className="sheet-part">
        <h3>{t("figures.coverage.title")}</h3>
        <CoverageSummary coverage={territory.coverage} />
        {territory.coverage?.landlords != null && territory.coverage.landlords.length > 0 && (
          <CoverageTable landlords={territory.coverage.landlords} basis={basis} />
        )}
      </section>
    </>
  );
}

/** « Les niveaux 3 et 4 réunissent 28 sites et 4 300 logements, soit 25 % du parc social… » */
function Sentence({ levels }: { readonly levels: readonly LevelFigures[] }) {
  const { t, format } = useWords();
  const { sites, dwellings, share } = totalOf(levels, hardLevels);
  if (share === null) return null;
  return (
    <p>
      {t("report.sentence", {
        sites: t("report.sentenceSites", { count: sites, number: format.number(sites) }),
        dwellings: t("report.sentenceDwellings", {
          count: dwellings,
          number: format.number(dwellings),
        }),
        share: format.share(share),
      })}
    </p>
  );
}
