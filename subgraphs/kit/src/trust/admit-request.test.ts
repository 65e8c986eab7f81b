import {
  bodyDigest,
  type DomainError,
  UnauthenticatedError,
  type VisaRequest,
} from "@palier/schema";
import type { DoorSettings, Terms } from "./admit-request.js";
import {
  hash,
  inForce,
  partners,
  purposes,
  territories,
  texts,
  trustedDoor,
} from "./door.fixture.js";

const body = Buffer.from('{"query":"{ __typename }"}');

type Headers = Record<string, string | undefined>;
type Trusted = Awaited<ReturnType<typeof trustedDoor>>;

/** Code and reason of a refusal, or who was let in. */
async function outcome({ door }: Pick<Trusted, "door">, headers: Headers, bytes = body) {
  const admission = await door.admit(headers, bytes);
  if (admission.ok) return admission.viewer.partner;
  return [admission.error.code, admission.logged];
}

it("lets in a partner whose visa and token agree with the convention", async () => {
  const trusted = await trustedDoor();
  const headers = await trusted.headersFor("police-melun");
  expect(await trusted.door.admit(headers, body)).toEqual({
    ok: true,
    viewer: {
      subject: "agent of police-melun",
      partner: "police-melun",
      kind: "POLICE",
      scope: ["77288"],
      purpose: null,
      statedPurpose: null,
      asks: "FIELDS",
    },
    operationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    isPaused: false,
    edition: null,
  });
});

it("says the same of everything that does not hold, and the reason to the log", async () => {
  const trusted = await trustedDoor();
  const { visaFor, tokenFor } = trusted;
  const visa = await visaFor("police-melun");
  const token = await tokenFor("police-melun");
  const stranger = await trustedDoor();
  const cases: [Headers, string][] = [
    [{}, "no visa"],
    [{ authorization: `Bearer ${token}` }, "no visa"],
    [{ "palier-visa": visa }, "no exchanged token"],
    [{ "palier-visa": visa, authorization: token }, "no exchanged token"],
    [{ "palier-visa": visa, authorization: `Basic ${token}` }, "no exchanged token"],
    [{ "palier-visa": token, authorization: `Bearer ${token}` }, "visa: malformed"],
    [{ "palier-visa": visa, authorization: `Bearer ${visa}` }, "exchanged token: malformed"],
    [
      { "palier-visa": await stranger.visaFor("police-melun"), authorization: `Bearer ${token}` },
      "visa: signature",
    ],
    [
      { "palier-visa": visa, authorization: `Bearer ${await stranger.tokenFor("police-melun")}` },
      "exchanged token: signature",
    ],
    [
      {
        "palier-visa": await visaFor("police-melun", {}, "heronniere"),
        authorization: `Bearer ${token}`,
      },
      "visa: audience",
    ],
    [
      {
        "palier-visa": visa,
        authorization: `Bearer ${await tokenFor("police-melun", { act: { sub: "heronniere" } })}`,
      },
      "exchanged token: claims",
    ],
    [
      { "palier-visa": visa, authorization: `Bearer ${await tokenFor("parquet-melun")}` },
      "visa and token name different persons",
    ],
    [
      {
        "palier-visa": await visaFor("police-melun", { scope: ["77288", "77"] }),
        authorization: `Bearer ${token}`,
      },
      "the visa claims more territories than the convention",
    ],
    [
      {
        "palier-visa": await visaFor("police-melun", { kind: "JUSTICE" }),
        authorization: `Bearer ${token}`,
      },
      "the visa claims another kind than the convention",
    ],
  ];
  const { message } = new UnauthenticatedError();
  for (const [headers, logged] of cases) {
    expect(await trusted.door.admit(headers, body)).toMatchObject({
      ok: false,
      error: { code: "UNAUTHENTICATED", message } satisfies Partial<DomainError>,
      logged,
      viewer: null,
      isProved: !/^(no |visa: |exchanged token: )/.test(logged),
    });
  }
});

it("needs no token where no landlord's data are, and reads none", async () => {
  const trusted = await trustedDoor({ tokens: null });
  const visa = await trusted.visaFor("coordination");
  expect(await outcome(trusted, { "palier-visa": visa, authorization: "x" })).toBe("coordination");
  expect(await outcome(trusted, {})).toEqual(["UNAUTHENTICATED", "no visa"]);
});

