import fc from "fast-check";
import { CompactSign, importJWK, UnsecuredJWT } from "jose";
import { purposes } from "../../access/purpose.js";
import { generateSigningKey, type SigningKey } from "../../keys/signature-key.js";
import type { Convention } from "../convention.js";
import { smallConvention } from "./signature.fixture.js";
import { type SignatureProblem, signConvention, verifySignature } from "./signature.js";
import { canonicalForm, conventionHash } from "./signature-hash.js";

const convention = smallConvention();
let key: SigningKey;
let jws: string;

beforeAll(async () => {
  key = await generateSigningKey();
  jws = await signConvention(convention, "lisiere", key);
});

async function reasonFor(text: string, against: Convention = convention) {
  const result = await verifySignature(against, text, "lisiere", key.x);
  return result.ok ? "ok" : result.reason;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The signature's text with other claims or another header, under the right key. */
async function signed(claims: object, header: object = {}): Promise<string> {
  const payload = {
    reference: "essai",
    version: 3,
    hash: conventionHash(convention),
    landlord: "lisiere",
  };
  return await new CompactSign(new TextEncoder().encode(JSON.stringify({ ...payload, ...claims })))
    .setProtectedHeader({ alg: "EdDSA", typ: "palier-convention+jws", ...header })
    .sign(await importJWK({ ...key }, "EdDSA"));
}

/** Paths of every leaf: text, number, or null. */
function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, child]) => leavesOf(child, [...path, name]));
}

function withLeaf(
  value: unknown,
  path: readonly string[],
  alter: (leaf: unknown) => unknown,
): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return alter(value);
  if (Array.isArray(value)) {
    return value.map((child, index) =>
      String(index) === first ? withLeaf(child, rest, alter) : child,
    );
  }
  const entries = Object.entries(value as object);
  return Object.fromEntries(
    entries.map(([name, child]) => [name, name === first ? withLeaf(child, rest, alter) : child]),
  );
}

/** The leaf with one bit of one byte turned over. */
function altered(leaf: unknown, place: number, bit: number): unknown {
  if (typeof leaf === "number") return leaf + 2 ** bit;
  if (leaf === null) return bit;
  const codes = [...Buffer.from(String(leaf), "latin1")];
  const at = place % Math.max(codes.length, 1);
  codes[at] = (codes[at] ?? 0) ^ (1 << bit);
  return Buffer.from(codes).toString("latin1");
}

it("hashes a convention without categories and kinds of purposes as before there were any", () => {
  // What the template grants is left out: it has a column for every kind of partner.
  const retention = { incidentMonths: 24, countMonths: 36, accessLogMonths: 72 };
  const written = { purposes, retention, visibility: {} as Convention["visibility"] };
  expect(conventionHash({ ...smallConvention(), ...written })).toBe(
    "sha256-PKuHhObEiCdvAvJxNoDCk-M8r9N4Niagm_I6jY8oU6w",
  );
});

it("hashes a restriction to registered operations as part of the text", () => {
  const [police, ...others] = convention.partners;
  const withDocuments = (documents: "any" | "registered") => ({
    ...convention,
    // The fixture has two.
    partners: [{ ...police, documents } as Convention["partners"][number], ...others],
  });
  const hashes = [convention, withDocuments("any"), withDocuments("registered")].map(
    conventionHash,
  );
  expect(new Set(hashes).size).toBe(3);
});

it("hashes what the file says, whatever the order of its keys", () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, child]) => [name, reversed(child)]),
          )
        : value;
  const other = reversed(convention) as Convention;
  expect(Object.keys(other)).not.toEqual(Object.keys(convention));
  expect(canonicalForm(other)).toBe(canonicalForm(convention));
  expect(conventionHash(convention)).toMatch(/^sha256-[A-Za-z0-9_-]{43}$/);
  const swapped = { ...convention, partners: convention.partners.toReversed() };
  expect(conventionHash(swapped)).not.toBe(conventionHash(convention));
});

it("accepts the landlord's own signature, the same text each time", async () => {
  expect(await reasonFor(jws)).toBe("ok");
  expect(await signConvention(convention, "lisiere", key)).toBe(jws);
});

