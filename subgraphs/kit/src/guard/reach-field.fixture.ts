import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

/** One field after the other from `Query` to the one that a test is about. */
export type Path = readonly { readonly type: string; readonly field: string }[];

/** A shortest path to every field of every object type, entities by `_entities`; types that nothing leads to are left out. */
export function pathsToFields(schema: GraphQLSchema): ReadonlyMap<string, Path> {
  const found = new Map<string, Path>();
  const waiting: { type: GraphQLObjectType | null | undefined; path: Path }[] = [
    { type: schema.getQueryType(), path: [] },
  ];
  const seen = new Set<string>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { type, path } = next;
    if (!isObjectType(type) || seen.has(type.name)) continue;
    seen.add(type.name);
    for (const [field, { type: output }] of Object.entries(type.getFields())) {
      const longer = [...path, { type: type.name, field }];
      found.set(`${type.name}.${field}`, longer);
      for (const target of objectsOf(getNamedType(output), schema)) {
        waiting.push({ type: target, path: longer });
      }
    }
  }
  return found;
}

/** An operation that asks for the end of the path and nothing beside. */
export function operationTo(path: Path, schema: GraphQLSchema): string {
  const inner = path.reduceRight((below, { type, field }, index) => {
    const definition = (schema.getType(type) as GraphQLObjectType).getFields()[field];
    const next = path[index + 1]?.type;
    const output = getNamedType(definition?.type);
    const end = output !== undefined && !isLeafType(output) ? " { __typename }" : "";
    const selection = next === undefined ? end : ` { ... on ${next} { ${below} } }`;
    const required = (definition?.args ?? []).filter(
      ({ type: input, defaultValue }) => isNonNullType(input) && defaultValue === undefined,
    );
    const list = required.map(({ name, type: input }) => {
      if (name === "representations") return `${name}: [{ __typename: "${next}" }]`;
      return `${name}: ${JSON.stringify(samples[getNamedType(input).name] ?? "x")}`;
    });
    return `${field}${list.length === 0 ? "" : `(${list.join(", ")})`}${selection}`;
  }, "");
  return `{ ${inner} }`;
}

/** A value of the type with every field that an operation may ask, made when asked. */
export function anyValue(type: GraphQLOutputType, schema: GraphQLSchema, path: Path): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [anyValue(nullable.ofType, schema, path)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.value;
  const wanted = objectsOf(getNamedType(nullable), schema).filter(({ name }) =>
    path.some((step) => step.type === name),
  );
  const target = wanted[0] ?? objectsOf(getNamedType(nullable), schema)[0];
  if (target === undefined) return samples[getNamedType(nullable).name] ?? "x";
  return new Proxy(
    { __typename: target.name },
    {
      get(own, name) {
        const field = target.getFields()[String(name)];
        return field === undefined ? Reflect.get(own, name) : anyValue(field.type, schema, path);
      },
    },
  );
}

const samples: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 0.5,
  Boolean: true,
  Month: "2026-10",
  Day: "2026-10-31",
};

function objectsOf(
  type: GraphQLNamedType | undefined,
  schema: GraphQLSchema,
): readonly GraphQLObjectType[] {
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}
