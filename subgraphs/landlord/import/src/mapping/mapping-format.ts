import { z } from "zod";
import { ofEachFact, siteFacts } from "../facts/site-facts.js";
import { encodings } from "../source/encoding.js";
import type { ValueSource } from "./mapping.js";

const columnName = z
  .string({ error: 'write the name of a column, e.g. "Date des faits"' })
  .trim()
  .min(1, "write the name of a column");

const constant = z
  .union([z.string().min(1), z.number()], { error: "write a text or a number" })
  .transform(String);

/** A text names a column; a number or `{ value: … }` holds for every row. */
const valueSource = z
  .union(
    [
      z.number().transform((value): ValueSource => ({ value: String(value) })),
      columnName.transform((column): ValueSource => ({ column })),
      z.strictObject({ value: constant }),
      z.strictObject({ column: columnName }),
    ],
    { error: 'write the name of a column, or { value: "…" } for one value for all rows' },
  )
  .readonly();

const words = z
  .record(z.string(), z.string({ error: "write one of Palier's codes, e.g. NOISE" }), {
    error: 'write the local words with their codes, e.g. "Tapage": NOISE',
  })
  .optional();

/** Columns that one value is read from. */
const mostTogether = 10;

const columnNames = z.array(columnName).min(1).max(mostTogether);

const oneOrSeveral = z.union([columnName.transform((name) => [name]), columnNames], {
  error: "write the column, or a list of at most ten columns",
});

const columns = z.strictObject({
  reference: oneOrSeveral.optional(),
  day: columnName,
  category: columnName,
  timeBand: columnName.optional(),
  place: columnName.optional(),
  severity: columnName.optional(),
  complaint: columnName.optional(),
  reporter: columnName.optional(),
  staff: columnName.optional(),
  narrative: columnName.optional(),
});

/** A site without a name bears the text that it is recognised by. */
const create = z.strictObject(
  ofEachFact((fact) => {
    const isOptional = fact === "name" || !siteFacts[fact].isRequired;
    // Typed as if all of them might be absent: those that must be there have been asked for.
    return (isOptional ? valueSource.optional() : valueSource) as z.ZodOptional<typeof valueSource>;
  }),
);

const site = z.strictObject({
  columns: z.union([columnName.transform((name) => [name]), z.array(columnName).min(1)], {
    error: "write the column, or the list of columns, that the site is recognised by",
  }),
  match: z
    .enum(["reference", "name", "address", "columns"], {
      error: "write reference, name, address or columns",
    })
    .default("reference"),
  create: create.optional(),
});

const only = z.strictObject({
  column: columnName,
  startsWith: z.string({ error: "write the beginning of the rows to take" }).optional(),
  equals: z.string({ error: "write the value of the rows to take" }).optional(),
});

const mostIdentityColumns = 20;

/** The mapping as its file words it. */
export const mappingFormat = z.strictObject(
  {
    encoding: z.enum(encodings, { error: `write ${encodings.join(", ")}` }).optional(),
    delimiter: z.enum([",", ";", "\t"], { error: 'write ",", ";" or "\\t"' }).optional(),
    columns: columns.optional(),
    identity: z.array(columnName).min(1).max(mostIdentityColumns).optional(),
    unusableReferences: z
      .enum(["refused", "absent"], { error: "write refused or absent" })
      .optional(),
    categories: words,
    timeBands: words,
    places: words,
    site: site.optional(),
    only: only.optional(),
  },
  { error: "write the mapping as keys and values: columns, categories, site, …" },
);
export type MappingFile = z.output<typeof mappingFormat>;