it("refuses a convention altered by one byte at any leaf", async () => {
  const expected: Readonly<Record<string, SignatureProblem>> = {
    reference: "OTHER_REFERENCE",
    version: "OTHER_VERSION",
  };
  for (const path of leavesOf(convention)) {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat({ max: 6 }), async (place, bit) => {
        const other = withLeaf(convention, path, (leaf) => altered(leaf, place, bit));
        expect(await reasonFor(jws, other as Convention)).toBe(
          expected[path.join(".")] ?? "OTHER_HASH",
        );
      }),
      { numRuns: 3 },
    );
  }
});

it("refuses a signature altered in any character", async () => {
  for (let at = 0; at < jws.length; at += 1) {
    const other = jws[at] === "A" ? "B" : "A";
    expect(await reasonFor(jws.slice(0, at) + other + jws.slice(at + 1))).not.toBe("ok");
  }
});

it("refuses a signature by another key, and a key that is none", async () => {
  const stranger = await generateSigningKey();
  expect(await reasonFor(await signConvention(convention, "lisiere", stranger))).toBe("WRONG_KEY");
  for (const none of ["", "x", "A".repeat(43), `${key.x}=`]) {
    expect(await verifySignature(convention, jws, "lisiere", none)).toEqual({
      ok: false,
      reason: "WRONG_KEY",
    });
  }
});

it("refuses every other algorithm, before any key is used", async () => {
  const [head = "", body = ""] = jws.split(".");
  const typ = "palier-convention+jws";
  expect(await reasonFor(`${encode({ alg: "none", typ })}.${body}.`)).toBe("OTHER_ALGORITHM");
  expect(await reasonFor(`${head}.${body}.`)).toBe("WRONG_KEY");
  expect(await reasonFor(new UnsecuredJWT({}).encode())).toBe("MALFORMED");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
  for (const secret of [key.x, Buffer.from(key.x, "base64url")]) {
    const forged = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: "HS256", typ })
      .sign(new Uint8Array(Buffer.from(secret)));
    expect(await reasonFor(forged)).toBe("OTHER_ALGORITHM");
  }
});

it.each<[string, object, SignatureProblem]>([
  ["another version", { version: 2 }, "OTHER_VERSION"],
  ["another reference", { reference: "autre" }, "OTHER_REFERENCE"],
  ["another text", { hash: `sha256-${"A".repeat(43)}` }, "OTHER_HASH"],
  ["another landlord", { landlord: "heronniere" }, "OTHER_LANDLORD"],
  ["a claim too many", { partner: "police-melun" }, "MALFORMED"],
  ["a version that is no number", { version: "3" }, "MALFORMED"],
])("refuses the landlord's own signature of %s", async (_, claims, reason) => {
  expect(await reasonFor(await signed(claims))).toBe(reason);
});

it("refuses the signature of another landlord, whichever name it gives", async () => {
  const other = await generateSigningKey();
  const result = (text: string) => verifySignature(convention, text, "lisiere", key.x);
  const asItself = await signConvention(convention, "heronniere", other);
  const asLisiere = await signConvention(convention, "lisiere", other);
  expect(await result(asItself)).toEqual({ ok: false, reason: "WRONG_KEY" });
  expect(await result(asLisiere)).toEqual({ ok: false, reason: "WRONG_KEY" });
});

it.each([
  ["a signature made for something else", { typ: "JWT" }],
  ["a header that brings its own key", { jwk: { kty: "OKP", crv: "Ed25519", x: "A".repeat(43) } }],
  ["a header that names a key", { kid: "../../etc/passwd" }],
])("refuses %s", async (_, header) => {
  expect(await reasonFor(await signed({}, header))).toBe("MALFORMED");
});

it.each(["", "..", "a.b", "a.b.c", "a.b.c.d", "é.é.é", `${"A".repeat(5000)}.A.A`])(
  "refuses %p",
  async (text) => {
    expect(await reasonFor(text)).toBe("MALFORMED");
  },
);

it("refuses the same signature in another spelling", async () => {
  expect(await reasonFor(`${jws}=`)).toBe("MALFORMED");
  expect(await reasonFor(` ${jws}`)).toBe("MALFORMED");
  expect(await reasonFor(`${jws}\n`)).toBe("MALFORMED");
});
