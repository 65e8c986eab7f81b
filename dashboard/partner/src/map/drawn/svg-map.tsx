import { ScrollWide } from "@palier/dashboard-ui/parts/scroll-wide";
import { useId, useMemo } from "react";
import type { Area } from "../ground/geography";
import { LevelMark } from "../marks/level-mark";
import { CardMark, GroupMark } from "../marks/marks-on-svg";
import { highestLevel, type SiteMarks } from "../marks/site-marks";
import { arrangeSvgMap, siteScale } from "./svg-arrangement";
import "./svg-map.css";

export interface SvgMapProps {
  readonly title: string;
  /** What the drawing shows, in words. */
  readonly summary: string;
  readonly areas: readonly Area[];
  readonly isSchematic: boolean;
  readonly marks: SiteMarks;
  /** What is chosen in a list beside the map. */
  readonly chosen?: { readonly site: string | null; readonly area: string | null };
}

const nothing = { site: null, area: null };

/** A map that needs nothing but paper: the same question gives the same drawing. */
export function SvgMap({
  title,
  summary,
  areas,
  isSchematic,
  marks,
  chosen = nothing,
}: SvgMapProps) {
  const id = useId();
  const arranged = useMemo(() => arrangeSvgMap(areas, marks), [areas, marks]);
  if (arranged === null) return null;
  const { projection, groups, communes, names } = arranged;
  return (
    <ScrollWide label={title}>
      <svg
        className="svg-map"
        viewBox={`0 0 ${projection.width} ${projection.height}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-summary`}
        data-schematic={isSchematic}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-summary`}>{summary}</desc>
        {areas.map(
          ({ code, geometry, isInside, isDistrict }) =>
            geometry !== null && (
              <path
                key={code}
                className="svg-map-area"
                data-inside={isInside}
                data-district={isDistrict}
                data-chosen={code === chosen.area}
                d={projection.path(geometry)}
              />
            ),
        )}
        {names.map(({ code, name, x, y, isInside }) => (
          <text key={code} className="svg-map-name" data-inside={isInside} x={x} y={y} dy="0.36em">
            {name}
          </text>
        ))}
        {communes.map(({ mark, at: [x, y], card }) => (
          <g key={mark.code} transform={`translate(${x} ${y})`}>
            {card === null ? (
              <GroupMark level={highestLevel(mark.counts)} sites={mark.sites} />
            ) : (
              <CardMark {...card} />
            )}
          </g>
        ))}
        {groups.map(({ at: [x, y], sites }) => (
          <g key={sites[0]?.id} transform={`translate(${x} ${y}) scale(${siteScale})`}>
            {sites.some(({ id: site }) => site === chosen.site) && (
              <circle className="svg-map-chosen" r={24} />
            )}
            {sites.length === 1 ? (
              <LevelMark level={sites[0]?.level ?? null} />
            ) : (
              <GroupMark level={sites[0]?.level ?? null} sites={sites.length} />
            )}
          </g>
        ))}
      </svg>
    </ScrollWide>
  );
}
