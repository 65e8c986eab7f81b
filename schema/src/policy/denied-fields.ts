import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isIntrospectionType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from "graphql";
import { type Cell, matrixRows } from "../access/matrix-rows.js";
import { matrixValues } from "../access/matrix-values.js";
import { kindTerms } from "../access/partner-kind.js";
import { capitalised, type Words } from "../ground/words.js";
import { type Access, isEverShown, needsPurpose, type Policy } from "./policy.js";

/** One field that stands in a document and that the partner may not ask. */
export interface DeniedField extends Words {
  /** As the document reaches it: `Site.address`, or `LisiereSite.address` inside a fragment on it. */
  readonly coordinate: string;
  /** The matrix's row that denies it; null for what the partner's graph does not have. */
  readonly cell: Cell | null;
  /** Whether the same document would be answered, for this field, once a purpose is stated. */
  readonly purposeLifts: boolean;
  /** Where it stands, the first places of many; lines and columns count from 1. */
  readonly locations: readonly { readonly line: number; readonly column: number }[];
}

/** Of one field: whoever mends the first places of a text finds the others. */
const mostPlaces = 20;

/**
 * Every denied field of a whole document, in the order in which they first stand in it: under any
 * alias, in any fragment, used or not, whatever variables, `@include` or `@skip` say. A field of
 * an interface is denied when any possible type's is. What the schema does not know is denied.
 *
 * Introspection is not judged: answer it from `schemaFor`.
 *
 * @param purpose as the partner states it; one that the convention does not know counts as none.
 */
export function deniedFields(
  document: DocumentNode,
  schema: GraphQLSchema,
  policy: Policy,
  purpose: string | null,
): DeniedField[] {
  const judged = new Map<string, JudgedField>();
  const hasPurpose = policy.purposes.some((known) => known === purpose);
  for (const { node, parent } of fieldsOf(document, schema)) {
    const coordinate = `${parent?.name ?? "?"}.${node.name.value}`;
    const known = judged.get(coordinate);
    if (known !== undefined) {
      if (known.nodes.length < mostPlaces) known.nodes.push(node);
      continue;
    }
    const accesses = parent ? accessesTo(node, parent, schema, policy) : [null];
    const denied = accesses.find((access) => isDenied(access, hasPurpose));
    judged.set(coordinate, { denied, nodes: [node] });
  }
  return [...judged].flatMap(([coordinate, { denied, nodes }]) =>
    denied === undefined
      ? []
      : {
          coordinate,
          ...explanation(coordinate, denied, policy, purpose),
          locations: nodes.flatMap(placeOf),
        },
  );
}

interface JudgedField {
  /** What denies it; undefined where nothing does. */
  readonly denied: Access | null | undefined;
  readonly nodes: FieldNode[];
}

/** As the lexer noted it: `getLocation` would read the text from its start for each field. */
function placeOf({ loc }: FieldNode): DeniedField["locations"] {
  return loc === undefined ? [] : [{ line: loc.startToken.line, column: loc.startToken.column }];
}

interface StandingField {
  readonly node: FieldNode;
  /** Null where the schema does not know the type around it. */
  readonly parent: GraphQLCompositeType | null;
}

/** Every field that stands in a document, introspection left out, fragments where they are defined. */
function fieldsOf(document: DocumentNode, schema: GraphQLSchema): StandingField[] {
  const found: StandingField[] = [];
  const typeNamed = (name: string) => compositeOrNull(schema.getType(name));
  const walk = (selections: SelectionSetNode, parent: GraphQLCompositeType | null) => {
    for (const node of selections.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) continue;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const narrowed = node.typeCondition ? typeNamed(node.typeCondition.name.value) : parent;
        walk(node.selectionSet, narrowed);
        continue;
      }
      const { name, selectionSet } = node;
      const isMeta = name.value.startsWith("__") || (parent && isIntrospectionType(parent));
      if (!isMeta) found.push({ node, parent });
      if (selectionSet === undefined) continue;
      walk(selectionSet, typeOf(name.value, parent));
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      walk(definition.selectionSet, schema.getRootType(definition.operation) ?? null);
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      walk(definition.selectionSet, typeNamed(definition.typeCondition.name.value));
    }
  }
  return found;
}

/** What a field leads to; null where the schema does not know it. */
function typeOf(field: string, parent: GraphQLCompositeType | null): GraphQLCompositeType | null {
  if (field === SchemaMetaFieldDef.name)
    return compositeOrNull(getNamedType(SchemaMetaFieldDef.type));
  if (field === TypeMetaFieldDef.name) return compositeOrNull(getNamedType(TypeMetaFieldDef.type));
  const type = parent && "getFields" in parent ? parent.getFields()[field]?.type : undefined;
  return compositeOrNull(type && getNamedType(type));
}

function compositeOrNull(type: GraphQLType | undefined): GraphQLCompositeType | null {
  return isCompositeType(type) ? type : null;
}

/** What the policy says of the field on the type itself and on every type it may turn out to be. */
function accessesTo(
  node: FieldNode,
  parent: GraphQLCompositeType,
  schema: GraphQLSchema,
  policy: Policy,
): (Access | null)[] {
  const types = [parent, ...(isAbstractType(parent) ? schema.getPossibleTypes(parent) : [])];
  return types.map(({ name }) => policy.access.get(`${name}.${node.name.value}`) ?? null);
}

function isDenied(access: Access | null, hasPurpose: boolean): boolean {
  if (access === null || !isEverShown(access.decision)) return true;
  return needsPurpose(access.decision) && !hasPurpose;
}

function explanation(
  coordinate: string,
  access: Access | null,
  policy: Policy,
  purpose: string | null,
): Words & Pick<DeniedField, "cell" | "purposeLifts"> {
  // The gateway's own fields must look like fields that are not there.
  if (access === null || access.cell === "reference" || access.cell === "gateway-only") {
    return {
      cell: null,
      purposeLifts: false,
      en: `${coordinate} is not part of this graph.`,
      fr: `${coordinate} ne fait pas partie de ce graphe.`,
    };
  }
  const { cell, decision } = access;
  const value = matrixValues[policy.visibility[cell]].words;
  const kind = kindTerms[policy.kind].words;
  const purposeLifts = needsPurpose(decision) && policy.purposes.length > 0;
  const hint = purposeLifts ? purposeHint(policy, purpose) : { en: "", fr: "" };
  const line = {
    en: `${capitalised(matrixRows[cell].words.en)}: ${value.en} for ${kind.en}`,
    fr: `${capitalised(matrixRows[cell].words.fr)} : ${value.fr} pour ${kind.fr}`,
  };
  return {
    cell,
    purposeLifts,
    en: `${coordinate} is not shown. The convention says: “${line.en}.”${hint.en}`,
    fr: `${coordinate} n’est pas communiqué. La convention prévoit : « ${line.fr}. »${hint.fr}`,
  };
}

function purposeHint(policy: Policy, purpose: string | null): Words {
  const list = policy.purposes.join(", ");
  return purpose === null
    ? {
        en: ` State one of these purposes: ${list}.`,
        fr: ` Indiquez l’une de ces finalités : ${list}.`,
      }
    : {
        en: ` Your kind of partner may state one of ${list}, not the purpose stated.`,
        fr: ` Votre catégorie de partenaire peut indiquer l’une de celles-ci : ${list}, et non la finalité indiquée.`,
      };
}
