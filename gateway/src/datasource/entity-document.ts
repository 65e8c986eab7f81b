import { BoundedMap } from "@palier/service";
import { Kind, parse, print, stripIgnoredCharacters } from "graphql";

/** What a plan's document asks of entities, where that is all it asks. */
export interface EntityDocument {
  /** Of its operation, which the subgraph's log tells. */
  readonly name: string;
  /** Definitions of its variables besides the representations, by name. */
  readonly variables: ReadonlyMap<string, string>;
  /** What it asks, of all types. */
  readonly text: string;
  /** By type, the response keys with what is asked under each. */
  readonly byType: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** A plan's documents are few and come again. */
const mostKept = 1_000;

/** Documents by their text. */
export class EntityDocuments {
  readonly #kept = new BoundedMap<string, EntityDocument | null>(mostKept);

  /** Null of a document that asks more than entities, or has fragments of its own. */
  read(query: string): EntityDocument | null {
    let document = this.#kept.get(query);
    if (document === undefined) {
      document = entityDocument(query);
      this.#kept.set(query, document);
    }
    return document;
  }
}

const representations = "representations";

function entityDocument(query: string): EntityDocument | null {
  const [operation, ...others] = parse(query, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return null;
  const [entities, ...beside] = operation.selectionSet.selections;
  const variables = new Map(
    (operation.variableDefinitions ?? []).map((each) => [
      each.variable.name.value,
      stripIgnoredCharacters(print(each)),
    ]),
  );
  const isPlain =
    operation.operation === "query" &&
    variables.delete(representations) &&
    entities?.kind === Kind.FIELD &&
    entities.name.value === "_entities" &&
    entities.alias === undefined &&
    beside.length === 0;
  if (!isPlain || entities.selectionSet === undefined) return null;
  const byType = new Map<string, Map<string, string>>();
  const texts: string[] = [];
  for (const node of entities.selectionSet.selections) {
    if (node.kind !== Kind.INLINE_FRAGMENT || node.typeCondition === undefined) return null;
    if (node.directives?.length) return null;
    const fields = byType.get(node.typeCondition.name.value) ?? new Map<string, string>();
    for (const field of node.selectionSet.selections) {
      if (field.kind !== Kind.FIELD) return null;
      const text = stripIgnoredCharacters(print(field));
      const key = field.alias?.value ?? field.name.value;
      fields.set(key, `${fields.get(key) ?? ""}${text}`);
    }
    byType.set(node.typeCondition.name.value, fields);
    texts.push(stripIgnoredCharacters(print(node)));
  }
  return { name: operation.name?.value ?? "", variables, text: texts.join(""), byType };
}
