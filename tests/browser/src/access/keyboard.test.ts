import type { Page } from "playwright-core";
import { accessibilityViolations } from "../accessibility.js";
import { Visitor } from "../visitor.js";
import { hasFocus, isGood, press, tabAround, tabTo } from "./keyboard.js";

const agglomeration = "247700057";
let visitor: Visitor;
let page: Page;

beforeAll(async () => {
  visitor = await Visitor.anonymous({ path: `/territory/${agglomeration}` });
  page = visitor.page;
});

/** Moves there by tabs, presses Enter, and waits until the page has all it asks for. */
async function enter(target: Parameters<typeof tabTo>[1]): Promise<void> {
  expect(await tabTo(page, target)).toEqual([]);
  await page.keyboard.press("Enter");
}

// One person's way from the sign-in page to incidents: each step begins where the one before ended.
describe("without a mouse", () => {
  it("signs in", async () => {
    const button = page.getByRole("button", { name: "Se connecter" });
    await hasFocus(page, button);
    await page.keyboard.press("Enter");
    await page.locator("button[name=account]").first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await enter(page.locator("button[name=account][value=police-melun]"));
    await page.waitForURL(new RegExp(`/territory/${agglomeration}$`));
    await page.getByRole("heading", { level: 1 }).waitFor();
    await visitor.ready();
    expect(await visitor.session()).toMatchObject({ account: "police-melun" });
  });

  it("skips to the content", async () => {
    const skip = page.getByRole("link", { name: "Aller au contenu" });
    expect(await press(page, "Tab")).toMatchObject({
      isSomewhere: true,
      isMarked: true,
      isInView: true,
    });
    await hasFocus(page, skip);
    await page.keyboard.press("Enter");
    const next = await press(page, "Tab");
    expect(isGood(next)).toBe(true);
    await page.locator("main :focus").waitFor();
  });

  it("chooses another month, and stays where it was", async () => {
    const month = page.getByRole("search").getByRole("button", { name: /Mois/ });
    await enter(month);
    // A key that comes before would close the list again.
    await page.locator("[role=option]:focus").waitFor();
    expect(isGood(await press(page, "ArrowDown"))).toBe(true);
    await page.keyboard.press("Enter");
    await page.waitForURL(/month=\d{4}-\d{2}/);
    await visitor.record.settled();
    await hasFocus(page, month);
  });

  it("finds every stop of the page marked and in view, and comes to its end", async () => {
    await visitor.ready();
    const stops = await tabAround(page);
    expect(stops.filter((stop) => !isGood(stop))).toEqual([]);
    expect(stops.length).toBeGreaterThan(10);
  });

  it("opens the account's menu, walks in it and leaves it", async () => {
    const account = page.getByRole("banner").locator("[aria-haspopup=true]");
    await enter(account);
    await page.locator("[role=menuitem]:focus").waitFor();
    expect(isGood(await press(page, "ArrowDown"))).toBe(true);
    await page.locator("[role=menuitem]:focus").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await hasFocus(page, account);
  });

  it("opens a site from the map's list", async () => {
    await enter(page.getByRole("navigation").getByRole("link", { name: "Carte" }));
    const first = page.locator("[data-site]").first();
    await first.waitFor();
    await visitor.ready();
    await enter(first.getByRole("button"));
    await first.getByRole("button", { pressed: true }).waitFor();
    await enter(first.getByRole("link"));
    await page.waitForURL(/\/sites\//);
    await page.getByRole("button", { name: "Indiquer une finalité" }).waitFor();
    expect(isGood(await press(page, "Tab"))).toBe(true);
  });

  it("states a purpose in a dialogue that keeps the focus, and reads the incidents", async () => {
    await enter(page.getByRole("button", { name: "Indiquer une finalité" }));
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    expect(await accessibilityViolations(page, "[role=dialog]")).toEqual([]);
    expect(await tabTo(page, dialog.getByRole("radio"))).toEqual([]);
    await page.keyboard.press("Space");
    const confirm = dialog.getByRole("button", { name: "Lire les faits" });
    expect(await tabTo(page, confirm)).toEqual([]);
    // Round the dialogue: the page behind it is out of reach.
    expect(await tabTo(page, dialog.getByRole("radio", { checked: true }))).toEqual([]);
    expect(await tabTo(page, confirm)).toEqual([]);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("table", { name: /Faits/ }).waitFor();
    await page.locator(":focus").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await visitor.record.settled();
    expect(visitor.record.problems).toEqual([]);
  });
});
