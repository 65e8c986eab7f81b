import { accessTermsProblems } from "../access/access-terms-format.js";
import {
  describeProblems,
  type FileProblem,
  firstProblems,
  type ProblemAt,
  readCheckedYaml,
} from "../checked-yaml/checked-yaml.js";
import { slugProblems } from "../composition/slug-problems.js";
import { DomainError } from "../ground/errors.js";
import { categoryProblems } from "../nomenclature/extend-nomenclature.js";
import type { Convention, Territory } from "./convention.js";
import { type ConventionFile, conventionFormat } from "./convention-format.js";
import { rulesOf } from "./rules.js";

/** A convention's file that cannot be used; lists the first problems with file, line and column. */
export class InvalidConventionError extends DomainError {
  readonly code = "INVALID_CONVENTION";

  constructor(readonly problems: readonly FileProblem[]) {
    super(`The convention cannot be used:\n${describeProblems(problems)}`);
  }
}

/**
 * @param fileName name shown in problems.
 * @throws InvalidConventionError
 */
export function parseConvention(text: string, fileName: string): Convention {
  const checked = readCheckedYaml(text, fileName, conventionFormat);
  if (!checked.ok) throw new InvalidConventionError(checked.problems);
  const problems = firstProblems(crossProblems(checked.value, checked.problemAt));
  if (problems.length > 0) throw new InvalidConventionError(problems);
  return toConvention(checked.value);
}

/** What one entry may not say because of another. */
function* crossProblems(file: ConventionFile, at: ProblemAt): Generator<FileProblem> {
  if (file.validity.until < file.validity.from) {
    yield at(["validity", "until"], "ends before it begins");
  }
  if ("until" in file.publication && file.publication.until < file.publication.from) {
    yield at(["publication", "until"], "ends before it begins");
  }
  yield* nomenclatureProblems(file, at);
  yield* territoryProblems(file, at);
  yield* landlordProblems(file, at);
  yield* keyProblems(file, at);
  yield* partnerProblems(file, at);
  yield* accessTermsProblems(file, at);
}

function* nomenclatureProblems(
  { grid, nomenclature: version, categories = [] }: ConventionFile,
  at: ProblemAt,
): Generator<FileProblem> {
  const { nomenclature } = rulesOf({ grid, nomenclature: version });
  for (const { place, part, problem } of categoryProblems(nomenclature, categories)) {
    yield at(["categories", place, part], problem);
  }
}

function* territoryProblems(file: ConventionFile, at: ProblemAt): Generator<FileProblem> {
  yield* repeated(
    file.territories.map(({ code }) => code),
    "territories",
    "code",
    at,
  );
  const known = communesOf(file);
  for (const [index, territory] of file.territories.entries()) {
    const path = ["territories", index];
    if ((territory.longitude === undefined) !== (territory.latitude === undefined)) {
      yield at([...path, "longitude"], "give longitude and latitude together");
    }
    if (territory.kind === "COMMUNE") {
      if (territory.communes !== undefined) {
        yield at([...path, "communes"], "a commune holds itself: leave `communes` out");
      }
      continue;
    }
    if (territory.communes === undefined) {
      yield at(path, `name the communes of "${territory.code}" under \`communes\``);
    }
    for (const [place, commune] of (territory.communes ?? []).entries()) {
      if (known.has(commune)) continue;
      yield at(
        [...path, "communes", place],
        `no territory of kind COMMUNE has the code "${commune}"`,
      );
    }
  }
}

function* landlordProblems(file: ConventionFile, at: ProblemAt): Generator<FileProblem> {
  for (const problem of slugProblems(file.landlords.map(({ slug }) => slug))) {
    yield at(["landlords"], problem);
  }
  const known = communesOf(file);
  const districts = new Map(
    file.territories
      .filter(({ kind }) => kind === "PRIORITY_DISTRICT")
      .map((territory) => [territory.code, new Set(territory.communes)]),
  );
  for (const [index, { stock }] of file.landlords.entries()) {
    const seen = new Set<string>();
    for (const [place, { commune, priorityDistrict, changes = [] }] of stock.entries()) {
      const path = ["landlords", index, "stock", place];
      if (!known.has(commune)) {
        yield at([...path, "commune"], `no territory of kind COMMUNE has the code "${commune}"`);
      }
      if (priorityDistrict !== undefined && !districts.get(priorityDistrict)?.has(commune)) {
        yield at(
          [...path, "priorityDistrict"],
          `no territory of kind PRIORITY_DISTRICT has the code "${priorityDistrict}" and holds commune "${commune}"`,
        );
      }
      const part = `${commune} ${priorityDistrict ?? ""}`;
      if (seen.has(part)) yield at(path, "this part of the stock is declared twice: add them up");
      seen.add(part);
      for (const [rank, { from }] of changes.entries()) {
        const before = changes[rank - 1];
        if (before === undefined || before.from < from) continue;
        yield at(
          [...path, "changes", rank, "from"],
          `comes after ${before.from}: the earliest first`,
        );
      }
    }
  }
}

/** Who shares a key could sign for the other; a node's own must not sign conventions. */
function* keyProblems(
  { landlords, partners }: ConventionFile,
  at: ProblemAt,
): Generator<FileProblem> {
  const owners = new Map<string, string>();
  for (const [index, landlord] of landlords.entries()) {
    for (const name of ["key", "logKey"] as const) {
      const key = landlord[name];
      if (key === undefined) continue;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, landlord.slug);
      else yield at(["landlords", index, name], `is ${owned(owner, name, landlord.slug)} already`);
    }
  }
  for (const [index, { code, key }] of partners.entries()) {
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

function* partnerProblems(file: ConventionFile, at: ProblemAt): Generator<FileProblem> {
  yield* repeated(
    file.partners.map(({ code }) => code),
    "partners",
    "code",
    at,
  );
  const codes = new Set(file.territories.map(({ code }) => code));
  for (const [index, { scope }] of file.partners.entries()) {
    for (const [place, code] of scope.entries()) {
      if (codes.has(code)) continue;
      yield at(["partners", index, "scope", place], `no territory has the code "${code}"`);
    }
  }
}

function* repeated(values: readonly string[], list: string, key: string, at: ProblemAt) {
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) yield at([list, index, key], `"${value}" stands here twice`);
    seen.add(value);
  }
}

function communesOf(file: ConventionFile): ReadonlySet<string> {
  return new Set(file.territories.flatMap(({ kind, code }) => (kind === "COMMUNE" ? [code] : [])));
}

function toConvention(file: ConventionFile): Convention {
  const { format: _, subgraphs, territories, landlords, ...rest } = file;
  return {
    ...rest,
    subgraphs: subgraphs ?? {
      convention: "http://127.0.0.1:4001/graphql",
      classification: "http://127.0.0.1:4002/graphql",
    },
    territories: territories.map(toTerritory),
    landlords: landlords.map((landlord) => ({
      ...landlord,
      stock: landlord.stock.map(({ priorityDistrict = null, ...entry }) => ({
        ...entry,
        priorityDistrict,
      })),
    })),
  };
}

function toTerritory(entry: ConventionFile["territories"][number]): Territory {
  const { code, kind, name, communes, population, longitude, latitude } = entry;
  const hasCenter = longitude !== undefined && latitude !== undefined;
  return {
    code,
    kind,
    name,
    communes: communes ?? [code],
    population: population ?? null,
    center: hasCenter ? { longitude, latitude } : null,
  };
}
