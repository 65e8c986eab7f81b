import type { Territory, TerritoryKind, Viewer } from "@palier/schema";
import type { RequestContext } from "../viewer/request-context.js";
import type { TerritoryDirectory } from "./territory-directory.js";

/** The territories that exist for who asks. */
export class ViewerTerritories {
  /** By the list of codes, which stays the same object while a visa is remembered. */
  readonly #seen = new WeakMap<Viewer["scope"], ReadonlySet<Territory>>();

  constructor(private readonly territories: Pick<TerritoryDirectory, "find" | "all">) {}

  /** Null for a code that the convention does not hold, and for one outside the viewer's scope. */
  find(code: string, { viewer, access }: RequestContext): Territory | null {
    const territory = this.territories.find(code);
    if (territory === null || !this.#isSeen(territory, viewer)) return null;
    access?.addTerritories([code]);
    return territory;
  }

  /** In the convention's order. */
  all(kind: TerritoryKind | null | undefined, { viewer, access }: RequestContext): Territory[] {
    const seen = this.territories.all(kind).filter((territory) => this.#isSeen(territory, viewer));
    access?.addTerritories(seen.map(({ code }) => code));
    return seen;
  }

  #isSeen(territory: Territory, viewer: Viewer | undefined): boolean {
    if (viewer === undefined) return true;
    let seen = this.#seen.get(viewer.scope);
    if (seen === undefined) {
      seen = new Set(this.#within(viewer.scope));
      this.#seen.set(viewer.scope, seen);
    }
    return seen.has(territory);
  }

  /**
   * The viewer's own territories, and those that lie whole within their communes; a priority
   * district has communes of which it is only a part, so it brings none.
   */
  #within(scope: Viewer["scope"]): Territory[] {
    const all = this.territories.all();
    const whole = all.filter(
      ({ code, kind }) => scope.includes(code) && kind !== "PRIORITY_DISTRICT",
    );
    const seen = new Set(whole.flatMap(({ communes }) => communes));
    return all.filter(
      ({ code, communes }) =>
        scope.includes(code) ||
        (communes.length > 0 && communes.every((commune) => seen.has(commune))),
    );
  }
}
