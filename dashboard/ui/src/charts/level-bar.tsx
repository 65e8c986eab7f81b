import { scaleLinear } from "@visx/scale";
import { useId } from "react";
import { useWords } from "../language/use-words";
import { type Level, levelColour, levelInk } from "../parts/levels";
import { ChartFrame } from "./chart-frame";
import { LevelPatterns, levelFill } from "./level-patterns";
import { placeLabels, textWidth } from "./place-labels";
import { type LevelPart, stackParts } from "./stack-parts";

export interface LevelBarProps {
  /** From the left; levels 4 and 3 first. */
  readonly parts: readonly LevelPart[];
  /** Of levels 3 and 4 together, written above the two. */
  readonly hardShare: number | null;
  readonly label: string;
}

const top = 30;
const barHeight = 46;
const height = top + barHeight + 34;
const fontSizePx = 14;

/** A territory's dwellings by level in one bar, each part with its figure. */
export function LevelBar({ parts, hardShare, label }: LevelBarProps) {
  return (
    <ChartFrame height={height} label={label}>
      {(width) => <Bar parts={parts} hardShare={hardShare} width={width} />}
    </ChartFrame>
  );
}

interface BarProps {
  readonly parts: readonly LevelPart[];
  readonly hardShare: number | null;
  readonly width: number;
}

function Bar({ parts, hardShare, width }: BarProps) {
  const { t, format } = useWords();
  const scope = useId();
  const x = scaleLinear<number>({ domain: [0, 1], range: [1, width - 1] });
  const boxes = stackParts(parts).map(({ level, from, to }) => {
    const share = format.share(to - from);
    const name = level === null ? t("terms.undetermined") : t("terms.level", { level });
    const left = x(from);
    const boxWidth = x(to) - left;
    const long = `${name} · ${share}`;
    const short = `${level ?? "?"} · ${share}`;
    const text = [long, short].find((each) => textWidth(each, fontSizePx) + 14 <= boxWidth);
    return { level, left, boxWidth, centre: left + boxWidth / 2, long, short, text };
  });
  const outside = boxes.filter(({ text }) => text === undefined);
  const needed = outside.reduce((sum, { long }) => sum + textWidth(long, fontSizePx) + 8, 0);
  const below = outside.map(({ long, short, ...box }) => ({
    ...box,
    words: needed <= width ? long : short,
  }));
  const centres = placeLabels(
    below.map(({ centre, words }) => ({ centre, width: textWidth(words, fontSizePx) })),
    width,
  );
  const hardWidth = hardShare === null ? 0 : x(hardShare) - x(0);
  return (
    <>
      <LevelPatterns scope={scope} />
      {hardShare !== null && hardShare > 0 && (
        <>
          <text className="chart-strong" x={1} y={14}>
            {`${t("terms.hardLevels")} · ${format.share(hardShare)}`}
          </text>
          <path className="chart-bracket" d={`M1 ${top - 2}v-6h${hardWidth}v6`} />
        </>
      )}
      {boxes.map(({ level, left, boxWidth, centre, text }) => (
        <g key={level}>
          <rect
            className="level-part"
            x={left}
            y={top}
            width={boxWidth}
            height={barHeight}
            fill={levelFill(scope, level)}
          />
          {text !== undefined && <PlateText level={level} centre={centre} text={text} />}
        </g>
      ))}
      {below.map(({ level, centre, words }, index) => (
        <g key={level}>
          <path
            className="chart-leader"
            d={`M${centre} ${top + barHeight}L${centres[index]} ${top + barHeight + 12}`}
          />
          <text
            className="chart-text"
            x={centres[index]}
            y={top + barHeight + 27}
            textAnchor="middle"
          >
            {words}
          </text>
        </g>
      ))}
    </>
  );
}

interface PlateTextProps {
  readonly level: Level;
  readonly centre: number;
  readonly text: string;
}

/** Text on a plate of the level's plain colour: a texture behind letters is hard to read. */
function PlateText({ level, centre, text }: PlateTextProps) {
  const width = textWidth(text, fontSizePx) + 8;
  const middle = top + barHeight / 2;
  return (
    <>
      <rect
        className="chart-plate"
        x={centre - width / 2}
        y={middle - 11}
        width={width}
        height={22}
        rx={3}
        fill={levelColour(level)}
      />
      <text
        className="chart-text"
        x={centre}
        y={middle}
        dy="0.35em"
        textAnchor="middle"
        style={{ fill: levelInk(level) }}
      >
        {text}
      </text>
    </>
  );
}
