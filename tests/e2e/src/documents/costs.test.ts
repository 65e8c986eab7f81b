import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exportDocuments, longestPage, operationLimits, usualCosts } from "@palier/gateway";
import {
  extentOf,
  Fragments,
  type GraphExtent,
  operationCost,
  parseConvention,
} from "@palier/schema";
import { demonstrationConvention } from "@palier/test-support";
import {
  buildSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  type TypeNode,
} from "graphql";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const schema = buildSchema(readFileSync(join(root, "schema/graph.graphql"), "utf8"));
const convention = parseConvention(
  readFileSync(demonstrationConvention, "utf8"),
  demonstrationConvention,
);
const demonstration = extentOf(
  convention,
  convention.territories.map(({ code }) => code),
);
const hundred: GraphExtent = {
  landlords: 100,
  territories: 100,
  partners: 100,
  // Some have stock everywhere, most in a few communes.
  landlordsPerTerritory: 20,
  landlordsIn: () => 100,
};

/** Texts that stand in a file: a template of the dashboard, a block of a page, a string of a program. */
const forms: readonly { readonly files: RegExp; readonly text: RegExp }[] = [
  { files: /^dashboard\/[^/]+\/src\/.*\.documents\.ts$/, text: /graphql\(`([^`]+)`/g },
  { files: /^(docs|examples)\/.*\.(md|mts|py)$/, text: /(?:`|""")(query \w+[^`"]+)(?:`|""")/g },
  { files: /^docs\/.*\.md$/, text: /```graphql\n(.+?)```/gs },
  { files: /^README\.md$/, text: /```graphql\n(.+?)```/gs },
  { files: /^gateway\/graphiql\/.*\.js$/, text: /= `(#[^`]+)`;/g },
];

const files = ["dashboard", "docs", "examples", "gateway/graphiql"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder, name),
    ),
  )
  .concat("README.md")
  .filter((name) => !/node_modules|\/dist\/|\/generated\//.test(name));

const texts = files.flatMap((file) =>
  forms
    .filter((form) => form.files.test(file))
    .flatMap((form) =>
      [...readFileSync(join(root, file), "utf8").matchAll(form.text)].map(([, text = ""]) => ({
        file,
        definitions: parse(text).definitions,
      })),
    ),
);
/** The dashboard's are shared between its files. */
const fragments = new Fragments({ definitions: texts.flatMap(({ definitions }) => definitions) });
/** Their pages are shorter than the longest. */
const ofFiles = exportDocuments.map(({ text }) => ({
  file: "gateway/src/exports",
  definitions: parse(text.replace("first: $first", `first: ${longestPage}`)).definitions,
}));
const operations = [...texts, ...ofFiles].flatMap(({ file, definitions }) =>
  definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? { name: `${file}: ${definition.name?.value ?? "unnamed"}`, operation: definition }
      : [],
  ),
);

/** As much as a page ever asks for. */
const largest: Readonly<Record<string, unknown>> = { first: 200, from: "2025-11", to: "2026-10" };

function valueFor(name: string, type: TypeNode): unknown {
  if (name in largest) return largest[name];
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  if (named.kind !== Kind.NAMED_TYPE) return [];
  const values: Record<string, unknown> = {
    ...{ ID: "247700057", Month: "2026-10", Language: "FRENCH" },
    // Whatever may be left out is asked for.
    Boolean: true,
  };
  return values[named.name.value];
}

function costOf(operation: OperationDefinitionNode, extent: GraphExtent) {
  const definitions = operation.variableDefinitions ?? [];
  const given = Object.fromEntries(
    definitions
      .filter(
        ({ type, variable }) => type.kind === Kind.NON_NULL_TYPE || variable.name.value in largest,
      )
      .map(({ type, variable }) => [variable.name.value, valueFor(variable.name.value, type)]),
  );
  const { coerced, errors } = getVariableValues(schema, definitions, given);
  if (coerced === undefined) throw new Error(errors?.join("\n"));
  const { answering, planning, requests, values } = operationCost({
    operation,
    fragments,
    schema,
    variables: coerced,
    extent,
  });
  return { cost: answering + planning, requests, values };
}

it("finds the documents of the dashboard, of the examples and of GraphiQL", () => {
  const found = (part: string) => operations.filter(({ name }) => name.startsWith(part)).length;
  expect(found("dashboard/partner/")).toBeGreaterThan(20);
  expect([found("docs/"), found("examples/")]).toEqual([4, 3]);
  expect(found("gateway/graphiql/")).toBeGreaterThan(0);
});

it.each(operations)("$name fits a tenth of what one may have", ({ operation }) => {
  const { cost, requests, values } = costOf(operation, demonstration);
  const limits = operationLimits(usualCosts);
  expect(cost).toBeLessThanOrEqual(limits.cost / 10);
  expect(requests).toBeLessThanOrEqual(limits.requests / 10);
  expect(values).toBeLessThanOrEqual(limits.values / 10);
});

it.each(operations)("$name is answered with a hundred landlords too", ({ operation }) => {
  const { cost, requests, values } = costOf(operation, hundred);
  const limits = operationLimits(usualCosts);
  expect(cost).toBeLessThanOrEqual(limits.cost);
  expect(requests).toBeLessThanOrEqual(limits.requests);
  expect(values).toBeLessThanOrEqual(limits.values);
});
