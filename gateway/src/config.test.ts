import { readConfig } from "./config.js";

it("listens on this machine at port 4000 unless told otherwise", () => {
  expect(readConfig({ PALIER_SUPERGRAPH: "/graph", PORT: "", HOST: " " })).toEqual({
    host: "127.0.0.1",
    port: 4000,
    supergraph: "/graph",
    subgraphUrls: {},
    subgraphTimeoutMs: 5_000,
  });
});

it("reads every setting", () => {
  const env = {
    HOST: "::1",
    PORT: "0",
    PALIER_SUPERGRAPH: "/graph",
    PALIER_SUBGRAPH_URLS: '{"lisiere":"http://127.0.0.1:1/graphql"}',
    PALIER_SUBGRAPH_TIMEOUT_MS: "250",
  };
  expect(readConfig(env)).toEqual({
    host: "::1",
    port: 0,
    supergraph: "/graph",
    subgraphUrls: { lisiere: "http://127.0.0.1:1/graphql" },
    subgraphTimeoutMs: 250,
  });
});

it("names every problem at once", () => {
  const env = {
    HOST: "0.0.0.0",
    PORT: "70000",
    PALIER_SUBGRAPH_URLS: '{"lisiere":"ftp://x"}',
    PALIER_SUBGRAPH_TIMEOUT_MS: "5s",
  };
  expect(() => readConfig(env)).toThrow(
    [
      "Invalid configuration:",
      '- HOST is "0.0.0.0"; it must be an address of this machine alone: 127.0.0.1',
      '- PORT is "70000"; it must be a number from 0 to 65535',
      "- PALIER_SUPERGRAPH is missing: set it to the path of the supergraph",
      '- PALIER_SUBGRAPH_URLS: the address of "lisiere" must begin with http:// or https://',
      '- PALIER_SUBGRAPH_TIMEOUT_MS is "5s"; it must be a number from 100 to 60000',
    ].join("\n"),
  );
});

it.each(["[]", "null", "{", '"http://x"'])("refuses %s as addresses", (PALIER_SUBGRAPH_URLS) => {
  expect(() => readConfig({ PALIER_SUPERGRAPH: "/graph", PALIER_SUBGRAPH_URLS })).toThrow(
    "PALIER_SUBGRAPH_URLS must be a JSON object of names and addresses",
  );
});
