import { jest } from "@jest/globals";
import { type Convention, conventionHash, mintVisa, type VisaRequest } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { type RunningSubgraph, type SharedService, serveShared } from "@palier/subgraph-kit";
import { createLocalJWKSet, exportJWK, generateKeyPair } from "jose";
import { classificationSubgraph } from "./classification-subgraph.js";

const { convention } = writeConvention({
  landlords: ["lisiere"],
  territories: [{ code: "10001" }],
  partners: [{ code: "police", kind: "POLICE", scope: ["10001"] }],
});
const clock = () => new Date("2026-11-22T12:00:00Z");
const { privateKey, publicKey } = await generateKeyPair("EdDSA");
const jwk = { ...(await exportJWK(publicKey)), kid: "gateway-1", alg: "EdDSA" };
const trust = {
  gatewayIssuer: "urn:palier:gateway",
  gatewayKeys: createLocalJWKSet({ keys: [jwk] }),
};
const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);

let server: RunningSubgraph;
async function serve(changes: Partial<Pick<SharedService, "trust" | "versions">>) {
  const service = { versions: [convention], clock, host: "127.0.0.1", port: 0 } as const;
  server = await serveShared(classificationSubgraph, { ...service, ...changes });
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
const queryFor = (selection: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Territory { ${selection} } } }`;

interface Question {
  readonly selection?: string;
  readonly filling?: string;
  /** As the process has it. */
  readonly agreed?: Convention;
}

async function ask(
  request: Partial<VisaRequest> | null,
  {
    selection = "coverage { landlordsExpected }",
    filling = "",
    agreed = convention,
  }: Question = {},
): Promise<unknown> {
  const claims: VisaRequest = {
    sub: "agent-17",
    partner: "police",
    kind: "POLICE",
    scope: ["10001"],
    purpose: null,
    convention: conventionHash(agreed),
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
    body: JSON.stringify({
      query: queryFor(selection),
      variables: { r: [{ ...representation, filling }] },
    }),
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
  expect(await ask({}, { filling: "x".repeat(10_000_000) })).toEqual(answered);
});

/** A convention of these landlords, of equal stock, that denies the levels of sites. */
function withoutSiteLevels(landlords: readonly string[]): Convention {
  const { convention: agreed } = writeConvention({
    landlords,
    territories: [{ code: "10001" }],
    partners: [{ code: "police", kind: "POLICE", scope: ["10001"] }],
  });
  const { visibility } = agreed;
  const denied = { ...visibility["site-level"], POLICE: "denied" as const };
  return { ...agreed, visibility: { ...visibility, "site-level": denied } };
}

const alone = { selection: 'levels(landlord: "lisiere") { level }' };

it("shows the figures of one landlord alone where the levels of sites are granted", async () => {
  await serve({ trust });
  expect(await ask({}, alone)).toEqual({ data: { _entities: [{ levels: [] }] } });
  const together = { selection: "levels { sites }" };
  expect(await ask({}, together)).toMatchObject({
    data: { _entities: [{ levels: [{}, {}, {}, {}] }] },
  });
});

it("shows whom the levels of sites are denied those of a territory of three landlords, never of fewer", async () => {
  const together = { selection: "levels { sites } restatements { restatedOn }" };
  for (const landlords of [["lisiere"], ["lisiere", "orme"], ["lisiere", "orme", "saule"]]) {
    const agreed = withoutSiteLevels(landlords);
    await serve({ trust, versions: [agreed] });
    const refusal = { path: ["_entities", 0, "levels"], extensions: { code: "FORBIDDEN" } };
    expect(await ask({}, { ...alone, agreed })).toMatchObject({ errors: [refusal] });
    const levels = landlords.length < 3 ? null : [{}, {}, {}, {}];
    expect(await ask({}, { ...together, agreed })).toMatchObject({
      data: { _entities: [{ levels, restatements: null }] },
    });
    if (landlords.length < 3) await server.stop();
  }
});
