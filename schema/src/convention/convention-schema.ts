import { z } from "zod";
import { conventionFormat } from "./convention-format.js";

/** What editors show beside a key. */
const descriptions: Readonly<Record<string, string>> = {
  format: "Version of this file's format: 1.",
  reference: "The convention's own name: letters, digits and hyphens.",
  version: "Version of the text; each new text has a higher one.",
  title: "Title, in French.",
  validity: "First and last day, both included.",
  grid: "Version of the classification grid.",
  nomenclature: "Version of the shared nomenclature; left out, the one that the grid speaks of.",
  categories: "Categories of incidents that the convention adds to the shared nomenclature.",
  publication: "Which months are published: up to a fixed one, or each some days after its end.",
  subgraphs: "Where the two services of the federation itself are reached.",
  territories: "Communes first; districts, intercommunalities and departments name theirs.",
  outlines:
    "Files of territories' outlines beside this one, with SHA-256, source and licence; maps draw them.",
  landlords: "Who takes part with sites, where its node is reached, what stock it declares.",
  stockTolerance: "Share by which a landlord's figures may differ from its declared stock.",
  siteHandOver:
    "Whether a site's counts and held level go to its buyer, and how long such a file is good for.",
  publicFigures:
    "Whether landlords publish yearly figures for anybody, of what, from which number on, rounded to what.",
  partners: "Who reads, and for which territories.",
  broker: "The issuer that stands between partners and their provider, if there is one.",
  visibility: "Who sees what: one value a row and kind of partner.",
  purposes: "The purposes that each kind of partner may state.",
  purposeProof: "Who proves a stated purpose.",
  disclosure: "Rules that keep a value from being computed back.",
  retention: "How long a landlord's node keeps what it holds, in months.",
};

/**
 * The JSON Schema of `convention.yaml`, made of the format that reads it, for editors. It accepts whatever
 * the reader accepts; what one entry may not say because of another is the reader's alone.
 */
export function conventionSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(conventionFormat, { io: "input", unrepresentable: "any" });
  const properties = Object.entries(schema.properties ?? {}).map(([key, value]) => {
    const description = descriptions[key];
    return [key, description === undefined ? value : { description, ...Object(value) }];
  });
  return {
    ...schema,
    title: "Convention (Palier)",
    properties: Object.fromEntries(properties),
  };
}

/** As the file is published. */
export function conventionSchemaText(): string {
  return `${JSON.stringify(conventionSchema(), null, 2)}\n`;
}
