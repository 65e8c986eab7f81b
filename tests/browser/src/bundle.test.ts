import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const built = fileURLToPath(new URL("../../../dashboard/partner/dist", import.meta.url));
const mostKb = 400;

/** The map's library, with what only it needs; it comes when a map is opened. */
const ofMapLibrary = /^(live-map-view|maplibre)/;

const page = readFileSync(join(built, "index.html"), "utf8");
const files = readdirSync(join(built, "assets")).filter((name) => /\.(m?js|css)$/.test(name));

it("keeps all pages together under 400 kB, without the map's library", () => {
  expect(files.filter((name) => ofMapLibrary.test(name)).length).toBeGreaterThan(1);
  const texts = files
    .filter((name) => !ofMapLibrary.test(name))
    .map((name) => readFileSync(join(built, "assets", name), "utf8"));
  expect(texts.filter((text) => text.includes("maplibregl.com"))).toEqual([]);
  const sizeKb = [page, ...texts].reduce((sum, text) => sum + gzipSync(text).length, 0) / 1000;
  expect(sizeKb).toBeLessThan(mostKb);
});

it("loads the map's library with no page but the map's", () => {
  const first = [...page.matchAll(/\/assets\/([\w.-]+)/g)].map(([, name]) => name);
  expect(first.length).toBeGreaterThan(1);
  expect(first.filter((name) => ofMapLibrary.test(name ?? ""))).toEqual([]);
});
