import { ConfigurationError } from "@palier/schema";
import { readConfig } from "./config.js";

const complete = {
  PORT: "0",
  PALIER_LANDLORD: "lisiere",
  DATABASE_URL: "postgres://palier:secret@127.0.0.1:5432/palier_lisiere",
  PALIER_CONVENTION: "convention.yaml",
};

it("reads a complete environment, on this machine only unless told", () => {
  const config = readConfig(complete);
  expect(config).toEqual({
    host: "127.0.0.1",
    port: 0,
    slug: "lisiere",
    databaseUrl: complete.DATABASE_URL,
    federatedDatabaseUrl: null,
    conventionFile: "convention.yaml",
    trust: null,
    tls: null,
    logKeyFile: null,
    metrics: null,
    traces: null,
  });
  expect(Object.isFrozen(config)).toBe(true);
  expect(readConfig({ ...complete, PORT: "" }).port).toBe(4101);
});

it("names every problem at once, and no password", () => {
  const read = () =>
    readConfig({ PORT: "high", PALIER_LANDLORD: "Lisière", DATABASE_URL: "mysql://u:secret@db/x" });
  expect(read).toThrow(ConfigurationError);
  expect(read).toThrow(
    /PORT is "high".*PALIER_LANDLORD is "Lisière".*DATABASE_URL is no address.*PALIER_CONVENTION is missing/s,
  );
  expect(read).not.toThrow(/secret/);
});

it("asks for what is missing or empty", () => {
  expect(() => readConfig({ PALIER_LANDLORD: " ", DATABASE_URL: "" })).toThrow(
    /PALIER_LANDLORD is missing.*DATABASE_URL is missing.*PALIER_CONVENTION is missing/s,
  );
});

const identity = {
  PALIER_GATEWAY_KEYS: "https://gateway.example/.well-known/jwks.json",
  PALIER_GATEWAY_ISSUER: "urn:palier:gateway",
  PALIER_ISSUER: "https://issuer.example",
  PALIER_ISSUER_KEYS: "http://127.0.0.1:4000/oidc/jwks",
  PALIER_GATEWAY_CLIENT: "palier-gateway",
};

it("knows who asks, and then serves other machines", () => {
  const federated = "postgres://federated:secret@127.0.0.1:5432/palier_lisiere";
  const config = readConfig({
    ...complete,
    ...identity,
    HOST: "0.0.0.0",
    PALIER_NARROWING: "narrowing.yaml",
    PALIER_TLS_CERTIFICATE: "own.pem",
    PALIER_TLS_KEY: "own.key",
    PALIER_CLIENT_CA: "gateways.pem",
    PALIER_ISSUER_CA: "issuer.pem",
    PALIER_FEDERATED_DATABASE_URL: federated,
  });
  expect(config.federatedDatabaseUrl).toBe(federated);
  expect(config.trust).toEqual({
    gatewayKeysUrl: identity.PALIER_GATEWAY_KEYS,
    gatewayIssuer: "urn:palier:gateway",
    issuer: "https://issuer.example",
    issuerKeysUrl: identity.PALIER_ISSUER_KEYS,
    issuerAuthorities: "issuer.pem",
    gatewayAuthorities: null,
    gatewayClient: "palier-gateway",
    isShutOutUrlWritten: false,
    shutOutUrl: "https://gateway.example/.well-known/palier-shut-out.jwt",
    shutOutPatienceSeconds: 600,
    toleranceSeconds: 60,
    narrowingFile: "narrowing.yaml",
  });
  expect(config.tls).toEqual({
    certificate: "own.pem",
    key: "own.key",
    authorities: "gateways.pem",
  });
  expect(Object.isFrozen(config.trust)).toBe(true);
});

it.each(["0.0.0.0", "::", "10.0.0.7", "node.example"])(
  "does not listen on %s while nobody signs in",
  (HOST) => {
    expect(() => readConfig({ ...complete, HOST })).toThrow("which other machines can reach");
  },
);

it.each(["127.0.0.1", "127.0.0.53", "::1", "localhost"])("listens on %s for anyone", (HOST) => {
  expect(readConfig({ ...complete, HOST }).trust).toBeNull();
});

it("asks for the login of partners once somebody signs in, and says what makes it", () => {
  expect(() => readConfig({ ...complete, ...identity })).toThrow(
    /PALIER_FEDERATED_DATABASE_URL is missing.*"palier node prepare --landlord lisiere" makes it/,
  );
  const federated = complete.DATABASE_URL.replace("palier:", "federated:");
  const env = { ...complete, ...identity, PALIER_FEDERATED_DATABASE_URL: federated };
  expect(readConfig({ ...env, DATABASE_URL: "" })).toMatchObject({
    databaseUrl: null,
    federatedDatabaseUrl: federated,
  });
});

it("asks for all of identity where a part of it is set, and for keys that arrive unchanged", () => {
  const env = {
    ...complete,
    PALIER_GATEWAY_KEYS: "http://gateway.example/keys",
    PALIER_FEDERATED_DATABASE_URL: "mysql://u:secret@db/x",
  };
  expect(() => readConfig(env)).toThrow(
    /PALIER_FEDERATED_DATABASE_URL is no address.*PALIER_GATEWAY_ISSUER is missing.*PALIER_ISSUER is missing.*PALIER_ISSUER_KEYS is missing.*PALIER_GATEWAY_CLIENT is missing.*PALIER_GATEWAY_KEYS is "http:/s,
  );
  for (const name of ["PALIER_NARROWING", "PALIER_GATEWAY_CA", "PALIER_ISSUER_CA"]) {
    expect(() => readConfig({ ...complete, [name]: "file" })).toThrow(
      `${name} is set, yet nobody signs in`,
    );
  }
});
