import { bodyDigest } from "@palier/schema";
import { UsedOnce } from "@palier/service";
import {
  hash,
  partners,
  purposes,
  sessionKey,
  territories,
  texts,
  trustedDoor,
} from "./door.fixture.js";
import { UsedStatements } from "./used-statements.js";

/** Half a minute and five: a clock that stands still while a statement is shown. */
const now = new Date("2026-11-10T09:00:00Z");
const agoSeconds = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

const trusted = await trustedDoor({ now: () => now });
const stranger = await sessionKey();

const purpose = "INVESTIGATION" as const;
const bodies = (count: number) =>
  Array.from({ length: count }, (_one, index) => Buffer.from(`{"query":"{ a${index} }"}`));
const [body = Buffer.from("")] = bodies(1);

/** A gateway's word that the police have stated a purpose for this body, with whatever proves it. */
async function headersWith(statement: string | undefined, bytes = body) {
  const claims = { purpose, body: bodyDigest(bytes) };
  const { "palier-purpose": _own, ...proofs } = await trusted.headersFor("police-melun", claims);
  return statement === undefined ? proofs : { ...proofs, "palier-purpose": statement };
}

async function outcome(statement: string | undefined, bytes = body, { door } = trusted) {
  const admission = await door.admit(await headersWith(statement, bytes), bytes);
  return admission.ok ? admission.viewer.purpose : [admission.error.code, admission.logged];
}

it("believes no purpose on the gateway's word", async () => {
  expect(await outcome(undefined)).toBeNull();
  expect(await outcome(await trusted.statementFor("police-melun", purpose))).toBe(purpose);
});

const altered = async () => {
  const [header, , signature] = (
    await trusted.statementFor("police-melun", "PATROL_PLANNING")
  ).split(".");
  const [, payload] = (await trusted.statementFor("police-melun", purpose)).split(".");
  return `${header}.${payload}.${signature}`;
};

it.each<[string, () => Promise<string>, string]>([
  [
    "of another key",
    () => trusted.statementFor("police-melun", purpose, { by: stranger }),
    "the statement is of another session",
  ],
  [
    "of another person",
    () => trusted.statementFor("police-melun", purpose, { sub: "somebody" }),
    "the statement is of another session",
  ],
  [
    "of another convention",
    () => trusted.statementFor("police-melun", purpose, { convention: `${hash}x` }),
    "the statement is of another convention",
  ],
  [
    "for another purpose",
    () => trusted.statementFor("police-melun", "PATROL_PLANNING"),
    "the statement is for another purpose",
  ],
  [
    "to another gateway",
    () => trusted.statementFor("police-melun", purpose, { audience: "https://other.example" }),
    "statement of purpose: audience",
  ],
  [
    "of five minutes ago",
    () => trusted.statementFor("police-melun", purpose, { at: agoSeconds(306) }),
    "statement of purpose: expired",
  ],
  [
    "of the future",
    () => trusted.statementFor("police-melun", purpose, { at: agoSeconds(-6) }),
    "statement of purpose: not yet valid",
  ],
  ["that was altered", altered, "statement of purpose: signature"],
  ["in one word", async () => purpose, "statement of purpose: malformed"],
  [
    "in place of which stands the token",
    () => trusted.tokenFor("police-melun"),
    "statement of purpose: malformed",
  ],
])("lets nobody in with a statement %s", async (_case, statement, logged) => {
  expect(await outcome(await statement())).toEqual(["UNAUTHENTICATED", logged]);
});

it("lets a statement serve one question: other bodies with it, none twice", async () => {
  const statement = await trusted.statementFor("police-melun", purpose);
  const used = ["UNAUTHENTICATED", "the statement of purpose has been used"];
  const asked = [];
  for (const bytes of [...bodies(3), body]) asked.push(await outcome(statement, bytes));
  expect(asked).toEqual([purpose, purpose, purpose, used]);
});

it("believes nobody's statement where the issuer names no key of the session", async () => {
  const statement = await trusted.statementFor("police-melun", purpose);
  const headers = await headersWith(statement);
  const authorization = `Bearer ${await trusted.tokenFor("police-melun", { cnf: undefined })}`;
  expect(await trusted.door.admit({ ...headers, authorization }, body)).toMatchObject({
    ok: false,
    logged: "the statement is of another session",
  });
});

it("takes the gateway's word where the convention says so", async () => {
  const granted = {
    ...{ partners, purposes, territories },
    purposeProof: "word-of-gateway" as const,
  };
  const open = await trustedDoor({ terms: () => ({ state: "IN_FORCE", granted, texts }) });
  const headers = await open.headersFor("police-melun", { purpose, body: bodyDigest(body) });
  const { "palier-purpose": _own, ...proofs } = headers;
  expect(await open.door.admit(proofs, body)).toMatchObject({ viewer: { purpose } });
});

it.each<[string, Parameters<typeof trustedDoor>[0], string]>([
  [
    "statements",
    { stated: new UsedStatements({ ofPartner: 2, ofSubject: 2 }) },
    "the statement of purpose has been used",
  ],
  ["visas", { used: new UsedOnce({ ofPartner: 2, ofSubject: 2 }) }, "the visa has been used"],
])(
  "lets in another partner while one has filled its share of %s",
  async (_what, memory, logged) => {
    const shared = await trustedDoor({ now: () => now, ...memory });
    const ask = async (partner: string, stated: "INVESTIGATION" | "PROSECUTION") => {
      const headers = await shared.headersFor(partner, { purpose: stated, body: bodyDigest(body) });
      const admission = await shared.door.admit(headers, body);
      return admission.ok ? admission.viewer.purpose : admission.logged;
    };
    const ofPolice = [];
    for (let times = 0; times < 3; times += 1) ofPolice.push(await ask("police-melun", purpose));
    expect(ofPolice).toEqual([purpose, purpose, logged]);
    expect(await ask("parquet-melun", "PROSECUTION")).toBe("PROSECUTION");
  },
);
