import type { TerritoryScope } from "@palier/landlord-store";
import type { ContributionKey } from "@palier/schema";
import type { Answering } from "../viewer/audience.js";
import type { InputCondition } from "../viewer/row-conditions.js";
import type { PublishedTerritories } from "./published-territories.js";

/** What the landlord is to bring to a territory, or why it brings nothing. */
export type DuePart<Key> =
  | { readonly id: string; readonly key: Key; readonly scope: TerritoryScope }
  /** The status to answer with; null to who is told nothing at all. */
  | { readonly id: string; readonly absence: "UNKNOWN" | "WITHHELD" | null };

/** Tells what the ids stand for that classification's inputs are asked by. */
export class DueParts {
  constructor(
    private readonly slug: string,
    private readonly published: Pick<PublishedTerritories, "find">,
  ) {}

  /** Null for an id that is none of this landlord's, whatever is wrong with it. */
  find<Key extends ContributionKey>(
    id: unknown,
    parse: (id: string) => Key | null,
    condition: InputCondition,
    { conditions, access }: Answering,
  ): DuePart<Key> | null {
    const key = typeof id === "string" ? parse(id) : null;
    if (typeof id !== "string" || key?.landlord !== this.slug) return null;
    if (condition === "HIDDEN") return { id, absence: null };
    const scope = this.published.find(key.territory, key.month, conditions.scope);
    if (scope === null) return { id, absence: "UNKNOWN" };
    access.addTerritories([key.territory]);
    return condition === "WITHHELD" ? { id, absence: "WITHHELD" } : { id, key, scope };
  }
}
