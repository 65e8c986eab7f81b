import { issuerKey, now, nowSeconds, sign, visaRequest } from "./trust.fixture.js";
import { bodyDigest, mintVisa, subgraphAudience, type VisaRequest, verifyVisa } from "./visa.js";

const gateway = await issuerKey("gateway-1");
const gatewayIssuer = "https://gateway.example";
const at = { issuer: gatewayIssuer, subgraph: "lisiere", now };

const mint = (request: Partial<VisaRequest> = {}, subgraph = "lisiere") =>
  mintVisa({ ...visaRequest, ...request }, { ...gateway, issuer: gatewayIssuer, subgraph, now });

/** A visa whose claims and header mintVisa would never write. */
const forge = (claims: Record<string, unknown>, header = {}) =>
  sign(
    gateway,
    {
      ...visaRequest,
      iss: gatewayIssuer,
      aud: subgraphAudience("lisiere"),
      jti: "5b1d6f0e-3f3b-4f2e-9b1a-0d8f4c1f2a3b",
      iat: nowSeconds,
      exp: nowSeconds + 30,
      ...claims,
    },
    { typ: "palier-visa+jwt", ...header },
  );

async function problemOf(visa: string, when = now) {
  const verified = await verifyVisa(visa, gateway.keys, { ...at, now: when });
  return verified.ok ? null : verified.problem;
}

it("says what the gateway said, for half a minute", async () => {
  const visa = await mint({ purpose: "INVESTIGATION", body: bodyDigest("{}") });
  expect(await verifyVisa(visa, gateway.keys, at)).toEqual({
    ok: true,
    value: {
      ...visaRequest,
      purpose: "INVESTIGATION",
      body: bodyDigest("{}"),
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      exp: nowSeconds + 30,
    },
  });
  expect(await problemOf(visa, new Date(now.getTime() + 34_000))).toBeNull();
  expect(await problemOf(visa, new Date(now.getTime() + 36_000))).toBe("expired");
  expect(await problemOf(visa, new Date(now.getTime() - 6_000))).toBe("not yet valid");
});

it("gives each visa an id of its own", async () => {
  expect(await mint()).not.toBe(await mint());
});

it("is refused at another subgraph", async () => {
  expect(await problemOf(await mint({}, "heronniere"))).toBe("audience");
});

it.each([
  ["another gateway's", { iss: "https://other.example" }, {}, "issuer"],
  [
    "one that says it lives for a day",
    { iat: nowSeconds - 36, exp: nowSeconds + 86_400 },
    {},
    "expired",
  ],
  ["an access token in its place", {}, { typ: "at+jwt" }, "malformed"],
  ["an unknown kind of partner", { kind: "MAYOR" }, {}, "claims"],
  ["an unknown purpose", { purpose: "CURIOSITY" }, {}, "claims"],
  ["a purpose that is left out", { purpose: undefined }, {}, "claims"],
  ["an unknown request", { asks: "EVERYTHING" }, {}, "claims"],
  ["a scope that is no list", { scope: "77288" }, {}, "claims"],
  ["a binding that is no digest", { body: "" }, {}, "claims"],
  ["a binding that is left out", { body: undefined }, {}, "claims"],
  ["an id that is none", { jti: "1" }, {}, "claims"],
  ["an empty subject", { sub: "" }, {}, "claims"],
])("refuses %s", async (_case, claims, header, problem) => {
  expect(await problemOf(await forge(claims, header))).toBe(problem);
});

it("digests a body byte by byte", () => {
  expect(bodyDigest("é")).toBe(bodyDigest(Buffer.from("é", "utf8")));
  expect(bodyDigest("é")).not.toBe(bodyDigest("e\u0301"));
  expect(bodyDigest("")).toHaveLength(43);
});
