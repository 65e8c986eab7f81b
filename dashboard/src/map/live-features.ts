import type { Feature } from "geojson";
import type { Area, LonLat } from "./geography";
import { imageName, nameSize, widthOfName } from "./mark-images";
import { cardLayout, cardsWithRoom, groupShape } from "./mark-layout";
import { type Box, namesWithRoom } from "./name-room";
import { type CommuneMark, highestLevel, type SiteMark, type SiteMarks } from "./site-marks";

/** Where a point stands on the screen, in pixels. */
export type Project = (at: LonLat) => readonly [x: number, y: number];

export function pointFeature(at: LonLat, properties: Feature["properties"] = {}): Feature {
  return { type: "Feature", properties, geometry: { type: "Point", coordinates: [...at] } };
}

export function areaFeatures(areas: readonly Area[]): readonly Feature[] {
  return areas.flatMap(({ code, geometry, isInside }): Feature[] =>
    geometry === null ? [] : [{ type: "Feature", properties: { code, isInside }, geometry }],
  );
}

/** Undetermined is level 0. */
export function siteFeatures(sites: readonly SiteMark[]): readonly Feature[] {
  return sites.map(({ site: { id, level, name }, at }) =>
    pointFeature(at, { id, name, level: level ?? 0, image: imageName(["site", level ?? 0]) }),
  );
}

export interface CommuneFeatures {
  readonly features: readonly Feature[];
  /** What they take of the screen. */
  readonly boxes: readonly Box[];
  /** Communes whose name stands on their card. */
  readonly named: ReadonlySet<string>;
}

/** A card where there is room, else the number of sites. */
export function communeFeatures(marks: readonly CommuneMark[], project: Project): CommuneFeatures {
  const cards = marks.map((mark) => {
    const card = cardLayout(mark.name, mark.counts);
    return { code: mark.code, counts: mark.counts, at: project(mark.at), card };
  });
  const named = cardsWithRoom(cards);
  const side = groupShape.radius * 2 + 6;
  return {
    named,
    features: marks.map(({ code, name, at, counts, sites }) => {
      const level = highestLevel(counts) ?? 0;
      const image = named.has(code)
        ? imageName(["card", name, counts])
        : imageName(["group", level, sites]);
      return pointFeature(at, { code, name, level, image });
    }),
    boxes: cards.map(({ code, at: [x, y], card }) => ({
      x,
      y,
      width: named.has(code) ? card.width : side,
      height: named.has(code) ? card.height : side,
    })),
  };
}

/** Names of communes beside the marks, the territory's own first. */
export function nameFeatures(
  areas: readonly Area[],
  { sites }: SiteMarks,
  { boxes, named }: CommuneFeatures,
  project: Project,
): readonly Feature[] {
  const obstacles = sites.map(({ at }) => {
    const [x, y] = project(at);
    return { x, y, width: 24, height: 24 };
  });
  const wishes = areas
    .toSorted((a, b) => Number(b.isInside) - Number(a.isInside))
    .flatMap(({ code, name, center, isInside }) => {
      if (center === null || named.has(code)) return [];
      const [x, y] = project(center);
      const size = { width: widthOfName(name), height: nameSize + 4 };
      return [{ code, name, center, isInside, x, y, ...size }];
    });
  const rooms = namesWithRoom(wishes, [...boxes, ...obstacles]);
  return wishes.flatMap(({ code, name, center, isInside }) => {
    const down = rooms.get(code);
    if (down === undefined) return [];
    return [
      pointFeature(center, { image: imageName(["name", name, isInside]), offset: [0, down] }),
    ];
  });
}
