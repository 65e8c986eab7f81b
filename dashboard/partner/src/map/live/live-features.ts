import type { Feature } from "geojson";
import type { Area, LonLat } from "../ground/geography";
import { areFew, roomForCommunes } from "../marks/commune-room";
import { cardLayout, groupShape } from "../marks/mark-layout";
import { type Box, namesWithRoom, type Step } from "../marks/room";
import {
  type CommuneMark,
  groupNear,
  highestLevel,
  type NamedArea,
  type SiteMark,
} from "../marks/site-marks";
import { imageName, nameSize, widthOfName } from "./mark-images";

/** Between the ground and the screen as one looks at it; x and y are pixels. */
export interface Screen {
  project(at: LonLat): readonly [x: number, y: number];
  unproject(point: readonly [x: number, y: number]): LonLat;
}

/** The map's own offsets take no part in what a click hits: the point itself is moved. */
function stepped(at: LonLat, [right, down]: Step, screen: Screen): LonLat {
  if (right === 0 && down === 0) return at;
  const [x, y] = screen.project(at);
  return screen.unproject([x + right, y + down]);
}

export function pointFeature(at: LonLat, properties: Feature["properties"] = {}): Feature {
  return { type: "Feature", properties, geometry: { type: "Point", coordinates: [...at] } };
}

export function areaFeatures(areas: readonly Area[]): readonly Feature[] {
  return areas.flatMap(({ code, geometry, isInside, isDistrict }): Feature[] =>
    geometry === null
      ? []
      : [{ type: "Feature", properties: { code, isInside, isDistrict }, geometry }],
  );
}

/** Undetermined is level 0. */
export function siteFeatures(sites: readonly SiteMark[]): readonly Feature[] {
  return sites.map(({ site: { id, level, name }, at }) =>
    pointFeature(at, { id, name, level: level ?? 0, image: imageName(["site", level ?? 0]) }),
  );
}

/** What the marks of sites take of the screen, about: the map joins near ones in its own way. */
export function boxesOfSites(
  sites: readonly SiteMark[],
  screen: Screen,
  near: number,
): readonly Box[] {
  return groupNear(sites, screen.project, near).map(({ at: [x, y], sites: joined }) => {
    const side = joined.length === 1 ? 26 : groupShape.radius * 2 + 10;
    return { x, y, width: side, height: side };
  });
}

export interface CommuneFeatures {
  readonly features: readonly Feature[];
  /** What they take of the screen. */
  readonly boxes: readonly Box[];
  /** Communes whose name stands on their card. */
  readonly named: ReadonlySet<string>;
}

/** A card where there is room, else the number of sites. */
export function communeFeatures(
  marks: readonly CommuneMark[],
  sites: readonly Box[],
  edges: readonly Box[],
  screen: Screen,
): CommuneFeatures {
  const rooms = roomForCommunes(
    marks.map(({ code, name, counts, at }) => ({
      code,
      counts,
      at: screen.project(at),
      card: cardLayout(name, counts),
    })),
    sites,
    edges,
    areFew(marks),
  );
  return {
    named: new Set([...rooms].flatMap(([code, { isCard }]) => (isCard ? [code] : []))),
    boxes: [...rooms.values()].map(({ box }) => box),
    features: marks.map((mark) => {
      const { code, name, at, counts } = mark;
      const { isCard, step } = rooms.get(code) ?? { isCard: false, step: [0, 0] };
      const level = highestLevel(counts) ?? 0;
      const image = isCard
        ? imageName(["card", name, counts])
        : imageName(["group", level, mark.sites]);
      return pointFeature(stepped(at, step, screen), { code, name, level, image });
    }),
  };
}

/** Names of communes beside the marks, of those first that have any. */
export function nameFeatures(
  areas: readonly NamedArea[],
  named: ReadonlySet<string>,
  obstacles: readonly Box[],
  screen: Screen,
): readonly Feature[] {
  const wishes = areas.flatMap(({ code, name, center, isInside, hasMarks }) => {
    if (center === null || named.has(code)) return [];
    const [x, y] = screen.project(center);
    const size = { width: widthOfName(name), height: nameSize + 4 };
    return [{ code, name, center, isInside, hasMarks, x, y, ...size }];
  });
  const rooms = namesWithRoom(wishes, obstacles);
  return wishes.flatMap(({ code, name, center, isInside }) => {
    const step = rooms.get(code);
    if (step === undefined) return [];
    const image = imageName(["name", name, isInside]);
    return [pointFeature(stepped(center, step, screen), { image })];
  });
}
