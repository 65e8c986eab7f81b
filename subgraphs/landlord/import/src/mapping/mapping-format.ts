import { z } from "zod";
import { dateForms } from "../date/date-form.js";
import { ofEachFact, siteFacts } from "../facts/site-facts.js";
import { encodings } from "../source/encoding.js";
import type { ValueSource } from "./mapping.js";

const latestHeader = 1_000;
const headerRule = `write the line of the header, from 1 to ${latestHeader}`;
const severityRule = "write a severity from 1 to 4, or ~ for nothing known";
const mostRules = 20;
const mostLocalWords = 1_000;

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

const code = z.string({ error: "write one of Palier's codes, e.g. NOISE" });
const wordsWithCodes = { error: 'write the local words with their codes, e.g. "Tapage": NOISE' };

const words = z.record(z.string(), code, wordsWithCodes).optional();

/** `~` after a word: nothing is known. */
const wordsOrNothing = z.record(z.string(), code.nullable(), wordsWithCodes).optional();

const severities = z
  .record(
    z.string(),
    z.int({ error: severityRule }).min(1, severityRule).max(4, severityRule).nullable(),
    {
      error: 'write the local words with their severity, e.g. "Grave": 3',
    },
  )
  .optional();

const dayColumns = z.strictObject({ year: columnName, month: columnName, day: columnName });

/** Columns that one value is read from. */
const mostTogether = 10;

const sheetName = z.union([z.string().trim().min(1), z.int().min(1).transform(String)], {
  error: "write the name of the sheet, or its number from 1",
});

const columnNames = z.array(columnName).min(1).max(mostTogether);

const oneOrSeveral = z.union([columnName.transform((name) => [name]), columnNames], {
  error: "write the column, or a list of at most ten columns",
});

const columns = z.strictObject({
  reference: oneOrSeveral.optional(),
  day: z.union([columnName, dayColumns], {
    error: "write the column of the day, or { year: …, month: …, day: … }",
  }),
  category: oneOrSeveral,
  timeBand: columnName.optional(),
  place: columnName.optional(),
  severity: columnName.optional(),
  complaint: columnName.optional(),
  target: columnName.optional(),
  source: columnName.optional(),
  followUp: columnName.optional(),
  reporter: columnName.optional(),
  staff: columnName.optional(),
  narrative: columnName.optional(),
  count: columnName.optional(),
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

const rowRule = z.strictObject({
  column: columnName,
  startsWith: z.string({ error: "write the beginning of the value" }).min(1).optional(),
  equals: z.string({ error: "write the value" }).optional(),
});

const skip = z
  .array(z.union([z.literal("header"), rowRule]), {
    error: 'write a list: "header", or { column: …, equals: … } or { column: …, startsWith: … }',
  })
  .max(mostRules);

const localWords = z.array(z.union([z.string(), z.number().transform(String)])).max(mostLocalWords);

const mostIdentityColumns = 20;

/** What a mapping may say of a file, whatever its rows tell. */
const fileRules = {
  encoding: z.enum(encodings, { error: `write ${encodings.join(", ")}` }).optional(),
  delimiter: z.enum([",", ";", "\t"], { error: 'write ",", ";" or "\\t"' }).optional(),
  headerLine: z
    .int({ error: headerRule })
    .min(1, headerRule)
    .max(latestHeader, headerRule)
    .optional(),
  sheet: sheetName.optional(),
  only: rowRule.optional(),
  skip: skip.optional(),
  ignore: localWords.optional(),
  nothing: localWords.optional(),
};
export type FileRulesFile = z.output<z.ZodObject<typeof fileRules>>;

/** The mapping as its file words it. */
export const mappingFormat = z.strictObject(
  {
    ...fileRules,
    dates: z.enum(dateForms, { error: `write ${dateForms.join(", ")}` }).optional(),
    columns: columns.optional(),
    identity: z.array(columnName).min(1).max(mostIdentityColumns).optional(),
    unusableReferences: z
      .enum(["refused", "absent"], { error: "write refused or absent" })
      .optional(),
    categories: words,
    timeBands: wordsOrNothing,
    places: wordsOrNothing,
    targets: wordsOrNothing,
    sources: wordsOrNothing,
    followUps: wordsOrNothing,
    severities,
    site: site.optional(),
  },
  { error: "write the mapping as keys and values: columns, categories, site, …" },
);
export type MappingFile = z.output<typeof mappingFormat>;

/** A text or a list names columns; `{ value: … }` holds for every row. */
const factSource = z.union(
  [
    columnName.transform((name) => [name]),
    columnNames,
    z.number().transform((value) => ({ value: String(value) })),
    z.strictObject({ value: constant }),
  ],
  { error: 'write the column, a list of columns, or { value: "…" } for one value for all rows' },
);

/** The mapping of files of sites. */
export const siteMappingFormat = z.strictObject(
  {
    ...fileRules,
    columns: z
      .strictObject({
        reference: oneOrSeveral,
        ...ofEachFact((fact) =>
          // Typed as if all of them might be absent: those that must be there have been asked for.
          siteFacts[fact].isRequired
            ? (factSource as unknown as z.ZodOptional<typeof factSource>)
            : factSource.optional(),
        ),
      })
      .optional(),
  },
  { error: "write the mapping as keys and values: columns, headerLine, skip, …" },
);
export type SiteMappingFile = z.output<typeof siteMappingFormat>;
