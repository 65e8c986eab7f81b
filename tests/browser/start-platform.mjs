import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { baseMapAttribution, smallArchive } from "./dist/base-map/small-archive.js";
import { findChromium } from "./dist/chromium/find-chromium.js";
import { ownPlatform } from "./dist/platform.js";

/**
 * Starts one demonstration for all of the browser's tests, from what was built; stop-platform.mjs
 * stops it. A demonstration that runs already serves as well, by `PALIER_BROWSER_ORIGIN` and
 * `PALIER_BROWSER_HOME`.
 */
export default async function startPlatform() {
  globalThis.stopPlatform = async () => {};
  if (process.env.PALIER_BROWSER_ORIGIN) return;
  // First: without a browser there is nothing to start a platform for.
  await findChromium(process.env);
  const folder = await mkdtemp(join(tmpdir(), "palier-base-map-"));
  const tiles = join(folder, "small.pmtiles");
  await writeFile(tiles, smallArchive());
  const platform = await ownPlatform({
    PALIER_TILES: tiles,
    PALIER_TILES_ATTRIBUTION: baseMapAttribution,
  });
  process.env.PALIER_BROWSER_ORIGIN = platform.origin;
  process.env.PALIER_BROWSER_HOME = platform.home;
  // Also when jest is interrupted, which ends it without stop-platform.mjs.
  const interrupt = () => platform.run.interrupt();
  process.once("exit", interrupt);
  globalThis.stopPlatform = async () => {
    process.off("exit", interrupt);
    await platform.stop();
    await rm(folder, { recursive: true });
  };
}
