import { parse } from "graphql";
import { classificationSdl, conventionSdl, landlordSdl } from "../composition/subgraph-sdl.js";
import { fieldsOfCells } from "./cells.js";
import type { PolicyCell } from "./policy.js";

type FieldsOfCells = typeof fieldsOfCells;

/** The cell of every coordinate that `cells.ts` writes, and what is wrong with the list itself. */
export function cellsByEntry(fields: FieldsOfCells = fieldsOfCells): {
  readonly entries: ReadonlyMap<string, PolicyCell>;
  readonly problems: readonly string[];
} {
  const entries = new Map<string, PolicyCell>();
  const problems: string[] = [];
  const known = contractCoordinates();
  for (const [cell, types] of Object.entries(fields) as [PolicyCell, Record<string, string>][]) {
    for (const [type, names] of Object.entries(types)) {
      for (const name of names.split(" ")) {
        const entry = `${type}.${name}`;
        const other = entries.get(entry);
        if (other !== undefined) problems.push(`${entry} is in "${other}" and in "${cell}"`);
        if (!known.has(entry)) problems.push(`${entry}, in "${cell}", names no field`);
        entries.set(entry, cell);
      }
    }
  }
  return { entries, problems };
}

/** The fields that a row stands for, a landlord's own types under their interface, in order. */
export function fieldsOfRow(row: PolicyCell): string[] {
  const { entries } = cellsByEntry();
  return [...entries].flatMap(([entry, cell]) => (cell === row ? [entry] : [])).sort();
}

let coordinates: ReadonlySet<string> | undefined;

/** Every field of the contract's SDL, whichever subgraph serves it. */
function contractCoordinates(): ReadonlySet<string> {
  coordinates ??= new Set(
    [conventionSdl([]), classificationSdl([]), landlordSdl("any")].flatMap((sdl) =>
      parse(sdl).definitions.flatMap((definition) =>
        definition.kind === "ObjectTypeDefinition" || definition.kind === "InterfaceTypeDefinition"
          ? (definition.fields ?? []).map(({ name }) => `${definition.name.value}.${name.value}`)
          : [],
      ),
    ),
  );
  return coordinates;
}
