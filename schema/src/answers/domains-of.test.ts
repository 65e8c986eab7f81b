import { buildSchema } from "graphql";
import { composeSupergraph } from "../composition/compose.js";
import { landlordSdl } from "../composition/subgraph-sdl.js";
import { answerDomains } from "./answer-domains.js";
import { domainsOf, IncompleteDomainsError } from "./domains-of.js";

const supergraph = composeSupergraph({
  convention: "http://c.example",
  classification: "http://k.example",
  landlords: [{ slug: "lisiere", endpoint: "http://l.example" }],
});
const types = (sdl: string) => buildSchema(sdl, { assumeValid: true, assumeValidSDL: true });

it("says of every field of every subgraph what it may hold", () => {
  const domains = domainsOf(types(supergraph));
  expect(domains.get("LisiereSite.dwellings")).toMatchObject({ entry: "Site.dwellings" });
  expect(() => domainsOf(types(landlordSdl("val-de-brie")))).not.toThrow();
});

it("has no entry that names no field", () => {
  const entries = new Set([...domainsOf(types(supergraph)).values()].map(({ entry }) => entry));
  const written = Object.entries(answerDomains).flatMap(([type, fields]) =>
    Object.keys(fields).map((field) => `${type}.${field}`),
  );
  expect(written.filter((entry) => !entries.has(entry))).toEqual([]);
});

it("refuses a graph with a field of which nobody says what it may hold", () => {
  const grown = supergraph.replace("type Location", "type Height { metres: Int }\n\ntype Location");
  expect(() => domainsOf(types(grown))).toThrow(IncompleteDomainsError);
  expect(() => domainsOf(types(grown))).toThrow("nothing says what Height.metres may hold");
});
