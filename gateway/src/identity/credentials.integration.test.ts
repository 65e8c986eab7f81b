import { bodyDigest, exchangedLifeSeconds, verifyExchangedToken, verifyVisa } from "@palier/schema";
import { createRemoteJWKSet, decodeJwt } from "jose";
import {
  ask,
  bearer,
  type Received,
  type SignedIn,
  type SmallPlatform,
  signedIn,
  startPlatform,
} from "../testing/identity.fixture.js";

let platform: SmallPlatform;
let police: string;
let mairie: string;
let officer: SignedIn;
let mayor: SignedIn;

beforeAll(async () => {
  platform = await startPlatform();
  officer = await signedIn(platform, "police-melun");
  mayor = await signedIn(platform, "mairie-dammarie");
  [police, mairie] = [officer.token, mayor.token];
  platform.answers.set("convention", {
    data: { site: { __typename: "LisiereSite", lookup: "lisiere-1", id: "lisiere-1" } },
  });
  platform.answers.set("lisiere", {
    data: { _entities: [{ __typename: "LisiereSite", id: "lisiere-1", name: "Les Tilleuls" }] },
  });
});
beforeEach(() => platform.received.splice(0));
afterAll(() => platform.stop());

const site = '{ site(id: "lisiere-1") { id name } }';
const incidents = '{ site(id: "lisiere-1") { id incidents(first: 5) { edges { node { day } } } } }';

function receivedBy(subgraph: string): Received {
  const [found] = platform.received.filter((each) => each.subgraph === subgraph);
  if (found === undefined) throw new Error(`${subgraph} received nothing`);
  return found;
}

async function visaOf({ subgraph, headers }: Received) {
  const keys = createRemoteJWKSet(new URL("/.well-known/palier-keys.json", platform.origin));
  const terms = { issuer: "urn:palier:gateway", subgraph, now: new Date() };
  return verifyVisa(String(headers["palier-visa"]), keys, terms);
}

function exchangedIn({ headers }: Received): string {
  return String(headers.authorization).replace("Bearer ", "");
}

async function exchangedOf(received: Received, landlord: string) {
  return verifyExchangedToken(
    exchangedIn(received),
    createRemoteJWKSet(new URL("/oidc/jwks", platform.origin)),
    { issuer: `${platform.origin}/oidc`, landlord, actor: "palier-gateway", now: new Date() },
  );
}

it("sends a landlord its visa and the token exchanged for it, never the caller's own", async () => {
  await ask(platform, site, await officer.stating("STEERING_COMMITTEE"));
  const received = receivedBy("lisiere");
  expect(await visaOf(received)).toMatchObject({
    ok: true,
    value: {
      sub: "police-melun",
      partner: "police-melun",
      kind: "POLICE",
      scope: ["77288", "77152"],
      purpose: "STEERING_COMMITTEE",
      convention: expect.stringMatching(/^sha256-/),
      asks: "FIELDS",
      body: null,
    },
  });
  expect(await exchangedOf(received, "lisiere")).toMatchObject({
    ok: true,
    value: { sub: "police-melun", partner: "police-melun", act: { sub: "palier-gateway" } },
  });
  expect(await exchangedOf(received, "heronniere")).toEqual({ ok: false, problem: "audience" });
  const { exp = 0, iat = 0 } = decodeJwt(exchangedIn(received));
  expect(exp - iat).toBe(exchangedLifeSeconds);
  expect(JSON.stringify(platform.received)).not.toContain(police);
});

it("asks the platform's own subgraphs with a visa alone", async () => {
  await ask(platform, site, bearer(police));
  const received = receivedBy("convention");
  expect(received.headers.authorization).toBeUndefined();
  // The plan asks for the key by which a landlord looks a site up: an input, no field of a partner.
  expect(await visaOf(received)).toMatchObject({ ok: true, value: { asks: "INPUTS", body: null } });
});

it("asks for contributions as the gateway, and for the caller's own fields as the caller", async () => {
  platform.answers.set("convention", {
    data: {
      territory: {
        __typename: "Territory",
        code: "77288",
        month: "2026-09",
        expected: [],
        contributions: [{ __typename: "LisiereContribution", id: "lisiere:77288:2026-09" }],
      },
      landlords: [],
    },
  });
  await ask(platform, '{ territory(code: "77288") { levels { level } } }', bearer(mairie));
  expect(await visaOf(receivedBy("lisiere"))).toMatchObject({
    value: { asks: "INPUTS", kind: "MUNICIPALITY", scope: ["77152"] },
  });
  platform.received.splice(0);
  await ask(platform, "{ landlords { slug } }", bearer(mairie));
  expect(await visaOf(receivedBy("convention"))).toMatchObject({ value: { asks: "FIELDS" } });
  platform.answers.set("convention", {
    data: { site: { __typename: "LisiereSite", lookup: "lisiere-1", id: "lisiere-1" } },
  });
});

it("binds the visa of a fetch for incident detail to its body, each its own", async () => {
  const visas = [];
  for (let count = 0; count < 2; count += 1) {
    platform.received.splice(0);
    const headers = await officer.stating("INVESTIGATION");
    await ask(platform, incidents, headers);
    const received = receivedBy("lisiere");
    const visa = await visaOf(received);
    expect(visa).toMatchObject({
      ok: true,
      value: { purpose: "INVESTIGATION", body: bodyDigest(received.body) },
    });
    // The caller's own words, to who is to believe them.
    expect(received.headers["palier-purpose"]).toBe(headers["palier-purpose"]);
    visas.push(received.headers["palier-visa"]);
  }
  expect(new Set(visas).size).toBe(2);
});

it("keeps visa and exchanged token for a session, and gives each purpose and caller its own", async () => {
  const headersOf = async (who: SignedIn, purpose: string) => {
    platform.received.splice(0);
    await ask(platform, site, purpose === "" ? bearer(who.token) : await who.stating(purpose));
    const { headers } = receivedBy("lisiere");
    return `${headers["palier-visa"]} ${headers.authorization}`;
  };
  const first = await headersOf(officer, "STEERING_COMMITTEE");
  expect(await headersOf(officer, "STEERING_COMMITTEE")).toBe(first);
  const other = [
    await headersOf(officer, "PATROL_PLANNING"),
    await headersOf(officer, ""),
    await headersOf(mayor, "STEERING_COMMITTEE"),
    await headersOf(await signedIn(platform, "police-melun"), "STEERING_COMMITTEE"),
  ];
  expect(new Set([first, ...other]).size).toBe(5);
});

it("does not let a landlord use what it received at the gateway, or exchange it further", async () => {
  await ask(platform, site, bearer(police));
  const exchanged = exchangedIn(receivedBy("lisiere"));
  expect(await ask(platform, "{ __typename }", bearer(exchanged))).toMatchObject({ status: 401 });
});
