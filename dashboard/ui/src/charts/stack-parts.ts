import type { Level } from "../parts/levels";

export interface LevelPart {
  readonly level: Level;
  /** 0 to 1; null when there is nothing to share. */
  readonly share: number | null;
}

export interface StackedPart {
  readonly level: Level;
  readonly from: number;
  readonly to: number;
}

/** Parts end to end from 0 on; what is empty takes no place. */
export function stackParts(parts: readonly LevelPart[]): StackedPart[] {
  let from = 0;
  return parts.flatMap(({ level, share }) => {
    if (share === null || share === 0) return [];
    const part = { level, from, to: from + share };
    from = part.to;
    return [part];
  });
}
