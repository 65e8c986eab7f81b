import { generateSigningKey, type SigningKey } from "../../keys/signature-key.js";
import { writeConvention } from "../../testing/write-convention.js";
import type { Convention } from "../convention.js";
import { signConvention } from "./signature.js";
import { collectSignatures, signaturesIn } from "./signature-bundle.js";

const slugs = ["lisiere", "orme", "saxifrage"] as const;
let keys: ReadonlyMap<string, SigningKey>;
let convention: Convention;

beforeAll(async () => {
  keys = new Map(
    await Promise.all(slugs.map(async (slug) => [slug, await generateSigningKey()] as const)),
  );
  convention = writeConvention({
    landlords: slugs.map((slug) => ({ slug, key: keys.get(slug)?.x })),
  }).convention;
});

async function sign(slug: string, by = slug, text = convention): Promise<string> {
  const key = keys.get(by);
  if (key === undefined) throw new Error(`no key of ${by}`);
  return signConvention(text, slug, key);
}

it("puts each landlord's own signature in one bundle, and names who is missing", async () => {
  const [orme, lisiere] = [await sign("orme"), await sign("lisiere")];
  const { bundle, missing, strange } = await collectSignatures(convention, [orme, lisiere, orme]);
  expect(bundle.signatures).toEqual([
    { landlord: "lisiere", signature: lisiere },
    { landlord: "orme", signature: orme },
  ]);
  expect([missing, strange]).toEqual([["saxifrage"], []]);
});

it("takes none that is another's, of another text, or altered", async () => {
  const other = { ...convention, title: "Autre" };
  const own = await sign("lisiere");
  const texts = [
    await sign("lisiere", "orme"),
    await sign("orme", "orme", other),
    `${own} `,
    own.slice(0, -2),
    "",
  ];
  const { bundle, missing, strange } = await collectSignatures(convention, texts);
  expect([bundle.signatures, missing, strange]).toEqual([[], slugs, [0, 1, 2, 3, 4]]);
});

it("is read back, and believed again for its signatures alone", async () => {
  const { bundle } = await collectSignatures(convention, [await sign("orme")]);
  const claimed = {
    ...bundle,
    signatures: bundle.signatures.map(({ signature }) => ({ landlord: "lisiere", signature })),
  };
  const texts = signaturesIn(JSON.stringify(claimed), convention);
  const again = await collectSignatures(convention, texts ?? []);
  expect(again.bundle.signatures).toEqual(bundle.signatures);
  expect(again.bundle.signatures).toEqual([expect.objectContaining({ landlord: "orme" })]);
});

it.each(["", "{}", "[]", '{"format":1}'])("reads nothing from %j", (text) => {
  expect(signaturesIn(text, convention)).toBeNull();
});

it("reads nothing from a bundle of another text", async () => {
  const { bundle } = await collectSignatures(convention, []);
  expect(signaturesIn(JSON.stringify(bundle), { ...convention, title: "Autre" })).toBeNull();
});
