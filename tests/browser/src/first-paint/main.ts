import { closeBrowser, Visitor } from "../visitor.js";
import { withPlatform } from "../with-platform.js";
import { timeToFigures } from "./time-to-figures.js";

const loads = 10;

await withPlatform(process.env, async (origin) => {
  try {
    const visitor = await Visitor.as("coordination", { path: "/rights", origin });
    console.log(`Territory page, from the address to its level table; ${loads} loads each, in ms`);
    for (const hasCache of [false, true]) {
      const timesMs: number[] = [];
      for (let load = 0; load < loads; load += 1) {
        timesMs.push(await timeToFigures(visitor, "/territory/247700057", hasCache));
      }
      const sorted = timesMs.sort((a, b) => a - b).map(Math.round);
      const name = hasCache ? "files in the browser's cache" : "nothing in the browser's cache";
      console.log(
        `${name}: median ${sorted[loads / 2]}, from ${sorted[0]} to ${sorted[loads - 1]}`,
      );
    }
  } finally {
    await closeBrowser();
  }
});
