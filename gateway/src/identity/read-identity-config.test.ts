import { readConfig } from "../config.js";

const graph = { PALIER_SUPERGRAPH: "/graph" };
const demonstration = {
  ...graph,
  PALIER_ISSUER: "demonstration",
  PALIER_CONVENTION: "/convention.yaml",
};
const external = { ...demonstration, PALIER_ISSUER: "https://login.example/realms/partners" };

const lives = { sessionSeconds: 36_000, accessSeconds: 300 };

it("knows nobody unless an issuer is set", () => {
  expect(readConfig({ ...graph, PALIER_CONVENTION: "/c" }).identity).toBeUndefined();
});

it("reads the demonstration with an account for every partner, and keys in memory", () => {
  expect(readConfig(demonstration).identity).toEqual({
    issuer: { kind: "DEMONSTRATION", accounts: null, lives },
    issuerAuthorities: null,
    conventionFile: "/convention.yaml",
    keyFolder: null,
    refusalFolder: null,
    shutOutFile: null,
    documentFile: null,
    partnerClaim: "partner",
    clientId: "palier-gateway",
    name: "urn:palier:gateway",
    toleranceSeconds: 60,
  });
  const accounts = { PALIER_DEMONSTRATION_ACCOUNTS: '{"anne":"police-melun"}' };
  expect(readConfig({ ...demonstration, ...accounts }).identity?.issuer).toEqual({
    kind: "DEMONSTRATION",
    accounts: { anne: "police-melun" },
    lives,
  });
});

it("reads every setting of another issuer, which may serve other machines", () => {
  const env = {
    ...external,
    HOST: "0.0.0.0",
    PALIER_BEHIND_PROXY: "yes",
    PALIER_ISSUER_CA: "/issuer.pem",
    PALIER_ISSUER_JWKS: "https://login.example/keys",
    PALIER_PARTNER_CLAIM: "organisation",
    PALIER_CLIENT_ID: "gateway",
    PALIER_GRAPHIQL_CLIENT_ID: "graphiql",
    PALIER_DASHBOARD_CLIENT_ID: "dashboard",
    PALIER_PUBLIC_URL: "https://palier.example/",
    PALIER_KEYS: "/keys",
    PALIER_GATEWAY_NAME: "https://palier.example",
  };
  expect(readConfig(env)).toMatchObject({
    host: "0.0.0.0",
    identity: {
      issuer: {
        kind: "EXTERNAL",
        url: "https://login.example/realms/partners",
        jwksUrl: "https://login.example/keys",
        clientIds: { graphiql: "graphiql", dashboard: "dashboard" },
        publicOrigin: "https://palier.example",
      },
      issuerAuthorities: "/issuer.pem",
      keyFolder: "/keys",
      // Beside the keys, unless told otherwise.
      documentFile: "/keys/documents.json",
      partnerClaim: "organisation",
      clientId: "gateway",
      name: "https://palier.example",
    },
  });
});

it.each([
  [
    "accounts without passwords on other machines",
    { ...demonstration, HOST: "0.0.0.0" },
    'HOST is "0.0.0.0"; it must be an address of this machine alone as long as the demonstration\'s accounts sign in',
  ],
  [
    "an issuer that anybody on the way could be",
    { ...external, PALIER_ISSUER: "http://login.example" },
    'PALIER_ISSUER is "http://login.example"; it must be an https:// address',
  ],
  ["no convention", { ...graph, PALIER_ISSUER: "demonstration" }, "PALIER_CONVENTION is missing"],
  [
    "accounts that are no object",
    { ...demonstration, PALIER_DEMONSTRATION_ACCOUNTS: '["anne"]' },
    "PALIER_DEMONSTRATION_ACCOUNTS must be a JSON object",
  ],
  [
    "settings of identity without an issuer",
    { ...graph, PALIER_ISSUER_JWKS: "https://login.example/keys" },
    "PALIER_ISSUER_JWKS is set without PALIER_ISSUER",
  ],
])("refuses %s", (_what, env, problem) => {
  expect(() => readConfig(env)).toThrow(problem);
});
