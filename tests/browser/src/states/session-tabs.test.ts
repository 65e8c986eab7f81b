import type { Page } from "playwright-core";
import { Visitor } from "../visitor.js";

const path = "/territory/77152?month=2026-08";
let visitor: Visitor;

beforeEach(async () => {
  visitor = await Visitor.as("mairie-dammarie", { path });
});
afterEach(() => visitor.leave());

const token = async () => (await visitor.session())?.accessToken ?? null;
const table = (page: Page) => page.locator("table.level-table");

it("signs a new tab in without a click, and ends both at sign-out", async () => {
  const { page } = visitor;
  const tab = await page.context().newPage();
  await tab.goto(new URL("/territory/77152?month=2026-07", visitor.origin).href);
  await table(tab).waitFor();
  expect(tab.url()).toBe(new URL("/territory/77152?month=2026-07", visitor.origin).href);
  await page.locator("button.account").click();
  await page.getByRole("menuitem", { name: "Se déconnecter" }).click();
  await page.getByRole("button", { name: "Se connecter" }).waitFor();
  await tab.getByRole("button", { name: "Se connecter" }).waitFor();
  // What the issuer knew is gone: another tab must say who it is.
  const later = await page.context().newPage();
  await later.goto(new URL(path, visitor.origin).href);
  await later.getByRole("button", { name: "Se connecter" }).waitFor();
  expect(later.url()).toBe(new URL(path, visitor.origin).href);
});

it("does not renew by the storage of the tab that it was copied from", async () => {
  const { page } = visitor;
  const copied = await page.evaluate(() => Object.entries(sessionStorage));
  const copy = await page.context().newPage();
  await copy.addInitScript((entries) => {
    if (sessionStorage.length > 0) return;
    for (const [name, value] of entries) sessionStorage.setItem(name, String(value));
  }, copied);
  await copy.goto(new URL(path, visitor.origin).href);
  await table(copy).waitFor();
  const own = await copy.evaluate(() =>
    Object.entries(sessionStorage).find(([name]) => name.startsWith("oidc.user:")),
  );
  const { access_token } = JSON.parse(String(own?.[1])) as { readonly access_token: string };
  expect(access_token).not.toBe(await token());
});

it("opens a link that was shared where it leads, in a browser that never was here", async () => {
  const link = "/territory/77152?month=2026-05&landlord=lisiere";
  const other = await Visitor.anonymous({ path: link });
  // Asked once without a page of the issuer's, and nobody is signed in there.
  await other.signIn("coordination");
  expect(other.page.url()).toBe(new URL(link, other.origin).href);
  await table(other.page).locator("caption", { hasText: "mai 2026" }).waitFor();
  // From then on no click: neither for another link, nor in another tab.
  const tab = await other.page.context().newPage();
  await tab.goto(new URL("/rights#SITE_ADDRESS", other.origin).href);
  await tab.locator("#SITE_ADDRESS[data-pointed=true]").waitFor();
  await other.leave();
});
