import { dayScalar, monthScalar } from "@palier/schema";
import { type GraphQLSchema, isScalarType } from "graphql";

/**
 * Lets a schema that was made from its text refuse what is no month and no day: such a schema takes
 * any value, and the mistake would come back as a failure of the landlord that met it.
 */
export function checkScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const { name, parseValue, parseLiteral } of [monthScalar, dayScalar]) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
  return schema;
}
