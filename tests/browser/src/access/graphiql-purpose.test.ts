import { Visitor } from "../visitor.js";

/** In GraphiQL a purpose is a word among the headers; what leaves the page is signed by its session. */
it("signs the purpose that GraphiQL's headers name, once for each question", async () => {
  const visitor = await Visitor.as("police-melun", { path: "/" });
  const { page, origin } = visitor;
  await page.goto(new URL("/graphiql", origin).href);
  await page.getByRole("button", { name: /Sign in/ }).click();
  await page.getByRole("button", { name: /police-melun/ }).click();
  await page.locator(".graphiql-container").waitFor();
  const answers = await page.evaluate(async () => {
    const path = "/graphiql/session-key.js";
    const { stating } = await import(path);
    const headers = {
      "content-type": "application/json",
      authorization: `Bearer ${sessionStorage.getItem("palier-token")}`,
      "palier-purpose": "INVESTIGATION",
    };
    const query = '{ site(id: "lisiere:LL-1098") { incidents { edges { node { day } } } } }';
    const ask = async (asked: typeof fetch) => {
      const request = { method: "POST", headers, body: JSON.stringify({ query }) };
      return (await asked("/graphql", request)).text();
    };
    const signing = stating("police-melun");
    return [await ask(signing), await ask(signing), await ask(fetch)];
  });
  const [first, second, unsigned] = answers;
  expect(first).toMatch(/"day":"/);
  expect(second).toBe(first);
  expect(unsigned).toMatch(/PURPOSE_REQUIRED/);
});
