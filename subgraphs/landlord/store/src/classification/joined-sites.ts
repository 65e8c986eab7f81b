import type { Level, MonthNumber, SiteState } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { copyIntegers } from "../sql/copy-out.js";

/** From a month on the window of a site counts that of others too. */
export interface Joining {
  readonly from: MonthNumber;
  readonly parts: readonly number[];
}

/** Which sites were merged into which others. */
export class JoinedSites {
  private readonly parts: ReadonlySet<number>;

  private constructor(private readonly bySite: ReadonlyMap<number, readonly Joining[]>) {
    const joinings = [...bySite.values()].flat();
    this.parts = new Set(joinings.flatMap(({ parts }) => parts));
  }

  static async read(tx: EntityManager): Promise<JoinedSites> {
    const numbers = await copyIntegers(
      tx,
      3,
      "SELECT site_id, from_month, part_id FROM site_part ORDER BY site_id, from_month, part_id",
    );
    const bySite = new Map<number, { from: MonthNumber; parts: number[] }[]>();
    for (let at = 0; at < numbers.length; at += 3) {
      const [siteId = 0, from = 0, part = 0] = numbers.subarray(at, at + 3);
      const joinings = bySite.get(siteId) ?? [];
      bySite.set(siteId, joinings);
      const last = joinings.at(-1);
      if (last?.from === from) last.parts.push(part);
      else joinings.push({ from, parts: [part] });
    }
    return new JoinedSites(bySite);
  }

  /** Oldest first; none for most sites. */
  of(siteId: number): readonly Joining[] {
    return this.bySite.get(siteId) ?? [];
  }

  isPart(siteId: number): boolean {
    return this.parts.has(siteId);
  }

  /** The sites with all that their levels rest on, and all whose levels rest on them. */
  around(siteIds: readonly number[] | null): readonly number[] | null {
    if (siteIds === null || this.bySite.size === 0) return siteIds;
    const found = new Set(siteIds);
    for (let before = -1; before !== found.size; ) {
      before = found.size;
      for (const [siteId, joinings] of this.bySite) {
        const group = [siteId, ...joinings.flatMap(({ parts }) => parts)];
        if (group.some((id) => found.has(id))) for (const id of group) found.add(id);
      }
    }
    return [...found];
  }

  /** Those that others were merged into, each after all it is made of. */
  inOrder(): number[] {
    const ordered = new Set<number>();
    const add = (siteId: number) => {
      if (!this.bySite.has(siteId) || ordered.has(siteId)) return;
      for (const { parts } of this.of(siteId)) for (const part of parts) add(part);
      ordered.add(siteId);
    };
    for (const siteId of this.bySite.keys()) add(siteId);
    return [...ordered];
  }
}

/** Where a site stands that was made of several: at the highest of everything, held the longest. */
export function joinStates(states: readonly (SiteState | null)[]): SiteState | null {
  const known = states.filter((state) => state !== null);
  if (known.length === 0) return null;
  const highest = (levels: readonly Level[]) => Math.max(...levels) as Level;
  const earlier = known.flatMap(({ earlierComputedLevel }) => earlierComputedLevel ?? []);
  const level = highest(known.map((state) => state.level));
  return {
    computedLevel: highest(known.map(({ computedLevel }) => computedLevel)),
    earlierComputedLevel: earlier.length === 0 ? null : highest(earlier),
    heldLevel: highest(known.map(({ heldLevel }) => heldLevel)),
    level,
    since: Math.min(...known.filter((state) => state.level === level).map(({ since }) => since)),
  };
}
