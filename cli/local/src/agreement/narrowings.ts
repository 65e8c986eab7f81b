import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readNarrowing } from "@palier/landlord/narrowing";
import { ConfigurationError, type Convention } from "@palier/schema";
import type { PlatformFolder } from "../machine/platform-folder.js";

/** What landlords of a local platform show less than the convention grants. */
export interface Narrowings {
  /** By slug. */
  readonly files: ReadonlyMap<string, string>;
  /** Files of landlords that the convention does not have: a slip of the pen, perhaps. */
  readonly strays: readonly string[];
}

/**
 * Finds and checks them before anything starts: each landlord's in a folder that bears its name. The
 * files are the administrator's own.
 *
 * @throws ConfigurationError naming every file and cell that cannot be used, or would widen.
 */
export function openNarrowings(
  { landlords }: Pick<PlatformFolder, "landlords">,
  convention: Convention,
): Narrowings {
  const named = existsSync(landlords) ? readdirSync(landlords).sort() : [];
  const found = new Map(
    named
      .map((slug) => [slug, join(landlords, slug, "narrowing.yaml")] as const)
      .filter(([, file]) => existsSync(file)),
  );
  const parties = new Set(convention.landlords.map(({ slug }) => slug));
  const files = new Map([...found].filter(([slug]) => parties.has(slug)));
  const problems = [...files.values()].flatMap((file) => problemsOf(file, convention));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { files, strays: [...found].flatMap(([slug, file]) => (files.has(slug) ? [] : [file])) };
}

/** A landlord that believes itself narrowed and is not must learn of it. */
export function describeNarrowings({ files, strays }: Narrowings): string[] {
  return [
    ...[...files].map(
      ([slug, file]) => `${slug} shows less than the convention grants, as ${file} says.`,
    ),
    ...strays.map((file) => `Not used, as the convention has no such landlord: ${file}`),
  ];
}

function problemsOf(file: string, convention: Convention): readonly string[] {
  try {
    readNarrowing(file, convention);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}
