import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  collectSignatures,
  conventionHash,
  generateSigningKey,
  type SigningKey,
  signConvention,
} from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { SignatureFiles } from "./signature-files.js";

let folder: string;
let key: SigningKey;
let seconds: number;
const at = (name: string) => join(folder, name);
/** Each question comes long after the one before. */
const later = () => new Date(1_790_000_000_000 + 10_000 * ++seconds);
const written = (version: number) =>
  writeConvention({ version, landlords: [{ slug: "lisiere", key: key.x }] });

beforeAll(async () => {
  key = await generateSigningKey();
});
beforeEach(async () => {
  seconds = 0;
  folder = await mkdtemp(join(tmpdir(), "palier-signatures-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("finds signatures and bundles beside a text, and the day on which the text came there", async () => {
  const { text, convention } = written(1);
  await writeFile(at("convention.yaml"), text);
  await utimes(at("convention.yaml"), 1_763_600_000, 1_763_600_000);
  const files = new SignatureFiles(at("convention.yaml"));
  const since = new Map([[conventionHash(convention), "2025-11-20"]]);
  expect(await files.found(later())).toEqual({ signatures: [], since });
  const signature = await signConvention(convention, "lisiere", key);
  await writeFile(at("convention.yaml.lisiere.jws"), `${signature}\n`);
  await writeFile(at("other.yaml.lisiere.jws"), "not of this text");
  expect(await files.found(later())).toEqual({ signatures: [signature], since });
  const { bundle } = await collectSignatures(convention, [signature]);
  await writeFile(at("convention.yaml.signatures.json"), JSON.stringify(bundle));
  expect((await files.found(later())).signatures).toEqual([signature, signature]);
  await rm(at("convention.yaml.lisiere.jws"));
  expect((await files.found(later())).signatures).toEqual([signature]);
});

it("looks again after a while only", async () => {
  await writeFile(at("convention.yaml"), written(1).text);
  const files = new SignatureFiles(at("convention.yaml"));
  const now = later();
  await files.found(now);
  await writeFile(at("convention.yaml.lisiere.jws"), "one");
  expect((await files.found(now)).signatures).toEqual([]);
  expect((await files.found(later())).signatures).toEqual(["one"]);
});

it("finds those of every text in a folder", async () => {
  await mkdir(at("versions"));
  const signatures: string[] = [];
  for (const version of [1, 2]) {
    const { text, convention } = written(version);
    const file = join(at("versions"), `${version}.yaml`);
    await writeFile(file, text);
    signatures.push(await signConvention(convention, "lisiere", key));
    await writeFile(`${file}.lisiere.jws`, signatures.at(-1) ?? "");
  }
  const found = await new SignatureFiles(at("versions")).found(later());
  expect(found.signatures).toEqual(signatures);
  expect([...found.since.keys()]).toEqual([1, 2].map((v) => conventionHash(written(v).convention)));
});

it("finds nothing where nothing can be read, and tells nothing of a text that cannot be used", async () => {
  const none = { signatures: [], since: new Map() };
  expect(await new SignatureFiles(at("absent.yaml")).found(later())).toEqual(none);
  await writeFile(at("convention.yaml"), "format: 2");
  await mkdir(at("convention.yaml.folder.jws"));
  expect(await new SignatureFiles(at("convention.yaml")).found(later())).toEqual(none);
});
