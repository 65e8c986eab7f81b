import { jest } from "@jest/globals";
import {
  type Convention,
  conventionHash,
  generateSigningKey,
  mintVisa,
  signConvention,
  type VisaRequest,
} from "@palier/schema";
import { type RunningSubgraph, type SharedService, serveShared } from "@palier/subgraph-kit";
import { createLocalJWKSet, exportJWK, generateKeyPair } from "jose";
import { conventionSubgraph } from "./convention-subgraph.js";
import { exampleConvention } from "./example-convention.fixture.js";

const today = new Date("2026-11-22T12:00:00Z");
let now = today;
const clock = () => now;
const { privateKey, publicKey } = await generateKeyPair("EdDSA");
const jwk = { ...(await exportJWK(publicKey)), kid: "gateway-1", alg: "EdDSA" };
const trust = {
  gatewayIssuer: "urn:palier:gateway",
  gatewayKeys: createLocalJWKSet({ keys: [jwk] }),
};
const service = { versions: [exampleConvention], clock, host: "127.0.0.1", port: 0 } as const;
const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);

let server: RunningSubgraph;
async function serve(changes: Partial<SharedService>) {
  server = await serveShared(conventionSubgraph, { ...service, ...changes });
}
beforeEach(() => {
  now = today;
  logged.mockClear();
});
afterEach(() => server.stop());

async function ask(query: string, request: Partial<VisaRequest> | null) {
  const claims: VisaRequest = {
    sub: "agent-17",
    partner: "police",
    kind: "POLICE",
    scope: ["QP-1"],
    purpose: null,
    convention: conventionHash(exampleConvention),
    asks: "FIELDS",
    body: null,
    ...request,
  };
  const minting = { issuer: trust.gatewayIssuer, key: privateKey, keyId: "gateway-1" };
  const visa = await mintVisa(claims, { ...minting, subgraph: "convention", now: clock() });
  const response = await fetch(server.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      connection: "close",
      ...(request === null ? {} : { "palier-visa": visa }),
    },
    body: JSON.stringify({ query }),
  });
  const { data = null, errors = [] } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return { data, codes: errors.map(({ extensions }) => extensions.code) };
}

describe("with the next version before it", () => {
  const next: Convention = {
    ...exampleConvention,
    version: exampleConvention.version + 1,
    validity: { from: "2026-12-01", until: "2028-12-31" },
    purposes: [],
  };
  const versions = [exampleConvention, next] as const;
  const under = (convention: Convention) =>
    ask("{ convention { version } viewer { purposes { code } } }", {
      convention: conventionHash(convention),
    });
  const answered = (version: number) => ({
    data: { convention: { version }, viewer: { purposes: [] } },
    codes: [],
  });

  it("tells of the version in force what both grant", async () => {
    await serve({ trust, versions });
    expect(await under(exampleConvention)).toEqual(answered(exampleConvention.version));
    expect((await under(next)).codes).toEqual(["CONVENTION_NOT_YET_VALID"]);
  });

  it("says of both who has signed them, to everyone who reads, until the first one is over", async () => {
    const key = await generateSigningKey();
    const landlords = exampleConvention.landlords.map((one) =>
      one.slug === "lisiere" ? { ...one, key: key.x } : one,
    );
    const [before, coming] = [exampleConvention, { ...next, landlords }] as const;
    const signatures = [await signConvention(coming, "lisiere", key, "2026-11-20")];
    const since = new Map([[conventionHash(coming), "2026-11-19"]]);
    const signatureFiles = { found: async () => ({ signatures, since }) };
    await serve({ trust, versions: [before, coming], signatureFiles });
    const fields = "version party name role state signedOn since due";
    const rows = async (text: Convention) => {
      const request = { convention: conventionHash(text) };
      const { data } = await ask(`{ convention { signatures { ${fields} } } }`, request);
      return (data as { convention: { signatures: Record<string, unknown>[] } }).convention
        .signatures;
    };
    const all = await rows(before);
    expect(all.map(({ version, party, state }) => [version, party, state])).toEqual([
      [2, "val-de-brie", "NO_KEY"],
      [2, "lisiere", "NO_KEY"],
      [3, "val-de-brie", "NO_KEY"],
      [3, "lisiere", "SIGNED"],
    ]);
    expect(all.at(-1)).toEqual({
      ...{ version: 3, party: "lisiere", name: "Lisière", role: "LANDLORD", state: "SIGNED" },
      ...{ signedOn: "2026-11-20", since: "2026-11-19", due: "2026-12-01" },
    });
    now = new Date("2026-12-01T12:00:00Z");
    expect((await rows(coming)).map(({ version }) => version)).toEqual([3, 3]);
  });

  it("goes over with its gateway, whose clock may be some minutes off", async () => {
    now = new Date("2026-11-30T22:58:00Z");
    await serve({ trust, versions });
    for (const text of versions) expect(await under(text)).toEqual(answered(text.version));
    now = new Date("2026-11-30T23:02:00Z");
    for (const text of versions) expect(await under(text)).toEqual(answered(text.version));
    now = new Date("2026-11-30T23:10:00Z");
    expect((await under(exampleConvention)).codes).toEqual(["CONVENTION_EXPIRED"]);
    expect(await under(next)).toEqual(answered(next.version));
  });
});

it("answers anyone on this machine while nobody signs in", async () => {
  await serve({});
  const { data } = await ask("{ territories { code } }", null);
  expect(data).toEqual({ territories: [{ code: "10001" }, { code: "QP-1" }] });
});

it("lets in by visa alone, to the territories of the visa's scope", async () => {
  await serve({ trust });
  expect(await ask("{ territories { code } }", null)).toEqual({
    data: null,
    codes: ["UNAUTHENTICATED"],
  });
  expect(logged).toHaveBeenCalledWith("[convention] Refused: no visa");
  expect(
    await ask('{ territories { code } other: territory(code: "10001") { code } }', {}),
  ).toEqual({
    data: { territories: [{ code: "QP-1" }], other: null },
    codes: [],
  });
});

it("gives the inputs of classification to the gateway alone", async () => {
  await serve({ trust });
  const query = "{ territories { expected { landlord } contributions { id } } }";
  const { data, codes } = await ask(query, {});
  expect([data, new Set(codes)]).toEqual([{ territories: null }, new Set(["FORBIDDEN"])]);
  expect(await ask(query, { asks: "INPUTS" })).toEqual({
    data: {
      territories: [
        {
          expected: [{ landlord: "val-de-brie" }],
          contributions: [{ id: "val-de-brie:QP-1:2026-10" }],
        },
      ],
    },
    codes: [],
  });
});

it("answers nobody once the convention has expired", async () => {
  await serve({
    trust,
    versions: [{ ...exampleConvention, validity: { from: "2026-01-01", until: "2026-11-21" } }],
  });
  expect((await ask("{ territories { code } }", {})).codes).toEqual(["CONVENTION_EXPIRED"]);
});
