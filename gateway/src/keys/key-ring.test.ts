import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError, mintVisa, type VisaRequest, verifyVisa } from "@palier/schema";
import { createLocalJWKSet } from "jose";
import { keyFileIn, rotateKeys } from "./key-file.js";
import { KeyRing } from "./key-ring.js";

let folder: string;
let now: Date;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-keys-"));
  now = new Date("2026-11-10T09:00:00Z");
});

afterEach(() => rm(folder, { recursive: true }));

const open = (where: string | null = folder) =>
  KeyRing.open(
    where,
    () => now,
    () => {},
  );
const wait = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

const request: VisaRequest = {
  sub: "agent-17",
  partner: "police-melun",
  kind: "POLICE",
  scope: ["77288"],
  purpose: null,
  convention: "sha256-of-the-convention",
  asks: "FIELDS",
  body: null,
};

async function mint(ring: KeyRing): Promise<string> {
  const signer = await ring.signer();
  return mintVisa(request, { issuer: "gateway", subgraph: "lisiere", ...signer, now });
}

async function isValid(ring: KeyRing, visa: string): Promise<boolean> {
  const keys = createLocalJWKSet({ keys: [...(await ring.publicKeys()).keys] });
  return (await verifyVisa(visa, keys, { issuer: "gateway", subgraph: "lisiere", now })).ok;
}

it("keeps its keys, readable by their owner only, and publishes no private half", async () => {
  const first = await (await open()).publicKeys();
  expect(await (await open()).publicKeys()).toEqual(first);
  expect((await stat(keyFileIn(folder))).mode & 0o777).toBe(0o600);
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

it("signs with the new key after a rotation, while what the old one signed stays valid", async () => {
  const ring = await open();
  const before = await mint(ring);
  const newKeyId = await rotateKeys(folder, now);
  wait(1);
  expect((await ring.signer()).keyId).toBe(newKeyId);
  expect([await isValid(ring, before), await isValid(ring, await mint(ring))]).toEqual([
    true,
    true,
  ]);
});

it("forgets the private half at once, and the public one when its last visa is long expired", async () => {
  const ring = await open();
  const { keyId } = await ring.signer();
  await rotateKeys(folder, now);
  expect((await readFile(keyFileIn(folder), "utf8")).match(/"d":/g)).toHaveLength(1);
  const published = async () => (await ring.publicKeys()).keys.map(({ kid }) => kid);
  wait(60);
  expect(await published()).toContain(keyId);
  wait(61);
  expect(await published()).not.toContain(keyId);
});

it("lets one of two rotations at once go first, and refuses the other in words", async () => {
  await open();
  const both = await Promise.allSettled([rotateKeys(folder, now), rotateKeys(folder, now)]);
  const refused = both.find(({ status }) => status === "rejected");
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(refused).toMatchObject({ reason: expect.any(ConfigurationError) });
});

it("refuses a folder without keys and a file that holds something else, without quoting it", async () => {
  await expect(rotateKeys(folder, now)).rejects.toThrow("holds no keys of a gateway");
  await writeFile(keyFileIn(folder), '{"signing":{"d":"secret"}}');
  const opening = open();
  await expect(opening).rejects.toThrow("does not hold the gateway's keys");
  await expect(opening).rejects.not.toThrow("secret");
});

it("goes on with its keys when the file goes bad", async () => {
  const ring = await open();
  const visa = await mint(ring);
  await writeFile(keyFileIn(folder), "{");
  wait(2);
  expect(await isValid(ring, visa)).toBe(true);
});
