import { supergraphOf } from "@palier/schema/testing/composition";
import { readSupergraph } from "../graph/supergraph.js";
import { Subgraphs } from "./subgraphs.js";

const own = "http://127.0.0.1:4001/graphql";
const somewhere = "https://somewhere.example/graphql";
const composed = supergraphOf({
  convention: own,
  classification: own,
  landlords: [{ slug: "lisiere", endpoint: somewhere }],
});
const supergraphAt = (endpoint: string) => readSupergraph(composed.replaceAll(somewhere, endpoint));

const open = (url: string, subgraphUrls: Readonly<Record<string, string>> = {}) =>
  new Subgraphs(supergraphAt(url), { subgraphUrls, subgraphTimeoutMs: 1_000 }, () => undefined);

it.each(["http://node.example/graphql", "http://10.0.0.7:4101/graphql", "ftp://node.example"])(
  "does not start for a subgraph at %s, wherever that is written",
  (url) => {
    const words = `the subgraph "lisiere" is at ${url}, and what is said on the way there could be read: it must be an https:// address`;
    expect(() => open(url)).toThrow(words);
    expect(() => open("https://node.example/graphql", { lisiere: url })).toThrow(words);
  },
);

it.each(["https://node.example/graphql", "http://127.0.0.1:4101/graphql", "http://[::1]:4101/"])(
  "takes a subgraph at %s",
  (url) => {
    expect(() => open("http://node.example/graphql", { lisiere: url })).not.toThrow();
    expect(() => open(url)).not.toThrow();
  },
);
