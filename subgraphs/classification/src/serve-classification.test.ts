import { jest } from "@jest/globals";
import {
  type Convention,
  conventionHash,
  mintVisa,
  templateTerms,
  type VisaRequest,
} from "@palier/schema";
import type { RunningSubgraph } from "@palier/subgraph-kit";
import { createLocalJWKSet, exportJWK, generateKeyPair } from "jose";
import { serveClassification } from "./serve-classification.js";

const correspondent = { role: "Sûreté", email: "surete@bailleur.example" };
const convention: Convention = {
  reference: "essai",
  version: 1,
  title: "Convention d'essai",
  validity: { from: "2026-01-01", until: "2028-12-31" },
  grid: 1,
  publication: { from: "2026-08", until: "2026-10" },
  territories: [],
  landlords: [
    { slug: "lisiere", name: "Lisière", endpoint: "http://127.0.0.1:1", correspondent, stock: [] },
  ],
  partners: [
    { code: "police", kind: "POLICE", name: "Commissariat", correspondent, scope: ["10001"] },
  ],
  subgraphs: { convention: "http://127.0.0.1:1", classification: "http://127.0.0.1:2" },
  ...templateTerms,
};
const clock = () => new Date("2026-11-22T12:00:00Z");
const { privateKey, publicKey } = await generateKeyPair("EdDSA");
const jwk = { ...(await exportJWK(publicKey)), kid: "gateway-1", alg: "EdDSA" };
const trust = {
  gatewayIssuer: "urn:palier:gateway",
  gatewayKeys: createLocalJWKSet({ keys: [jwk] }),
};
const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);

let server: RunningSubgraph;
async function serve(changes: { readonly trust?: typeof trust }) {
  server = await serveClassification({ convention, clock, host: "127.0.0.1", port: 0, ...changes });
}
beforeEach(() => logged.mockClear());
afterEach(() => server.stop());

const representation = {
  __typename: "Territory",
  code: "10001",
  month: "2026-10",
  contributions: [],
  expected: [],
};
const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
  ... on Territory { coverage { landlordsExpected } } } }`;

async function ask(request: Partial<VisaRequest> | null, filling = ""): Promise<unknown> {
  const claims: VisaRequest = {
    sub: "agent-17",
    partner: "police",
    kind: "POLICE",
    scope: ["10001"],
    purpose: null,
    convention: conventionHash(convention),
    asks: "FIELDS",
    body: null,
    ...request,
  };
  const minting = { issuer: trust.gatewayIssuer, key: privateKey, keyId: "gateway-1" };
  const visa = await mintVisa(claims, { ...minting, subgraph: "classification", now: clock() });
  const response = await fetch(server.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      connection: "close",
      ...(request === null ? {} : { "palier-visa": visa }),
    },
    body: JSON.stringify({ query, variables: { r: [{ ...representation, filling }] } }),
  });
  return response.json();
}

const answered = { data: { _entities: [{ coverage: { landlordsExpected: 0 } }] } };

it("answers anyone on this machine while nobody signs in", async () => {
  await serve({});
  expect(await ask(null)).toEqual(answered);
});

it("lets in by visa alone, of its own convention", async () => {
  await serve({ trust });
  expect(await ask({})).toEqual(answered);
  expect(await ask(null)).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  expect(logged).toHaveBeenCalledWith("[classification] Refused: no visa");
  expect(await ask({ convention: "sha256-of-another" })).toMatchObject({
    errors: [{ extensions: { code: "CONVENTION_NOT_SIGNED" } }],
  });
});

it.each([{}, { trust }])("has room for what many landlords bring at once", async (changes) => {
  await serve(changes);
  expect(await ask({}, "x".repeat(10_000_000))).toEqual(answered);
});
