import { type Level, levelColour, levelInk } from "@palier/dashboard-ui/parts/levels";
import { figureSize, levelShape, shapeReach } from "./level-shapes";
import "./marks.css";

/** A level's mark as the map shows it, within an SVG drawing. */
export function LevelMark({
  level,
  scale = 1,
}: {
  readonly level: Level;
  readonly scale?: number;
}) {
  const { path, figure, figureDown } = levelShape(level);
  return (
    <g className="level-mark" transform={scale === 1 ? undefined : `scale(${scale})`}>
      <path d={path} className="level-mark-halo" />
      <path
        d={path}
        className="level-mark-shape"
        style={{ fill: levelColour(level) }}
        strokeDasharray={level === null ? "3 2" : undefined}
      />
      <text y={figureDown} dy="0.36em" fontSize={figureSize} style={{ fill: levelInk(level) }}>
        {figure}
      </text>
    </g>
  );
}

/** The same mark beside text that names the level. */
export function LevelMarkIcon({ level }: { readonly level: Level }) {
  const side = shapeReach * 2;
  return (
    <svg
      className="level-mark-icon"
      viewBox={`${-shapeReach} ${-shapeReach} ${side} ${side}`}
      width={side}
      height={side}
      aria-hidden="true"
    >
      <LevelMark level={level} />
    </svg>
  );
}
