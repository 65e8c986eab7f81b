import { hasFocus, isGood, press, tabTo } from "../access/keyboard.js";
import { accessibilityViolations } from "../accessibility.js";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { eventually } from "./whole-page.js";

interface Listed {
  readonly territory: {
    readonly sites: {
      readonly edges: readonly {
        readonly level: number;
        readonly node: {
          readonly id: string;
          readonly name: string;
          readonly commune: { readonly name: string };
          readonly address?: string;
        };
      }[];
    };
  };
}

const names = "level node { id name commune { name } }";

async function sitesOf(visitor: Visitor, code: string, fields: string, levels: string) {
  const { territory } = await askGraph<Listed>(
    visitor,
    `query ($code: ID!) {
      territory(code: $code) { sites(first: 200, levels: ${levels}) { edges { ${fields} } } }
    }`,
    { code },
  );
  return territory.sites.edges;
}

/** Opens the search by its keys and types there. */
async function search({ page }: Visitor, typed: string) {
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog");
  await hasFocus(page, dialog.getByRole("searchbox"));
  await page.keyboard.type(typed);
  await dialog.getByText(/réponse|^Rien ne contient/).waitFor();
  return dialog;
}

it("finds a site without accents or mouse, asks nothing before, and opens it with the month that was shown", async () => {
  const visitor = await Visitor.as("coordination", { path: "/rights" });
  const { page, record } = visitor;
  const sites = await sitesOf(visitor, "247700057", names, "[3, 4]");
  const accented = sites.find(({ node }) => /[éèê]/i.test(node.name))?.node;
  const month = "2026-06";
  for (const path of ["/rights", "/actions/247700057", "/territory/247700057"]) {
    await visitor.open(`${path}?month=${month}`);
    record.clear();
    await page.keyboard.press("Control+k");
    await hasFocus(page, page.getByRole("dialog").getByRole("searchbox"));
    await record.settled();
    expect(record.answers).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  const plain = (accented?.name ?? "").normalize("NFD").replaceAll(/\p{M}/gu, "").toUpperCase();
  const dialog = await search(visitor, plain);
  const first = dialog.getByRole("option").first();
  await first.filter({ hasText: accented?.name ?? "" }).waitFor();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    expect(await accessibilityViolations(page, "[role=dialog]")).toEqual([]);
    expect(await dialog.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0);
  }
  await page.locator(".search-item[data-focused]").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname.startsWith("/sites/"));
  expect(new URL(page.url()).searchParams.get("month")).toBe(month);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await record.settled();
  expect(record.problems).toEqual([]);
});

it("finds a territory by the first letters of its name, from the header's button, and gives the focus back", async () => {
  const visitor = await Visitor.as("mairie-melun", { path: "/rights" });
  const { page, record } = visitor;
  const button = page.getByRole("button", { name: "Chercher", exact: true });
  expect(await tabTo(page, button)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.keyboard.type("plein");
  const options = page.getByRole("dialog").getByRole("option");
  await options.filter({ hasText: "quartier prioritaire" }).waitFor();
  expect(isGood(await press(page, "Tab"))).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await hasFocus(page, button);
  await record.settled();
  expect(record.problems).toEqual([]);
});

let police: Visitor;
beforeAll(async () => {
  police = await Visitor.as("police-melun", { path: "/rights" });
});

it.each([
  ["police-melun", true, true],
  ["parquet-melun", true, false],
  ["coordination", false, false],
] as const)(
  "looks for addresses as far as %s may read them, and says how far",
  async (account, hard, quiet) => {
    const [edges, others] = await Promise.all(
      ["[4]", "[1]"].map((levels) =>
        sitesOf(police, "247700057", `${names.slice(0, -1)} address }`, levels),
      ),
    );
    const visitor = await Visitor.as(account, { path: "/rights" });
    for (const [site, isShown] of [
      [edges?.[0]?.node, hard],
      [others?.[0]?.node, quiet],
    ] as const) {
      const { id = "", name = "", address = "" } = site ?? {};
      expect(address.length).toBeGreaterThan(5);
      visitor.record.clear();
      const dialog = await search(visitor, address);
      await visitor.record.settled();
      const found = dialog.getByRole("option").filter({ hasText: name });
      await eventually(async () => expect((await found.count()) > 0).toBe(isShown));
      const answers = visitor.record.answers.map(({ text }) => text).join("");
      if (!isShown) expect(answers).not.toContain(address);
      expect(await dialog.getByText("La convention ne vous communique").count()).toBe(
        hard && quiet ? 0 : 1,
      );
      expect(id).not.toBe("");
      await dialog.getByRole("button", { name: "Fermer la recherche" }).click();
      await dialog.waitFor({ state: "detached" });
    }
    await visitor.record.settled();
    expect(visitor.record.problems).toEqual([]);
  },
);
