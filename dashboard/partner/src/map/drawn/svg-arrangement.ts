import { type Area, fitBounds } from "../ground/geography";
import { areFew, roomForCommunes } from "../marks/commune-room";
import { type CardLayout, cardLayout, groupShape, widthOfText } from "../marks/mark-layout";
import { type Box, namesWithRoom, walls } from "../marks/room";
import {
  areasByName,
  type CommuneMark,
  type Group,
  groupNear,
  type NamedArea,
  type SiteMarks,
} from "../marks/site-marks";
import { projectOnto, type SvgProjection } from "./svg-projection";

/** Where everything of a drawn map goes, in its own units. */
export interface SvgArrangement {
  readonly projection: SvgProjection;
  /** The highest levels last, on top. */
  readonly groups: readonly Group[];
  readonly communes: readonly PlacedCommune[];
  readonly names: readonly PlacedName[];
}

export interface PlacedCommune {
  readonly mark: CommuneMark;
  readonly at: readonly [x: number, y: number];
  /** Null where there is room for the number only. */
  readonly card: CardLayout | null;
}

export interface PlacedName {
  readonly code: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly isInside: boolean;
}

const drawing = { width: 680, margin: 26, mostHeight: 640 };
export const nameSize = 12;

/** Marks of sites are smaller here than on a screen, where one can go nearer. */
export const siteScale = 0.78;

/** Sites nearer than this are one mark. */
const nearPixels = 28;

/** @returns null without any commune to draw on. */
export function arrangeSvgMap(areas: readonly Area[], marks: SiteMarks): SvgArrangement | null {
  const bounds = fitBounds(areas);
  if (bounds === null) return null;
  const projection = projectOnto(bounds, drawing);
  const groups = groupNear(marks.sites, projection.project, nearPixels);
  const boxes = groups.map(boxOfGroup);
  const { communes, taken } = placeCommunes(marks.communes, boxes, projection);
  return {
    projection,
    groups: groups.toReversed(),
    communes,
    names: placeNames(areasByName(areas, marks), communes, [...boxes, ...taken], projection),
  };
}

function placeCommunes(
  marks: readonly CommuneMark[],
  sites: readonly Box[],
  { project, width, height }: SvgProjection,
): { readonly communes: readonly PlacedCommune[]; readonly taken: readonly Box[] } {
  const wishes = marks.map((mark) => ({
    mark,
    code: mark.code,
    counts: mark.counts,
    at: project(mark.at),
    card: cardLayout(mark.name, mark.counts),
  }));
  const rooms = roomForCommunes(wishes, sites, walls({ width, height }), areFew(wishes));
  const communes = wishes.map(({ mark, at: [x, y], card }): PlacedCommune => {
    const { isCard, step } = rooms.get(mark.code) ?? { isCard: false, step: [0, 0] };
    return { mark, at: [x + step[0], y + step[1]], card: isCard ? card : null };
  });
  return { communes, taken: [...rooms.values()].map(({ box }) => box) };
}

/** Communes with a card have their name there. */
function placeNames(
  areas: readonly NamedArea[],
  communes: readonly PlacedCommune[],
  obstacles: readonly Box[],
  { project, width, height }: SvgProjection,
): readonly PlacedName[] {
  const named = new Set(communes.filter(({ card }) => card !== null).map(({ mark }) => mark.code));
  const wishes = areas.flatMap(({ code, name, center, isInside, hasMarks }) => {
    if (center === null || named.has(code)) return [];
    const [x, y] = project(center);
    const isWithin = x > 0 && x < width && y > 0 && y < height;
    const size = { width: widthOfText(name, nameSize) + 4, height: nameSize + 3 };
    return isWithin ? [{ code, name, isInside, hasMarks, x, y, ...size }] : [];
  });
  const rooms = namesWithRoom(wishes, [...obstacles, ...walls({ width, height })]);
  return wishes.flatMap(({ code, name, x, y, isInside }) => {
    const step = rooms.get(code);
    return step === undefined ? [] : [{ code, name, x: x + step[0], y: y + step[1], isInside }];
  });
}

function boxOfGroup({ at: [x, y], sites }: Group): Box {
  const side = (sites.length === 1 ? 26 : groupShape.radius * 2 + 8) * siteScale;
  return { x, y, width: side, height: side };
}
