import {
  describeProblems,
  type FileProblem,
  readCheckedYaml,
} from "../checked-yaml/checked-yaml.js";
import { DomainError } from "../ground/errors.js";
import type { Convention, Territory } from "./convention.js";
import { type ConventionFile, conventionFormat } from "./convention-format.js";
import { crossProblems } from "./cross-problems.js";

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
  const checked = readCheckedYaml(text, fileName, conventionFormat, crossProblems);
  if (!checked.ok) throw new InvalidConventionError(checked.problems);
  return toConvention(checked.value);
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