it("lets a visa in over the client certificate that it is bound to, and over no other", async () => {
  const trusted = await trustedDoor();
  const [own, other] = ["o".repeat(43), "x".repeat(43)];
  const request = { cnf: { "x5t#S256": own }, body: bodyDigest(body) };
  const bound = await trusted.headersFor("police-melun", request);
  const admit = (headers: Headers, certificate: string | null) =>
    trusted.door.admit(headers, body, certificate);
  expect(await admit(bound, other)).toMatchObject({
    error: { code: "UNAUTHENTICATED", message: new UnauthenticatedError().message },
    logged: "the visa is of another client certificate",
    isProved: true,
  });
  // Whoever holds it without the certificate does not spend it either.
  expect(await admit(bound, own)).toMatchObject({ ok: true });
  expect(await admit(await trusted.headersFor("police-melun"), own)).toMatchObject({
    ok: false,
    logged: "the visa is bound to no client certificate",
  });
  // Where TLS ends before this process, it cannot know by whom.
  expect(await admit(await trusted.headersFor("police-melun", request), null)).toMatchObject({
    ok: true,
  });
});

it("lets a bound visa serve its own body, once", async () => {
  const trusted = await trustedDoor();
  const bound: Partial<VisaRequest> = { body: bodyDigest(body), purpose: "INVESTIGATION" };
  const headers = await trusted.headersFor("police-melun", bound);
  expect(await outcome(trusted, headers, Buffer.from(" "))).toEqual([
    "UNAUTHENTICATED",
    "the visa is of another request body",
  ]);
  expect(await outcome(trusted, { ...headers, authorization: "Bearer x" })).toEqual([
    "UNAUTHENTICATED",
    "exchanged token: malformed",
  ]);
  const both = await Promise.all([outcome(trusted, headers), outcome(trusted, headers)]);
  expect(both).toContain("police-melun");
  expect(both).toContainEqual(["UNAUTHENTICATED", "the visa has been used"]);
});

it("lets only a bound visa's purpose lift anything", async () => {
  const { door, headersFor } = await trustedDoor();
  const session = await headersFor("police-melun", { purpose: "INVESTIGATION" });
  expect(await door.admit(session, body)).toMatchObject({
    viewer: { purpose: null, statedPurpose: "INVESTIGATION" },
  });
  const bound = await headersFor("police-melun", {
    purpose: "INVESTIGATION",
    body: bodyDigest(body),
  });
  expect(await door.admit(bound, body)).toMatchObject({ viewer: { purpose: "INVESTIGATION" } });
});

it("refuses a visa of a session when its half minute is over, remembered or not", async () => {
  let time = new Date("2026-11-10T09:00:00Z");
  const trusted = await trustedDoor({ now: () => time });
  const headers = await trusted.headersFor("police-melun");
  expect(await outcome(trusted, headers)).toBe("police-melun");
  time = new Date(time.getTime() + 29_000);
  expect(await outcome(trusted, headers)).toBe("police-melun");
  time = new Date(time.getTime() + 7_000);
  expect(await outcome(trusted, headers)).toEqual(["UNAUTHENTICATED", "visa: expired"]);
});

it("says at once whose partner is paused", async () => {
  let paused: readonly string[] = [];
  const trusted = await trustedDoor({
    terms: async () => inForce({ isPaused: (partner) => paused.includes(partner) }),
  });
  const found = async (partner: string) =>
    trusted.door.admit(await trusted.headersFor(partner), body);
  expect(await found("police-melun")).toMatchObject({ ok: true, isPaused: false });
  paused = ["police-melun"];
  expect(await found("police-melun")).toMatchObject({
    ok: true,
    viewer: { partner: "police-melun" },
    isPaused: true,
  });
  expect(await found("coordination")).toMatchObject({ ok: true, isPaused: false });
});

