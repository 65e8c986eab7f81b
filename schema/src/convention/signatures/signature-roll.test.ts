import { generateSigningKey, type SigningKey } from "../../keys/signature-key.js";
import { writeConvention } from "../../testing/write-convention.js";
import type { Convention } from "../convention.js";
import { signAs, signConvention } from "./signature.js";
import { collectSignatures, signatureTexts } from "./signature-bundle.js";
import { conventionHash } from "./signature-hash.js";
import { signatureRoll } from "./signature-roll.js";

const now = new Date("2026-11-20T12:00:00Z");
let keys: Readonly<Record<"lisiere" | "police" | "stranger", SigningKey>>;
let inForce: Convention;
let coming: Convention;

beforeAll(async () => {
  const [lisiere, police, stranger] = await Promise.all([
    generateSigningKey(),
    generateSigningKey(),
    generateSigningKey(),
  ]);
  keys = { lisiere, police, stranger };
  const parties = {
    landlords: [{ slug: "lisiere", key: lisiere.x }, { slug: "orme" }],
    partners: [
      { code: "police", kind: "POLICE" as const, scope: ["77288"], key: police.x },
      { code: "mairie", kind: "MUNICIPALITY" as const, scope: ["77288"] },
    ],
  };
  inForce = writeConvention(parties).convention;
  const validity = { from: "2027-01-01", until: "2099-12-31" };
  coming = writeConvention({ ...parties, version: 2, validity }).convention;
});

const roll = async (signatures: readonly string[], since = new Map<string, string>(), at = now) =>
  (await signatureRoll([coming, inForce], { signatures, since }, at)).map(
    ({ version, party, role, state, signedOn, since, due }) =>
      [version, party, role, state, signedOn, since, due] as const,
  );

it("says of each version who has signed, who is late, who cannot, and since when they could", async () => {
  const signatures = [
    await signConvention(coming, "lisiere", keys.lisiere, "2026-11-18"),
    await signAs(coming, { partner: "police" }, keys.police, "2026-11-19"),
  ];
  const since = new Map([[conventionHash(coming), "2026-11-20"]]);
  expect(await roll(signatures, since)).toEqual([
    [1, "lisiere", "LANDLORD", "OVERDUE", null, null, "2024-01-01"],
    [1, "orme", "LANDLORD", "NO_KEY", null, null, "2024-01-01"],
    [1, "police", "PARTNER", "MISSING", null, null, "2024-01-01"],
    [2, "lisiere", "LANDLORD", "SIGNED", "2026-11-18", "2026-11-18", "2027-01-01"],
    [2, "orme", "LANDLORD", "NO_KEY", null, "2026-11-18", "2027-01-01"],
    [2, "police", "PARTNER", "SIGNED", "2026-11-19", "2026-11-18", "2027-01-01"],
  ]);
  const [, , , missing] = await roll([]);
  expect(missing).toEqual([2, "lisiere", "LANDLORD", "MISSING", null, null, "2027-01-01"]);
  const [, , , late] = await roll([], new Map(), new Date("2026-12-31T23:00:00Z"));
  expect(late).toContain("OVERDUE");
});

it("believes a signature for its key alone, and takes no day from one that it does not believe", async () => {
  const day = "2020-01-01";
  const signatures = [
    await signConvention(inForce, "lisiere", keys.stranger, day),
    await signConvention({ ...inForce, title: "Autre" }, "lisiere", keys.lisiere, day),
    await signAs(inForce, { partner: "lisiere" }, keys.lisiere, day),
    await signAs(inForce, { landlord: "police" }, keys.police, day),
    await signAs(inForce, { partner: "mairie" }, keys.stranger, day),
    "none",
    "",
  ];
  expect((await roll(signatures)).filter(([, , , state]) => state === "SIGNED")).toEqual([]);
  expect((await roll(signatures)).filter(([, , , , , since]) => since !== null)).toEqual([]);
});

it("takes a signature that tells no day, as those of before", async () => {
  const [first] = await roll([await signConvention(inForce, "lisiere", keys.lisiere)]);
  expect(first).toEqual([1, "lisiere", "LANDLORD", "SIGNED", null, null, "2024-01-01"]);
});

it("puts partners' signatures behind the landlords', and waits for none of them", async () => {
  const [own, partner] = [
    await signConvention(inForce, "lisiere", keys.lisiere),
    await signAs(inForce, { partner: "police" }, keys.police, "2026-11-19"),
  ];
  const all = await collectSignatures(inForce, [partner, own]);
  expect(all.bundle.signatures).toEqual([
    { landlord: "lisiere", signature: own },
    { partner: "police", signature: partner },
  ]);
  expect([all.missing, all.silentPartners, all.strange]).toEqual([["orme"], [], []]);
  const some = await collectSignatures(inForce, [own]);
  expect([some.missing, some.silentPartners]).toEqual([["orme"], ["police"]]);
  expect(signatureTexts(JSON.stringify(all.bundle))).toEqual([own, partner]);
  expect(signatureTexts(`${own}\n`)).toEqual([own]);
  expect(signatureTexts("{}")).toEqual([]);
});
