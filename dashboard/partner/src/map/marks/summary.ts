import type { useWords } from "@palier/dashboard-ui/language/use-words";
import { countByLevel, type LevelCount, type SiteMarks } from "./site-marks";

type Words = Pick<ReturnType<typeof useWords>, "t" | "format">;

/** `3 sites de niveau 4, 12 sites de niveau 3`. */
export function countsInWords(counts: readonly LevelCount[], { t, format }: Words): string {
  return counts
    .map(({ level, sites }) => {
      const amount = format.number(sites);
      return level === null
        ? t("map.undeterminedSites", { count: sites, amount })
        : t("map.levelSites", { count: sites, amount, level });
    })
    .join(", ");
}

/** What the marks show, for whoever does not see them. */
export function marksInWords({ sites, communes }: SiteMarks, words: Words): string {
  const { t } = words;
  const placed = countByLevel(sites.map(({ site }) => site));
  return [
    ...(placed.length === 0
      ? []
      : [t("map.placedSummary", { counts: countsInWords(placed, words) })]),
    ...communes.map(({ name, counts }) =>
      t("map.communeSummary", { name, counts: countsInWords(counts, words) }),
    ),
  ].join(". ");
}
