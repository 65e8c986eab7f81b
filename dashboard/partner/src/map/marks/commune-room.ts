import { type CardLayout, groupShape } from "./mark-layout";
import { type Box, firstRoom, moved, overlap, type Step } from "./room";
import { highestLevel, type LevelCount } from "./site-marks";

/** A commune's mark before it is known how much room there is. */
export interface CommuneWish {
  readonly code: string;
  /** In pixels. */
  readonly at: readonly [x: number, y: number];
  readonly counts: readonly LevelCount[];
  readonly card: CardLayout;
}

export interface CommuneRoom {
  /** Else there is room for the number of sites only. */
  readonly isCard: boolean;
  /** Away from the centre only where sites stand at their exact places there, or where there is room. */
  readonly step: Step;
  /** What it takes of the map. */
  readonly box: Box;
}

const groupSide = groupShape.radius * 2 + 8;

/**
 * Finds room for every commune's mark: the highest levels choose first, then those of most sites.
 *
 * @param sites what marks of single sites take of the map.
 * @param edges what lies around the map.
 * @param isRoomy whether a card may step aside for other marks: where there are few it is still told whose it is.
 * @returns by code, for every commune.
 */
export function roomForCommunes(
  communes: readonly CommuneWish[],
  sites: readonly Box[],
  edges: readonly Box[] = [],
  isRoomy = false,
): ReadonlyMap<string, CommuneRoom> {
  const rooms = new Map<string, CommuneRoom>();
  for (const commune of inOrderOfWeight(communes)) {
    const placed = [...rooms.values()].map(({ box }) => box);
    const waiting = communes.filter(({ code }) => code !== commune.code && !rooms.has(code));
    const blocked = [...edges, ...sites, ...placed];
    rooms.set(
      commune.code,
      roomForCard(commune, [...blocked, ...waiting.map(groupBox)], isRoomy ? null : sites) ??
        roomForGroup(commune, blocked, sites),
    );
  }
  return rooms;
}

function roomForCard(
  { at: [x, y], card: { width, height } }: CommuneWish,
  taken: readonly Box[],
  sites: readonly Box[] | null,
): CommuneRoom | null {
  const box = { x, y, width: width + 4, height: height + 4 };
  const step = firstRoom(box, stepsOf(box, sites ?? taken), taken);
  return step === null ? null : { isCard: true, step, box: moved(box, step) };
}

function roomForGroup(
  commune: CommuneWish,
  taken: readonly Box[],
  sites: readonly Box[],
): CommuneRoom {
  const box = groupBox(commune);
  const step = firstRoom(box, stepsOf(box, sites), taken) ?? [0, 0];
  return { isCard: false, step, box: moved(box, step) };
}

function groupBox({ at: [x, y] }: CommuneWish): Box {
  return { x, y, width: groupSide, height: groupSide };
}

function stepsOf(box: Box, sites: readonly Box[]): readonly Step[] {
  if (!sites.some((site) => overlap(site, box))) return [[0, 0]];
  const down = box.height / 2 + 20;
  const aside = box.width / 2 + 20;
  return [
    [0, 0],
    [0, down],
    [0, -down],
    [aside, 0],
    [-aside, 0],
    [0, down + 16],
    [0, -down - 16],
  ];
}

function inOrderOfWeight(communes: readonly CommuneWish[]): readonly CommuneWish[] {
  const total = ({ counts }: CommuneWish) => counts.reduce((sum, { sites }) => sum + sites, 0);
  const top = ({ counts }: CommuneWish) => highestLevel(counts) ?? 0;
  return communes.toSorted((a, b) => top(b) - top(a) || total(b) - total(a));
}

/** So few that a card beside its place is still told apart from the others. */
const fewMarks = 4;

export function areFew(marks: readonly unknown[]): boolean {
  return marks.length <= fewMarks;
}
