import { webcrypto } from "node:crypto";
import {
  contributionId,
  conventionHash,
  gatewayAudience,
  mintVisa,
  type PartnerKind,
  type Purpose,
  partnerKinds,
  purposeHeader,
  type StatedPurpose,
  signStatement,
  sitePageId,
  visaHeader,
} from "@palier/schema";
import { purposesByHand } from "@palier/schema/testing";
import { importJWK } from "jose";
import {
  agglomeration,
  dammarie,
  lastMonth,
  melun,
  partners,
  policeElsewhere,
} from "../access/access-convention.js";
import { type AccessAnswer, type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { type Claims, entityBody, StolenGateway } from "./stolen-gateway.js";

/**
 * What a node gives to somebody who holds the gateway's key, and to others on the way. Of the
 * tokens that the issue lists, these stand elsewhere, where the check itself is: `alg: none`, HS256
 * with the public key, issuer, audience, times, unknown kid, kid as a path, oversized, at the
 * gateway's door in gateway/src/identity/sign-in.integration.test.ts, of visas and exchanged tokens
 * in schema/src/trust/signed-token.test.ts, visa.test.ts and exchanged-token.test.ts; every
 * contradiction of visa and token in schema/src/trust/admission.test.ts; what the issuer refuses to
 * exchange in gateway/src/identity/provider/exchange-grant.integration.test.ts.
 */

let platform: AccessPlatform;
let stolen: StolenGateway;
beforeAll(async () => {
  platform = await startAccessPlatform();
  stolen = await StolenGateway.of(platform);
});
afterAll(() => platform.stop());

const hard = entityBody("LisiereSite", "lisiere:HARD", "name address");
const far = entityBody("LisiereSite", "lisiere:FAR", "name address");
const detail = entityBody("LisiereSite", "lisiere:HARD", "incidents { edges { node { day } } }");

/** Every refusal of an unproved caller is the same, whatever is wrong. */
function expectUnauthenticated({ raw }: AccessAnswer): void {
  const message = "You are not signed in, or your session has ended. Sign in again.";
  const fr = "Vous n’êtes pas connecté, ou votre session a pris fin. Connectez-vous de nouveau.";
  expect(JSON.parse(raw)).toEqual({
    errors: [{ message, extensions: { code: "UNAUTHENTICATED", fr } }],
  });
}

async function lastEntry() {
  const [entry] = await platform.nodes.lisiere.log();
  return entry;
}

it("lets in what agrees, so that the refusals below are for the one thing changed", async () => {
  const answer = await stolen.ask("lisiere", hard, await stolen.headers("lisiere", "POLICE"));
  expect(answer.data).toEqual({ _entities: [{ name: "Résidence HARD", address: "1 rue HARD" }] });
});

describe("a visa that claims more than the exchanged token", () => {
  it.each<[string, PartnerKind, Claims]>([
    ["another partner", "MUNICIPALITY", { partner: partners.POLICE, kind: "POLICE" }],
    ["another partner of the same kind", "POLICE", { partner: policeElsewhere, scope: [dammarie] }],
    ["another person", "POLICE", { sub: "somebody" }],
    [
      "another partner and its person",
      "COORDINATOR",
      {
        sub: partners.POLICE,
        partner: partners.POLICE,
        kind: "POLICE",
      },
    ],
    ["another kind", "MUNICIPALITY", { kind: "POLICE" }],
    ["another kind, as justice", "POLICE", { kind: "JUSTICE" }],
    ["another territory", "POLICE", { scope: [melun, dammarie] }],
    ["a territory that holds its own", "POLICE", { scope: [agglomeration] }],
    ["a territory that nobody has", "POLICE", { scope: [melun, "99999"] }],
    ["a partner that nobody is", "POLICE", { partner: "police-ailleurs" }],
  ])("is refused: %s", async (_what, kind, claims) => {
    for (const body of [hard, far]) {
      const headers = await stolen.headers("lisiere", kind, claims);
      expectUnauthenticated(await stolen.ask("lisiere", body, headers));
      expect(await lastEntry()).toMatchObject({ decision: "REFUSED", partner: null, rows: 0 });
    }
  });

  it("is refused in its own code where it names another convention", async () => {
    const headers = await stolen.headers("lisiere", "POLICE", { convention: "sha256-other" });
    const { data, errors } = await stolen.ask("lisiere", hard, headers);
    expect([data, errors?.[0]?.extensions?.code]).toEqual([undefined, "CONVENTION_NOT_SIGNED"]);
  });

  it("is refused where it states a purpose that there is not", async () => {
    const purpose = "CURIOSITY" as Purpose;
    const headers = await stolen.bound("lisiere", "POLICE", detail, { purpose });
    expectUnauthenticated(await stolen.ask("lisiere", detail, headers));
  });
});

describe("half of the proofs, or those of another door", () => {
  const headersWith = async (changes: Readonly<Record<string, string | null>>) => {
    const good = await stolen.headers("lisiere", "POLICE");
    const entries = Object.entries({ ...good, ...changes });
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => entry[1] !== null),
    );
  };
  const bearer = async (token: Promise<string>) => ({ authorization: `Bearer ${await token}` });

  it.each<[string, () => Promise<Readonly<Record<string, string | null>>>]>([
    ["a visa alone", async () => ({ authorization: null })],
    ["a token alone", async () => ({ [visaHeader]: null })],
    ["the token of another landlord", () => bearer(stolen.token(partners.POLICE, "orme"))],
    ["the partner's own token", () => bearer(platform.token(partners.POLICE))],
    ["the visa as token", () => bearer(stolen.visa("lisiere", "POLICE"))],
    [
      "the token as visa",
      async () => ({ [visaHeader]: await stolen.token(partners.POLICE, "lisiere") }),
    ],
    [
      "the visa of another landlord",
      async () => ({
        [visaHeader]: await stolen.visa("orme", "POLICE"),
      }),
    ],
    [
      "the visa of the convention subgraph",
      async () => ({
        [visaHeader]: await stolen.visa("convention", "POLICE"),
      }),
    ],
    [
      "a visa of another name",
      async () => ({
        [visaHeader]: await stolen.visa("lisiere", "POLICE", { issuer: "urn:palier:other" }),
      }),
    ],
    [
      "a visa of a minute ago",
      async () => ({
        [visaHeader]: await stolen.visa("lisiere", "POLICE", {
          now: new Date(Date.now() - 60_000),
        }),
      }),
    ],
    [
      "a visa of the future",
      async () => ({
        [visaHeader]: await stolen.visa("lisiere", "POLICE", {
          now: new Date(Date.now() + 60_000),
        }),
      }),
    ],
    [
      "two tokens",
      async () => ({
        authorization: `Bearer ${await stolen.token(partners.POLICE, "lisiere")}, Bearer x`,
      }),
    ],
  ])("read nothing: %s", async (_what, changes) => {
    const headers = await headersWith(await changes());
    expectUnauthenticated(await stolen.ask("lisiere", hard, headers));
  });

  it("read nothing where another key than the gateway's has signed the visa", async () => {
    const pair = await webcrypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    if (!("privateKey" in pair)) throw new Error("one key in place of two");
    const good = await stolen.visa("lisiere", "POLICE");
    const part = (index: number) =>
      JSON.parse(Buffer.from(good.split(".")[index] ?? "", "base64url").toString());
    const { kid } = part(0) as { readonly kid: string };
    const forged = await mintVisa(part(1), {
      issuer: "urn:palier:gateway",
      subgraph: "lisiere",
      key: pair.privateKey,
      keyId: kid,
      now: new Date(),
    });
    const headers = await headersWith({ [visaHeader]: forged });
    expectUnauthenticated(await stolen.ask("lisiere", hard, headers));
  });
});

