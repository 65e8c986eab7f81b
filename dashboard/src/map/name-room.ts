/** Something on the map that a name must not cover; x and y are its middle, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface NameWish extends Box {
  readonly code: string;
}

/** How far a name may move from its place, the nearest first. */
const steps = [0, 18, -18, 30, -30];

/**
 * Where names can be written without covering anything or each other; those that come first choose
 * first. A name without room is left out: it is in the list.
 *
 * @returns how far each goes down (up where negative), in pixels, by code.
 */
export function namesWithRoom(
  names: readonly NameWish[],
  obstacles: readonly Box[],
): ReadonlyMap<string, number> {
  const taken = [...obstacles];
  const rooms = new Map<string, number>();
  for (const { code, ...box } of names) {
    const step = steps.find((down) => isFree({ ...box, y: box.y + down }, taken));
    if (step === undefined) continue;
    rooms.set(code, step);
    taken.push({ ...box, y: box.y + step });
  }
  return rooms;
}

function isFree(box: Box, taken: readonly Box[]): boolean {
  return taken.every(
    (other) =>
      Math.abs(box.x - other.x) >= (box.width + other.width) / 2 ||
      Math.abs(box.y - other.y) >= (box.height + other.height) / 2,
  );
}
