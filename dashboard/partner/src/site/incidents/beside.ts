interface Identified {
  readonly id: string;
}

/** What was asked for apart of an incident: `HIDDEN` from the visitor, on its way, or there. */
export type Beside<More> =
  | { readonly state: "HIDDEN" | "AWAITED" }
  | { readonly state: "SHOWN"; readonly of: (id: string) => More | null };

/** Finds by an incident's id what was told of it in another answer, whatever the order there. */
export function shownBeside<More extends Identified>(answered: readonly More[]): Beside<More> {
  const found = new Map(answered.map((each) => [each.id, each]));
  return { state: "SHOWN", of: (id) => found.get(id) ?? null };
}
