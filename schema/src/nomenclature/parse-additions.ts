import { z } from "zod";
import { checkedYaml } from "../checked-yaml/checked-yaml.js";
import { categoryProblems, extendNomenclature } from "./extend-nomenclature.js";
import type { Nomenclature } from "./nomenclature.js";
import { categoryFormat } from "./parse-nomenclature.js";

const additionsFormat = z.strictObject({
  nomenclature: z.int({ error: "write the version, a whole number" }).min(2),
  adds: z.array(categoryFormat, { error: "list the categories" }).min(1, "add at least one"),
});

/**
 * Reads a later version of a nomenclature: it adds categories and changes none, so that what was recorded by an
 * earlier one keeps its family.
 *
 * @param fileName named in problems.
 * @throws ConfigurationError with every problem of the file at its place.
 */
export function parseAdditions(text: string, fileName: string, before: Nomenclature): Nomenclature {
  const { nomenclature: version, adds } = checkedYaml(
    text,
    fileName,
    additionsFormat,
    ({ nomenclature, adds: categories }, at) => [
      ...(nomenclature === before.version + 1
        ? []
        : [at(["nomenclature"], `comes after version ${before.version}`)]),
      ...[...categoryProblems(before, categories)].map(({ place, part, problem }) =>
        at(["adds", place, part], problem),
      ),
    ],
  );
  return { ...extendNomenclature(before, adds), version };
}
