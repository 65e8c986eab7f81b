import type fc from "fast-check";
import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from "graphql";

/** A document in the making: what stands in it, whatever of it would be executed. */
export interface RandomDocument {
  readonly text: string;
  readonly coordinates: ReadonlySet<string>;
}

/**
 * A random document over the fields that `isOffered` lets in, with aliases, directives, inline and
 * named fragments on interfaces and on their types, some of them never spread.
 *
 * @param extra a field that must stand in it somewhere, besides.
 */
export function randomDocument(
  schema: GraphQLSchema,
  isOffered: (coordinate: string) => boolean,
  draw: fc.GeneratorValue,
  arbitrary: typeof fc,
  extra: { readonly type: string; readonly field: string } | null = null,
): RandomDocument {
  const chance = (percent: number) => draw(arbitrary.nat, { max: 99 }) < percent;
  const fragments: string[] = [];
  const coordinates = new Set<string>();
  let planted = extra === null;

  function plantedText(): string {
    if (extra === null) return "";
    planted = true;
    coordinates.add(`${extra.type}.${extra.field}`);
    const type = schema.getType(extra.type);
    const field =
      isObjectType(type) || isInterfaceType(type) ? type.getFields()[extra.field] : null;
    const isLeaf = field === null || !isCompositeType(getNamedType(field?.type));
    return `${decorated(extra.field)} ${isLeaf ? "" : "{ __typename }"}`;
  }

  function decorated(field: string): string {
    const alias = chance(30) ? "name: " : "";
    const condition = chance(20) ? ` @${chance(50) ? "include" : "skip"}(if: $asked)` : "";
    return `${alias}${field}${condition}`;
  }

  function selection(type: GraphQLCompositeType, depth: number): string {
    const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
    const offered = Object.values(fields).filter(({ name, type: result }) => {
      return (
        isOffered(`${type.name}.${name}`) && (depth > 0 || !isCompositeType(getNamedType(result)))
      );
    });
    const chosen = offered
      .filter(() => chance(40))
      .map((field) => {
        coordinates.add(`${type.name}.${field.name}`);
        const result = getNamedType(field.type);
        return `${decorated(field.name)} ${isCompositeType(result) ? selection(result, depth - 1) : ""}`;
      });
    if (isInterfaceType(type) && chance(40)) {
      const possible = schema.getPossibleTypes(type).filter(() => chance(50));
      chosen.push(...possible.map((one) => `... on ${one.name} ${selection(one, depth)}`));
    }
    if (!planted && extra !== null && chance(20))
      chosen.push(`... on ${extra.type} { ${plantedText()} }`);
    const text = `{ ${["__typename", ...chosen].join(" ")} }`;
    if (!chance(20)) return text;
    fragments.push(`fragment F${fragments.length} on ${type.name} ${text}`);
    return chance(60)
      ? `{ ...F${fragments.length - 1} }`
      : `{ __typename ... on ${type.name} ${text} }`;
  }

  const query = schema.getQueryType();
  if (!query) throw new Error("a schema without queries");
  const operation = selection(query, 6);
  if (!planted && extra !== null)
    fragments.push(`fragment Unused on ${extra.type} { ${plantedText()} }`);
  return { text: `query Any($asked: Boolean!) ${operation} ${fragments.join(" ")}`, coordinates };
}