it("withholds from people for whom a broker speaks, where the landlord refuses it", async () => {
  const broker = { issuer: "https://issuer.example", host: "the coordinator" };
  const terms = () =>
    ({ state: "IN_FORCE", granted: { partners, purposes, territories, broker }, texts }) as const;
  const found = async (refusesBroker: boolean, claims: Readonly<Record<string, unknown>>) => {
    const trusted = await trustedDoor({ terms, refusesBroker });
    const headers = await trusted.headersFor("police-melun");
    const token = await trusted.tokenFor("police-melun", claims);
    return trusted.door.admit({ ...headers, authorization: `Bearer ${token}` }, body);
  };
  const brokered = { idp: "https://provider.example" };
  expect(await found(false, brokered)).toMatchObject({ ok: true, isPaused: false });
  expect(await found(true, brokered)).toMatchObject({ ok: true, isPaused: true });
  // Also where the broker does not say that it is one.
  expect(await found(true, {})).toMatchObject({ ok: true, isPaused: true });
  broker.issuer = "https://broker.example";
  expect(await found(true, {})).toMatchObject({ ok: true, isPaused: false });
});

it.each<[Terms["state"], string]>([
  ["NOT_SIGNED", "CONVENTION_NOT_SIGNED"],
  ["NOT_YET_VALID", "CONVENTION_NOT_YET_VALID"],
  ["EXPIRED", "CONVENTION_EXPIRED"],
  ["SUPERSEDED", "CONVENTION_EXPIRED"],
])(
  "serves nobody under a convention that is %s, and tells strangers nothing",
  async (state, code) => {
    const trusted = await trustedDoor({ terms: () => ({ state }) as Terms });
    const headers = await trusted.headersFor("police-melun");
    expect((await outcome(trusted, headers))[0]).toBe(code);
    expect((await outcome(trusted, {}))[0]).toBe("UNAUTHENTICATED");
  },
);

it("refuses the convention that the landlord has not signed, in its own code", async () => {
  const trusted = await trustedDoor();
  const headers = await trusted.headersFor("police-melun", { convention: "sha256-of-the-next" });
  expect((await outcome(trusted, headers))[0]).toBe("CONVENTION_NOT_SIGNED");
});

it.each<[string, Partial<DoorSettings>]>([
  ["keys that cannot be read", { gatewayKeys: () => Promise.reject(new Error("no route")) }],
  ["terms and pauses that cannot be read", { terms: () => Promise.reject(new Error("no route")) }],
])("refuses everybody with %s", async (_case, changes) => {
  const trusted = await trustedDoor(changes);
  expect(await outcome(trusted, await trusted.headersFor("police-melun"))).toEqual([
    "UNAVAILABLE",
    "the request could not be checked: no route",
  ]);
});

it("knows the partners of the convention in force, not of the one before", async () => {
  let known = partners;
  const trusted = await trustedDoor({
    terms: () => {
      const granted = { partners: known, purposes: [], territories };
      return { state: "IN_FORCE", granted, texts: new Map([[hash, granted]]) };
    },
  });
  const headers = await trusted.headersFor("police-melun");
  expect(await outcome(trusted, headers)).toBe("police-melun");
  known = known.filter(({ code }) => code !== "police-melun");
  expect(await outcome(trusted, headers)).toEqual([
    "UNAUTHENTICATED",
    "the convention knows no such partner",
  ]);
});

it("refuses whom the convention's host has shut out, and everybody while it is not known who is", async () => {
  const verdicts: Record<string, "IN" | "OUT" | "UNKNOWN"> = {};
  const trusted = await trustedDoor({
    shutOut: async (issuer, subject) => verdicts[`${issuer} ${subject}`] ?? "IN",
  });
  const headers = await trusted.headersFor("police-melun");
  expect(await outcome(trusted, headers)).toBe("police-melun");
  verdicts["https://issuer.example agent of police-melun"] = "OUT";
  expect(await outcome(trusted, headers)).toEqual(["SHUT_OUT", "shut out"]);
  expect(await outcome(trusted, await trusted.headersFor("mairie-dammarie"))).toBe(
    "mairie-dammarie",
  );
  verdicts["https://issuer.example agent of police-melun"] = "UNKNOWN";
  expect(await outcome(trusted, headers)).toEqual([
    "UNAVAILABLE",
    "the request could not be checked: the list of people shut out is not known",
  ]);
});
