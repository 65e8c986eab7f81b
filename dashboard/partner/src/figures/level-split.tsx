import { LevelBar } from "@palier/dashboard-ui/charts/level-bar";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { hardLevels, type LevelFigures, totalOf } from "./figures";
import { LevelTable } from "./level-table";

export interface LevelSplitProps {
  readonly levels: readonly LevelFigures[];
  readonly basis: string;
}

/** The stock by level, as a bar and as a table. */
export function LevelSplit({ levels, basis }: LevelSplitProps) {
  const { t, format } = useWords();
  const parts = levels.flatMap(({ level, share }) => {
    const name = level === null ? t("terms.undetermined") : t("terms.level", { level });
    return share === null
      ? []
      : [t("figures.levels.part", { level: name, share: format.share(share) })];
  });
  return (
    <>
      <LevelBar
        parts={levels}
        hardShare={totalOf(levels, hardLevels).share}
        label={t("figures.levels.bar", { parts: parts.join(", ") })}
      />
      <LevelTable levels={levels} basis={basis} />
    </>
  );
}
