import type { ActedIncident } from "@palier/landlord-store";
import { BadUserInputError } from "@palier/schema";
import type { DataSource } from "typeorm";
import { toDigits } from "../identity/incident-id.js";
import { IncidentIdentity, nodeSalt } from "../identity/incident-identity.js";
import { mostOfARow } from "./value-readers.js";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Of the landlord's store. */
export async function incidentIdentity(
  store: Pick<DataSource, "query">,
): Promise<IncidentIdentity> {
  return new IncidentIdentity(await nodeSalt(store));
}

/** An incident as it was called. */
export interface CalledIncident extends ActedIncident {
  /** From 1, among those of a row that stands for several. */
  readonly number: number;
  readonly isWithdrawn: boolean;
}

/**
 * The incidents that are meant, in the order of their numbers: several where a row of this reference counts several.
 * Where there is none, the one that there would be.
 *
 * @param called a public id, or the reference as files have it: several parts where several columns make it.
 */
export async function incidentsCalled(
  store: DataSource,
  called: readonly string[],
): Promise<readonly CalledIncident[]> {
  const name = called.join(" ");
  const isId = uuid.test(name.toLowerCase());
  const ids = isId ? [name.toLowerCase()] : await rankedIds(store, called.join("\0"));
  const found = await store.query<{ id: string; isWithdrawn: boolean }[]>(
    `SELECT id, false AS "isWithdrawn" FROM incident WHERE id = ANY ($1::uuid[])
     UNION ALL SELECT incident_id, true FROM withdrawn_incident WHERE incident_id = ANY ($1::uuid[])`,
    [ids],
  );
  const withdrawn = new Map(found.map(({ id, isWithdrawn }) => [id, isWithdrawn]));
  const there = ids.flatMap((id, index) => {
    const isWithdrawn = withdrawn.get(id);
    return isWithdrawn === undefined ? [] : [{ id, number: index + 1, isWithdrawn }];
  });
  const quoted = isId ? name : `"${name}"`;
  if (there.length === 0) {
    return [{ id: ids[0] ?? name, name: quoted, number: 1, isWithdrawn: false }];
  }
  const last = there.at(-1)?.number ?? 1;
  return there.map((incident) => {
    return { ...incident, name: last === 1 ? quoted : `${quoted} (${incident.number} of ${last})` };
  });
}

async function rankedIds(store: DataSource, reference: string): Promise<string[]> {
  const identity = await incidentIdentity(store);
  const first = identity.ofReference(reference);
  return Array.from({ length: mostOfARow }, (_, index) =>
    toDigits(identity.ofEqual(first, index + 1)).replace(
      /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
      "$1-$2-$3-$4-$5",
    ),
  );
}

/**
 * Those that an act is on.
 *
 * @param which one by its number, or all; null: the only one.
 * @throws BadUserInputError where several are called and nobody says which are meant.
 */
export function incidentsMeant(
  called: readonly CalledIncident[],
  which: number | "all" | null,
  isMeant: (incident: CalledIncident) => boolean = () => true,
): readonly CalledIncident[] {
  const [first] = called;
  if (typeof which === "number") {
    const found = called.filter(({ number }) => number === which);
    if (found.length > 0) return found;
    throw new BadUserInputError(
      `There is no number ${which} of ${first?.name}: there ${called.length === 1 ? "is" : "are"} ${numbersOf(called)}.`,
    );
  }
  const meant = called.filter(isMeant);
  // What is wrong with the others is said by the act.
  if (meant.length === 0) return called.slice(0, 1);
  if (which === "all" || meant.length === 1) return meant;
  throw new BadUserInputError(
    `One row stands for several incidents of this reference, ${numbersOf(meant)}: name one (--which 1), or all (--all).`,
  );
}

const mostNumbers = 20;

function numbersOf(called: readonly CalledIncident[]): string {
  const numbers = called.slice(0, mostNumbers).map(({ number }) => number);
  const more = called.length - numbers.length;
  return `${numbers.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
