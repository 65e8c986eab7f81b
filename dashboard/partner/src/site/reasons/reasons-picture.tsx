import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useId } from "react";
import { families } from "../../counts/families";
import type { CountsGrid } from "../counts/counts-grid";
import type { Gate } from "./gates";
import { PictureGate } from "./picture-gate";
import { cellX, isCounted, pictureLayout, rowY, sizes } from "./picture-layout";
import { PictureRow } from "./picture-row";

export interface ReasonsPictureProps {
  readonly grid: CountsGrid;
  readonly months: readonly string[];
  readonly gates: readonly Gate[];
}

/** Months by families, and beside them which families each gate counts together. */
export function ReasonsPicture({ grid, months, gates }: ReasonsPictureProps) {
  const { t, format } = useWords();
  const hatch = useId();
  const { width, height, gatesX, columns } = pictureLayout(months.length, gates);
  const [from = "", to = ""] = [months[0], months.at(-1)];
  const label = t("site.pictureHeard", { from: format.month(from), to: format.month(to) });
  return (
    <svg
      className="picture"
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <defs>
        <pattern
          id={hatch}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={6} height={6} className="picture-hatch-ground" />
          <rect width={1.5} height={6} className="picture-hatch-line" />
        </pattern>
      </defs>
      {columns.map((column) => (
        <PictureGate key={column.gate.level} column={column} gates={gates} height={height} />
      ))}
      <MonthHeads months={months} />
      {families.map((family, row) => (
        <g key={family}>
          <line
            className="picture-rule"
            x1={0}
            x2={gatesX - sizes.beforeGates}
            y1={rowY(row + 1) - 1}
            y2={rowY(row + 1) - 1}
          />
          <PictureRow family={family} row={row} grid={grid} months={months} hatch={hatch} />
          {gates.length > 0 && !isCounted(family, gates) && (
            <text className="picture-quiet" x={gatesX + 8} y={rowY(row) + sizes.rowHeight / 2 + 4}>
              {t("site.noGate")}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** The year stands under the first month and under each January. */
function MonthHeads({ months }: { readonly months: readonly string[] }) {
  const { format } = useWords();
  return months.map((month, column) => {
    const [name, year] = format.shortMonth(month).split(/\s/u);
    const x = cellX(column) + sizes.cellWidth / 2;
    return (
      <g key={month} textAnchor="middle">
        <text className="picture-head" x={x} y={sizes.head - 26}>
          {name}
        </text>
        {(column === 0 || month.endsWith("-01")) && (
          <text className="picture-head" x={x} y={sizes.head - 10}>
            {year}
          </text>
        )}
      </g>
    );
  });
}
