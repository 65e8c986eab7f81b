import {
  buildSchema,
  type GraphQLSchema,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { CompositionError } from "../ground/errors.js";
import { runs } from "../testing/runs.js";
import { composeGraph, composeSupergraph } from "./compose.js";
import { supergraphOf } from "./supergraph-of.fixture.js";

function federationOf(slugs: readonly string[]) {
  return {
    landlords: slugs.map((slug) => ({ slug, endpoint: `http://${slug}.example/graphql` })),
    convention: "http://convention.example/graphql",
    classification: "http://classification.example/graphql",
  };
}

function slugsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `bailleur-${index + 1}`);
}

function interfacesOf(schema: GraphQLSchema, type: string): string[] {
  const found = schema.getType(type);
  return isObjectType(found) ? found.getInterfaces().map(({ name }) => name) : [];
}

it.each([...new Set([2, runs(5), runs(20)])])(
  "composes %d landlords, each with types of its own",
  (count) => {
    const supergraph = buildSchema(composeSupergraph(federationOf(slugsOf(count))), {
      assumeValid: true,
    });
    for (let index = 1; index <= count; index += 1) {
      expect(interfacesOf(supergraph, `Bailleur${index}Site`)).toEqual(["Site"]);
      expect(interfacesOf(supergraph, `Bailleur${index}Contribution`)).toEqual(["Contribution"]);
      expect(interfacesOf(supergraph, `Bailleur${index}CountContribution`)).toEqual([
        "CountContribution",
      ]);
      expect(interfacesOf(supergraph, `Bailleur${index}SitePage`)).toEqual(["SitePage"]);
      expect(interfacesOf(supergraph, `Bailleur${index}ChangePage`)).toEqual(["ChangePage"]);
      expect(interfacesOf(supergraph, `Bailleur${index}ActionPage`)).toEqual(["ActionPage"]);
      expect(interfacesOf(supergraph, `Bailleur${index}AccessRecord`)).toEqual(["AccessRecord"]);
    }
  },
);

it("gives the same text for the same landlords", () => {
  expect(composeSupergraph(federationOf(slugsOf(2)))).toBe(
    composeSupergraph(federationOf(slugsOf(2))),
  );
});

it("is given to tests from memory as it would be composed, whatever the addresses", () => {
  // One name begins as the other does.
  const at = (host: string) => ({
    convention: `http://${host}:1/graphql`,
    classification: `http://${host}:2/graphql`,
    landlords: ["orme", "orme-sud"].map((slug) => ({ slug, endpoint: `http://${host}/${slug}` })),
  });
  for (const host of ["10.0.0.1", "un.example"])
    expect(supergraphOf(at(host))).toBe(composeSupergraph(at(host)));
});

it("prints for callers what they can ask, without what travels inside", () => {
  const { graph } = composeGraph(federationOf(["lisiere", "val-de-brie"]));
  const schema = buildSchema(graph);
  expect(interfacesOf(schema, "ValDeBrieSite")).toEqual(["Site"]);
  expect(graph).not.toMatch(
    /join__|link__|lookup|Contribution|SitePage|ChangePage|ActionPage|LevelTally|CountTally/,
  );
  expect(printSchema(lexicographicSortSchema(schema))).toBe(graph.trimEnd());
});

it("refuses every bad slug at once", () => {
  expect(() => composeSupergraph(federationOf(["1er-logis", "lisiere", "lisiere"]))).toThrow(
    CompositionError,
  );
  try {
    composeSupergraph(federationOf(["1er-logis", "lisiere", "lisiere"]));
  } catch (error) {
    expect((error as CompositionError).problems).toEqual([
      expect.stringContaining('"1er-logis" is not a landlord\'s slug'),
      'Two landlords have the slug "lisiere"',
    ]);
  }
});

it("refuses by name a slug whose types are the contract's own", () => {
  expect(() => composeSupergraph(federationOf(["expected", "lisiere"]))).toThrow(
    'The slug "expected" gives the type name ExpectedContribution, which the contract has already',
  );
});

it("describes every type and field for its reader", () => {
  const schema = buildSchema(composeSupergraph(federationOf(["lisiere"])), { assumeValid: true });
  const undescribed = Object.values(schema.getTypeMap())
    .filter(
      ({ name }) =>
        !/^(__|join__|link__)/.test(name) &&
        !["String", "Int", "Float", "Boolean", "ID"].includes(name),
    )
    .flatMap((type) => [
      ...(type.description ? [] : [type.name]),
      ...("getFields" in type
        ? Object.values(type.getFields())
            .filter(({ description }) => !description)
            .map(({ name }) => `${type.name}.${name}`)
        : []),
    ]);
  expect(undescribed).toEqual([]);
});
