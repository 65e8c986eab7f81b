import { inTurn } from "@palier/test-support";
import { faultsOf, resize, sizes } from "../access/look.js";
import { printed } from "../printed.js";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { openWhole } from "./whole-page.js";

interface Listed {
  readonly territory: {
    readonly sites: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
  };
}

/** Those with the most to say: level 4, or by decision, in the order of the graph. */
async function hardSites(visitor: Visitor, code: string, count: number): Promise<string[]> {
  const { territory } = await askGraph<Listed>(
    visitor,
    "query ($code: ID!, $count: Int!) { territory(code: $code) { sites(first: $count) { edges { node { id } } } } }",
    { code, count },
  );
  return territory.sites.edges.map(({ node }) => `/sites/${encodeURIComponent(node.id)}/sheet`);
}

const readers = [
  ["police-melun", "247700057"],
  ["parquet-melun", "247700057"],
  ["mairie-dammarie", "77152"],
  ["bailleur-lisiere", "247700057"],
] as const;

it.each(inTurn(readers, 2))(
  "is one sheet of A4 in either language, for %s",
  async (account, territory) => {
    const visitor = await Visitor.as(account, { path: "/rights" });
    const [first = "", second = ""] = await hardSites(visitor, territory, 2);
    for (const { path, switchTo } of [
      { path: first, switchTo: "English" },
      { path: second, switchTo: "Français" },
    ]) {
      await openWhole(visitor, path);
      const { sheets, widthMm, heightMm } = await printed(visitor.page);
      expect([sheets.length, Math.round(widthMm), Math.round(heightMm)]).toEqual([1, 210, 297]);
      for (const size of sizes) {
        await resize(visitor.page, size);
        expect(await faultsOf(visitor.page)).toEqual({
          violations: [],
          sidewaysPx: 0,
          overHeader: [],
        });
      }
      await visitor.page.getByRole("button", { name: switchTo }).click();
      await visitor.ready();
    }
    expect(visitor.record.problems).toEqual([]);
  },
);

interface Facts {
  readonly site: {
    readonly name: string;
    readonly history: readonly { readonly month: string; readonly level: number | null }[];
    readonly incidentCounts: readonly {
      readonly family: string;
      readonly status: string;
      readonly count: number | null;
    }[];
  };
}

it("says level and number of each of the twelve months as the graph does, and withholds as it does", async () => {
  const visitor = await Visitor.as("mairie-dammarie", { path: "/rights" });
  const [path = ""] = await hardSites(visitor, "77152", 1);
  await openWhole(visitor, path);
  const month = await visitor.page.locator(".site-sheet").getAttribute("data-month");
  const from = `${Number(month?.slice(0, 4)) - 1}${month?.slice(4)}`;
  const { site } = await askGraph<Facts>(
    visitor,
    `query ($id: ID!, $from: Month!, $to: Month!) { site(id: $id) { name
      history(from: $from, to: $to) { month level }
      incidentCounts(from: $from, to: $to) { month family status count }
    } }`,
    { id: decodeURIComponent(path.split("/")[2] ?? ""), from, to: month },
  );
  expect(await visitor.page.getByRole("heading", { level: 1 }).textContent()).toBe(site.name);
  const rows = await visitor.page
    .locator(".site-sheet-year tbody tr")
    .evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll("td")]
          .slice(0, 12)
          .map((cell) => cell.querySelector("[aria-hidden]")?.textContent ?? cell.textContent),
      ),
    );
  const [levels, ...counts] = rows;
  expect(levels).toEqual(site.history.slice(-12).map(({ level }) => String(level)));
  const signOf: Readonly<Record<string, string>> = { WITHHELD: "▨", ZERO: "0" };
  const families = [...new Set(site.incidentCounts.map(({ family }) => family))];
  const told = families.map((family) =>
    site.incidentCounts
      .filter((each) => each.family === family)
      .slice(-12)
      .map(({ status, count }) => signOf[status] ?? String(count)),
  );
  expect(counts.map((row) => row.join(" ")).sort()).toEqual(
    told.map((row) => row.join(" ")).sort(),
  );
  expect(told.flat()).toEqual(expect.arrayContaining(["▨", "0"]));
});

it("is reached from the site's page in its month, and leads back", async () => {
  const visitor = await Visitor.as("police-melun", {
    path: "/sites/lisiere%3ALL-1189?month=2026-08",
  });
  await visitor.page.getByRole("link", { name: "Fiche d’une page" }).click();
  await visitor.page.waitForURL(/\/sheet\?month=2026-08$/);
  await visitor.page.locator(".site-sheet").waitFor();
  await visitor.ready();
  expect(await visitor.page.locator(".site-sheet-kind").textContent()).toContain("août 2026");
  const rates = visitor.page.locator(".site-sheet-year tbody td:last-child");
  expect((await rates.allTextContents()).slice(1).join(" ")).toMatch(/^[\d, ]+$/);
  await visitor.page.getByRole("link", { name: /Page du site/ }).click();
  await visitor.page.waitForURL(/LL-1189\?month=2026-08$/);
});

it("is hidden by no question that is asked after it has come", async () => {
  const visitor = await Visitor.as("police-melun", { path: "/rights" });
  const { page } = visitor;
  const [path = ""] = await hardSites(visitor, "247700057", 1);
  await openWhole(visitor, path);
  const sheet = page.locator(".site-sheet");
  await sheet.waitFor();
  // Nothing that is asked from now on is answered.
  await page.route(/\/graphql$/, () => undefined);
  const isAsked = page.waitForRequest(/\/graphql$/);
  await page.keyboard.press("Control+k");
  const box = page.getByRole("dialog").getByRole("searchbox");
  await box.fill("ab");
  await isAsked;
  // Under the dialog nothing is heard; it is still drawn.
  expect(await sheet.evaluate((element) => element.checkVisibility())).toBe(true);
});
