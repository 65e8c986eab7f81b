import { isMap, isSeq, type ParsedNode, parseDocument, type YAMLSeq } from "yaml";
import { ConfigurationError } from "../ground/errors.js";
import type { PartyEntry } from "./party-file.js";

/** What the next version says otherwise. */
export interface NextVersion {
  /** Its first day, `YYYY-MM-DD`. */
  readonly from: string;
  /** The landlord that comes. */
  readonly joining?: PartyEntry;
  /** Slug of the landlord that goes. */
  readonly leaving?: string;
}

/**
 * The text of the version after this one: the same words and comments but for what it changes.
 *
 * @param text of a convention that has been checked.
 * @throws ConfigurationError where who comes is there already, or who goes is not.
 */
export function nextVersionText(text: string, { from, joining, leaving }: NextVersion): string {
  const document = parseDocument(text);
  const landlords = document.get("landlords");
  if (!isSeq(landlords)) throw new Error("a convention without landlords");
  const version = Number(document.get("version"));
  document.set("version", version + 1);
  document.setIn(["validity", "from"], from);
  if (leaving !== undefined) {
    landlords.delete(placeOf(landlords, leaving) ?? refuse(leaving, "is not among its landlords"));
  }
  if (joining !== undefined) {
    if (placeOf(landlords, joining.slug) !== null) refuse(joining.slug, "is among its landlords");
    landlords.add(document.createNode(joining));
  }
  return document.toString({ lineWidth: 0 });
}

function placeOf(landlords: YAMLSeq<unknown> | YAMLSeq<ParsedNode>, slug: string): number | null {
  const place = landlords.items.findIndex((entry) => isMap(entry) && entry.get("slug") === slug);
  return place < 0 ? null : place;
}

function refuse(slug: string, why: string): never {
  throw new ConfigurationError([`"${slug}" ${why} already: nothing is to be changed`]);
}
