import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isShutOut, verifyShutOutList } from "@palier/schema";
import { createRemoteJWKSet } from "jose";
import { tokenForAccount } from "../identity/token-for-account.js";
import { ask, bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";
import { letIn, readShutOut, shutOut, shutOutFileIn } from "./shut-out-file.js";
import { shutOutPath } from "./shut-out-people.js";

let platform: SmallPlatform;
let keyFolder: string;
let file: string;

beforeAll(async () => {
  keyFolder = await mkdtemp(join(tmpdir(), "palier-shut-out-"));
  file = shutOutFileIn(keyFolder);
  platform = await startPlatform({ keyFolder, shutOutFile: file });
});
afterAll(async () => {
  await platform.stop();
  await rm(keyFolder, { recursive: true });
});

/** Waits until the gateway's log has another entry with these words. */
async function told(words: string, act: () => Promise<unknown>): Promise<void> {
  const from = platform.log.length;
  await act();
  while (!platform.log.slice(from).some((entry) => entry.includes(words))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const readAgain = "The list of people shut out has been read again";
const asked = async (token: string) => {
  const { status, body } = await ask(platform, "{ __typename }", bearer(token));
  return [status, body.errors?.[0]?.extensions.code ?? null];
};
const list = async () => (await fetch(new URL(shutOutPath, platform.origin))).text();

it("says that there was no list, which a lost one looks like, and begins one that no node takes for newer", async () => {
  const begun = platform.log.filter((entry) =>
    entry.includes("There was no list of people shut out"),
  );
  expect(begun).toEqual([expect.stringContaining(file)]);
  expect(await readShutOut(file)).toEqual({ sequence: 0, people: [] });
});

it("refuses whoever is shut out at once, whatever token they hold, and lets in again", async () => {
  const [police, mairie] = [
    await tokenForAccount(platform.origin, "police-melun"),
    await tokenForAccount(platform.origin, "mairie-dammarie"),
  ];
  expect(await asked(police)).toEqual([200, null]);
  await told(readAgain, () => shutOut(file, "police-melun", new Date()));
  expect(await asked(police)).toEqual([403, "SHUT_OUT"]);
  expect(await asked(mairie)).toEqual([200, null]);
  await expect(tokenForAccount(platform.origin, "police-melun")).rejects.toThrow();
  await told(readAgain, () => letIn(file, "police-melun", new Date()));
  expect(await asked(police)).toEqual([200, null]);
});

it("tells landlords who is shut out, signed by its key, and names nobody", async () => {
  await told(readAgain, () => shutOut(file, "police-melun", new Date()));
  const text = await list();
  const keys = createRemoteJWKSet(new URL("/.well-known/palier-keys.json", platform.origin));
  const terms = { issuer: "urn:palier:gateway", now: new Date() };
  const verified = await verifyShutOutList(text, keys, terms);
  if (!verified.ok) throw new Error(verified.problem);
  const issuer = `${platform.origin}/oidc`;
  expect(isShutOut(verified.value, issuer, "police-melun")).toBe(true);
  expect(isShutOut(verified.value, issuer, "mairie-dammarie")).toBe(false);
  const said = Buffer.from(text.split(".")[1] ?? "", "base64url").toString();
  expect(said).not.toContain("police");
});

it("lets nobody in again when the file is wrong, or gone, and says so", async () => {
  const police = await tokenForAccount(platform.origin, "mairie-dammarie");
  await told(readAgain, () => shutOut(file, "mairie-dammarie", new Date()));
  const before = "the one before holds";
  await told(before, () => writeFile(file, "{}"));
  expect(await asked(police)).toEqual([403, "SHUT_OUT"]);
  await told(before, () => rm(file));
  expect(await asked(police)).toEqual([403, "SHUT_OUT"]);
});
