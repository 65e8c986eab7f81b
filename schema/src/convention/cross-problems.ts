import { accessTermsProblems } from "../access/access-terms-format.js";
import type { FileProblem, ProblemAt } from "../checked-yaml/checked-yaml.js";
import type { Legible } from "../checked-yaml/legible.js";
import { slugProblems } from "../composition/slug-problems.js";
import { categoryProblems } from "../nomenclature/extend-nomenclature.js";
import type { ConventionFile } from "./convention-format.js";
import { rulesOf } from "./rules.js";

/** What can be read of a convention's file; what cannot is no reason to complain of the rest. */
type File = Legible<ConventionFile>;
type LegibleTerritory = NonNullable<NonNullable<File["territories"]>[number]>;
type LegibleStock = NonNullable<
  NonNullable<NonNullable<NonNullable<File["landlords"]>[number]>["stock"]>[number]
>;

/** What one entry may not say because of another. */
export function* crossProblems(file: File, at: ProblemAt): Generator<FileProblem> {
  yield* orderProblems(file, at);
  yield* nomenclatureProblems(file, at);
  yield* territoryProblems(file, at);
  yield* outlineProblems(file, at);
  yield* landlordProblems(file, at);
  yield* keyProblems(file, at);
  yield* partnerProblems(file, at);
  yield* accessTermsProblems(file, at);
}

function* orderProblems({ validity, publication }: File, at: ProblemAt): Generator<FileProblem> {
  if (isBefore(validity?.until, validity?.from)) {
    yield at(["validity", "until"], "ends before it begins");
  }
  const until = publication !== undefined && "until" in publication ? publication.until : undefined;
  if (isBefore(until, publication?.from)) {
    yield at(["publication", "until"], "ends before it begins");
  }
}

function isBefore(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one < other;
}

function* nomenclatureProblems(
  { grid, nomenclature: version, categories = [] }: File,
  at: ProblemAt,
): Generator<FileProblem> {
  if (grid === undefined) return;
  const { nomenclature } = rulesOf({ grid, nomenclature: version });
  const whole = categories.flatMap((category, place) => {
    const { code, family, label: { fr, en } = {} } = category ?? {};
    if (code === undefined || family === undefined) return [];
    return fr === undefined || en === undefined
      ? []
      : [{ place, category: { code, family, label: { fr, en } } }];
  });
  const found = categoryProblems(
    nomenclature,
    whole.map(({ category }) => category),
  );
  for (const { place, part, problem } of found) {
    yield at(["categories", whole[place]?.place ?? place, part], problem);
  }
}

function* territoryProblems(file: File, at: ProblemAt): Generator<FileProblem> {
  const territories = file.territories ?? [];
  yield* repeated(territories, "territories", at);
  const known = codesOf(file, "COMMUNE");
  for (const [index, territory] of territories.entries()) {
    const { code, kind, communes } = territory ?? {};
    const path = ["territories", index];
    if (territory !== undefined && isHalf(territory)) {
      yield at([...path, "longitude"], "give longitude and latitude together");
    }
    if (kind === undefined) continue;
    if (kind === "COMMUNE") {
      if (communes !== undefined) {
        yield at([...path, "communes"], "a commune holds itself: leave `communes` out");
      }
      continue;
    }
    if (territory !== undefined && !("communes" in territory) && code !== undefined) {
      yield at(path, `name the communes of "${code}" under \`communes\``);
    }
    for (const [place, commune] of (communes ?? []).entries()) {
      if (commune === undefined || known.has(commune)) continue;
      yield at(
        [...path, "communes", place],
        `no territory of kind COMMUNE has the code "${commune}"`,
      );
    }
  }
}

function* outlineProblems({ outlines = [] }: File, at: ProblemAt): Generator<FileProblem> {
  const seen = new Set<string>();
  for (const [index, entry] of outlines.entries()) {
    const file = entry?.file;
    if (file === undefined) continue;
    if (seen.has(file)) yield at(["outlines", index, "file"], `"${file}" stands here twice`);
    seen.add(file);
  }
}

function isHalf(territory: LegibleTerritory): boolean {
  return "longitude" in territory !== "latitude" in territory;
}

function* landlordProblems(file: File, at: ProblemAt): Generator<FileProblem> {
  const landlords = file.landlords ?? [];
  const slugs = landlords.flatMap((landlord) => landlord?.slug ?? []);
  if (slugs.length > 0) {
    for (const problem of slugProblems(slugs)) yield at(["landlords"], problem);
  }
  const known = codesOf(file, "COMMUNE");
  const districts = districtsOf(file);
  for (const [index, landlord] of landlords.entries()) {
    const seen = new Set<string>();
    for (const [place, part] of (landlord?.stock ?? []).entries()) {
      if (part === undefined) continue;
      const path = ["landlords", index, "stock", place];
      yield* placeProblems(part, path, { known, districts }, at);
      yield* changeProblems(part, path, at);
      if (part.commune === undefined) continue;
      const name = `${part.commune} ${part.priorityDistrict ?? ""}`;
      if (seen.has(name)) yield at(path, "this part of the stock is declared twice: add them up");
      seen.add(name);
    }
  }
}

