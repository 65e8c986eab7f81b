import {
  closeMonths,
  listLog,
  openStore,
  pausePartner,
  prepareRoles,
  recordSignature,
  resumePartner,
  SiteRow,
} from "@palier/landlord-store";
import {
  bodyDigest,
  type Convention,
  conventionHash,
  generateSigningKey,
  landlordAudience,
  mintVisa,
  type PartnerKind,
  signConvention,
  type VisaRequest,
} from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import type { RunningSubgraph } from "@palier/subgraph-kit";
import { createDatabase } from "@palier/test-support";
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from "jose";
import type { DataSource } from "typeorm";
import { type LandlordService, serveLandlord } from "../serve-landlord.js";
import type { LandlordTrust } from "./landlord-trust.js";

const clock = () => new Date("2026-11-20T12:00:00Z");
const signing = await generateSigningKey();
const correspondent = { role: "Référent", email: "referent@partenaire.example" };
const partner = (code: string, kind: PartnerKind, scope: readonly string[]) => {
  return { code, kind, name: code, correspondent, scope };
};
const convention: Convention = {
  ...exampleConvention,
  landlords: exampleConvention.landlords.map((landlord) => ({ ...landlord, key: signing.x })),
  partners: [partner("police", "POLICE", ["247"]), partner("mairie", "MUNICIPALITY", ["10002"])],
};

async function keyPair(keyId: string) {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA");
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: "EdDSA" };
  return { key: privateKey, keyId, keys: createLocalJWKSet({ keys: [jwk] }) };
}
const [gateway, issuer] = [await keyPair("gateway-1"), await keyPair("issuer-1")];
const trust: LandlordTrust = {
  gatewayIssuer: "urn:palier:gateway",
  gatewayKeys: gateway.keys,
  tokens: { issuer: "https://issuer.example", keys: issuer.keys, actor: "palier-gateway" },
  narrowing: { actions: { POLICE: "denied" } },
};

let store: DataSource;
let server: RunningSubgraph;
let node: LandlordService;

beforeAll(async () => {
  const databaseUrl = await createDatabase();
  store = await openStore(databaseUrl, "lisiere");
  await store.getRepository(SiteRow).insert([
    {
      reference: "R-1",
      name: "Les Tilleuls",
      commune: "10001",
      dwellings: 50,
      address: "1 quai",
    },
  ]);
  await closeMonths(store, [2026 * 12 + 9], clock);
  const { federatedUrl } = await prepareRoles(store);
  const service = { slug: "lisiere", convention, clock, host: "127.0.0.1", port: 0, trust };
  node = { ...service, databaseUrl, federatedDatabaseUrl: federatedUrl };
  server = await serveLandlord(node);
});

afterAll(async () => {
  await server.stop();
  await store.destroy();
});

/** Asks as the gateway does for a member of the partner. */
async function ask(code: string, selection: string, request: Partial<VisaRequest> = {}) {
  const found = convention.partners.find((one) => one.code === code);
  const body = JSON.stringify({
    query: `query Page { _entities(representations: [
      { __typename: "LisiereSite", id: "lisiere:R-1" }
      { __typename: "LisiereContribution", id: "lisiere:247:2026-10" }
    ]) { ${selection} } }`,
  });
  const visa = await mintVisa(
    {
      sub: "agent-17",
      partner: code,
      kind: found?.kind ?? "POLICE",
      scope: [...(found?.scope ?? [])],
      purpose: null,
      convention: conventionHash(convention),
      asks: "FIELDS",
      body: request.purpose ? bodyDigest(body) : null,
      ...request,
    },
    { ...gateway, issuer: trust.gatewayIssuer, subgraph: "lisiere", now: clock() },
  );
  const issuedAt = clock().getTime() / 1000;
  const token = await new SignJWT({
    ...{ iss: "https://issuer.example", aud: landlordAudience("lisiere"), sub: "agent-17" },
    ...{ partner: code, act: { sub: "palier-gateway" }, iat: issuedAt, exp: issuedAt + 300 },
  })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: issuer.keyId })
    .sign(issuer.key);
  const headers = {
    ...{ "content-type": "application/json", connection: "close" },
    ...{ "palier-visa": visa, authorization: `Bearer ${token}` },
  };
  const response = await fetch(server.url, { method: "POST", headers, body });
  const { data, errors = [] } = (await response.json()) as {
    data?: { _entities: unknown[] } | null;
    errors?: { extensions: { code: string } }[];
  };
  return {
    entities: data?._entities ?? null,
    codes: errors.map(({ extensions }) => extensions.code),
  };
}

const site = "... on LisiereSite { name address }";
const status = "... on LisiereContribution { status }";

it("answers nothing until the landlord has signed, and from then on at once", async () => {
  expect(await ask("police", site)).toEqual({ entities: null, codes: ["CONVENTION_NOT_SIGNED"] });
  const signature = await signConvention(convention, "lisiere", signing);
  await recordSignature(store, convention, signature, signing.x);
  expect(await ask("police", site)).toEqual({
    entities: [{ name: "Les Tilleuls", address: "1 quai" }, {}],
    codes: [],
  });
});

it("holds nothing outside the scope, and gives what is narrowed to nobody", async () => {
  expect(await ask("mairie", "... on LisiereSite { name }")).toEqual({
    entities: [null, {}],
    codes: [],
  });
  expect(await ask("police", "... on LisiereSite { name actions { id } }")).toEqual({
    entities: [{ name: "Les Tilleuls", actions: null }, {}],
    codes: ["FORBIDDEN"],
  });
});

it("takes no more scope from a visa than the convention gives", async () => {
  expect(await ask("mairie", site, { scope: ["10002", "247"] })).toEqual({
    entities: null,
    codes: ["UNAUTHENTICATED"],
  });
});

it("lets its sites vanish for a paused partner, at once, and says so to coverage alone", async () => {
  const inputs = { asks: "INPUTS" } as const;
  await pausePartner(store, "police", "Fuite signalée", "DPO");
  expect(await ask("police", site)).toEqual({ entities: [null, {}], codes: [] });
  expect(await ask("police", status, inputs)).toEqual({
    entities: [null, { status: "WITHHELD" }],
    codes: [],
  });
  await resumePartner(store, "police", "DPO");
  expect(await ask("police", status, inputs)).toEqual({
    entities: [{}, { status: "ANSWERED" }],
    codes: [],
  });
});

it("logs who asked what, what it touched, and a pause as a refusal", async () => {
  const entries = await listLog(store, { limit: 20 });
  const told = entries.map(({ partner: who, decision, reason, sites, territories, rows }) => {
    return [who, decision, reason, sites.join(), territories.join(), rows];
  });
  expect(told.toReversed()).toEqual([
    [null, "REFUSED", "the convention is not signed", "", "", 0],
    ["police", "GRANTED", null, "lisiere:R-1", "", 1],
    ["mairie", "GRANTED", null, "", "", 0],
    ["police", "PARTLY_REFUSED", "FORBIDDEN Site.actions", "lisiere:R-1", "", 1],
    [null, "REFUSED", "the visa claims more territories than the convention", "", "", 0],
    ["police", "REFUSED", "LANDLORD_WITHHELD", "", "", 0],
    ["police", "REFUSED", "LANDLORD_WITHHELD", "", "247", 0],
    ["police", "GRANTED", null, "lisiere:R-1", "247", 2],
  ]);
});

it("does not serve under a convention that names no key of the landlord", async () => {
  const changes = { convention: exampleConvention };
  await expect(serveLandlord({ ...node, ...changes })).rejects.toThrow("names no key of landlord");
});
