import { type Level, levelColour } from "@palier/dashboard-ui/parts/levels";
import { LevelMark } from "./level-mark";
import { type CardLayout, cardText, entryScale, groupShape } from "./mark-layout";

/** Several sites as one mark: their number, and the highest level among them. */
export function GroupMark({ level, sites }: { readonly level: Level; readonly sites: number }) {
  const { radius, ring, badge, textSize } = groupShape;
  return (
    <g className="group-mark">
      <circle r={radius + ring / 2 + 1.5} className="group-mark-halo" />
      <circle r={radius} className="group-mark-disc" />
      <circle r={radius} fill="none" strokeWidth={ring} style={{ stroke: levelColour(level) }} />
      <circle r={radius + ring / 2} className="group-mark-line" />
      <circle r={radius - ring / 2} className="group-mark-line" />
      <text dy="0.36em" fontSize={textSize}>
        {sites}
      </text>
      <g transform={`translate(${badge.x} ${badge.y})`}>
        <LevelMark level={level} scale={badge.scale} />
      </g>
    </g>
  );
}

/** The sites of one commune, by level. */
export function CardMark({ width, height, name, entries }: CardLayout) {
  return (
    <g className="card-mark" transform={`translate(${-width / 2} ${-height / 2})`}>
      <rect width={width} height={height} rx={5} className="card-mark-ground" />
      <text x={width / 2} y={name.y} dy="0.36em" fontSize={cardText.nameSize}>
        {name.text}
      </text>
      {entries.map(({ level, mark, count }) => (
        <g key={level ?? 0}>
          <g transform={`translate(${mark.x} ${mark.y})`}>
            <LevelMark level={level} scale={entryScale} />
          </g>
          <text
            x={count.x}
            y={count.y}
            dy="0.36em"
            fontSize={cardText.countSize}
            className="card-mark-count"
          >
            {count.text}
          </text>
        </g>
      ))}
    </g>
  );
}
