import { readFileSync } from "node:fs";
import {
  ConfigurationError,
  type FileProblem,
  type Nomenclature,
  nomenclature1,
  readCheckedYaml,
} from "@palier/schema";
import { fold } from "../value/fold.js";
import { didYouMean } from "../value/near-names.js";
import { placeWords } from "../value/place.js";
import { timeBandWords } from "../value/time-band.js";
import type { Words } from "../value/vocabulary.js";
import {
  type ColumnChoice,
  type IncidentField,
  incidentFields,
  type Mapping,
  type SiteCreation,
} from "./mapping.js";
import { type MappingFile, mappingFormat } from "./mapping-format.js";
import { ownColumns, ownMapping } from "./own-mapping.js";

/** @throws ConfigurationError with every problem and its line, or that the file cannot be read. */
export function readMapping(path: string, nomenclature: Nomenclature = nomenclature1): Mapping {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = unreadable[String((error as NodeJS.ErrnoException).code)] ?? String(error);
    throw new ConfigurationError([`the mapping ${path} cannot be read: ${reason}`]);
  }
  return parseMapping(text, path, nomenclature);
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "this user may not read the file",
  EISDIR: "it is a folder",
};

/**
 * @param fileName named in problems.
 * @throws ConfigurationError with every problem and its line.
 */
export function parseMapping(
  text: string,
  fileName: string,
  nomenclature: Nomenclature = nomenclature1,
): Mapping {
  const checked = readCheckedYaml(text, fileName, mappingFormat);
  if (!checked.ok) throw refusal(checked.problems);
  const { value: file, problemAt } = checked;
  const problems = [
    ...wordProblems(file, nomenclature),
    ...siteProblems(file),
    ...onlyProblems(file),
  ].map(([path, message]) => problemAt(path, message));
  if (problems.length > 0) throw refusal(problems);
  return toMapping(file);
}

function refusal(problems: readonly FileProblem[]): ConfigurationError {
  return new ConfigurationError(
    problems.map(({ file, line, message }) => `${file}, line ${line}: ${message}`),
  );
}

/** Where in the file, and what is wrong there. */
type Problem = readonly [path: readonly PropertyKey[], message: string];

function wordProblems(file: MappingFile, nomenclature: Nomenclature): Problem[] {
  const known = {
    categories: nomenclature.categories.keys(),
    timeBands: timeBandWords.values(),
    places: placeWords.values(),
  };
  return (["categories", "timeBands", "places"] as const).flatMap((key) => {
    const codes = new Set<string>(known[key]);
    const folded = new Map<string, string>();
    return Object.entries(file[key] ?? {}).flatMap(([word, code]): Problem[] => {
      const other = folded.get(fold(word));
      folded.set(fold(word), code);
      if (other !== undefined && other !== code) {
        return [[[key, word], `"${word}" already stands for ${other} (case and accents aside)`]];
      }
      if (codes.has(code)) return [];
      const right = didYouMean(code, codes) || `; write one of ${[...codes].join(", ")}`;
      return [[[key, word], `"${code}" is not known${right}`]];
    });
  });
}

function siteProblems({ site }: MappingFile): Problem[] {
  if (site === undefined) return [];
  const { columns, match, create } = site;
  const problems: Problem[] = [];
  if (match === "reference" && columns.length > 1) {
    problems.push([
      ["site", "columns"],
      'a reference stands in one column; with several, write "match: columns"',
    ]);
  }
  if (match === "columns" && create === undefined) {
    problems.push([
      ["site", "match"],
      'sites recognised by several columns are those that "create" makes; add "create"',
    ]);
  }
  if (
    create !== undefined &&
    (create.longitude === undefined) !== (create.latitude === undefined)
  ) {
    problems.push([["site", "create"], 'give "longitude" and "latitude" together']);
  }
  return problems;
}

function onlyProblems({ only }: MappingFile): Problem[] {
  if (only === undefined) return [];
  if ((only.startsWith === undefined) !== (only.equals === undefined)) return [];
  return [[["only"], 'write either "startsWith" or "equals"']];
}

function toMapping(file: MappingFile): Mapping {
  return {
    encoding: file.encoding ?? null,
    delimiter: file.delimiter ?? null,
    columns: file.columns === undefined ? ownColumns : toColumns(file.columns),
    categories: toWords(file.categories),
    timeBands: toWords(file.timeBands),
    places: toWords(file.places),
    site: file.site === undefined ? ownMapping.site : toSite(file.site),
    only:
      file.only === undefined
        ? null
        : {
            column: file.only.column,
            startsWith: file.only.startsWith ?? null,
            equals: file.only.equals ?? null,
          },
  };
}

function toColumns(
  columns: NonNullable<MappingFile["columns"]>,
): ReadonlyMap<IncidentField, ColumnChoice> {
  return new Map(
    incidentFields.flatMap((field) => {
      const name = columns[field];
      return name === undefined ? [] : [[field, required(name)] as const];
    }),
  );
}

function required(name: string): ColumnChoice {
  return { names: [name], isRequired: true };
}

function toWords(words: Readonly<Record<string, string>> | undefined): Words {
  return new Map(Object.entries(words ?? {}));
}

function toSite({ columns, match, create }: NonNullable<MappingFile["site"]>): Mapping["site"] {
  return {
    columns: columns.map(required),
    match,
    create: create === undefined ? null : toCreation(create),
  };
}

type CreationFile = NonNullable<NonNullable<MappingFile["site"]>["create"]>;

function toCreation(create: CreationFile): SiteCreation {
  return {
    dwellings: create.dwellings,
    commune: create.commune,
    name: create.name ?? null,
    priorityDistrict: create.priorityDistrict ?? null,
    address: create.address ?? null,
    longitude: create.longitude ?? null,
    latitude: create.latitude ?? null,
  };
}
