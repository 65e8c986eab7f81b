import type { Convention } from "../convention/convention.js";
import { signCompact } from "../keys/compact-signature.js";
import { generateSigningKey, type SigningKey } from "../keys/signature-key.js";
import { writeConvention } from "../testing/write-convention.js";
import {
  type HandOver,
  openHandOver,
  readRequest,
  requestTimes,
  sealHandOver,
  signRequest,
  type TakeOverRequest,
  termsOfConvention,
} from "./hand-over.js";
import type { HandOverRule } from "./hand-over-rule.js";
import { generateSealingKey, parseSealingKey, type SealingKey, seal } from "./sealing-key.js";

const now = new Date("2026-11-27T10:00:00Z");
const later = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);

let convention: Convention;
let keys: Readonly<Record<"lisiere" | "orme" | "autre", SigningKey>>;
let sealing: SealingKey;
let request: TakeOverRequest;
let handOver: HandOver;

beforeAll(async () => {
  keys = {
    lisiere: await generateSigningKey(),
    orme: await generateSigningKey(),
    autre: await generateSigningKey(),
  };
  convention = written({ siteHandOver: { days: 30 } });
  sealing = await generateSealingKey();
  request = {
    id: "8e6a7f0e-3a44-4ac8-9c2b-0b8f3a1d7a11",
    from: "orme",
    to: "lisiere",
    site: "lisiere:RES-014",
    sealFor: sealing.x,
    convention: termsOfConvention(convention),
    ...requestTimes(convention, now),
  };
  const { sealFor, ...terms } = request;
  handOver = {
    ...terms,
    ...{ id: "0c2a4ddc-8f63-4a43-9ad6-1f3b2d9b5d22", from: "lisiere", to: "orme" },
    ...{ request: request.id, sealedFor: sealFor, firstMonth: 24_311 },
    families: ["DAMAGE", "TRAFFICKING"],
    counts: Array.from({ length: 11 }, (_, month) => [month, 1]),
    state: { computedLevel: 1, earlierComputedLevel: 3, heldLevel: 3, level: 3, since: 24_300 },
  };
});

function written(changes: object, key = keys.lisiere.x): Convention {
  return writeConvention({
    landlords: [
      { slug: "lisiere", key },
      { slug: "orme", key: keys.orme.x },
      { slug: "autre", key: keys.autre.x },
      { slug: "muette" },
    ],
    ...changes,
  }).convention;
}

const seller = (changes: object = {}) => ({ convention, landlord: "lisiere", now, ...changes });
const buyer = (changes: object = {}) => ({ convention, landlord: "orme", now, ...changes });
const broken = (rule: HandOverRule) => expect.objectContaining({ rule });

it("carries a request to its seller and counts to their buyer", async () => {
  const asked = await signRequest(request, keys.orme);
  await expect(readRequest(asked, seller())).resolves.toEqual(request);
  const sealed = await sealHandOver(handOver, keys.lisiere);
  await expect(openHandOver(sealed, sealing, buyer())).resolves.toEqual(handOver);
  const readable = sealed.split(".").map((part) => Buffer.from(part, "base64url").toString());
  expect(readable.join()).toContain("ECDH-ES");
  expect(readable.join()).not.toMatch(/RES-014|TRAFFICKING|lisiere|orme/);
});

it("refuses a request that another made, for another, or under another text, by the rule's name", async () => {
  const asked = await signRequest(request, keys.orme);
  const refused = async (text: string, ground: ReturnType<typeof seller>, rule: HandOverRule) =>
    expect(readRequest(text, ground)).rejects.toEqual(broken(rule));
  await refused(asked, seller({ landlord: "autre" }), "OTHER_LANDLORD");
  await refused(await signRequest(request, keys.autre), seller(), "WRONG_SIGNATURE");
  const [head, claims] = asked.split(".");
  const [, , another] = (await signRequest({ ...request, to: "autre" }, keys.orme)).split(".");
  await refused([head, claims, another].join("."), seller(), "WRONG_SIGNATURE");
  await refused("", seller(), "MALFORMED");
  const own = { ...request, from: "lisiere" };
  await refused(await signRequest(own, keys.lisiere), seller(), "OTHER_LANDLORD");
  const stranger = { ...request, from: "ailleurs" };
  await refused(await signRequest(stranger, keys.orme), seller(), "NOT_A_PARTY");
  const mute = { ...request, from: "muette" };
  await refused(await signRequest(mute, keys.orme), seller(), "NOT_A_PARTY");
  const next = written({ siteHandOver: { days: 30 }, version: 2 });
  await refused(asked, seller({ convention: next }), "OTHER_CONVENTION");
  await refused(asked, seller({ convention: written({}) }), "NO_TERM");
  await refused(asked, seller({ now: later(-1) }), "NOT_YET");
  await refused(asked, seller({ now: later(30) }), "EXPIRED");
  await refused(await sealHandOver(handOver, keys.lisiere), seller(), "MALFORMED");
});

