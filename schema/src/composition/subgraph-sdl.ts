import { readFileSync } from "node:fs";
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  print,
  visit,
} from "graphql";
import { typePrefix } from "../ground/landlord-slug.js";

/** Types that each landlord owns under a name of its own, by their name in the SDL files. */
const landlordTypes: ReadonlyMap<string, string> = new Map([
  ["LandlordSite", "Site"],
  ["LandlordContribution", "Contribution"],
  ["LandlordCountContribution", "CountContribution"],
  ["LandlordSitePage", "SitePage"],
  ["LandlordChangePage", "ChangePage"],
  ["LandlordActionPage", "ActionPage"],
  ["LandlordAccessRecord", "AccessRecord"],
]);

/** What follows a landlord's prefix in the names of its types. */
export const landlordTypeSuffixes: readonly string[] = [...landlordTypes.values()];

/** Names of the types that every federation has, whoever its landlords are. */
export function contractTypeNames(): string[] {
  const files = ["landlord", "convention", "classification"] as const;
  const names = files.flatMap((file) =>
    readSdl(file).definitions.flatMap((definition) =>
      "name" in definition && definition.kind !== Kind.DIRECTIVE_DEFINITION
        ? [definition.name?.value ?? ""]
        : [],
    ),
  );
  return [...new Set(names)].filter((name) => !landlordTypes.has(name));
}

/** `LisiereSite`, `LisiereContribution`, and so on, for each of the list above. */
export function landlordTypeNames(slug: string) {
  const prefix = typePrefix(slug);
  return {
    site: `${prefix}Site`,
    contribution: `${prefix}Contribution`,
    countContribution: `${prefix}CountContribution`,
    sitePage: `${prefix}SitePage`,
    changePage: `${prefix}ChangePage`,
    actionPage: `${prefix}ActionPage`,
    accessRecord: `${prefix}AccessRecord`,
  } as const;
}

/** SDL of one landlord's subgraph, with its own type names. */
export function landlordSdl(slug: string): string {
  const { definitions } = readSdl("landlord");
  return printDefinitions(definitions.map((definition) => renamed(definition, slug)));
}

/** The fields that landlords serve, as the convention names them: `Site.address`. */
export function landlordCoordinates(): ReadonlySet<string> {
  const coordinates = readSdl("landlord").definitions.flatMap((definition) => {
    const isOwn = definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!isOwn && definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    return (definition.fields ?? []).map(({ name }) => `${definition.name.value}.${name.value}`);
  });
  return new Set(coordinates);
}

/** SDL of the convention subgraph for these landlords. */
export function conventionSdl(slugs: readonly string[]): string {
  return repeatedFor("convention", slugs);
}

/** SDL of the classification subgraph for these landlords. */
export function classificationSdl(slugs: readonly string[]): string {
  return repeatedFor("classification", slugs);
}

function repeatedFor(file: "convention" | "classification", slugs: readonly string[]): string {
  const { definitions } = readSdl(file);
  const ofLandlords = definitions.filter(isOfLandlord);
  return printDefinitions([
    ...definitions.filter((definition) => !isOfLandlord(definition)),
    ...slugs.flatMap((slug) => ofLandlords.map((definition) => renamed(definition, slug))),
  ]);
}

function isOfLandlord(definition: DefinitionNode): boolean {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && landlordTypes.has(definition.name.value)
  );
}

function renamed(definition: DefinitionNode, slug: string): DefinitionNode {
  return visit(definition, {
    Name(node) {
      const base = landlordTypes.get(node.value);
      return base === undefined ? undefined : { ...node, value: typePrefix(slug) + base };
    },
  });
}

function printDefinitions(definitions: readonly DefinitionNode[]): string {
  return `${definitions.map(print).join("\n\n")}\n`;
}

type SdlFile = "landlord" | "convention" | "classification";

/** A subgraph's own definitions, and of the shared ones those that they lead to. */
function readSdl(file: SdlFile): DocumentNode {
  const written = parseSdl(file).definitions;
  const own = written.map((definition) => withFieldsOfInterface(definition, written));
  const shared = parseSdl("shared").definitions;
  const named = new Set<string>();
  const waiting = [...own];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    visit(next, {
      NamedType({ name }) {
        if (named.has(name.value)) return;
        named.add(name.value);
        waiting.push(...shared.filter((definition) => nameOf(definition) === name.value));
      },
    });
  }
  const used = shared.filter((definition) => named.has(nameOf(definition) ?? ""));
  return { kind: Kind.DOCUMENT, definitions: [...own, ...used] };
}

/**
 * A landlord's type has the fields of the interface that it implements, where these stand once. In a
 * subgraph that only refers to it (its `@key` is not resolvable) they are external, save the key and
 * those that the type has written there, which that subgraph gives itself.
 */
function withFieldsOfInterface(
  definition: DefinitionNode,
  definitions: readonly DefinitionNode[],
): DefinitionNode {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || !isOfLandlord(definition)) {
    return definition;
  }
  const of = definitions.find(
    (other) =>
      other.kind === Kind.INTERFACE_TYPE_DEFINITION &&
      other.name.value === landlordTypes.get(definition.name.value),
  );
  const fields = of?.kind === Kind.INTERFACE_TYPE_DEFINITION ? (of.fields ?? []) : [];
  const key = definition.directives?.find(({ name }) => name.value === "key");
  const argument = (name: string) =>
    key?.arguments?.find((each) => each.name.value === name)?.value;
  const keyFields = argument("fields");
  const keyName = keyFields?.kind === Kind.STRING ? keyFields.value : "";
  if (argument("resolvable") === undefined) return { ...definition, fields };
  const own = new Set([keyName, ...(definition.fields ?? []).map(({ name }) => name.value)]);
  return {
    ...definition,
    fields: fields.map((field) => (own.has(field.name.value) ? field : asExternal(field))),
  };
}

function asExternal(field: FieldDefinitionNode): FieldDefinitionNode {
  return { ...field, directives: [...(field.directives ?? []), externalDirective] };
}

const externalDirective: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: "external" },
};

function nameOf(definition: DefinitionNode): string | undefined {
  return "name" in definition ? definition.name?.value : undefined;
}

function parseSdl(file: SdlFile | "shared"): DocumentNode {
  return parse(readFileSync(new URL(`../../sdl/${file}.graphql`, import.meta.url), "utf8"));
}
