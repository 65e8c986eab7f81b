import type { ApolloServerPlugin } from "@apollo/server";
import { AccessError, ForbiddenError, type Policy, PurposeRequiredError } from "@palier/schema";
import type { AccessTrace } from "@palier/service";
import type { GraphQLError, OperationDefinitionNode } from "graphql";
import { askedFor } from "./asked-for.js";
import { selectedFields } from "./selected-fields.js";

/** Notes in each request's trace what was asked, and what of it was refused. */
export function traceOperations<C extends { readonly access: AccessTrace }>(
  policy: Policy,
): ApolloServerPlugin<C> {
  // Documents are parsed once and come again.
  const known = new WeakMap<OperationDefinitionNode, Named>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, document, schema, operationName, contextValue }) {
          if (operation === undefined) return;
          const named = known.get(operation) ?? {
            fields: entriesOf(selectedFields(operation, document, schema), policy),
            asked: askedFor(operation, document, policy),
          };
          known.set(operation, named);
          contextValue.access.operation = operationName;
          contextValue.access.coordinates = named.fields;
          contextValue.access.asked = named.asked;
        },
        async willSendResponse({ response, errors = [], contextValue: { access } }) {
          if (response.body.kind !== "single") return;
          access.hasFailed = errors.some(({ originalError, extensions }) =>
            originalError instanceof AccessError
              ? originalError.code === "UNAVAILABLE"
              : extensions.code === "INTERNAL_SERVER_ERROR",
          );
          const withheld = [...new Set(errors.flatMap(refusalIn))].sort().join("; ");
          if (response.body.singleResult.data != null) access.grant(withheld);
          else access.refuse(withheld || codesOf(errors));
        },
      };
    },
  };
}

/** What is known of an operation, whoever asks it. */
interface Named {
  readonly fields: readonly string[];
  readonly asked: string;
}

/** As the convention names them: one name for a field, whichever landlord's type it stands on. */
function entriesOf(coordinates: readonly string[], policy: Policy): readonly string[] {
  const entries = coordinates.map((one) => policy.access.get(one)?.entry ?? one);
  return [...new Set(entries)].sort();
}

function refusalIn({ originalError }: GraphQLError): string[] {
  if (!(originalError instanceof AccessError)) return [];
  if (originalError instanceof PurposeRequiredError || originalError instanceof ForbiddenError) {
    return [`${originalError.code} ${originalError.entry ?? "(a field of the gateway's own)"}`];
  }
  return [originalError.code];
}

function codesOf(errors: readonly GraphQLError[]): string {
  return [...new Set(errors.map(({ extensions }) => String(extensions.code)))].sort().join("; ");
}
