import { printed } from "../printed.js";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { openWhole } from "./whole-page.js";

const agglomeration = "247700057";

interface Count {
  readonly from: number | null;
  readonly to: number | null;
  readonly sites: number;
}

interface Answer {
  readonly territory: {
    readonly month: { readonly counts: readonly Count[]; readonly edges: readonly Edge[] };
    readonly year: { readonly counts: readonly Count[] };
  };
}

interface Edge {
  readonly node: { readonly name: string };
}

const question = `query ($code: ID!) { territory(code: $code, month: "2026-10") {
  month: changes(since: "2026-09", first: 100) { counts { from to sites } edges { node { name } } }
  year: changes(since: "2025-10") { counts { from to sites } }
} }`;

const plain = (texts: readonly string[]) =>
  texts.map((text) => text.replaceAll(/\s+/g, " ").trim());

/** Rose, fell, entered, left, reached level 4, left it: counted here a second time. */
function movedOf(counts: readonly Count[]): number[] {
  const sum = (isMeant: (from: number, to: number) => boolean) =>
    counts
      .filter(({ from, to }) => from !== null && to !== null && isMeant(from, to))
      .reduce((total, { sites }) => total + sites, 0);
  return [
    sum((from, to) => from < to),
    sum((from, to) => from > to),
    sum((from, to) => from < 3 && 3 <= to),
    sum((from, to) => to < 3 && 3 <= from),
    sum((from, to) => to === 4 && from !== 4),
    sum((from, to) => from === 4 && to !== 4),
  ];
}

/** What a cell of the last column says to an account of each kind, by what it is shown of reasons. */
const accounts = [
  ["police-melun", /seuil du niveau \d .*\(seuil : \d/],
  ["coordination", /seuil du niveau \d (atteint|non atteint depuis trois mois)$/],
  ["bailleur-lisiere", /^(–|par décision du bailleur)$/],
] as const;

it.each(accounts)(
  "tells %s first what changed, in figures, sites and reasons",
  async (account, why) => {
    const visitor = await Visitor.as(account, { path: "/rights" });
    const { territory } = await askGraph<Answer>(visitor, question, { code: agglomeration });
    await openWhole(visitor, `/territory/${agglomeration}?month=2026-10`);
    const { page } = visitor;
    expect(await page.locator("main h2").first().textContent()).toBe("Ce qui a changé");
    const cells = await page.locator(".moved-table tbody td").allTextContents();
    const [month, year] = [movedOf(territory.month.counts), movedOf(territory.year.counts)];
    expect(cells).toEqual(month.flatMap((count, row) => [String(count), String(year[row])]));
    expect(month.slice(0, 4).every((count) => count > 0)).toBe(true);
    const names = territory.month.edges.map(({ node }) => node.name);
    const links = await page.locator(".changed-sites tbody th a").allTextContents();
    expect(links).toEqual(names);
    const reasons = plain(
      await page.locator(".changed-sites tbody td:last-child").allTextContents(),
    );
    expect(reasons.filter((reason) => why.test(reason)).length).toBeGreaterThan(0);
    expect(reasons.some((reason) => reason.includes("(seuil"))).toBe(account === "police-melun");
    await page.goto(new URL(`/report/${agglomeration}?month=2026-10`, visitor.origin).href);
    await page.locator(".report .changed-sites").waitFor();
    await visitor.ready();
    const paper = plain([(await printed(page)).sheets.join(" ")])[0] ?? "";
    for (const name of plain(names)) expect(paper).toContain(name);
    expect(visitor.record.problems).toEqual([]);
  },
);

interface Plan {
  readonly territory: {
    readonly actions: {
      readonly edges: readonly { readonly node: { title: string; changedOn: string | null } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

/** Titles of the plan's actions, page after page, of which a last change was in the month. */
async function changedTitles(visitor: Visitor, month: string): Promise<string[]> {
  const titles: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Plan = await askGraph<Plan>(
      visitor,
      `query ($code: ID!, $after: String) { territory(code: $code) { actions(first: 200, after: $after) {
        edges { node { title changedOn } } pageInfo { hasNextPage endCursor }
      } } }`,
      { code: agglomeration, after },
    );
    const { edges, pageInfo } = page.territory.actions;
    for (const { node } of edges) if (node.changedOn?.startsWith(month)) titles.push(node.title);
    if (!pageInfo.hasNextPage) return titles.toSorted();
    after = pageInfo.endCursor;
  }
}

it("tells on wish, and in the report, which actions of the plan were last changed in the month", async () => {
  const visitor = await Visitor.as("coordination", { path: "/rights" });
  const { page } = visitor;
  const titles = await changedTitles(visitor, "2026-10");
  expect(titles.length).toBeGreaterThan(0);
  const told = async () =>
    (await page.locator(".changed-actions tbody th > [lang=fr]").allTextContents()).toSorted();
  await openWhole(visitor, `/territory/${agglomeration}?month=2026-10`);
  expect(await told()).toEqual([]);
  await page.getByText("Voir les actions modifiées en octobre 2026").click();
  await page.locator(".changed-actions").waitFor();
  expect(await told()).toEqual(titles);
  await openWhole(visitor, `/report/${agglomeration}?month=2026-10`);
  expect(await told()).toEqual(titles);
  const paper = plain([(await printed(page)).sheets.join(" ")])[0] ?? "";
  for (const title of plain(titles)) expect(paper).toContain(title);
  await visitor.record.settled();
  expect(visitor.record.problems).toEqual([]);
});

it("says of a month with nothing before it that there is nothing to compare with", async () => {
  const visitor = await Visitor.as("coordination", { path: "/rights" });
  await openWhole(visitor, `/territory/${agglomeration}?month=2023-11`);
  const cells = await visitor.page.locator(".moved-table tbody td").allTextContents();
  expect(new Set(cells)).toEqual(new Set(["–"]));
  expect(await visitor.page.getByRole("main").textContent()).toContain("pas de comparaison");
  await visitor.record.settled();
  expect(visitor.record.problems).toEqual([]);
});

it("says of the department that the convention covers a part of it", async () => {
  const visitor = await Visitor.as("coordination", { path: "/rights" });
  const covered = /La convention couvre 20 communes de ce département/;
  await openWhole(visitor, "/territory/77");
  expect(await visitor.page.getByRole("main").textContent()).toMatch(covered);
  await openWhole(visitor, `/territory/${agglomeration}`);
  expect(await visitor.page.getByRole("main").textContent()).not.toMatch(covered);
});
