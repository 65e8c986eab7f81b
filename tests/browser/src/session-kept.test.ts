import { Visitor } from "./visitor.js";

let visitor: Visitor;

beforeAll(async () => {
  visitor = await Visitor.as("mairie-dammarie");
});

it("shows who is signed in when an answer comes that it did not ask for", async () => {
  await visitor.open("/?code=any&state=any");
  expect(new URL(visitor.page.url()).search).toBe("");
  expect(await visitor.page.locator("button.account").textContent()).toBe(
    "Mairie de Dammarie-les-Lys (compte de démonstration)",
  );
  expect((await visitor.session())?.account).toBe("mairie-dammarie");
});

it("reads anew a page that the browser restores as it stood", async () => {
  const { page } = visitor;
  const loaded = page.waitForEvent("load");
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await loaded;
  await visitor.ready();
});
