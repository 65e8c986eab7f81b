import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { runs } from "../testing/runs.js";
import { writeConvention } from "../testing/write-convention.js";
import { conventionFormat } from "./convention-format.js";
import { conventionSchema } from "./convention-schema.js";
import { parseConvention } from "./parse-convention.js";

// Formats are checked by the patterns beside them.
const validate = new Ajv2020({ validateFormats: false, allErrors: false }).compile(
  conventionSchema(),
);
const written: unknown = JSON.parse(
  writeConvention({
    territories: [
      { code: "77288", name: "Melun", population: 45_995, longitude: 2.66, latitude: 48.54 },
      { code: "77152" },
      { code: "QP-1", kind: "PRIORITY_DISTRICT", communes: ["77288", "77152"] },
    ],
    stockTolerance: 0.1,
    purposeProof: "word-of-gateway",
    broker: { issuer: "https://courtier.example", host: "Agglomération" },
    categories: [{ code: "OWN", family: "INCIVILITY", label: { fr: "À part", en: "Own" } }],
  }).text,
);

it("accepts a convention that the reader accepts, and knows each of its keys", () => {
  expect([validate(written), validate.errors]).toEqual([true, null]);
  const known = Object.keys(conventionSchema().properties as object);
  expect(known).toEqual(Object.keys(conventionFormat.shape));
  for (const [key, value] of Object.entries(conventionSchema().properties as object)) {
    expect([key, value.description]).toEqual([key, expect.stringMatching(/\.$/)]);
  }
});

/** None of them is of the right kind in one reader's eyes alone. */
const values = fc.constantFrom<unknown>(
  ...[null, true, -1, 0.5, 3, 1e9, "", "x", "?", "2026-1-1", "2026-01-01", "2026-01", "77288"],
  ...["http://127.0.0.1:1/graphql", "a@b.example", "denied", "POLICE", [], {}, [null], ["x"]],
);

it("agrees with the reader on every convention that is changed in some places", () => {
  const paths = pathsOf(written);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...paths), fc.constantFrom("put", "take", "add"), values), {
        minLength: 1,
        maxLength: 3,
      }),
      (changes) => {
        const changed: unknown = structuredClone(written);
        for (const [path, how, value] of changes) change(changed, path, how, value);
        expect(validate(changed)).toBe(conventionFormat.safeParse(changed).success);
      },
    ),
    { numRuns: runs(2_000) },
  );
});

it("refuses nothing that the reader takes as a whole", () => {
  const text = JSON.stringify(written);
  expect(() => parseConvention(text, "c.yaml")).not.toThrow();
  // What only the reader can tell: an editor is content, and the reader is not.
  for (const [from, to] of [
    ['"2024-01-01"', '"2024-02-30"'],
    ['"until":"2099-12-31"', '"until":"2020-12-31"'],
    ['"scope":["77288"]', '"scope":["99999"]'],
  ] as const) {
    const other = text.replace(from, to);
    expect(other).not.toBe(text);
    expect(validate(JSON.parse(other))).toBe(true);
    expect(() => parseConvention(other, "c.yaml")).toThrow();
  }
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  const own = path.length === 0 ? [] : [path];
  return [...own, ...entries.flatMap(([step, child]) => pathsOf(child, [...path, step]))];
}

function change(root: unknown, path: Path, how: string, value: unknown): void {
  const holder = path.slice(0, -1).reduce<unknown>((node, step) => {
    return typeof node === "object" && node !== null ? Reflect.get(node, step) : undefined;
  }, root);
  const last = path.at(-1);
  if (typeof holder !== "object" || holder === null || last === undefined) return;
  if (Array.isArray(holder)) {
    if (how === "take") holder.splice(Number(last), 1);
    else if (how === "add") holder.push(value);
    else holder[Number(last)] = value;
  } else if (how === "take") Reflect.deleteProperty(holder, last);
  else Reflect.set(holder, how === "add" ? "unknown" : last, value);
}
