import type { Visitor } from "../visitor.js";

/** Milliseconds from the start of the navigation until the table of levels has been painted. */
export async function timeToFigures(
  { page, origin, record }: Visitor,
  path: string,
  hasCache: boolean,
): Promise<number> {
  const debug = await page.context().newCDPSession(page);
  await debug.send("Network.setCacheDisabled", { cacheDisabled: !hasCache });
  await page.goto(new URL(path, origin).href, { waitUntil: "commit" });
  const paintedMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          // The frame after the one in which it is there has painted it.
          if (document.querySelector(".level-table tbody tr") === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now()));
        };
        look();
      }),
  );
  await record.settled();
  await debug.detach();
  return paintedMs;
}
