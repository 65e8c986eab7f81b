import type { Route } from "playwright-core";
import { accessibilityViolations } from "./accessibility.js";
import { printed } from "./printed.js";
import { Visitor } from "./visitor.js";

it("shows the dashboard at the gateway's address, and loads nothing from elsewhere", async () => {
  const { page, origin, record } = await Visitor.anonymous();
  expect(page.url()).toBe(`${origin}/`);
  await page.getByRole("main").waitFor();
  expect(record.problems).toEqual([]);
  expect(record.elsewhere).toEqual([]);
  // Nobody is signed in: there is nobody to ask the graph for.
  expect(record.answers).toEqual([]);
});

it("signs in by the issuer's page and comes back with a session, to where it was asked", async () => {
  const visitor = await Visitor.as("coordination", { path: "/rights" });
  expect(new URL(visitor.page.url()).pathname).toBe("/rights");
  expect(await visitor.session()).toMatchObject({ account: "coordination" });
  expect(visitor.record.answers.length).toBeGreaterThan(0);
  for (const { status, requestHeaders } of visitor.record.answers) {
    expect([status, requestHeaders.authorization]).toEqual([
      200,
      expect.stringMatching(/^Bearer ey/),
    ]);
  }
  expect(visitor.record.problems).toEqual([]);
  expect(visitor.record.elsewhere).toEqual([]);
});

it("signs in again as somebody else in the same tab", async () => {
  const visitor = await Visitor.as("coordination");
  const { page } = visitor;
  const signOut = new Promise<Route>((held) => {
    void page.route("**/sign-out", held);
  });
  await page.locator("button.account").click();
  await page.getByRole("menuitem", { name: "Se déconnecter" }).click();
  // The browser is about to leave: what would be begun now would be lost.
  await page.getByText("Déconnexion en cours").waitFor();
  expect(await page.getByRole("main").getByRole("button", { name: "Se connecter" }).count()).toBe(
    0,
  );
  await (await signOut).continue();
  await visitor.signIn("mairie-dammarie");
  expect(await visitor.session()).toMatchObject({ account: "mairie-dammarie" });
  expect(visitor.record.problems).toEqual([]);
});

it("notices what a page must not do", async () => {
  const { page, origin, record } = await Visitor.anonymous();
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'ran'";
    document.head.append(script);
    return fetch("http://127.0.0.1:9/").catch(() => undefined);
  });
  await record.settled();
  expect(await page.title()).not.toBe("ran");
  const text = record.problems.join("\n");
  expect(text).toMatch(/content security policy: script-src-elem inline/);
  expect(text).toMatch(/content security policy: connect-src http:\/\/127\.0\.0\.1:9/);
  expect(origin).not.toContain(":9/");
});

it("finds what a reader cannot use, and reads what a printer prints", async () => {
  const { page } = await Visitor.anonymous();
  await page.evaluate(() => {
    const image = document.createElement("img");
    image.src = "/icon.svg";
    document.body.replaceChildren(image, "4 300 logements");
  });
  const rules = (await accessibilityViolations(page)).map(({ rule }) => rule);
  expect(rules).toContain("image-alt");
  const { sheets, widthMm } = await printed(page);
  expect(sheets).toHaveLength(1);
  expect(sheets[0]).toContain("4 300 logements");
  expect(widthMm).toBeGreaterThan(100);
});
