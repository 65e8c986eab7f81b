import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError, generateSigningKey } from "@palier/schema";
import { jwtVerify, SignJWT } from "jose";
import { KeyFolder } from "./key-folder.js";
import { gatewayKeys as kind } from "./key-kinds.js";
import { KeyRing } from "./key-ring.js";

let path: string;
let now: Date;
let folder: KeyFolder;

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "palier-keys-"));
  folder = new KeyFolder(path, kind);
  now = new Date("2026-11-10T09:00:00Z");
});

afterEach(() => rm(path, { recursive: true }));

const open = (where: string | null = path) =>
  KeyRing.open({ kind, folder: where, now: () => now, log: () => undefined });
const wait = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const overlapSeconds = 3_600;
const rotate = (isStolen = false) => folder.rotate(now, { overlapSeconds, isStolen });

/** What the ring's key signs; it is verified by the keys that are published, whenever that is. */
async function sign(ring: KeyRing): Promise<string> {
  const { key, keyId } = await ring.signer();
  return new SignJWT({}).setProtectedHeader({ alg: "EdDSA", kid: keyId }).sign(key);
}

async function isValid(ring: KeyRing, text: string): Promise<boolean> {
  return jwtVerify(text, ring.verifyBy).then(
    () => true,
    () => false,
  );
}

const statesOf = async (ring: KeyRing) => (await ring.keys()).map(({ state }) => state);
const published = async (ring: KeyRing) => (await ring.publicKeys()).keys.map(({ kid }) => kid);
const privateHalves = async () => {
  const texts = await folder.texts();
  return [...texts].filter(([, text]) => text.includes('"d":')).map(([name]) => name);
};

it("keeps its keys, readable by their owner only, and publishes no private half", async () => {
  const first = await (await open()).publicKeys();
  expect(await (await open()).publicKeys()).toEqual(first);
  expect((await stat(join(path, "gateway-key-1.json"))).mode & 0o777).toBe(0o600);
  expect(first).toEqual({
    keys: [
      {
        kty: "OKP",
        crv: "Ed25519",
        alg: "EdDSA",
        use: "sig",
        kid: expect.stringMatching(/^[\w-]{43}$/),
        x: expect.stringMatching(/^[\w-]{43}$/),
      },
    ],
  });
});

it("keeps keys in memory where no folder is named", async () => {
  expect(await (await open(null)).publicKeys()).not.toEqual(await (await open(null)).publicKeys());
});

it("publishes a new key for the overlap before it signs, and the old one as long after", async () => {
  const ring = await open();
  const [old = ""] = await published(ring);
  const { kid } = await rotate();
  wait(1);
  expect([(await ring.signer()).keyId, await published(ring)]).toEqual([old, [old, kid]]);
  wait(overlapSeconds - 2);
  const byOld = await sign(ring);
  expect((await ring.signer()).keyId).toBe(old);
  wait(1);
  expect([(await ring.signer()).keyId, await published(ring)]).toEqual([kid, [kid, old]]);
  wait(overlapSeconds - 1);
  expect([await isValid(ring, byOld), await isValid(ring, await sign(ring))]).toEqual([true, true]);
  wait(1);
  expect(await published(ring)).toEqual([kid]);
  expect([await isValid(ring, byOld), await isValid(ring, await sign(ring))]).toEqual([
    false,
    true,
  ]);
});

it("has who keeps the key set for the overlap refuse nothing, whatever is rotated when", async () => {
  const ring = await open();
  let kept = { atMs: now.getTime(), kids: await published(ring) };
  for (let minute = 0; minute < 600; minute += 1) {
    if (minute % 150 === 20) await rotate();
    wait(60);
    // The set that was fetched as long ago as it may be kept; never fetched again for a key it lacks.
    expect(kept.kids).toContain((await ring.signer()).keyId);
    if (now.getTime() - kept.atMs >= (overlapSeconds - 60) * 1_000) {
      kept = { atMs: now.getTime(), kids: await published(ring) };
    }
  }
  expect((await ring.keys()).at(-1)).toMatchObject({ number: 5, state: "SIGNING" });
});

it("keeps the old one until its last word has expired where the overlap is shorter", async () => {
  const ring = await open();
  const old = await sign(ring);
  await folder.rotate(now, { overlapSeconds: 0, isStolen: false });
  wait(kind.signedSeconds + 299);
  expect(await isValid(ring, old)).toBe(true);
  wait(1);
  expect(await isValid(ring, old)).toBe(false);
});

