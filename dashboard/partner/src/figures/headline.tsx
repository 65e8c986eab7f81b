import { useWords } from "@palier/dashboard-ui/language/use-words";
import { hardLevels, type LevelFigures, totalOf } from "./figures";
import "./figures.css";

export interface HeadlineProps {
  readonly levels: readonly LevelFigures[];
  /** Slug of the only landlord shown; null for all. */
  readonly landlord: string | null;
}

/** Levels 3 and 4 in three figures, large enough for the back of a room. */
export function Headline({ levels, landlord }: HeadlineProps) {
  const { t, format } = useWords();
  const { sites, dwellings, share } = totalOf(levels, hardLevels);
  const undetermined = totalOf(levels, [null]).sites;
  return (
    <>
      <ul className="bare headline-figures">
        <li>
          <strong>{format.number(sites)}</strong> {t("figures.sites", { count: sites })}
        </li>
        <li>
          <strong>{format.number(dwellings)}</strong> {t("figures.dwellings", { count: dwellings })}
        </li>
        {share !== null && (
          <li>
            <strong>{format.share(share)}</strong>{" "}
            {landlord === null ? t("figures.shareOfStock") : t("figures.shareOfLandlord")}
          </li>
        )}
      </ul>
      {undetermined > 0 && (
        <p className="quiet">
          {t("figures.someUndetermined", {
            count: undetermined,
            number: format.number(undetermined),
          })}
        </p>
      )}
    </>
  );
}
