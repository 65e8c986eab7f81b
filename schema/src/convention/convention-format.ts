import { z } from "zod";
import { accessTermsShape } from "../access/access-terms-format.js";
import { partnerKinds } from "../access/partner-kind.js";
import { isTerritoryCode } from "../composition/selection.js";
import { knownGrids } from "../grid/known-grids.js";
import { isLandlordSlug, slugRule } from "../ground/landlord-slug.js";
import { isMonth } from "../ground/month.js";
import { isDay } from "../ground/scalars.js";
import { isPublicKey, publicKeyRule } from "../keys/signature-key.js";
import { knownNomenclatures } from "../nomenclature/known-nomenclatures.js";
import { categoryFormat } from "../nomenclature/parse-nomenclature.js";
import { publicGrains, territoryKinds } from "./convention.js";
import { documentTerms } from "./document-term.js";
import type { OutlineFile } from "./outline-term.js";

/** The format of `convention.yaml`, format version 1; rules across entries are in parse-convention.ts. */

const text = z.string({ error: "write a text" }).trim().min(1, "write a text that is not empty");
/** A rule of ours beside the part of it that a pattern can state, which editors know too. */
function formed(error: string, pattern: RegExp, isRight: (text: unknown) => boolean, rule: string) {
  return z.string({ error }).regex(pattern, { error: rule, abort: true }).refine(isRight, rule);
}
const day = formed(
  "write a day as YYYY-MM-DD",
  /^\d{4}-\d{2}-\d{2}$/,
  isDay,
  "write a day that exists as YYYY-MM-DD, e.g. 2026-01-31",
);
const month = formed(
  "write a month as YYYY-MM",
  /^\d{4}-(0[1-9]|1[0-2])$/,
  isMonth,
  "write a month as YYYY-MM, e.g. 2026-10",
);
const wholeNumber = z.int({ error: "write a whole number" });
const commune = z
  .string({ error: 'write an INSEE code in quotes, e.g. "77288"' })
  .regex(/^[0-9][0-9AB][0-9]{3}$/, 'write an INSEE code of five characters, e.g. "77288"');
const codeWords = "letters, digits and hyphens, at most 40 characters";
const code = formed("write the code in quotes", /^[A-Za-z0-9-]{1,40}$/, isTerritoryCode, codeWords);
const slugPattern = /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const slug = formed(`write a slug: ${slugRule}`, slugPattern, isLandlordSlug, slugRule);
/** What editors can know of an address. */
const addressPattern = /^https?:\/\/[^\s/]/i;
const address = (error: string) =>
  z.url({ protocol: /^https?$/, error, abort: true }).regex(addressPattern, error);
const url = address("write the address of a GraphQL endpoint, http(s)://…");
const correspondent = z.strictObject({
  role: text,
  email: z.email({ error: "write a functional mailbox, e.g. surete@bailleur.example" }),
});

const publication = z.union(
  [
    z.strictObject({ from: month, until: month }),
    z.strictObject({ from: month, afterDays: wholeNumber.min(0).max(365) }),
  ],
  { error: "write { from: YYYY-MM, until: YYYY-MM } or { from: YYYY-MM, afterDays: 0 to 365 }" },
);

const territory = z.strictObject({
  code,
  kind: z.enum(territoryKinds, { error: `one of ${territoryKinds.join(", ")}` }),
  name: text,
  communes: z.array(commune).min(1, "name at least one commune").optional(),
  population: wholeNumber.min(0).optional(),
  longitude: z.number({ error: "degrees east, a number" }).min(-180).max(180).optional(),
  latitude: z.number({ error: "degrees north, a number" }).min(-90).max(90).optional(),
});

/** Of one part of a stock: each is an entry that every reader of the convention reads. */
const mostChanges = 50;
const keyWords = `write ${publicKeyRule}`;
const publicKey = formed(keyWords, /^[A-Za-z0-9_-]{43}$/, isPublicKey, keyWords);

/** A landlord's own entry, which it writes itself and the coordinator takes over. */
export const landlordFormat = z.strictObject({
  slug,
  name: text,
  endpoint: url,
  // Required once nodes sign what they serve under.
  key: publicKey.optional(),
  logKey: publicKey.optional(),
  correspondent,
  stock: z
    .array(
      z.strictObject({
        commune,
        priorityDistrict: code.optional(),
        dwellings: wholeNumber.min(1, "declare at least one dwelling"),
        changes: z
          .array(
            z.strictObject({
              from: month,
              dwellings: wholeNumber.min(0, "write no fewer than none"),
            }),
            {
              error: "list sales and purchases as { from: YYYY-MM, dwellings: n }",
            },
          )
          .min(1, "name at least one, or leave `changes` out")
          .max(mostChanges, `declare at most ${mostChanges}, the latest ones`)
          .optional(),
      }),
    )
    .min(1, "declare the stock of at least one commune"),
});

