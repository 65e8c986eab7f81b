import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { ComponentType } from "react";
import { type InMonth, MovedTable } from "../changes/moved-table";
import { useBasis } from "../figures/basis";
import { CoverageSummary } from "../figures/coverage";
import { CoveredPart } from "../figures/covered-part";
import { findingOf, undeterminedOf } from "../figures/figures";
import { Headline } from "../figures/headline";
import { LevelSplit } from "../figures/level-split";
import { NoFigures } from "../figures/no-figures";
import { territoryDocument } from "../figures/territory.documents";
import { useFrame } from "../frame/frame";
import { NotFound } from "../frame/not-found";
import { ShownRow } from "../frame/shown-row";
import { WithheldRow } from "../frame/withheld-row";
import type { TerritoryQuery } from "../generated/graphql";
import { HardSitesMap } from "../map/list/hard-sites-map";
import { DecisionsSlide } from "./decisions-slide";
import { LateSlide } from "./late-slide";

/** In the order in which a committee takes them; each asks for what it shows when it is shown. */
export const slides = [
  { name: "levels", Content: LevelsSlide },
  { name: "changes", Content: ChangesSlide },
  { name: "map", Content: HardSitesMap },
  { name: "late", Content: LateSlide },
  { name: "decisions", Content: DecisionsSlide },
] as const satisfies readonly {
  readonly name: string;
  readonly Content: ComponentType<InMonth>;
}[];

/** Levels, and whom the figures rest on. */
function LevelsSlide({ code, month }: InMonth) {
  return (
    <ShownRow
      row="TERRITORY_FIGURES"
      document={territoryDocument}
      variables={{ code, month, landlord: null }}
      roomRem={20}
    >
      {({ territory }) => (territory == null ? <NotFound /> : <Levels territory={territory} />)}
    </ShownRow>
  );
}

interface LevelsProps {
  readonly territory: NonNullable<TerritoryQuery["territory"]>;
}

function Levels({ territory }: LevelsProps) {
  const { t } = useWords();
  const basis = useBasis()(territory.month, null);
  const finding = findingOf(territory, null);
  return (
    <>
      <CoveredPart code={territory.code} />
      {finding.kind === "levels" ? (
        <Headline levels={finding.levels} landlord={null} />
      ) : (
        <NoFigures kind={finding.kind} />
      )}
      <div className="projection-levels">
        <div>
          {finding.kind === "levels" && <LevelSplit levels={finding.levels} basis={basis} />}
          {finding.kind === "undetermined" && (
            <LevelSplit levels={undeterminedOf(finding.levels)} basis={basis} />
          )}
        </div>
        <section aria-labelledby="projection-coverage">
          <h2 id="projection-coverage">{t("figures.coverage.title")}</h2>
          <CoverageSummary coverage={territory.coverage} />
        </section>
      </div>
    </>
  );
}

function ChangesSlide({ code, month }: InMonth) {
  const { may } = useFrame();
  return may("TERRITORY_FIGURES") ? (
    <MovedTable code={code} month={month} />
  ) : (
    <WithheldRow row="TERRITORY_FIGURES" />
  );
}
