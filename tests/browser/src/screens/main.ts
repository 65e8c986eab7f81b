import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { closeBrowser } from "../visitor.js";
import { withPlatform } from "../with-platform.js";
import { screens } from "./screens.js";
import { takeScreen } from "./take-screen.js";

const folder = fileURLToPath(new URL("../../../../docs/screens", import.meta.url));
/** What a repository can carry of each. */
const mostKb = 300;

await mkdir(folder, { recursive: true });
await withPlatform(process.env, async (origin) => {
  try {
    for (const screen of screens) {
      const picture = await takeScreen(screen, origin);
      const sizeKb = Math.round(picture.length / 1000);
      console.log(`${screen.file}.png: ${sizeKb} kB`);
      if (sizeKb > mostKb) throw new Error(`${screen.file}.png is larger than ${mostKb} kB`);
      await writeFile(join(folder, `${screen.file}.png`), picture);
    }
  } finally {
    await closeBrowser();
  }
});
