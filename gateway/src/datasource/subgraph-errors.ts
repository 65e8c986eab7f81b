import { type errorCodes, shortMessage, UnavailableError, type Words } from "@palier/schema";
import { isRecord } from "@palier/service";
import type { GraphQLFormattedError } from "graphql";
import { type FailureReason, invalidAnswer } from "../connection/subgraph-failure.js";
import { isContractCode } from "../errors/public-code.js";

/** A subgraph of the federation, told apart because only landlords are somebody else's. */
export interface Subgraph {
  readonly name: string;
  readonly isLandlord: boolean;
}

/** An error inside a subgraph's answer. */
export interface SubgraphError {
  readonly message: string;
  readonly code: unknown;
  /** The message in French, where the subgraph gives one. */
  readonly french: string | null;
  readonly path: readonly (string | number)[];
}

/** What is said of a landlord, after its name. */
const sentences: Readonly<Record<FailureReason, Words>> = {
  UNREACHABLE: { en: "does not answer", fr: "ne répond pas" },
  TIMED_OUT: { en: "does not answer", fr: "ne répond pas" },
  FAILED: { en: "answered with an error", fr: "a répondu par une erreur" },
  INVALID_ANSWER: {
    en: "gave an answer that cannot be used",
    fr: "a donné une réponse inutilisable",
  },
  WITHHELD: { en: "withholds its data from you", fr: "ne vous communique pas ses données" },
  RATE_LIMITED: {
    en: "has more to answer than it can; try again in a moment",
    fr: "a plus de demandes qu’il ne peut en traiter ; réessayez dans un instant",
  },
  BUDGET_USED: {
    en: "has answered what it allows your organisation in a minute",
    fr: "a répondu à ce qu’il admet de votre organisme en une minute",
  },
  NOT_IN_FORCE: {
    en: "does not serve under this convention",
    fr: "ne sert pas sous cette convention",
  },
};

/** Of reasons that are no fault of the landlord's. */
const ownCodes: Partial<Record<FailureReason, (typeof errorCodes)[number]>> = {
  WITHHELD: "LANDLORD_WITHHELD",
  RATE_LIMITED: "RATE_LIMITED",
  BUDGET_USED: "BUDGET_USED",
};

/** What a landlord that refuses a whole request says of itself, in the words of coverage. */
const refusals: ReadonlyMap<unknown, FailureReason> = new Map<
  (typeof errorCodes)[number],
  FailureReason
>([
  ["LANDLORD_WITHHELD", "WITHHELD"],
  ["SHUT_OUT", "WITHHELD"],
  ["RATE_LIMITED", "RATE_LIMITED"],
  ["BUDGET_USED", "BUDGET_USED"],
  ["CONVENTION_NOT_SIGNED", "NOT_IN_FORCE"],
  ["CONVENTION_NOT_YET_VALID", "NOT_IN_FORCE"],
  ["CONVENTION_EXPIRED", "NOT_IN_FORCE"],
]);

/** Why a subgraph gave errors and nothing else. */
export function refusalReason(
  errors: readonly SubgraphError[],
  { isLandlord }: Pick<Subgraph, "isLandlord">,
): FailureReason {
  const code = errors[0]?.code;
  // One of the platform's own that can give no answer just now is as good as gone.
  if (code === "UNAVAILABLE" && !isLandlord) return "UNREACHABLE";
  return refusals.get(code) ?? "FAILED";
}

/**
 * Of one answer: three for each site of fifteen pages of 200, rounded up. Each is looked at, and one
 * that lies may send millions in the megabytes that an answer may have.
 */
const mostReported = 10_000;
/** Parts of an error's path: an answer is some ten levels deep. */
const longestPath = 32;

/** @throws SubgraphFailure when these are no errors as GraphQL has them. */
export function readErrors(value: unknown): SubgraphError[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalidAnswer("errors are no list");
  if (value.length > mostReported) throw invalidAnswer(`${value.length} errors`);
  return value.map((error: unknown) => {
    if (!isRecord(error)) throw invalidAnswer("an error is no object");
    const { message, path, extensions } = error;
    return {
      message: typeof message === "string" ? message : "",
      code: isRecord(extensions) ? extensions.code : undefined,
      french: isRecord(extensions) && typeof extensions.fr === "string" ? extensions.fr : null,
      path: Array.isArray(path) ? path.slice(0, longestPath).filter(isPathPart) : [],
    };
  });
}

const internalError: GraphQLFormattedError = {
  message: "Internal error",
  extensions: { code: "INTERNAL_SERVER_ERROR" },
};

/** Of a subgraph of the platform's own: what goes by. */
const passing: ReadonlySet<FailureReason> = new Set([
  "NOT_IN_FORCE",
  "TIMED_OUT",
  "UNREACHABLE",
  "RATE_LIMITED",
]);

/** What a client is told of a subgraph that failed: no address, nothing of the cause. */
export function failureError(subgraph: Subgraph, reason: FailureReason): GraphQLFormattedError {
  if (!subgraph.isLandlord) {
    // It signs nothing: a new text of the convention has reached it before the gateway, or after. And
    // what is gone, takes too long or has no room may be there in time when asked again.
    if (passing.has(reason)) {
      const { message, extensions } = new UnavailableError();
      return { message, extensions };
    }
    return internalError;
  }
  const { name } = subgraph;
  const { en, fr } = sentences[reason];
  return {
    message: `The landlord ${name} ${en}`,
    extensions: {
      code: ownCodes[reason] ?? "LANDLORD_UNAVAILABLE",
      landlord: name,
      fr: `Le bailleur ${name} ${fr}`,
    },
  };
}

/** What a client is told of a field that was left out of an answer, as the contract names the field. */
export function refusedError({ name, isLandlord }: Subgraph, field: string): GraphQLFormattedError {
  if (!isLandlord) return internalError;
  return {
    message: `The landlord ${name} gave for ${field} what the contract does not allow; it is left out`,
    extensions: {
      code: "INVALID_ANSWER",
      landlord: name,
      fr: `Le bailleur ${name} a donné pour ${field} ce que le contrat n’admet pas ; ce n’est pas affiché`,
    },
  };
}

/** What a client is told of an error inside an answer: in its own words only with a code of the contract. */
export function maskedError(subgraph: Subgraph, error: SubgraphError): GraphQLFormattedError {
  // Of a landlord the words say whose answer is missing.
  const isLandlordsOwn = subgraph.isLandlord && error.code === "UNAVAILABLE";
  if (isLandlordsOwn || !isContractCode(error.code)) return failureError(subgraph, "FAILED");
  if (!subgraph.isLandlord && error.code === "CONVENTION_NOT_SIGNED") {
    return failureError(subgraph, "NOT_IN_FORCE");
  }
  const fr = error.french === null ? {} : { fr: printable(error.french) };
  return { message: printable(error.message), extensions: { code: error.code, ...fr } };
}

/** Control characters would let a message pose as several lines. */
function printable(text: string): string {
  return shortMessage(text.replace(/\p{Cc}+/gu, " "));
}

function isPathPart(part: unknown): part is string | number {
  return typeof part === "string" || typeof part === "number";
}
