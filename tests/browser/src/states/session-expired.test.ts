import type { Locator } from "playwright-core";
import { accessibilityViolations } from "../accessibility.js";
import { Visitor } from "../visitor.js";
import { chooseMonth } from "./choose-month.js";

const path = "/territory/77152?month=2026-08";
const ended = "Votre session a pris fin";
let visitor: Visitor;

beforeAll(async () => {
  visitor = await Visitor.as("mairie-dammarie", { path });
});

beforeEach(async () => {
  await visitor.page.locator("table.level-table").waitFor();
});

/** What was read is still there and says until when, nothing can be read with it, and signing in comes back. */
async function expectKeptAndBack(address: string): Promise<void> {
  const { page } = visitor;
  const notice = page.locator(".session-notice");
  await notice.getByText(ended).waitFor();
  expect(await notice.textContent()).toMatch(/lu au plus tard le .+ \d{4} à \d\d:\d\d/);
  expect(await page.locator("header, .coverage-words").count()).toBeGreaterThan(0);
  expect(await page.evaluate(() => Object.entries(sessionStorage).flat().join("\n"))).not.toMatch(
    /oidc\.user|palier-purpose/,
  );
  // A button of the notice: the demonstration signs the same account in again without its page.
  await notice.getByRole("button", { name: "Se reconnecter" }).click();
  await notice.waitFor({ state: "detached" });
  await visitor.ready();
  expect((await visitor.session())?.account).toBe("mairie-dammarie");
  expect(page.url()).toBe(new URL(address, visitor.origin).href);
  await page.locator("table.level-table").waitFor();
}

/** All that was read is gone, and the issuer too has sent the browser back as nobody. */
async function expectSignedOut(button: Locator): Promise<void> {
  const { page } = visitor;
  const back = page.waitForEvent(
    "framenavigated",
    (frame) => new URL(frame.url()).pathname === "/",
  );
  await button.click();
  await back;
  await page.getByRole("button", { name: "Se connecter" }).waitFor();
  expect(await page.content()).not.toMatch(/bailleurs sur/);
}

it("keeps what was read when the gateway takes its session no longer, and reads nothing more", async () => {
  const { page } = visitor;
  await page.evaluate(() => sessionStorage.setItem("palier-purpose", "INVESTIGATION"));
  const graph = new URL("/graphql", visitor.origin).href;
  await page.route(graph, (route) =>
    route.continue({ headers: { ...route.request().headers(), authorization: "Bearer expired" } }),
  );
  await chooseMonth(page, "2026-07");
  await page.locator(".session-notice").getByText(ended).waitFor();
  // Not the figures of one month under the name of another; each part of the page finds out by itself.
  await page.locator("table.level-table").waitFor({ state: "detached" });
  await page.locator("main").getByText("reconnectez-vous pour lire ceci").first().waitFor();
  expect(await accessibilityViolations(page, ".session-notice")).toEqual([]);
  await visitor.record.settled();
  visitor.record.clear();
  await chooseMonth(page, "2026-06");
  await page
    .getByRole("search")
    .getByRole("button", { name: /juin 2026/ })
    .waitFor();
  await page.locator("main").getByText("reconnectez-vous pour lire ceci").first().waitFor();
  await visitor.record.settled();
  expect(visitor.record.answers).toEqual([]);
  await page.goBack();
  await page.goBack();
  await page.locator("table.level-table caption", { hasText: "août 2026" }).waitFor();
  await page.unroute(graph);
  await expectKeptAndBack(path);
});

it("asks who has a token that is not one to sign in, showing nothing, and comes back", async () => {
  const { page } = visitor;
  await page.evaluate(() => {
    const [name = "", kept = ""] =
      Object.entries(sessionStorage).find(([each]) => each.startsWith("oidc.user:")) ?? [];
    sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(kept), access_token: "forged" }));
  });
  await visitor.open(path);
  await page.getByText(ended).waitFor();
  expect(await page.locator("table, .coverage-words, header").count()).toBe(0);
  expect(await page.content()).not.toMatch(/Niveau 4|bailleurs sur/);
  await visitor.signIn("mairie-dammarie");
  expect(page.url()).toBe(new URL(path, visitor.origin).href);
});

it("keeps nothing of it for whoever signs out", async () => {
  const { page } = visitor;
  await page.locator("button.account").click();
  await expectSignedOut(page.getByRole("menuitem", { name: "Se déconnecter" }));
  await visitor.open(path);
  await visitor.signIn("mairie-dammarie");
});

// Last: the tab's clock stays a day ahead.
it("keeps the page at the end of the session, without being asked for anything, until its reader signs out", async () => {
  const { page } = visitor;
  await page.clock.install();
  await visitor.open(path);
  await page.locator("table.level-table").waitFor();
  const shown = await page.locator("main").textContent();
  visitor.record.clear();
  await page.clock.fastForward("24:00:00");
  await page.locator(".session-notice").getByText(ended).waitFor();
  expect(visitor.record.answers).toEqual([]);
  expect(await page.locator("main").textContent()).toBe(shown);
  // The account's menu went with the session.
  await expectSignedOut(
    page.locator(".session-notice").getByRole("button", { name: "Se déconnecter" }),
  );
  await visitor.open(path);
  await page.getByRole("button", { name: "Se connecter" }).waitFor();
});
