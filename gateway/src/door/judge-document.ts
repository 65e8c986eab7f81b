import { type DeniedField, deniedFields, type Purpose } from "@palier/schema";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from "graphql";
import type { KindView } from "../identity/kind-views.js";
import { limitOperations } from "./limits.js";

/** What becomes of a document, before anything is fetched. */
export type Verdict =
  | { readonly kind: "FETCHED" }
  /** About the schema: answered from the one that the caller's kind knows. */
  | { readonly kind: "INTROSPECTED" }
  | {
      readonly kind: "REFUSED";
      readonly status: 400 | 403;
      readonly errors: readonly GraphQLFormattedError[];
    };

const rules = [...specifiedRules, limitOperations];

/**
 * Judges a whole document, every operation and fragment of it: first what the convention denies,
 * with its reasons; then whether the rest is understood by the schema that the kind knows, so that no
 * message names what is not in it.
 */
export function judgeDocument(
  document: DocumentNode,
  { policy, schema, apiSchema }: KindView,
  purpose: Purpose | null,
): Verdict {
  const denied = deniedFields(document, apiSchema, policy, purpose).filter(isOfConvention);
  if (denied.length > 0) return refused(403, [denialError(denied)]);
  const problems = validate(schema, document, rules);
  if (problems.length > 0) {
    return refused(
      400,
      problems.map(({ message, locations = [], extensions }) => ({
        message,
        locations,
        extensions: { code: extensions.code ?? "GRAPHQL_VALIDATION_FAILED" },
      })),
    );
  }
  const roots = document.definitions.filter(isOperation).map((each) => rootFields(each, document));
  if (!roots.some((names) => names.some(isAboutSchema))) return { kind: "FETCHED" };
  if (roots.every((names) => names.every((name) => name.startsWith("__")))) {
    return { kind: "INTROSPECTED" };
  }
  const message = "Ask about the schema (__schema, __type) in a document of its own";
  return refused(400, [{ message, extensions: { code: "BAD_USER_INPUT" } }]);
}

function refused(status: 400 | 403, errors: readonly GraphQLFormattedError[]): Verdict {
  return { kind: "REFUSED", status, errors };
}

type ConventionDenial = DeniedField & { readonly cell: NonNullable<DeniedField["cell"]> };

/** Others look like fields that nobody has: validation speaks of them, without their neighbours. */
function isOfConvention(field: DeniedField): field is ConventionDenial {
  return field.cell !== null;
}

/** One error for the whole document: every denied field with the convention's line. */
function denialError(denied: readonly ConventionDenial[]): GraphQLFormattedError {
  const isPurposeAll = denied.every(({ purposeLifts }) => purposeLifts);
  return {
    message: denied.map(({ english }) => english).join("\n"),
    locations: denied.flatMap(({ locations }) => locations),
    extensions: {
      code: isPurposeAll ? "PURPOSE_REQUIRED" : "FORBIDDEN",
      fr: denied.map(({ french }) => french).join("\n"),
      fields: denied.map(({ coordinate, cell, english, french }) => {
        return { field: coordinate, line: cell, en: english, fr: french };
      }),
    },
  };
}

function isOperation(node: { readonly kind: Kind }): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION;
}

function isAboutSchema(name: string): boolean {
  return name === "__schema" || name === "__type";
}

/** Validation has refused fragments that hold themselves. */
function rootFields(operation: OperationDefinitionNode, document: DocumentNode): string[] {
  const namesIn = ({ selections }: SelectionSetNode): string[] =>
    selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node.name.value];
      if (node.kind === Kind.INLINE_FRAGMENT) return namesIn(node.selectionSet);
      const fragment = document.definitions.find(
        (definition): definition is FragmentDefinitionNode =>
          definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
      );
      return fragment === undefined ? [] : namesIn(fragment.selectionSet);
    });
  return namesIn(operation.selectionSet);
}
