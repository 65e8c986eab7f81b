import { readConfig } from "./config.js";
import { usualCosts } from "./cost/cost-settings.js";

it("listens on this machine at port 4000 unless told otherwise", () => {
  expect(readConfig({ PALIER_SUPERGRAPH: "/graph", PORT: "", HOST: " " })).toEqual({
    host: "127.0.0.1",
    tls: null,
    subgraphTls: null,
    port: 4000,
    supergraph: "/graph",
    subgraphUrls: {},
    subgraphTimeoutMs: 5_000,
    connectionsPerAddress: 256,
    costs: usualCosts,
    dashboard: {
      folder: null,
      tiles: null,
      outlinesFile: null,
      logosFolder: null,
      hasInventedData: false,
    },
    sharedMemory: null,
    metrics: null,
    traces: null,
  });
});

it("reads every setting", () => {
  const env = {
    HOST: "::1",
    PORT: "0",
    PALIER_SUPERGRAPH: "/graph",
    PALIER_SUBGRAPH_URLS: '{"lisiere":"http://127.0.0.1:1/graphql"}',
    PALIER_TLS_CERTIFICATE: "own.pem",
    PALIER_TLS_KEY: "own.key",
    PALIER_CLIENT_CERTIFICATE: "client.pem",
    PALIER_CLIENT_KEY: "client.key",
    PALIER_SUBGRAPH_CA: "nodes.pem",
    PALIER_SUBGRAPH_TIMEOUT_MS: "250",
    PALIER_CONNECTIONS_PER_ADDRESS: "0",
    PALIER_COST_MODE: "measure",
    PALIER_COST_LIMIT: "3000",
    PALIER_COST_BUDGET: "90000",
    PALIER_DASHBOARD: "/dashboard",
    PALIER_TILES: "https://tiles.example/{z}/{x}/{y}.png?key=1",
    PALIER_TILES_ATTRIBUTION: "© Tiles",
    PALIER_OUTLINES: "/communes.geojson",
    PALIER_LOGOS: "/logos",
    PALIER_INVENTED_DATA: "yes",
    PALIER_METRICS_PORT: "9464",
  };
  expect(readConfig(env)).toEqual({
    host: "::1",
    tls: { certificate: "own.pem", key: "own.key", authorities: null },
    subgraphTls: { certificate: "client.pem", key: "client.key", authorities: "nodes.pem" },
    port: 0,
    supergraph: "/graph",
    subgraphUrls: { lisiere: "http://127.0.0.1:1/graphql" },
    subgraphTimeoutMs: 250,
    connectionsPerAddress: 0,
    costs: { mode: "MEASURE", most: 3_000, partnerPerMinute: 90_000 },
    dashboard: {
      folder: "/dashboard",
      tiles: { url: "https://tiles.example/{z}/{x}/{y}.png?key=1", attribution: "© Tiles" },
      outlinesFile: "/communes.geojson",
      logosFolder: "/logos",
      hasInventedData: true,
    },
    sharedMemory: null,
    metrics: { host: "127.0.0.1", port: 9464 },
    traces: null,
  });
});

it("names every problem at once", () => {
  const env = {
    HOST: "0.0.0.0",
    PORT: "70000",
    PALIER_SUBGRAPH_URLS: '{"lisiere":"ftp://x"}',
    PALIER_SUBGRAPH_TIMEOUT_MS: "5s",
    PALIER_TILES: "http://tiles.example/{z}/{x}/{y}.png",
    PALIER_INVENTED_DATA: "perhaps",
  };
  expect(() => readConfig(env)).toThrow(
    [
      "Invalid configuration:",
      '- HOST is "0.0.0.0"; it must be an address of this machine alone: 127.0.0.1',
      '- PORT is "70000"; it must be a number from 0 to 65535',
      "- PALIER_SUPERGRAPH is missing: set it to the path of the supergraph",
      '- PALIER_SUBGRAPH_URLS: the address of "lisiere" must begin with http:// or https://',
      '- PALIER_SUBGRAPH_TIMEOUT_MS is "5s"; it must be a number from 100 to 60000',
      '- PALIER_TILES is "http://tiles.example/{z}/{x}/{y}.png"; it must be the path of a .pmtiles file or of a MapLibre style (.json), or an https:// address (http:// only on this machine) with {z}, {x} and {y} after the host, e.g. https://tiles.example/{z}/{x}/{y}.png',
      "- PALIER_TILES_ATTRIBUTION is missing: set it to the words that the tiles' source asks for, e.g. © IGN",
      '- PALIER_INVENTED_DATA is "perhaps"; it must be yes or no',
    ].join("\n"),
  );
});

