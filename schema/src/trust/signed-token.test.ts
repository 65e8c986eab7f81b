import { createHmac } from "node:crypto";
import fc from "fast-check";
import { errors } from "jose";
import { type TokenExpectation, verifyToken } from "./signed-token.js";
import { issuerKey, now, nowSeconds, sign, tokenClaims } from "./trust.fixture.js";

const issuer = await issuerKey("key-1");
const attacker = await issuerKey("key-1");
const expected: TokenExpectation = {
  type: "at+jwt",
  issuer: tokenClaims.iss,
  audience: tokenClaims.aud,
  algorithms: ["EdDSA", "ES256", "RS256"],
  longestLifeSeconds: 300,
};

/** What is wrong with a token, or null. */
async function problemOf(token: string, keys = issuer.keys) {
  const verified = await verifyToken(token, keys, expected, now);
  return verified.ok ? null : verified.problem;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

it("accepts what the issuer signed for this audience", async () => {
  expect(
    await verifyToken(await sign(issuer, tokenClaims, {}), issuer.keys, expected, now),
  ).toEqual({ ok: true, value: tokenClaims });
});

it.each([
  ["another issuer", { iss: "https://other.example" }, "issuer"],
  ["no issuer", { iss: undefined }, "issuer"],
  ["another audience", { aud: "urn:palier:landlord:other" }, "audience"],
  ["the gateway's audience", { aud: "urn:palier:gateway" }, "audience"],
  ["a list of audiences, ours among them", { aud: [tokenClaims.aud, "x"] }, "audience"],
  ["a list of ours alone", { aud: [tokenClaims.aud] }, "audience"],
  ["no audience", { aud: undefined }, "audience"],
  ["an end in the past", { exp: nowSeconds - 6 }, "expired"],
  ["no end", { exp: undefined }, "claims"],
  ["an end that is no number", { exp: "never" }, "claims"],
  ["a begin in the future", { nbf: nowSeconds + 6 }, "not yet valid"],
  ["an issue in the future", { iat: nowSeconds + 6 }, "not yet valid"],
  ["no issue", { iat: undefined }, "not yet valid"],
  ["a life longer than ours", { iat: nowSeconds - 306, exp: nowSeconds + 1e6 }, "expired"],
  ["no subject", { sub: undefined }, "claims"],
])("refuses %s", async (_case, claims, problem) => {
  expect(await problemOf(await sign(issuer, { ...tokenClaims, ...claims }, {}))).toBe(problem);
});

it("allows clocks five seconds apart", async () => {
  const late = { ...tokenClaims, iat: nowSeconds - 300, exp: nowSeconds - 4 };
  const early = { ...tokenClaims, iat: nowSeconds + 5, nbf: nowSeconds + 5 };
  expect(await problemOf(await sign(issuer, late, {}))).toBeNull();
  expect(await problemOf(await sign(issuer, early, {}))).toBeNull();
});

it("tells the end of the longest life where the token says a later one", async () => {
  const token = await sign(issuer, { ...tokenClaims, exp: nowSeconds + 1e6 }, {});
  expect(await verifyToken(token, issuer.keys, expected, now)).toMatchObject({
    value: { exp: nowSeconds + 300 },
  });
});

it.each([
  ["another type", { typ: "JWT" }, "malformed"],
  ["no type", { typ: undefined }, "malformed"],
  ["a type that says the same in other words", { typ: "application/at+jwt" }, "malformed"],
  ["no key name", { kid: undefined }, "unknown key"],
  ["an unknown key", { kid: "key-2" }, "unknown key"],
  ["a key that is a path", { kid: "../../etc/passwd" }, "unknown key"],
  ["a key that is an address", { kid: "https://attacker.example/jwks" }, "unknown key"],
  ["a key of a thousand characters", { kid: "k".repeat(1000) }, "unknown key"],
])("refuses %s", async (_case, header, problem) => {
  expect(await problemOf(await sign(issuer, tokenClaims, header))).toBe(problem);
});

it("refuses extensions that it would have to understand", async () => {
  const [, payload] = (await sign(issuer, tokenClaims, {})).split(".");
  const header = { alg: "EdDSA", kid: "key-1", typ: "at+jwt", crit: ["palier"], palier: 1 };
  expect(await problemOf(`${encode(header)}.${payload}.AAAA`)).toBe("malformed");
});

it("refuses a token without a signature", async () => {
  const header = { alg: "none", typ: "at+jwt", kid: "key-1" };
  expect(await problemOf(`${encode(header)}.${encode(tokenClaims)}.`)).toBe("algorithm");
});

it.each(["none", "None", "HS256", "HS512", "Ed25519ph", "PS256", ""])(
  "refuses the algorithm %p whatever the signature is",
  async (alg) => {
    const [, payload, signature] = (await sign(issuer, tokenClaims, {})).split(".");
    const header = encode({ alg, typ: "at+jwt", kid: "key-1" });
    expect(await problemOf(`${header}.${payload}.${signature}`)).toBe("algorithm");
  },
);

it("refuses a token that is signed with the public key as a shared secret", async () => {
  const signed = `${encode({ alg: "HS256", typ: "at+jwt", kid: "key-1" })}.${encode(tokenClaims)}`;
  for (const secret of [issuer.publicText, Buffer.from(issuer.publicText, "base64url")]) {
    const signature = createHmac("sha256", secret).update(signed).digest("base64url");
    expect(await problemOf(`${signed}.${signature}`)).toBe("algorithm");
  }
});

it("refuses a signature by another key, and a token altered after it was signed", async () => {
  expect(await problemOf(await sign(attacker, tokenClaims, {}))).toBe("signature");
  const [header, , signature] = (await sign(issuer, tokenClaims, {})).split(".");
  const altered = encode({ ...tokenClaims, partner: "parquet-melun" });
  expect(await problemOf(`${header}.${altered}.${signature}`)).toBe("signature");
});

it("takes no key from the token itself", async () => {
  const jwk = { kty: "OKP", crv: "Ed25519", x: attacker.publicText };
  for (const header of [
    { jwk },
    { jku: "https://attacker.example/jwks" },
    { x5u: "https://attacker.example/chain.pem" },
    { x5c: ["MIIB"] },
  ]) {
    expect(await problemOf(await sign(attacker, tokenClaims, header))).toBe("signature");
    expect(await problemOf(await sign(issuer, tokenClaims, header))).toBeNull();
  }
});

it("does not read what is oversized", async () => {
  const token = await sign(issuer, { ...tokenClaims, padding: "x".repeat(8_192) }, {});
  expect(await problemOf(token)).toBe("oversized");
});

it("says of any text that it is no token, and never fails on it", async () => {
  const part = fc.oneof(fc.string(), fc.object().map(encode), fc.constant(encode(tokenClaims)));
  const texts = fc.oneof(
    fc.string(),
    fc.tuple(part, part, part).map((parts) => parts.join(".")),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      expect(await problemOf(text)).not.toBeNull();
    }),
  );
});

it("does not blame the token when the keys cannot be read", async () => {
  const token = await sign(issuer, tokenClaims, {});
  const unreachable = () => Promise.reject(new errors.JWKSTimeout());
  await expect(problemOf(token, unreachable)).rejects.toThrow(errors.JWKSTimeout);
});