/** A file that is good for longer lies about for longer. */
const mostHandOverDays = 90;
/** What everybody may read is rounded, and no smaller than twice the step. */
const publicRounding = 5;
const leastPublic = 10;
const mostPublic = 100;
const thresholdWords = `write ${leastPublic} to ${mostPublic}, in steps of ${publicRounding}`;
/** Where it is written, for all: no address, and nothing outside the convention's own folder. */
const outlinePath = /^[\w-][\w.-]*(\/[\w-][\w.-]*){0,5}\.geojson$/;
const outlineFile = z.strictObject(
  {
    file: z
      .string({ error: "write the file's path from the convention's own folder" })
      .max(200, "write a path of at most 200 characters")
      .regex(
        outlinePath,
        "write a path below the convention's own folder, e.g. outlines/communes.geojson",
      ),
    sha256: z
      .string({ error: "write the file's SHA-256 in quotes" })
      .regex(
        /^[0-9a-f]{64}$/,
        "write the file's SHA-256 in 64 small hexadecimal digits (palier convention outlines tells it)",
      ),
    source: text.max(300, "write at most 300 characters"),
    licence: text.max(300, "write at most 300 characters"),
  },
  { error: "write { file, sha256, source, licence }" },
);
/** What the convention would say against an entry of a file of outlines; empty: nothing. */
export function outlineEntryProblems(entry: OutlineFile): readonly string[] {
  const { error } = outlineFile.safeParse(entry);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

/** More files than kinds of territories, and some to spare. */
const mostOutlineFiles = 20;

/** More than this is no addition but another nomenclature. */
const mostCategories = 50;
export const partnerFormat = z.strictObject({
  code: slug,
  kind: z.enum(partnerKinds, { error: `one of ${partnerKinds.join(", ")}` }),
  name: text,
  key: publicKey.optional(),
  correspondent,
  scope: z.array(code).min(1, "name at least one territory"),
  documents: z
    .enum(documentTerms, {
      error: `one of ${documentTerms.join(", ")}; left out, it is ${documentTerms[0]}`,
    })
    .optional(),
});

export const conventionFormat = z.strictObject(
  {
    format: z.literal(1, { error: "the only format known is 1" }),
    reference: code,
    version: wholeNumber.min(1),
    title: text,
    validity: z.strictObject({ from: day, until: day }),
    grid: z.literal([...knownGrids.keys()], {
      error: `the only version of the grid known is ${[...knownGrids.keys()].join(", ")}`,
    }),
    nomenclature: z
      .literal([...knownNomenclatures.keys()], {
        error: `the versions of the nomenclature known are ${[...knownNomenclatures.keys()].join(", ")}; left out, it is the one that the grid speaks of`,
      })
      .optional(),
    categories: z
      .array(categoryFormat, { error: "list the categories that the convention adds" })
      .min(1, "name at least one category, or leave `categories` out")
      .max(mostCategories, `add at most ${mostCategories} categories`)
      .optional(),
    publication,
    subgraphs: z.strictObject({ convention: url, classification: url }).optional(),
    territories: z.array(territory).min(1, "name at least one territory"),
    outlines: z
      .array(outlineFile, { error: "list files as { file, sha256, source, licence }" })
      .min(1, "name at least one file, or leave `outlines` out")
      .max(mostOutlineFiles, `name at most ${mostOutlineFiles} files`)
      .optional(),
    landlords: z.array(landlordFormat).min(1, "name at least one landlord"),
    stockTolerance: z
      .number({ error: "write a share from 0 to 1, e.g. 0.1" })
      .min(0, "write a share from 0 to 1, e.g. 0.1")
      .max(1, "write a share from 0 to 1, e.g. 0.1")
      .optional(),
    siteHandOver: z
      .strictObject(
        { days: wholeNumber.min(1).max(mostHandOverDays) },
        { error: `write { days: 1 to ${mostHandOverDays} }, or leave \`siteHandOver\` out` },
      )
      .optional(),
    publicFigures: z
      .strictObject(
        {
          grain: z.enum(publicGrains, { error: `one of ${publicGrains.join(", ")}` }),
          threshold: wholeNumber
            .min(leastPublic, thresholdWords)
            .max(mostPublic, thresholdWords)
            .multipleOf(publicRounding, thresholdWords),
          rounding: z.literal(publicRounding, { error: `write ${publicRounding}` }),
        },
        {
          error: `write { grain: ${publicGrains.join(" or ")}, threshold: ${leastPublic} to ${mostPublic} in steps of ${publicRounding}, rounding: ${publicRounding} }, or leave \`publicFigures\` out`,
        },
      )
      .optional(),
    partners: z.array(partnerFormat),
    broker: z
      .strictObject(
        {
          issuer: address("write the address of the broker, https://…"),
          host: text,
        },
        { error: "write { issuer: https://…, host: whose machine it runs on }" },
      )
      .optional(),
    ...accessTermsShape,
  },
  {
    error: (issue) =>
      issue.code === "invalid_type"
        ? "the file holds no convention; it begins with `format: 1`"
        : undefined,
  },
);

export type ConventionFile = z.infer<typeof conventionFormat>;
