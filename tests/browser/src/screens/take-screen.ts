import type { Page } from "playwright-core";
import { Visitor } from "../visitor.js";
import type { Screen } from "./screens.js";

/** A map's tiles and labels come one by one, after its page. */
const mostLooks = 20;

/** The page as a PNG, once it no longer changes. */
export async function takeScreen(screen: Screen, origin: string): Promise<Buffer> {
  const { account, path, language = "fr", isPhone = false, heightPx } = screen;
  const visitor = await Visitor.as(account, { path, isPhone, origin });
  const { page } = visitor;
  if (language === "en") await page.getByRole("button", { name: "English" }).click();
  const { width } = page.viewportSize() ?? { width: 0 };
  if (heightPx !== undefined) await page.setViewportSize({ width, height: heightPx });
  await visitor.ready();
  const picture = await whenStill(page, heightPx === undefined);
  await visitor.leave();
  return picture;
}

async function whenStill(page: Page, fullPage: boolean): Promise<Buffer> {
  let before: Buffer = Buffer.alloc(0);
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const now = await page.screenshot({ fullPage, caret: "hide" });
    if (now.equals(before)) return now;
    before = now;
  }
  return before;
}