it.each(["[]", "null", "{", '"http://x"'])("refuses %s as addresses", (PALIER_SUBGRAPH_URLS) => {
  expect(() => readConfig({ PALIER_SUPERGRAPH: "/graph", PALIER_SUBGRAPH_URLS })).toThrow(
    "PALIER_SUBGRAPH_URLS must be a JSON object of names and addresses",
  );
});

it.each([
  "https://tiles.example/{z}/{x}.png",
  "https://tiles.example/{z}/{x}/{y}/{s}.png",
  "https://{x}.example/{z}/{y}.png",
  "https://somebody:secret@tiles.example/{z}/{x}/{y}.png",
  "javascript:/{z}/{x}/{y}",
  "{z}/{x}/{y}",
])("refuses %s as tiles", (PALIER_TILES) => {
  const env = { PALIER_SUPERGRAPH: "/graph", PALIER_TILES, PALIER_TILES_ATTRIBUTION: "©" };
  expect(() => readConfig(env)).toThrow(
    `PALIER_TILES is "${PALIER_TILES}"; it must be the path of a .pmtiles file or of a MapLibre style (.json), or an https://`,
  );
});

it("refuses an attribution of no tiles", () => {
  const env = { PALIER_SUPERGRAPH: "/graph", PALIER_TILES_ATTRIBUTION: "© IGN" };
  expect(() => readConfig(env)).toThrow("PALIER_TILES_ATTRIBUTION is set without PALIER_TILES");
});

it("takes several addresses of one subgraph, sixteen at most, and each must be one", () => {
  const read = (urls: unknown) =>
    readConfig({
      PALIER_SUPERGRAPH: "/graph",
      PALIER_SUBGRAPH_URLS: JSON.stringify({ convention: urls }),
    });
  const urls = ["http://127.0.0.1:1/graphql", "http://127.0.0.2:1/graphql"];
  expect(read(urls).subgraphUrls).toEqual({ convention: urls });
  for (const wrong of [[], ["http://a", "b"], Array.from({ length: 17 }, () => "http://a")]) {
    expect(() => read(wrong)).toThrow('the list of "convention" must hold 1 to 16 addresses');
  }
});

it("reads where several gateways remember together, and never quotes it", () => {
  const identity = {
    PALIER_SUPERGRAPH: "/graph",
    PALIER_ISSUER: "demonstration",
    PALIER_CONVENTION: "/convention.yaml",
  };
  const shared = (env: Readonly<Record<string, string>>) =>
    readConfig({ ...identity, ...env }).sharedMemory;
  expect(shared({})).toBeNull();
  expect(shared({ REDIS_URL: "redis://127.0.0.1", PALIER_GATEWAYS: "3" })).toEqual({
    ...{ host: "127.0.0.1", port: 6_379, database: 0, isTls: false, gateways: 3 },
    ...{ username: null, password: null, authorities: null },
  });
  expect(shared({ REDIS_URL: "rediss://palier:s%40crit@memory.example:6380/2" })).toMatchObject({
    ...{ host: "memory.example", port: 6_380, database: 2, isTls: true, gateways: 2 },
    ...{ username: "palier", password: "s@crit" },
  });
  for (const secret of ["redis://:s3cret@memory.example", "rediss://memory.example"]) {
    const reading = () => shared({ REDIS_URL: secret });
    expect(reading).toThrow("another machine: it must be rediss:// and have a password");
    expect(reading).not.toThrow("s3cret");
  }
  expect(() => shared({ REDIS_URL: "memory.example" })).toThrow("REDIS_URL must be rediss://");
  expect(() => readConfig({ PALIER_SUPERGRAPH: "/graph", REDIS_URL: "redis://127.0.0.1" })).toThrow(
    "REDIS_URL is set without PALIER_ISSUER",
  );
});
