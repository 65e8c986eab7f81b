import { gatewayAudience, landlordAudience, verifyExchangedToken } from "./exchanged-token.js";
import { issuerKey, now, nowSeconds, sign, tokenClaims } from "./trust.fixture.js";

const issuer = await issuerKey("issuer-1");
const here = { issuer: tokenClaims.iss, landlord: "lisiere", actor: "palier-gateway", now };

async function problemOf(claims: Record<string, unknown>, header = {}) {
  const token = await sign(issuer, { ...tokenClaims, ...claims }, header);
  const verified = await verifyExchangedToken(token, issuer.keys, here);
  return verified.ok ? null : verified.problem;
}

it("says who asks, for which partner, and that the gateway acts", async () => {
  const token = await sign(issuer, tokenClaims, {});
  expect(await verifyExchangedToken(token, issuer.keys, here)).toEqual({
    ok: true,
    value: {
      iss: "https://issuer.example",
      sub: "agent-17",
      partner: "police-melun",
      act: { sub: "palier-gateway" },
      exp: nowSeconds + 300,
    },
  });
});

it.each([
  ["a partner's own token, made for the gateway", { aud: gatewayAudience }, "audience"],
  ["what another landlord received", { aud: landlordAudience("heronniere") }, "audience"],
  ["another actor", { act: { sub: "heronniere" } }, "claims"],
  ["no actor", { act: undefined }, "claims"],
  [
    "the gateway behind another actor",
    { act: { sub: "x", act: { sub: "palier-gateway" } } },
    "claims",
  ],
  ["no partner", { partner: undefined }, "claims"],
  ["several partners", { partner: ["police-melun", "parquet-melun"] }, "claims"],
  ["one older than five minutes", { iat: nowSeconds - 306, exp: nowSeconds + 3_600 }, "expired"],
])("refuses %s", async (_case, claims, problem) => {
  expect(await problemOf(claims)).toBe(problem);
});

it("refuses a visa and an identity token in its place", async () => {
  expect(await problemOf({}, { typ: "palier-visa+jwt" })).toBe("malformed");
  expect(await problemOf({}, { typ: "JWT" })).toBe("malformed");
});
