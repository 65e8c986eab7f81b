import {
  type DeniedField,
  deniedFields,
  errorsBeforeNotice,
  Fragments,
  graphName,
  mostErrors,
  type Purpose,
  toldMessage,
} from "@palier/schema";
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  specifiedRules,
  validate,
} from "graphql";
import type { KindView } from "../graph/kind-views.js";
import { documentExcesses } from "./limits.js";

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

/** What a caller's documents are judged by. */
export type DocumentView =
  | KindView
  /** While nobody signs in: nothing is denied. */
  | { readonly policy: null; readonly schema: GraphQLSchema };

/**
 * Judges a whole document, every operation and fragment of it: first its size; then what the
 * convention denies, with its reasons; then whether the rest is understood by the schema that the
 * kind knows, so that no message names what is not in it.
 */
export function judgeDocument(
  document: DocumentNode,
  view: DocumentView,
  purpose: Purpose | null,
): Verdict {
  const excesses = documentExcesses(document);
  if (excesses.length > 0) return refused(400, excesses);
  if (view.policy !== null) {
    const { apiSchema, policy } = view;
    const denied = deniedFields(document, apiSchema, policy, purpose).filter(isOfConvention);
    if (denied.length > 0) return refused(403, [denialError(denied)]);
  }
  const maxErrors = errorsBeforeNotice;
  const problems = validate(view.schema, document, specifiedRules, { maxErrors });
  if (problems.length > 0) return refused(400, problems.map(validationError));
  return aboutSchema(document);
}

/** Of a valid document: who answers it. */
function aboutSchema(document: DocumentNode): Verdict {
  const fragments = new Fragments(document);
  const roots = document.definitions
    .filter(isOperation)
    .map(({ selectionSet }) => fragments.fieldsOf([selectionSet]).map(({ node }) => node));
  const names = roots.flat().map(({ name }) => name.value);
  if (!names.some(isAboutSchema)) return { kind: "FETCHED" };
  if (!names.every((name) => name.startsWith("__"))) {
    return unasked("Ask about the schema (__schema, __type) in a document of its own");
  }
  // The whole schema under fifteen names is an answer of megabytes.
  const wholes = roots.map((nodes) => nodes.filter(({ name }) => name.value === "__schema"));
  const isRepeated = wholes.some((nodes) => new Set(nodes.map(responseKey)).size > 1);
  return isRepeated ? unasked("Ask for __schema once in an operation") : { kind: "INTROSPECTED" };
}

function responseKey({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function unasked(message: string): Verdict {
  return refused(400, [{ message, extensions: { code: "BAD_USER_INPUT" } }]);
}

function validationError({ message, locations, extensions }: GraphQLError): GraphQLFormattedError {
  return {
    message: toldMessage(message),
    ...(locations && { locations }),
    extensions: { code: extensions.code ?? "GRAPHQL_VALIDATION_FAILED" },
  };
}

function refused(status: 400 | 403, errors: readonly GraphQLFormattedError[]): Verdict {
  return { kind: "REFUSED", status, errors };
}

type ConventionDenial = DeniedField & { readonly cell: NonNullable<DeniedField["cell"]> };

/** Others look like fields that nobody has: validation speaks of them, without their neighbours. */
function isOfConvention(field: DeniedField): field is ConventionDenial {
  return field.cell !== null;
}

/** One error for the whole document: each denied field, the first of many, with the convention's line. */
function denialError(all: readonly ConventionDenial[]): GraphQLFormattedError {
  const isPurposeAll = all.every(({ purposeLifts }) => purposeLifts);
  const denied = all.slice(0, mostErrors);
  const more = all.length - denied.length;
  const english = more > 0 ? [`And ${more} more fields are not shown.`] : [];
  const french = more > 0 ? [`Et ${more} autres champs ne sont pas communiqués.`] : [];
  return {
    message: [...denied.map((field) => field.en), ...english].join("\n"),
    locations: denied.flatMap(({ locations }) => locations),
    extensions: {
      code: isPurposeAll ? "PURPOSE_REQUIRED" : "FORBIDDEN",
      fr: [...denied.map((field) => field.fr), ...french].join("\n"),
      fields: denied.map(({ coordinate, cell, en, fr }) => {
        return { field: coordinate, line: graphName(cell), en, fr };
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
