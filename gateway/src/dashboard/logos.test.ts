import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeConvention } from "@palier/schema/testing";
import { Logos } from "./logos.js";

const png = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-logos-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function open(files: Readonly<Record<string, Buffer>>) {
  for (const [name, body] of Object.entries(files)) await writeFile(join(folder, name), body);
  const told: string[] = [];
  return { logos: await Logos.open(folder, (entry) => told.push(entry)), told };
}

it("has each party's picture by its code, as what it is", async () => {
  const { logos } = await open({ "orme.svg": svg, "lisiere.png": png, ".DS_Store": png });
  const [ofOrme, ofLisiere] = ["orme", "lisiere"].map((code) => logos.addressOf(code) ?? "");
  expect(logos.at(ofOrme ?? "")).toMatchObject({ body: svg, type: "image/svg+xml" });
  expect(logos.at(ofLisiere ?? "")).toMatchObject({ body: png, type: "image/png" });
  expect([logos.addressOf("saxifrage"), logos.at("/logos/x.png")]).toEqual([null, null]);
});

it("names every file that is no picture of its kind, or too large, at once", async () => {
  await mkdir(join(folder, "saxifrage.png"));
  await expect(
    open({
      "lisiere.png": svg,
      "lisiere.svg": svg,
      "orme.svg": Buffer.from("<script>alert(1)</script>"),
      "orme.webp": Buffer.alloc(200_001),
      "police.gif": png,
    }),
  ).rejects.toThrow(
    [
      "Invalid configuration:",
      `- PALIER_LOGOS: ${folder}: lisiere.png: its content is none of .png`,
      `- PALIER_LOGOS: ${folder}: orme.svg: its content is none of .svg`,
      `- PALIER_LOGOS: ${folder}: orme.webp: it has 200001 bytes; at most 200000 are served`,
      `- PALIER_LOGOS: ${folder}: police.gif: it must be a picture in .svg, .png, .webp, named after its party's code`,
      `- PALIER_LOGOS: ${folder}: saxifrage.png: it is no file`,
    ].join("\n"),
  );
});

it("says that a folder is not there, and tells once of a picture that no party has", async () => {
  await expect(Logos.open(join(folder, "none"), () => {})).rejects.toThrow(
    "it must be a folder of pictures",
  );
  const { convention } = writeConvention({});
  const known = convention.landlords.map(({ slug }) => `${slug}.svg`);
  const pictures = [...known, "nobody.svg"].map((name) => [name, svg]);
  const { logos, told } = await open(Object.fromEntries(pictures));
  logos.check(convention);
  logos.check(convention);
  expect(told).toEqual([
    expect.stringMatching(/^PALIER_LOGOS: the convention has no party nobody; .+ one of /),
  ]);
});
