import { createRemoteJWKSet, jwtVerify } from "jose";
import { ask, bearer, type SmallPlatform, startPlatform } from "./testing/identity.fixture.js";
import { tokenForAccount } from "./token-for-account.js";

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.stop());

it("signs every account of the demonstration in by code and PKCE, with a token for the gateway", async () => {
  const keys = createRemoteJWKSet(new URL("/oidc/jwks", platform.origin));
  for (const account of [
    "police-melun",
    "parquet-melun",
    "mairie-dammarie",
    "bailleur-lisiere",
    "coordination",
  ]) {
    const token = await tokenForAccount(platform.origin, account);
    const { payload, protectedHeader } = await jwtVerify(token, keys);
    expect(protectedHeader).toMatchObject({ alg: "EdDSA", typ: "at+jwt" });
    expect(payload).toMatchObject({
      iss: `${platform.origin}/oidc`,
      aud: "urn:palier:gateway",
      sub: account,
      partner: account,
    });
    expect(payload).not.toHaveProperty("act");
  }
});

it("answers introspection to who is signed in", async () => {
  const token = await tokenForAccount(platform.origin, "police-melun");
  expect(await ask(platform, "{ __typename }", bearer(token))).toEqual({
    status: 200,
    body: { data: { __typename: "Query" } },
  });
});

it("names the accounts there are for one that is not", async () => {
  await expect(tokenForAccount(platform.origin, "nobody")).rejects.toThrow(
    'There is no account "nobody" in this demonstration. Accounts: police-melun, parquet-melun',
  );
});