it("deletes the private half as soon as it signs no more, and the file once it is gone", async () => {
  const ring = await open();
  await rotate();
  wait(overlapSeconds);
  expect(await statesOf(ring)).toEqual(["RETIRED", "SIGNING"]);
  expect(await privateHalves()).toEqual(["gateway-key-2.json"]);
  wait(overlapSeconds);
  await ring.keys();
  expect(await readdir(path)).toEqual(["gateway-key-2.json"]);
});

it("believes no former key from the instant on that it is given up as stolen", async () => {
  const ring = await open();
  await rotate();
  const stolen = await sign(ring);
  wait(60);
  const { kid } = await rotate(true);
  wait(1);
  expect([await isValid(ring, stolen), await published(ring)]).toEqual([false, [kid]]);
  wait(overlapSeconds);
  // What was announced may have been stolen with it.
  expect((await ring.signer()).keyId).toBe(kid);
  await rotate();
  wait(2 * overlapSeconds);
  await rotate(true);
  expect(await isValid(await open(), stolen)).toBe(false);
});

it("has two processes that share the folder sign by one key, whoever has rotated it", async () => {
  const [one, other] = [await open(), await open()];
  await rotate();
  for (const seconds of [1, overlapSeconds - 2, 1, 1, overlapSeconds]) {
    wait(seconds);
    expect((await one.signer()).keyId).toBe((await other.signer()).keyId);
    expect(await published(one)).toEqual(await published(other));
  }
});

it("makes one first key for processes that start at once", async () => {
  const rings = await Promise.all([open(), open(), open(), open()]);
  const keys = await Promise.all(rings.map(published));
  expect(new Set(keys.flat()).size).toBe(1);
});

it("signs on by a clock that is behind when another has deleted the old private half", async () => {
  const late = await open();
  await rotate();
  wait(overlapSeconds);
  await (await open()).keys();
  wait(-30);
  expect(await isValid(late, await sign(late))).toBe(true);
});

it("lets one of two rotations at once go first, and refuses the other in words", async () => {
  await open();
  const both = await Promise.allSettled([rotate(), rotate()]);
  const refused = both.find(({ status }) => status === "rejected");
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(refused).toMatchObject({ reason: expect.any(ConfigurationError) });
  await expect(rotate()).rejects.toThrow("which signs from 2026-11-10T10:00:00.000Z on");
});

it("is usable whatever was ended in the middle of writing", async () => {
  const ring = await open();
  const draft = join(path, ".gateway-key-2.json.5b0c");
  await writeFile(draft, '{"kid":"half');
  await expect(rotate()).resolves.toMatchObject({ number: 2, state: "ANNOUNCED" });
  expect(await readdir(path)).toContain(".gateway-key-2.json.5b0c");
  const longAgo = new Date(Date.now() - 3_600_000);
  await utimes(draft, longAgo, longAgo);
  wait(overlapSeconds);
  await ring.keys();
  expect(await readdir(path)).toEqual(["gateway-key-1.json", "gateway-key-2.json"]);
});

it.each([
  ["of a gateway", (pair: object) => ({ signing: { kid: "other", ...pair }, retired: [] })],
  ["of an issuer", (pair: object) => ({ kty: "OKP", crv: "Ed25519", ...pair })],
])("takes over the key of the one file that there was, %s", async (_whose, former) => {
  const { x, d } = await generateSigningKey();
  await writeFile(join(path, kind.formerFile), JSON.stringify(former({ x, d })));
  expect((await (await open()).publicKeys()).keys.map((key) => key.x)).toEqual([x]);
  expect(await readdir(path)).toEqual(["gateway-key-1.json"]);
});

it("refuses a folder without keys and a file that holds something else, without quoting it", async () => {
  await expect(rotate()).rejects.toThrow("holds no keys to rotate");
  await writeFile(join(path, "gateway-key-1.json"), '{"d":"secret"}');
  const opening = open();
  await expect(opening).rejects.toThrow("gateway-key-1.json does not hold a key");
  await expect(opening).rejects.not.toThrow("secret");
});

it("goes on with its keys when a file goes bad", async () => {
  const ring = await open();
  const text = await sign(ring);
  const file = join(path, "gateway-key-1.json");
  const before = await readFile(file, "utf8");
  await writeFile(file, "{");
  wait(2);
  expect(await isValid(ring, text)).toBe(true);
  await writeFile(file, before);
  const { kid } = await rotate();
  wait(2);
  expect(await published(ring)).toContain(kid);
});
