import { generateSigningKey } from "../keys/signature-key.js";
import { readLeaving, signLeaving } from "./leaving.js";
import { smallConvention } from "./signatures/signature.fixture.js";
import { signConvention } from "./signatures/signature.js";

const leaving = { reference: "essai", landlord: "lisiere", since: "2026-11-27T10:00:00.000Z" };

it("says who leaves what, and since when, to whoever knows the landlord's key", async () => {
  const key = await generateSigningKey();
  expect(await readLeaving(await signLeaving(leaving, key), key.x)).toEqual(leaving);
});

it("is nobody else's word, and no other word of the same landlord", async () => {
  const [key, other] = [await generateSigningKey(), await generateSigningKey()];
  const statement = await signLeaving(leaving, other);
  expect(await readLeaving(statement, key.x)).toBeNull();
  const signature = await signConvention(smallConvention(), "lisiere", key);
  expect(await readLeaving(signature, key.x)).toBeNull();
  expect(await readLeaving("", key.x)).toBeNull();
});
