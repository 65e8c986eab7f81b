import { isDay } from "@palier/schema";
import { graphql } from "graphql";
import { federatedSchema } from "./federated-schema.js";

const schema = federatedSchema({
  sdl: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
    "A calendar month."
    scalar Month
    scalar Day
    interface Named { name: String }
    type Street implements Named @key(fields: "name") { name: String length: Int }
    type Query { next(month: Month!): Month first(month: Month): Day }
  `,
  resolvers: {
    Query: {
      next: (_root: unknown, { month }: { month: string }) => month,
      first: (_root: unknown, { month }: { month: string }) => `${month}-01`,
    },
    Street: { __resolveReference: ({ name }: { name: string }) => ({ name, length: name.length }) },
  },
});

async function ask(source: string, variableValues: Record<string, unknown> = {}) {
  return graphql({ schema, source, variableValues });
}

it("resolves entities through their interface by reference", async () => {
  const { data, errors } = await ask(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Street { name length } } }`,
    { r: [{ __typename: "Street", name: "Quai" }] },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ _entities: [{ name: "Quai", length: 4 }] });
});

it("checks months and days both ways and keeps their description", async () => {
  expect(await ask(`{ next(month: "2026-10") first(month: "2026-10") }`)).toEqual({
    data: { next: "2026-10", first: "2026-10-01" },
  });
  expect((await ask(`{ next(month: "2026-13") }`)).errors?.[0]?.message).toBe(
    '"2026-13" is not a Month; write it YYYY-MM, e.g. 2026-10',
  );
  const byVariable = await ask("query ($m: Month!) { next(month: $m) }", { m: 202610 });
  expect(byVariable.errors?.[0]?.message).toContain("202610 is not a Month");
  expect((await ask("{ first }")).errors).toHaveLength(1);
  expect(schema.getType("Month")?.description).toBe("A calendar month.");
});

it("knows which days the calendar has", () => {
  expect(["2026-10-31", "2028-02-29"].every(isDay)).toBe(true);
  expect(["2026-02-29", "2026-13-01", "2026-1-1", "", null, 20261031].some(isDay)).toBe(false);
});