describe("a visa that is bound to its request", () => {
  it("serves once", async () => {
    const headers = await stolen.bound("lisiere", "POLICE", detail);
    expect((await stolen.ask("lisiere", detail, headers)).data).toMatchObject({
      _entities: [{ incidents: { edges: expect.any(Array) } }],
    });
    expectUnauthenticated(await stolen.ask("lisiere", detail, headers));
  });

  it("serves once of many that come at the same time", async () => {
    const headers = await stolen.bound("lisiere", "POLICE", detail);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => stolen.ask("lisiere", detail, headers)),
    );
    expect(answers.filter(({ data }) => data !== undefined)).toHaveLength(1);
  });

  it("does not serve a body that was changed after it was bound", async () => {
    const headers = await stolen.bound("lisiere", "POLICE", detail);
    const other = entityBody(
      "LisiereSite",
      "lisiere:QUIET",
      "incidents { edges { node { day } } }",
    );
    expectUnauthenticated(await stolen.ask("lisiere", other, headers));
    const padded = { ...detail, operationName: null };
    expectUnauthenticated(await stolen.ask("lisiere", padded, headers));
    // The refusals used nothing up: what was bound is answered, with a day.
    expect((await stolen.ask("lisiere", detail, headers)).raw).toMatch(/"day":"\d{4}-\d\d-\d\d"/);
  });

  it("is needed: the purpose of a session's visa lifts nothing", async () => {
    const headers = await stolen.headers("lisiere", "POLICE", { purpose: "INVESTIGATION" });
    const { data, errors } = await stolen.ask("lisiere", detail, headers);
    expect(data).toEqual({ _entities: [{ incidents: null }] });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(["PURPOSE_REQUIRED"]);
  });

  it("opens no more than the kind is granted, complaints alone for justice", async () => {
    const all = entityBody(
      "LisiereSite",
      "lisiere:HARD",
      "incidents { edges { node { complaintReference } } }",
    );
    const justice = await stolen.ask("lisiere", all, await stolen.bound("lisiere", "JUSTICE", all));
    expect(justice.raw.match(/PV-HARD/g)).toHaveLength(3);
    expect(justice.raw).not.toContain('"complaintReference":null');
    const police = await stolen.ask("lisiere", all, await stolen.bound("lisiere", "POLICE", all));
    expect(police.raw).not.toContain("PV-");
    const mayor = await stolen.ask(
      "lisiere",
      all,
      await stolen.bound("lisiere", "MUNICIPALITY", all),
    );
    expect(mayor.data).toEqual({ _entities: [{ incidents: null }] });
  });
});

