import {
  isShutOut,
  longestShutOutList,
  mostShutOut,
  newShutOutList,
  signShutOutList,
  verifyShutOutList,
} from "./shut-out-list.js";
import { issuerKey, now } from "./trust.fixture.js";

const issuer = "urn:palier:gateway";
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

async function signed(subjects: readonly string[], sequence = 7) {
  const gateway = await issuerKey("gateway-1");
  const list = newShutOutList(sequence, "https://issuer.example", subjects);
  const text = await signShutOutList(list, { issuer, ...gateway, now });
  return { text, keys: gateway.keys };
}

it("shuts out whom it names, of that issuer alone, and nobody else", async () => {
  const { text, keys } = await signed(["agent-17", "agent-18"]);
  const read = await verifyShutOutList(text, keys, { issuer, now });
  if (!read.ok) throw new Error(read.problem);
  const isOut = (from: string, subject: string) => isShutOut(read.value, from, subject);
  expect(read.value.sequence).toBe(7);
  expect(isOut("https://issuer.example", "agent-17")).toBe(true);
  expect(isOut("https://issuer.example", "agent-1")).toBe(false);
  expect(isOut("https://other.example", "agent-17")).toBe(false);
});

it("names nobody, and the same person never alike in two lists", async () => {
  const { text } = await signed(["agent-17"]);
  expect(Buffer.from(text.split(".")[1] ?? "", "base64url").toString()).not.toContain("agent");
  const [one, two] = [1, 2].map((sequence) => newShutOutList(sequence, issuer, ["agent-17"]));
  expect([...(one?.entries ?? [])]).not.toEqual([...(two?.entries ?? [])]);
});

it("holds for a minute, signed by the gateway and as no other kind of token", async () => {
  const { text, keys } = await signed([]);
  const other = (await issuerKey("gateway-1")).keys;
  const problemAt = async (by: typeof keys, when: Date, name = issuer) => {
    const read = await verifyShutOutList(text, by, { issuer: name, now: when });
    return read.ok ? null : read.problem;
  };
  expect(await problemAt(keys, at(59))).toBeNull();
  expect(await problemAt(keys, at(70))).toBe("expired");
  expect(await problemAt(other, now)).toBe("signature");
  expect(await problemAt(keys, now, "urn:other:gateway")).toBe("issuer");
});

it("has room for as many as it may name", async () => {
  const subjects = Array.from({ length: mostShutOut }, (_, index) => `agent-${index}`);
  const { text, keys } = await signed(subjects);
  expect(text.length).toBeLessThan(longestShutOutList);
  expect((await verifyShutOutList(text, keys, { issuer, now })).ok).toBe(true);
});
