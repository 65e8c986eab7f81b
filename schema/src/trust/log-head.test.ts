import { generateSigningKey } from "../keys/signature-key.js";
import { headHour, newSeal, readLogHead, sealOf, signLogHead } from "./log-head.js";

const hash = "ab".repeat(32);
const hour = "2026-11-27T06:00:00.000Z";

it.each([
  ["2026-11-27T05:59:59.999Z", "2026-11-27T00:00:00.000Z"],
  ["2026-11-27T06:00:00.000Z", "2026-11-27T06:00:00.000Z"],
  ["2026-11-27T23:30:00.000Z", "2026-11-27T18:00:00.000Z"],
])("seals %s at %s", (now, fixed) => {
  expect(headHour(new Date(now))).toBe(fixed);
});

it("shows nothing of a log, nor whether it changed, until its salt is told", () => {
  const [one, other] = [newSeal(hash), newSeal(hash)];
  expect(one.seal).not.toBe(other.seal);
  expect(sealOf(one.salt, hash)).toBe(one.seal);
  expect(sealOf(other.salt, hash)).not.toBe(one.seal);
});

it("believes a head for its landlord's own key of the log alone", async () => {
  const [key, other] = [await generateSigningKey(), await generateSigningKey()];
  const landlords = [
    { slug: "lisiere", logKey: key.x },
    { slug: "orme", logKey: other.x },
    { slug: "val-de-brie" },
  ];
  const head = { landlord: "lisiere", hour, seal: newSeal(hash).seal };
  const text = await signLogHead(head, key);
  expect(await readLogHead(text, landlords)).toEqual(head);
  const refused = [
    await signLogHead(head, other),
    await signLogHead({ ...head, landlord: "orme" }, key),
    await signLogHead({ ...head, landlord: "val-de-brie" }, key),
    await signLogHead({ ...head, hour: "2026-11-27T07:00:00.000Z" }, key),
    await signLogHead({ ...head, seal: "" }, key),
    `${text}=`,
    text.slice(1),
    "a".repeat(10_000),
    "",
  ];
  for (const wrong of refused) expect(await readLogHead(wrong, landlords)).toBe(null);
});