/**
 * The gateway's key and the token of an officer who is signed in, whose purpose is claimed and not
 * stated, or taken from where it was.
 */
describe("a purpose that the person has not stated for this question", () => {
  const purpose = "INVESTIGATION";
  const now = () => new Date();
  const sign = async (
    changes: Partial<StatedPurpose> = {},
    account = partners.POLICE,
    at = now(),
  ) => {
    const { key } = await platform.session(account);
    const { kty, crv, x } = key;
    return signStatement(
      {
        sub: partners.POLICE,
        purpose,
        convention: conventionHash(platform.convention),
        audience: gatewayAudience,
        ...changes,
      },
      { key: await importJWK({ ...key }, "EdDSA"), publicKey: { kty, crv, x }, now: at },
    );
  };
  const askWith = async (statement: string) => {
    const claimed = await stolen.claimed("lisiere", "POLICE", detail);
    return stolen.ask("lisiere", detail, { ...claimed, [purposeHeader]: statement });
  };

  it("reads no incident where none was stated", async () => {
    const claimed = await stolen.claimed("lisiere", "POLICE", detail);
    const { data, errors, raw } = await stolen.ask("lisiere", detail, claimed);
    expect(data).toEqual({ _entities: [{ incidents: null }] });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(["PURPOSE_REQUIRED"]);
    expect(raw).not.toMatch(/"day":"/);
    // What is logged is what was claimed, that it lifted nothing, and in whose name.
    expect(await lastEntry()).toMatchObject({
      decision: "PARTLY_REFUSED",
      partner: partners.POLICE,
    });
  });

  it("reads them where it was, so that the refusals below are for the one thing changed", async () => {
    expect((await askWith(await sign())).raw).toMatch(/"day":"/);
  });

  const altered = async () => {
    const [ofOther, own] = [await sign({ purpose: "PATROL_PLANNING" }), await sign()];
    const [header, , signature] = ofOther.split(".");
    return `${header}.${own.split(".")[1]}.${signature}`;
  };

  it.each<[string, () => Promise<string>]>([
    ["of another session", () => sign({}, partners.JUSTICE)],
    ["of another person's session", () => sign({ sub: partners.JUSTICE }, partners.JUSTICE)],
    ["of another convention", () => sign({ convention: "sha256-other" })],
    ["of six minutes ago", () => sign({}, partners.POLICE, new Date(Date.now() - 360_000))],
    ["of the future", () => sign({}, partners.POLICE, new Date(Date.now() + 60_000))],
    ["for another purpose", () => sign({ purpose: "PATROL_PLANNING" })],
    ["for a purpose of another kind", () => sign({ purpose: "PROSECUTION" })],
    ["to another gateway", () => sign({ audience: "urn:palier:other" })],
    ["that was altered", altered],
    ["in a word", async () => purpose],
    ["in place of which stands the visa", () => stolen.visa("lisiere", "POLICE", { purpose })],
  ])("is refused as every unproved caller is: a statement %s", async (_what, statement) => {
    expectUnauthenticated(await askWith(await statement()));
    expect(await lastEntry()).toMatchObject({ decision: "REFUSED", rows: 0 });
  });

  it("is refused where a statement is shown once more, in the question it was made for", async () => {
    const statement = await platform.state(partners.POLICE, purpose);
    const query = `{ site(id: "lisiere:HARD") { incidents { edges { node { day } } } } }`;
    const front = platform.fronts.get("lisiere");
    front?.take();
    const response = await fetch(platform.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${await platform.token(partners.POLICE)}`,
        [purposeHeader]: statement,
      },
      body: JSON.stringify({ query }),
    });
    expect(await response.text()).toMatch(/"day":"/);
    const sent = front?.take().filter(({ headers }) => headers[purposeHeader] === statement) ?? [];
    expect(sent).toHaveLength(1);
    const body = JSON.parse(sent[0]?.body ?? "") as typeof detail;
    const again = await stolen.claimed("lisiere", "POLICE", body);
    expectUnauthenticated(
      await stolen.ask("lisiere", body, { ...again, [purposeHeader]: statement }),
    );
  });
});

describe("the gateway's key alone", () => {
  const headersAt = async (subgraph: "convention" | "classification") =>
    stolen.headers(subgraph, "COORDINATOR");

  it("reads the convention, which every party has, and nothing that is not in its text", async () => {
    const query = `{ convention { title landlords { slug } partners { code name correspondent { email } } }
      territories { code name communes { code name } } landlords { slug name declaredDwellings }
      site(id: "lisiere:HARD") { __typename } }`;
    const { data, errors } = await stolen.ask(
      "convention",
      { query },
      await headersAt("convention"),
    );
    expect(errors).toBeUndefined();
    const { title, partners: parties, landlords } = platform.convention;
    expect(data).toMatchObject({
      convention: {
        title,
        landlords: landlords.map(({ slug }) => ({ slug })),
        partners: parties.map(({ code, name, correspondent: { email } }) => {
          return { code, name, correspondent: { email } };
        }),
      },
    });
    // A site is no more than the name that the asker wrote: nobody looks whether there is one.
    const invented = { query: `{ site(id: "lisiere:NOWHERE") { __typename } }` };
    const other = await stolen.ask("convention", invented, await headersAt("convention"));
    expect(other.data).toEqual({ site: { __typename: "LisiereSite" } });
  });

  it("reads no landlord", async () => {
    const visa = { [visaHeader]: await stolen.visa("lisiere", "COORDINATOR") };
    expectUnauthenticated(await stolen.ask("lisiere", hard, visa));
  });
});

/** What a reader may be shown of a site, in part or not at all. */
const facts = [
  "name",
  "address",
  "dwellings",
  "commune { code }",
  "location { longitude latitude }",
  "classification { level since decision { reason } gates { level met conditions { observed } } }",
  "history { month level }",
  "incidentCounts { month family count status }",
  "incidentPattern { incidents }",
  "incidents(first: 5) { edges { node { day complaintReference target } } }",
  "actions { title }",
];

function codesOf(errors: AccessAnswer["errors"]): readonly unknown[] {
  return [...new Set(errors?.map(({ extensions }) => extensions?.code))];
}

describe("what the gateway asks for itself", () => {
  const contribution = (territory: string) =>
    entityBody(
      "LisiereContribution",
      contributionId({ landlord: "lisiere", territory, month: lastMonth }),
      "status tallies { level sites }",
    );
  const page = (territory: string, fields = "status matching sites { id level }") =>
    entityBody(
      "LisiereSitePage",
      sitePageId({
        landlord: "lisiere",
        territory,
        month: lastMonth,
        levels: null,
        first: 50,
        after: null,
      }),
      fields,
    );

  it("ends at the scope of the partner for whom it asks", async () => {
    const headers = await stolen.headers("lisiere", "POLICE", { asks: "INPUTS" });
    for (const territory of [dammarie, agglomeration, "99999"]) {
      expect((await stolen.ask("lisiere", contribution(territory), headers)).data).toEqual({
        _entities: [{ status: "UNKNOWN", tallies: null }],
      });
      expect((await stolen.ask("lisiere", page(territory), headers)).data).toEqual({
        _entities: [{ status: "UNKNOWN", matching: null, sites: null }],
      });
    }
    expect((await stolen.ask("lisiere", page(melun), headers)).data).toEqual({
      _entities: [
        {
          status: "ANSWERED",
          matching: 2,
          sites: [
            { id: "lisiere:HARD", level: 4 },
            { id: "lisiere:QUIET", level: 1 },
          ],
        },
      ],
    });
  });

  it.each(partnerKinds)(
    "gives %s no more of a page's sites than of the sites themselves",
    async (kind) => {
      const inputs = { asks: "INPUTS", purpose: purposesByHand[kind][0] } as const;
      const asInputs = await stolen.headers("lisiere", kind, inputs);
      const asFields = await stolen.headers("lisiere", kind, { purpose: inputs.purpose });
      for (const fact of facts) {
        const along = `status matching sites { id } nodes(first: 50) { ...on LisiereSite { id ${fact} } }`;
        const { data, errors } = await stolen.ask("lisiere", page(melun, along), asInputs);
        const [listed] = (data?._entities ?? []) as { sites: { id: string }[]; nodes: unknown }[];
        const ids = ["lisiere:HARD", "lisiere:QUIET"];
        expect(listed?.sites).toEqual(ids.map((id) => ({ id })));
        const themselves = await Promise.all(
          ids.map((id) =>
            stolen.ask("lisiere", entityBody("LisiereSite", id, `id ${fact}`), asFields),
          ),
        );
        expect([fact, listed?.nodes, codesOf(errors)]).toEqual([
          fact,
          themselves.flatMap((each) => each.data?._entities),
          codesOf(themselves.flatMap((each) => each.errors ?? [])),
        ]);
      }
      const plain = await stolen.ask("lisiere", page(melun, "nodes(first: 5) { id }"), asFields);
      expect(plain.data?._entities).toEqual([{ nodes: null }]);
    },
  );

  it("widens nothing that the partner itself is shown", async () => {
    const headers = await stolen.headers("lisiere", "MUNICIPALITY", {
      asks: "INPUTS",
      purpose: "PREVENTION",
    });
    const { data, raw } = await stolen.ask(
      "lisiere",
      entityBody(
        "LisiereSite",
        "lisiere:HARD",
        "address incidents { edges { node { day } } } incidentCounts { count }",
      ),
      headers,
    );
    expect(data).toMatchObject({ _entities: [{ address: null, incidents: null }] });
    // Zeros are shown to a town hall, numbers below the convention's threshold are not.
    expect(raw).toMatch(/"count":null/);
    expect(raw).not.toMatch(/"count":[1-4]\b|1 rue/);
  });

  it("has no small number of incidents in it for who may not read them", async () => {
    const body = entityBody(
      "LisiereCountContribution",
      contributionId({ landlord: "lisiere", territory: melun, month: lastMonth }),
      "status counts { family span count status }",
    );
    const countsFor = async (kind: PartnerKind) => {
      const { raw } = await stolen.ask(
        "lisiere",
        body,
        await stolen.headers("lisiere", kind, { asks: "INPUTS" }),
      );
      return [...raw.matchAll(/"count":(\d+)/g)].map(([, count]) => Number(count));
    };
    const isSmall = (count: number) => count > 0 && count < 5;
    // Two dealings a month.
    expect((await countsFor("POLICE")).filter(isSmall)).toContain(2);
    for (const kind of ["MUNICIPALITY", "COORDINATOR", "LANDLORD"] as const) {
      const counts = await countsFor(kind);
      expect([kind, counts.filter(isSmall)]).toEqual([kind, []]);
      expect(counts).toContain(0);
    }
  });
});

it("lets no landlord use what it received, at another landlord or at the gateway", async () => {
  const received = platform.fronts.get("orme");
  received?.take();
  const query = '{ site(id: "orme:HARD") { name incidents { edges { node { day } } } } }';
  await platform.ask(partners.POLICE, query, { purpose: "INVESTIGATION" });
  const requests = received?.take() ?? [];
  expect(requests.length).toBeGreaterThan(0);
  for (const { headers, body } of requests) {
    const taken = {
      [visaHeader]: String(headers[visaHeader]),
      authorization: String(headers.authorization),
    };
    const asked = JSON.parse(body) as typeof hard;
    const mine = { [visaHeader]: await stolen.visa("lisiere", "POLICE") };
    expectUnauthenticated(await stolen.ask("lisiere", hard, taken));
    expectUnauthenticated(await stolen.ask("lisiere", hard, { ...taken, ...mine }));
    // At its own door too: this one was bound to its body, and has served.
    expectUnauthenticated(await stolen.ask("orme", asked, taken));
    const { authorization } = taken;
    for (const token of [authorization, `Bearer ${taken[visaHeader]}`]) {
      const response = await fetch(platform.url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: token },
        body: JSON.stringify({ query: "{ landlords { slug } }" }),
      });
      expect(response.status).toBe(401);
    }
  }
});
