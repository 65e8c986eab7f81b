import { asTyped, type Domains } from "@palier/schema";
import { readSupergraph } from "../graph/supergraph.js";
import { askedSubgraph, entities } from "../testing/asked-subgraph.fixture.js";
import { readingOf } from "./supergraph-reading.js";

/**
 * As composition writes it for two subgraphs: in `books` a work is an interface with two kinds, in
 * `sales` one object for all of them (`@interfaceObject`), and a shop is known to both.
 */
const sdl = `
enum join__Graph { BOOKS @join__graph(name: "books", url: "http://b") SALES @join__graph(name: "sales", url: "http://s") }
interface Work @join__type(graph: BOOKS, key: "id") @join__type(graph: SALES, key: "id", isInterfaceObject: true) {
  id: ID!
  title: String @join__field(graph: BOOKS)
  sold: Int @join__field(graph: SALES)
}
type Novel implements Work @join__implements(graph: BOOKS, interface: "Work") @join__type(graph: BOOKS, key: "id") {
  id: ID!
  title: String
  sold: Int @join__field
}
type Essay implements Work @join__implements(graph: BOOKS, interface: "Work") @join__type(graph: BOOKS, key: "id") {
  id: ID!
  title: String
  sold: Int @join__field
}
type Shop @join__type(graph: BOOKS, key: "id") @join__type(graph: SALES, key: "id") {
  id: ID!
  name: String @join__field(graph: BOOKS)
  rank: Int @join__field(graph: SALES, type: "Int!")
}
type Own @join__type(graph: BOOKS, key: "id") @join__type(graph: SALES, key: "id", resolvable: false) {
  id: ID!
  name: String @join__field(graph: BOOKS) @join__field(graph: SALES, external: true)
}
type Query @join__type(graph: BOOKS) @join__type(graph: SALES) {
  works: [Work!] @join__field(graph: BOOKS)
}
type Mutation @join__type(graph: SALES) {
  sell(id: ID!): Work
}
`;

/** Whatever a field holds that is of its type. */
const anything = {
  get: (coordinate: string) => ({ ...asTyped, entry: coordinate }),
} as unknown as Domains;
const reading = readingOf(readSupergraph(sdl), anything);

const ask = (name: string, query: string, representations: object[] | null, answer: unknown) =>
  askedSubgraph({ name, query, ...(representations && { representations }) }, answer, reading, []);

it("reads an object that stands for an interface elsewhere", async () => {
  const { response } = await ask(
    "sales",
    entities("...on Work{__typename id sold}"),
    [{ __typename: "Work", id: "1" }],
    { data: { _entities: [{ __typename: "Work", id: "1", sold: 7, title: "not asked" }] } },
  );
  expect(response).toEqual({ data: { _entities: [{ __typename: "Work", id: "1", sold: 7 }] } });
});

it("reads an entity that is asked for by its interface as what it says it is", async () => {
  const asked = async (typeName: string) => {
    const query = entities("...on Work{__typename title ...on Novel{id}}");
    const entity = { __typename: typeName, id: "1", title: "A" };
    const answer = { data: { _entities: [entity] } };
    return (await ask("books", query, [{ __typename: "Work", id: "1" }], answer)).response;
  };
  const novel = { __typename: "Novel", title: "A", id: "1" };
  expect(await asked("Novel")).toEqual({ data: { _entities: [novel] } });
  const essay = { __typename: "Essay", title: "A" };
  expect(await asked("Essay")).toEqual({ data: { _entities: [essay] } });
  expect((await asked("Shop")).data).toEqual({ _entities: [null] });
});

it("reads what a mutation answers, by its own root", async () => {
  const { response } = await ask("sales", 'mutation{sell(id:"1"){__typename sold}}', null, {
    data: { sell: { __typename: "Work", sold: 8 } },
  });
  expect(response).toEqual({ data: { sell: { __typename: "Work", sold: 8 } } });
});

it.each([
  ["Shop", null],
  ["Own", { __typename: "Nothing" }],
])("takes an unknown %s for %j: nobody else may know it, or somebody", async (typeName, found) => {
  const { response } = await ask(
    "books",
    entities(`...on ${typeName}{name}`),
    [{ __typename: typeName, id: "1" }],
    { data: { _entities: [null] } },
  );
  expect(response).toEqual({ data: { _entities: [found] } });
});

it("holds a subgraph to what it declares itself", async () => {
  const { response } = await ask(
    "sales",
    entities("...on Shop{rank}"),
    [{ __typename: "Shop", id: "1" }],
    { data: { _entities: [{ rank: null }] } },
  );
  expect(response.data).toEqual({ _entities: [null] });
  await expect(
    ask("sales", entities("...on Shop{name}"), [{ __typename: "Shop", id: "1" }], {
      data: { _entities: [{ name: "x" }] },
    }),
  ).rejects.toThrow("The subgraph has no field Shop.name");
});

it("refuses, before anything is served, a graph whose answers it could not check", () => {
  expect(() => readingOf(readSupergraph(sdl))).toThrow(
    "PALIER_SUPERGRAPH: nothing says what Work.id may hold",
  );
});
