import type {
  DocumentNode,
  FormattedExecutionResult,
  GraphQLFormattedError,
  OperationDefinitionNode,
} from "graphql";
import { toldErrors } from "./told-errors.js";
import { VisiblePaths } from "./visible-path.js";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What an answer is about; absent where the request was not understood. */
export interface Asked {
  readonly operation?: OperationDefinitionNode | null | undefined;
  readonly document?: DocumentNode | undefined;
}

/**
 * Last look at an answer: paths of errors end at the last element the client asked for; equal errors
 * are told once, and the first of too many; `extensions.landlords` names each landlord of whom
 * something is missing with the reason, also for queries that do not ask for coverage.
 *
 * @param unavailable landlords of whom an answer could not be used, with the reason.
 */
export function tellAnswer(
  answer: Mutable<FormattedExecutionResult>,
  { operation, document }: Asked,
  unavailable: ReadonlyMap<string, string>,
): void {
  if (answer.errors !== undefined && operation && document) {
    const paths = new VisiblePaths(operation, document);
    answer.errors = toldErrors(seenAlong(paths, answer.errors));
  }
  // What a planner says there of nulls names types and fields of its own plan.
  delete answer.extensions;
  if (unavailable.size === 0) return;
  const landlords = [...unavailable].map(([landlord, status]) => ({ landlord, status }));
  answer.extensions = { landlords };
}

function* seenAlong(paths: VisiblePaths, errors: readonly GraphQLFormattedError[]) {
  for (const error of errors) {
    yield error.path === undefined ? error : { ...error, path: paths.of(error.path) };
  }
}
