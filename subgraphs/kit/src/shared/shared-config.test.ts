import { readSharedConfig, type SharedConfig } from "./shared-config.js";

const readConfig = (env: Record<string, string>): SharedConfig =>
  readSharedConfig(env, { name: "convention", defaultPort: 4001 });
const complete = { PALIER_CONVENTION: "convention.yaml" };

it("reads a complete environment", () => {
  expect(readConfig({ PALIER_CONVENTION: "convention.yaml", PORT: "0" })).toEqual({
    conventionFile: "convention.yaml",
    host: "127.0.0.1",
    port: 0,
    trust: null,
    metrics: null,
    traces: null,
    tls: null,
  });
});

it("listens on the subgraph's own port unless told otherwise", () => {
  expect(readConfig(complete).port).toBe(4001);
});

it("names every problem at once", () => {
  expect(() => readConfig({ PALIER_CONVENTION: "", PORT: "high" })).toThrow(
    'Invalid configuration:\n- PORT is "high"; it must be a number from 0 to 65535\n- PALIER_CONVENTION is missing: set it to the path of convention.yaml, or of a folder with one .yaml file a version',
  );
});

it("knows who asks, and then serves other machines", () => {
  const env = {
    PALIER_GATEWAY_KEYS: "https://gateway.example/.well-known/jwks.json",
    PALIER_GATEWAY_ISSUER: "urn:palier:gateway",
  };
  const files = { PALIER_TLS_CERTIFICATE: "own.pem", PALIER_TLS_KEY: "own.key" };
  const config = readConfig({ ...complete, ...env, ...files, HOST: "0.0.0.0" });
  expect(config.tls).toEqual({ certificate: "own.pem", key: "own.key", authorities: null });
  expect(config.trust).toEqual({
    gatewayKeysUrl: env.PALIER_GATEWAY_KEYS,
    gatewayIssuer: "urn:palier:gateway",
    gatewayAuthorities: null,
    toleranceSeconds: 60,
  });
  expect(readConfig({ ...complete, ...env, PALIER_GATEWAY_CA: "ca.pem" }).trust).toMatchObject({
    gatewayAuthorities: "ca.pem",
  });
});

it("listens on this machine alone while nobody signs in", () => {
  expect(() => readConfig({ ...complete, HOST: "0.0.0.0" })).toThrow(
    "which other machines can reach",
  );
  expect(readConfig({ ...complete, HOST: "::1" }).trust).toBeNull();
  expect(() => readConfig({ ...complete, PALIER_GATEWAY_CA: "ca.pem" })).toThrow(
    "PALIER_GATEWAY_CA is set, yet nobody signs in",
  );
});

it("asks for all of identity where a part of it is set, and for keys that arrive unchanged", () => {
  expect(() =>
    readConfig({ ...complete, PALIER_GATEWAY_KEYS: "http://gateway.example/keys" }),
  ).toThrow(/PALIER_GATEWAY_ISSUER is missing.*PALIER_GATEWAY_KEYS is "http:/s);
  expect(() => readConfig({ ...complete, PALIER_GATEWAY_ISSUER: "urn:palier:gateway" })).toThrow(
    "PALIER_GATEWAY_KEYS is missing",
  );
});
