/** Something on the map, in pixels; x and y are its middle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far something moves from its place, in pixels. */
export type Step = readonly [right: number, down: number];

/** The first of the steps with which a box covers nothing; null when all of them do. */
export function firstRoom(box: Box, steps: readonly Step[], taken: readonly Box[]): Step | null {
  return steps.find((step) => taken.every((other) => !overlap(moved(box, step), other))) ?? null;
}

export function moved(box: Box, [right, down]: Step): Box {
  return { ...box, x: box.x + right, y: box.y + down };
}

export function overlap(a: Box, b: Box): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2
  );
}

/** What lies around a drawing, so that nothing is cut off by its edge. */
export function walls({ width, height }: Pick<Box, "width" | "height">): readonly Box[] {
  const [x, y] = [width / 2, height / 2];
  return [
    { x: -x, y, width, height: height * 3 },
    { x: width + x, y, width, height: height * 3 },
    { x, y: -y, width: width * 3, height },
    { x, y: height + y, width: width * 3, height },
  ];
}

export interface NameWish extends Box {
  readonly code: string;
  /** Whether marks of its own keep it from its place: it may go farther without being misread. */
  readonly hasMarks: boolean;
}

/**
 * Where names can be written without covering anything or each other; those that come first choose
 * first. A name without room is left out: it is in the list.
 *
 * @returns by code.
 */
export function namesWithRoom(
  names: readonly NameWish[],
  obstacles: readonly Box[],
): ReadonlyMap<string, Step> {
  const taken = [...obstacles];
  const rooms = new Map<string, Step>();
  for (const { code, hasMarks, ...box } of names) {
    const step = firstRoom(box, hasMarks ? [...nameSteps, ...fartherSteps] : nameSteps, taken);
    if (step === null) continue;
    rooms.set(code, step);
    taken.push(moved(box, step));
  }
  return rooms;
}

/** The place itself, then below and above it: beside it, the name would seem to be a neighbour's. */
const nameSteps: readonly Step[] = [0, 18, -18, 31, -31].map((down) => [0, down]);
const fartherSteps: readonly Step[] = [46, -46, 60, -60].map((down) => [0, down]);
