import type { Page } from "playwright-core";
import { type OwnPlatform, ownPlatform } from "../platform.js";
import { Visitor } from "../visitor.js";

const path = "/territory/77152?month=2026-08";
const warning = "Votre session prend fin dans moins de cinq minutes";
let platform: OwnPlatform;
let visitor: Visitor;

/** A day of two minutes, in which a token lives for eight seconds. */
beforeAll(async () => {
  platform = await ownPlatform({
    PALIER_DEMONSTRATION_SESSION_S: "120",
    PALIER_DEMONSTRATION_ACCESS_S: "8",
  });
});
afterAll(() => platform?.stop());

beforeEach(async () => {
  visitor = await Visitor.as("mairie-dammarie", { path, origin: platform.origin });
  await table(visitor.page).waitFor();
});
afterEach(() => visitor?.leave());

const token = async () => (await visitor.session())?.accessToken ?? null;
const table = (page: Page) => page.locator("table.level-table");

/** Waits until the tab has another token, by its own storage. */
async function renewed(before: string | null): Promise<void> {
  await visitor.page.waitForFunction(
    (old) =>
      Object.entries(sessionStorage).some(
        ([name, kept]) =>
          name.startsWith("oidc.user:") && JSON.parse(String(kept)).access_token !== old,
      ),
    before,
  );
}

it("renews its token before it ends, and leaves the page as it stands", async () => {
  const { page } = visitor;
  await page.evaluate(() => document.body.setAttribute("data-kept", "yes"));
  for (const _renewal of [1, 2]) {
    await renewed(await token());
    expect(await table(page).count()).toBe(1);
  }
  expect(await page.locator("body[data-kept]").count()).toBe(1);
  await page.getByRole("link", { name: "Carte", exact: true }).click();
  await visitor.ready();
  expect(await page.getByText("Votre session a pris fin").count()).toBe(0);
  expect(visitor.record.problems).toEqual([]);
});

it("keeps the page while the issuer is away, and renews when it is back", async () => {
  const { page } = visitor;
  const endpoint = new URL("/oidc/token", visitor.origin).href;
  await page.route(endpoint, (route) => route.abort());
  for (const _attempt of [1, 2]) await page.waitForEvent("requestfailed");
  expect(await table(page).count()).toBe(1);
  const before = await token();
  await page.unroute(endpoint);
  await renewed(before);
  expect(await table(page).count()).toBe(1);
});

it("warns before the end of the day, which a new token does not put off and a button does", async () => {
  const { page } = visitor;
  await page.getByText(warning).waitFor();
  await renewed(await token());
  expect(await page.getByText(warning).count()).toBe(1);
  expect(await table(page).count()).toBe(1);
  const before = await endOfDay(page);
  await page.locator(".session-notice").getByRole("button", { name: "Se reconnecter" }).click();
  // The page leaves for the issuer and comes back: nothing is asked of it meanwhile, but waited for.
  await page.waitForFunction(hasLaterEnd, before);
  await table(page).waitFor();
  expect(page.url()).toBe(new URL(path, visitor.origin).href);
});

/** When the session ends, seconds since 1970, by the tab's own storage. */
function endOfDay(page: Page): Promise<number> {
  return page.evaluate(() => {
    const kept = Object.entries(sessionStorage).find(([name]) => name.startsWith("oidc.user:"));
    return Number(JSON.parse(String(kept?.[1])).profile.session_expiry);
  });
}

/** Whether the session of the tab ends after that second. */
function hasLaterEnd(before: number): boolean {
  return Object.entries(sessionStorage).some(
    ([name, kept]) =>
      name.startsWith("oidc.user:") && JSON.parse(String(kept)).profile.session_expiry > before,
  );
}
