import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFamilyName } from "../../counts/use-family-name";
import type { Family } from "../../generated/graphql";
import type { CountsGrid } from "../counts/counts-grid";
import { runsOf } from "../ground/runs";
import { cellStep, cellX, rowY, sizes } from "./picture-layout";

export interface PictureRowProps {
  readonly family: Family;
  readonly row: number;
  readonly grid: CountsGrid;
  readonly months: readonly string[];
  /** Id of the pattern that marks what is withheld. */
  readonly hatch: string;
}

/** One family's months: numbers, true zeros, withheld cells and months that are not closed. */
export function PictureRow({ family, row, grid, months, hatch }: PictureRowProps) {
  const familyName = useFamilyName();
  const y = rowY(row);
  const middle = y + sizes.rowHeight / 2 + 5;
  const cells = months.map((month) => grid.cell(family, month));
  const withheld = runsOf(cells, ({ state }) => state).filter(({ key }) => key === "WITHHELD");
  return (
    <>
      <text className="picture-label" x={sizes.labels - 12} y={middle} textAnchor="end">
        {familyName(family)}
      </text>
      {months.map((month, column) => {
        const cell = grid.cell(family, month);
        if (cell.state === "WITHHELD") return null;
        const x = cellX(column) + sizes.cellWidth / 2;
        const isFilled = cell.state === "VALUE" && cell.count > 0;
        return (
          <g key={month}>
            {isFilled && (
              <rect
                className="picture-cell"
                data-step={cellStep(cell.count)}
                x={cellX(column) + 1}
                y={y + 1}
                width={sizes.cellWidth - 2}
                height={sizes.rowHeight - 4}
                rx={3}
              />
            )}
            <text
              className={isFilled ? "picture-count" : "picture-quiet"}
              data-step={isFilled ? cellStep(cell.count) : 0}
              x={x}
              y={middle}
              textAnchor="middle"
            >
              {cell.state === "VALUE" ? cell.count : "–"}
            </text>
          </g>
        );
      })}
      {withheld.map(({ from, length }) => (
        <Withheld key={from} x={cellX(from)} y={y} months={length} hatch={hatch} />
      ))}
    </>
  );
}

interface WithheldProps {
  readonly x: number;
  readonly y: number;
  readonly months: number;
  readonly hatch: string;
}

/** Neighbouring withheld cells as one strip: repeated in each cell, the word would drown the numbers. */
function Withheld({ x, y, months, hatch }: WithheldProps) {
  const { t } = useWords();
  const word = t("terms.withheld");
  const width = months * sizes.cellWidth - 2;
  const middle = x + 1 + width / 2;
  const wantedForWord = word.length * 6.5 + 6;
  const roomForWord = Math.min(width - 2, wantedForWord);
  return (
    <>
      <rect
        className="picture-withheld"
        fill={`url(#${hatch})`}
        x={x + 1}
        y={y + 1}
        width={width}
        height={sizes.rowHeight - 4}
        rx={3}
      />
      <rect
        className="picture-word-ground"
        x={middle - roomForWord / 2}
        y={y + 9}
        width={roomForWord}
        height={17}
        rx={2}
      />
      <text
        className="picture-word"
        data-tight={roomForWord < wantedForWord}
        x={middle}
        y={y + 22}
        textAnchor="middle"
      >
        {word}
      </text>
    </>
  );
}
