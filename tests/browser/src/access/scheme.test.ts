import type { Page } from "playwright-core";
import { Visitor } from "../visitor.js";

const agglomeration = "247700057";
let page: Page;
let visitor: Visitor;

beforeAll(async () => {
  visitor = await Visitor.as("police-melun", { path: `/map/${agglomeration}` });
  page = visitor.page;
});

it("draws page and map dark for who chooses it, from then on, and paper light", async () => {
  // Of a base map with water in it.
  expect(await brightness(".live-map")).toBeGreaterThan(150);
  await page.getByRole("banner").locator("[aria-haspopup=true]").click();
  const choice = page.getByRole("menuitemradio", { name: "Sombres" });
  await choice.click();
  await page.locator("html[data-scheme=dark]").waitFor();
  await page.keyboard.press("Escape");
  expect(await groundOf("body")).toBeLessThan(100);
  expect(await brightness(".live-map")).toBeLessThan(80);
  expect(await whilePrinting(() => brightness(".live-map"))).toBeGreaterThan(150);
  expect(await canvasOnPaper()).toBeGreaterThan(150);
  await page.emulateMedia({ media: "print" });
  expect(await groundOf("html")).toBe(255 * 3);
  await page.emulateMedia({ media: "screen" });
  await page.reload();
  await visitor.ready();
  expect(await groundOf("html")).toBeLessThan(100);
  expect(visitor.record.problems).toEqual([]);
});

it("follows the system for who has chosen nothing", async () => {
  const other = await Visitor.anonymous();
  const ground = () => groundOf("html", other.page);
  expect(await ground()).toBe(255 * 3);
  await other.page.emulateMedia({ colorScheme: "dark" });
  expect(await ground()).toBeLessThan(100);
});

async function whilePrinting<T>(look: () => Promise<T>): Promise<T> {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const seen = await look();
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  return seen;
}

/** How bright the map's canvas is at the moment at which the browser prints it, by its red. */
function canvasOnPaper(): Promise<number> {
  return page.evaluate(() => {
    const drawn = document.querySelector<HTMLCanvasElement>(".live-map canvas");
    dispatchEvent(new Event("beforeprint"));
    const { width = 0, height = 0 } = drawn ?? {};
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    if (drawn === null || pen === null) throw new Error("no canvas");
    pen.drawImage(drawn, 0, 0);
    dispatchEvent(new Event("afterprint"));
    const { data } = pen.getImageData(0, 0, width, height);
    const reds = data.filter((_, index) => index % 4 === 0);
    return reds.reduce((sum, red) => sum + red, 0) / reds.length;
  });
}

/** Red, green and blue of an element's ground, added up. */
function groundOf(selector: string, of: Page = page): Promise<number> {
  return of.locator(selector).evaluate((element) => {
    const { backgroundColor } = getComputedStyle(element);
    const ground = /^rgba\(.*, 0\)$/.test(backgroundColor)
      ? getComputedStyle(document.documentElement).backgroundColor
      : backgroundColor;
    return (ground.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
  });
}

/** How bright an element is drawn, on average and by its red: 0 is black and 255 white. */
async function brightness(selector: string): Promise<number> {
  await page.locator(`${selector}[data-drawn=true]`).waitFor();
  const picture = (await page.locator(selector).screenshot()).toString("base64");
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    if (pen === null) throw new Error("no canvas to draw on");
    pen.drawImage(bitmap, 0, 0);
    const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
    // Of every fourth value, the first is red.
    const reds = data.filter((_, index) => index % 4 === 0);
    return reds.reduce((sum, red) => sum + red, 0) / reds.length;
  }, picture);
}
