/** Values of one object of an answer, by name of the field; several where it was asked for under several keys. */
export type GivenFields = ReadonlyMap<string, readonly unknown[]>;

/**
 * Types whose fields say one thing together, so that each may be of its own domain and the object
 * still say what nobody can have counted, or what is withheld from who reads it.
 */
const agreements: Readonly<Record<string, (given: GivenFields) => boolean>> = {
  IncidentCount: isOneState,
  CountTally: isOneState,
};

/**
 * Whether the fields that were asked for agree with each other.
 *
 * @param type As the contract names it, landlords' own types under their interface.
 */
export function agreementOf(type: string): ((given: GivenFields) => boolean) | null {
  return agreements[type] ?? null;
}

/** A value has a number above zero, a true zero is whole, and beside what is withheld stands nothing. */
function isOneState(given: GivenFields): boolean {
  const counts = given.get("count") ?? [];
  const partial = given.get("isPartial") ?? [];
  return (given.get("status") ?? []).every((status) => {
    switch (status) {
      case "VALUE":
        return counts.every((count) => typeof count === "number" && count > 0);
      case "ZERO":
        return counts.every((count) => count === 0) && partial.every((is) => is !== true);
      default:
        return counts.every((count) => count === null);
    }
  });
}
