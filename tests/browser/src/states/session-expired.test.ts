import { Visitor } from "../visitor.js";
import { chooseMonth } from "./choose-month.js";

const path = "/territory/77152?month=2026-08";
let visitor: Visitor;

beforeAll(async () => {
  visitor = await Visitor.as("mairie-dammarie", { path });
});

beforeEach(async () => {
  await visitor.page.locator("table.level-table").waitFor();
});

/** Nothing that was read is left, and signing in comes back to the address. */
async function expectClearedAndBack(address: string): Promise<void> {
  const { page } = visitor;
  await page.getByText("Votre session a expiré").waitFor();
  expect(await page.locator("table, .coverage-words, header").count()).toBe(0);
  expect(await page.content()).not.toMatch(/Dammarie|bailleurs sur/);
  expect(await page.evaluate(() => Object.entries(sessionStorage).flat().join("\n"))).not.toMatch(
    /oidc\.user|palier-purpose/,
  );
  await visitor.signIn("mairie-dammarie");
  expect(page.url()).toBe(new URL(address, visitor.origin).href);
  await page.locator("table.level-table").waitFor();
}

it("clears the page when the gateway takes its session no longer, and comes back to it", async () => {
  const { page } = visitor;
  await page.evaluate(() => sessionStorage.setItem("palier-purpose", "INVESTIGATION"));
  const graph = new URL("/graphql", visitor.origin).href;
  await page.route(graph, (route) =>
    route.continue({ headers: { ...route.request().headers(), authorization: "Bearer expired" } }),
  );
  await chooseMonth(page, "2026-07");
  await page.getByText("Votre session a expiré").waitFor();
  await page.unroute(graph);
  await expectClearedAndBack("/territory/77152?month=2026-07");
});

it("asks who has a token that is not one to sign in, and comes back", async () => {
  const { page } = visitor;
  await page.evaluate(() => {
    const [name = "", kept = ""] =
      Object.entries(sessionStorage).find(([each]) => each.startsWith("oidc.user:")) ?? [];
    sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(kept), access_token: "forged" }));
  });
  await visitor.open(path);
  await expectClearedAndBack(path);
});

it("clears the page at the end of the session, without being asked for anything", async () => {
  const { page } = visitor;
  await page.clock.install();
  await visitor.open(path);
  await page.locator("table.level-table").waitFor();
  visitor.record.clear();
  await page.clock.fastForward("24:00:00");
  await page.getByText("Votre session a expiré").waitFor();
  expect(visitor.record.answers).toEqual([]);
});
