import { Visitor } from "../visitor.js";
import { chooseMonth } from "./choose-month.js";

const offline = "La passerelle ne répond pas";
let visitor: Visitor;

beforeAll(async () => {
  visitor = await Visitor.as("coordination", { path: "/territory/247700057" });
});

it("says that the connection is lost, and goes on by itself when it is back", async () => {
  const { page } = visitor;
  await page.locator("table.level-table").waitFor();
  await page.context().setOffline(true);
  await chooseMonth(page, "2026-07");
  await page.getByText(offline).first().waitFor();
  // Not the figures of one month under the name of another; each part of the page finds out by itself.
  await page.locator("table.level-table").waitFor({ state: "detached" });
  expect(await page.getByRole("search").getByRole("button").count()).toBeGreaterThan(1);
  await page.context().setOffline(false);
  await page.getByText(offline).first().waitFor({ state: "detached" });
  await page.locator("table.level-table caption", { hasText: "juillet 2026" }).waitFor();
});

it("says so where the gateway is away from the start, and begins when it is back", async () => {
  const { page, origin } = visitor;
  const settings = new URL("/settings.json", origin).href;
  await page.route(settings, (route) => route.abort());
  await visitor.open("/territory/247700057");
  await page.getByText(offline).waitFor();
  await page.unroute(settings);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await page.locator("table.level-table").waitFor();
});

it("says so where the gateway stops between two pages, and keeps the frame", async () => {
  const { page, origin } = visitor;
  const graph = new URL("/graphql", origin).href;
  await page.route(graph, (route) => route.abort());
  await page.getByRole("navigation").getByRole("link", { name: "Plan d’action" }).click();
  const notices = page.getByRole("main").getByText(offline);
  await notices.first().waitFor();
  expect(await page.getByRole("navigation").first().isVisible()).toBe(true);
  // Each part of the page is asked for by itself, and finds out by itself.
  await visitor.ready();
  await page.unroute(graph);
  const retry = page.getByRole("main").getByRole("button", { name: "Réessayer" }).first();
  for (let left = await notices.count(); left > 0; left = await notices.count()) {
    await retry.click();
    await visitor.ready();
  }
});
