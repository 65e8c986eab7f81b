/**
 * How each page of the dashboard comes to its reader: largest paint, shifts of layout and questions to the graph. A
 * demonstration that runs serves as well, by `PALIER_BROWSER_ORIGIN`.
 */
import {
  closeBrowser,
  loadPage,
  type PageLoad,
  pathsOfPages,
  Visitor,
  withPlatform,
} from "@palier/browser-tests";
import { median } from "../support/measure.js";

const account = "police-melun";
const territory = "247700057";
const loads = 5;

await withPlatform(process.env, async (origin) => {
  try {
    const visitor = await Visitor.as(account, { path: "/rights", origin });
    const paths = await pathsOfPages(visitor, territory);
    console.log(
      `Each page ${loads} times as ${account}, in a window of 1280 × 900, files in the cache`,
    );
    console.log(
      "page        largest paint, ms (slowest)   shift of layout   questions   scrolled, px",
    );
    for (const [name, path] of Object.entries(paths)) {
      // Of the first the browser has no files yet.
      await loadPage(visitor, path);
      const found: PageLoad[] = [];
      for (let load = 0; load < loads; load += 1) found.push(await loadPage(visitor, path));
      const paints = found.map(({ largestPaintMs }) => largestPaintMs);
      const most = (figure: "shift" | "questions" | "scrolledPx") =>
        Math.max(...found.map((each) => each[figure]));
      const columns = [
        name.padEnd(10),
        `${median(paints).toFixed(0)} (${Math.max(...paints).toFixed(0)})`.padStart(29),
        most("shift").toFixed(3).padStart(17),
        String(most("questions")).padStart(11),
        String(most("scrolledPx")).padStart(14),
      ];
      console.log(columns.join(" "));
    }
  } finally {
    await closeBrowser();
  }
});
