import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { CountCell } from "../../counts/count-cell";
import { families } from "../../counts/families";
import type { CountsGrid } from "../counts/counts-grid";

export interface PictureLegendProps {
  readonly grid: CountsGrid;
  readonly months: readonly string[];
}

/** What the cells of the picture mean, as far as they occur. */
export function PictureLegend({ grid, months }: PictureLegendProps) {
  const { t } = useWords();
  const cells = families.flatMap((family) => months.map((month) => grid.cell(family, month)));
  const has = (state: CountCell["state"]) => cells.some((cell) => cell.state === state);
  return (
    <ul className="legend picture-legend">
      {has("VALUE") && (
        <>
          <li>
            <span className="picture-swatch" data-kind="count" aria-hidden="true">
              3
            </span>
            {t("site.legendCount")}
          </li>
          <li>
            <span className="picture-swatch" aria-hidden="true">
              0
            </span>
            {t("site.legendZero")}
          </li>
        </>
      )}
      {has("WITHHELD") && (
        <li>
          <span className="picture-swatch withheld-ground" aria-hidden="true" />
          {t("site.legendWithheld")}
        </li>
      )}
      {has("ABSENT") && (
        <li>
          <span className="picture-swatch" aria-hidden="true">
            –
          </span>
          {t("site.legendAbsent")}
        </li>
      )}
    </ul>
  );
}