interface KnownPlaces {
  readonly known: KnownCodes;
  /** The communes of each; null where not all of the districts can be read. */
  readonly districts: ReadonlyMap<string, ReadonlySet<string>> | null;
}

function* placeProblems(
  { commune, priorityDistrict }: LegibleStock,
  path: readonly PropertyKey[],
  { known, districts }: KnownPlaces,
  at: ProblemAt,
): Generator<FileProblem> {
  if (commune === undefined) return;
  if (!known.has(commune)) {
    yield at([...path, "commune"], `no territory of kind COMMUNE has the code "${commune}"`);
  }
  if (priorityDistrict === undefined || districts === null) return;
  if (districts.get(priorityDistrict)?.has(commune)) return;
  yield at(
    [...path, "priorityDistrict"],
    `no territory of kind PRIORITY_DISTRICT has the code "${priorityDistrict}" and holds commune "${commune}"`,
  );
}

function* changeProblems(
  { changes = [] }: LegibleStock,
  path: readonly PropertyKey[],
  at: ProblemAt,
): Generator<FileProblem> {
  for (const [rank, change] of changes.entries()) {
    const [before, from] = [changes[rank - 1]?.from, change?.from];
    if (before === undefined || from === undefined || before < from) continue;
    yield at([...path, "changes", rank, "from"], `comes after ${before}: the earliest first`);
  }
}

/** Null where not every district can be read with its communes. */
function districtsOf({ territories }: File): KnownPlaces["districts"] {
  const districts = new Map<string, ReadonlySet<string>>();
  if (territories === undefined) return null;
  for (const territory of territories) {
    const { code, kind, communes } = territory ?? {};
    if (kind !== undefined && kind !== "PRIORITY_DISTRICT") continue;
    if (code === undefined || kind === undefined || communes === undefined) return null;
    const names = communes.filter((commune) => commune !== undefined);
    if (names.length < communes.length) return null;
    districts.set(code, new Set(names));
  }
  return districts;
}

/** Who shares a key could sign for the other; a node's own must not sign conventions. */
function* keyProblems({ landlords, partners }: File, at: ProblemAt): Generator<FileProblem> {
  const owners = new Map<string, string>();
  for (const [index, landlord] of (landlords ?? []).entries()) {
    const slug = landlord?.slug ?? `landlord ${index + 1}`;
    for (const name of ["key", "logKey"] as const) {
      const key = landlord?.[name];
      if (key === undefined) continue;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, slug);
      else yield at(["landlords", index, name], `is ${owned(owner, name, slug)} already`);
    }
  }
  for (const [index, partner] of (partners ?? []).entries()) {
    const { key, code = `partner ${index + 1}` } = partner ?? {};
    if (key === undefined) continue;
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, code);
    else yield at(["partners", index, "key"], `is the key of "${owner}" already`);
  }
}

function owned(owner: string, name: "key" | "logKey", slug: string): string {
  return name === "logKey" && owner === slug
    ? "the key by which it signs conventions"
    : `the key of "${owner}"`;
}

function* partnerProblems(file: File, at: ProblemAt): Generator<FileProblem> {
  const partners = file.partners ?? [];
  yield* repeated(partners, "partners", at);
  const known = codesOf(file);
  for (const [index, partner] of partners.entries()) {
    for (const [place, code] of (partner?.scope ?? []).entries()) {
      if (code === undefined || known.has(code)) continue;
      yield at(["partners", index, "scope", place], `no territory has the code "${code}"`);
    }
  }
}

function* repeated(
  entries: readonly ({ readonly code?: string | undefined } | undefined)[],
  list: string,
  at: ProblemAt,
): Generator<FileProblem> {
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const code = entry?.code;
    if (code === undefined) continue;
    if (seen.has(code)) yield at([list, index, "code"], `"${code}" stands here twice`);
    seen.add(code);
  }
}

type KnownCodes = Pick<ReadonlySet<string>, "has">;

/** Any code may be meant where one of them cannot be read. */
const anyCode: KnownCodes = { has: () => true };

/** The codes that the territories of a kind have. */
function codesOf({ territories }: File, wanted?: string): KnownCodes {
  if (territories === undefined) return anyCode;
  const codes = new Set<string>();
  for (const territory of territories) {
    const { code, kind } = territory ?? {};
    if (code === undefined) return anyCode;
    if (wanted === undefined || kind === undefined || kind === wanted) codes.add(code);
  }
  return codes;
}