it("refuses a hand-over for another, by another, altered or out of its time, by the rule's name", async () => {
  const sealed = await sealHandOver(handOver, keys.lisiere);
  const refused = async (
    text: string,
    rule: HandOverRule,
    ground = buyer(),
    key: SealingKey = sealing,
  ) => expect(openHandOver(text, key, ground)).rejects.toEqual(broken(rule));
  await refused(sealed, "OTHER_KEY", buyer(), await generateSealingKey());
  await refused(sealed, "OTHER_LANDLORD", buyer({ landlord: "autre" }));
  await refused(await sealHandOver(handOver, keys.autre), "WRONG_SIGNATURE");
  await refused(
    sealed,
    "WRONG_SIGNATURE",
    buyer({ convention: written({ siteHandOver: { days: 30 } }, (await generateSigningKey()).x) }),
  );
  await refused(sealed, "NO_TERM", buyer({ convention: written({}) }));
  await refused(
    sealed,
    "OTHER_CONVENTION",
    buyer({ convention: written({ siteHandOver: { days: 31 } }) }),
  );
  await refused(sealed, "EXPIRED", buyer({ now: later(31) }));
  await refused(sealed, "NOT_YET", buyer({ now: later(-1) }));
  const head = sealed.split(".");
  await refused([...head.slice(0, 4), "AAAAAAAAAAAAAAAAAAAAAA"].join("."), "OTHER_KEY");
  await refused("a.b.c.d.e", "MALFORMED");
  await refused("x".repeat(9_000), "MALFORMED");
  // The buyer's own request, sealed for it, is no hand-over.
  await refused(await seal(await signRequest(request, keys.orme), sealing.x), "MALFORMED");
});

it("refuses what was signed for somebody else's key and sealed again for this one", async () => {
  const other = await generateSealingKey();
  const signed = await signCompact(
    { ...handOver, sealedFor: other.x },
    "palier-hand-over+jws",
    keys.lisiere,
  );
  await expect(openHandOver(await seal(signed, sealing.x), sealing, buyer())).rejects.toEqual(
    broken("OTHER_REQUEST"),
  );
});

it.each([
  ["more months than a window has", { counts: Array.from({ length: 12 }, () => [1, 1]) }],
  ["a row that is too short", { counts: [[1]] }],
  ["a count below zero", { counts: [[1, -1]] }],
  ["an incident", { incidents: [{ day: "2026-10-01" }] }],
])("holds no hand-over with %s", async (_, changes) => {
  await expect(
    sealHandOver({ ...handOver, ...changes } as HandOver, keys.lisiere),
  ).rejects.toThrow();
  const signed = await signCompact(
    { ...handOver, ...changes },
    "palier-hand-over+jws",
    keys.lisiere,
  );
  const sealed = await seal(signed, sealing.x);
  await expect(openHandOver(sealed, sealing, buyer())).rejects.toEqual(broken("MALFORMED"));
});

it("reads a private key that it wrote, and quotes none that it refuses", async () => {
  expect(parseSealingKey(JSON.stringify(sealing))).toEqual(sealing);
  const other = await generateSealingKey();
  for (const text of [
    "",
    "{}",
    JSON.stringify({ ...sealing, x: other.x }),
    JSON.stringify(keys.orme),
  ]) {
    expect(() => parseSealingKey(text)).toThrow(expect.objectContaining({ rule: "MALFORMED" }));
    expect(() => parseSealingKey(text)).not.toThrow(sealing.d);
  }
});
