import { generateSigningKey, signStatement, verifyExchangedToken } from "@palier/schema";
import { calculateJwkThumbprint, createRemoteJWKSet, decodeJwt, importJWK } from "jose";
import {
  ask,
  bearer,
  type SignedIn,
  type SmallPlatform,
  signedIn,
  startPlatform,
} from "../testing/identity.fixture.js";
import { tokenForAccount } from "./token-for-account.js";

let platform: SmallPlatform;
let officer: SignedIn;
beforeAll(async () => {
  platform = await startPlatform();
  officer = await signedIn(platform, "police-melun");
  platform.answers.set("convention", {
    data: { site: { __typename: "LisiereSite", lookup: "lisiere-1", id: "lisiere-1" } },
  });
});
beforeEach(() => {
  platform.received.splice(0);
  platform.log.splice(0);
});
afterAll(() => platform.stop());

const name = '{ site(id: "lisiere-1") { id name } }';

it("names the key of a session in its token and in those exchanged for it, and no other", async () => {
  const key = await generateSigningKey();
  const jkt = await calculateJwkThumbprint({ kty: key.kty, crv: key.crv, x: key.x });
  const token = await tokenForAccount(platform.origin, "police-melun", key);
  expect(decodeJwt(token).cnf).toEqual({ jkt });
  await ask(platform, name, bearer(token));
  const [received] = platform.received.filter(({ subgraph }) => subgraph === "lisiere");
  const exchanged = await verifyExchangedToken(
    `${received?.headers.authorization}`.replace("Bearer ", ""),
    createRemoteJWKSet(new URL("/oidc/jwks", platform.origin)),
    {
      issuer: `${platform.origin}/oidc`,
      landlord: "lisiere",
      actor: "palier-gateway",
      now: new Date(),
    },
  );
  expect(exchanged).toMatchObject({ ok: true, value: { cnf: { jkt } } });
  expect(decodeJwt(await tokenForAccount(platform.origin, "police-melun"))).not.toHaveProperty(
    "cnf",
  );
});

it("sends a statement only where it lifts something", async () => {
  await ask(platform, name, await officer.stating("INVESTIGATION"));
  expect(platform.received.filter(({ headers }) => "palier-purpose" in headers)).toEqual([]);
});

const refusalOf = async (headers: Readonly<Record<string, string>>) => {
  const { status, body } = await ask(platform, "{ __typename }", headers);
  return [status, body.errors?.[0]?.extensions.code, body.errors?.[0]?.message];
};
const broken = [
  403,
  "PURPOSE_REQUIRED",
  "The statement of purpose does not hold for this question. Sign another one.",
];

it("takes a statement once, and tells at once that it has served", async () => {
  const headers = await officer.stating("INVESTIGATION");
  expect((await ask(platform, "{ __typename }", headers)).status).toBe(200);
  expect(await refusalOf(headers)).toEqual(broken);
  expect(platform.log).toEqual(["statement of purpose refused: the statement has been used"]);
});

it("refuses the statement of another session, and one of another convention, in the same words", async () => {
  const other = await signedIn(platform, "police-melun");
  const { "palier-purpose": statement = "" } = await other.stating("INVESTIGATION");
  expect(await refusalOf({ ...bearer(officer.token), "palier-purpose": statement })).toEqual(
    broken,
  );
  const key = await generateSigningKey();
  const token = await tokenForAccount(platform.origin, "police-melun", key);
  const ofOther = await signStatement(
    {
      sub: "police-melun",
      purpose: "INVESTIGATION",
      convention: "sha256-other",
      audience: "urn:palier:gateway",
    },
    {
      key: await importJWK({ ...key }, "EdDSA"),
      publicKey: { kty: key.kty, crv: key.crv, x: key.x },
      now: new Date(),
    },
  );
  expect(await refusalOf({ ...bearer(token), "palier-purpose": ofOther })).toEqual(broken);
});

it("takes no purpose by its bare name, and says what to do", async () => {
  expect(await refusalOf({ ...bearer(officer.token), "palier-purpose": "INVESTIGATION" })).toEqual([
    403,
    "PURPOSE_REQUIRED",
    expect.stringContaining("that your session has signed"),
  ]);
});
