import { inTurn } from "@palier/test-support";
import { printed } from "../printed.js";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { becomesWhole, openWhole } from "./whole-page.js";
import { wordsOf } from "./words-of.js";

const agglomeration = "247700057";

interface Count {
  readonly from: number | null;
  readonly to: number | null;
  readonly sites: number;
  readonly decided: number;
}

interface Span {
  readonly totalCount: number;
  readonly counts: readonly Count[];
  readonly edges: readonly Edge[];
}

interface Answer {
  readonly territory: { readonly month: Span; readonly year: Span };
}

interface Month {
  readonly heldLevel: number | null;
  readonly decision: { readonly level: number } | null;
}

interface Edge {
  readonly byDecision: boolean;
  readonly gate?: number | null;
  readonly node: {
    readonly name: string;
    readonly before: Month | null;
    readonly now: Month | null;
  };
}

const spanOf = (since: string, hasGate: boolean) => `changes(since: "${since}", first: 200) {
  totalCount counts { from to sites decided }
  edges { byDecision ${hasGate ? "gate" : ""} node {
    name
    before: classification(month: "${since}") { heldLevel decision { level } }
    now: classification(month: "2026-10") { heldLevel decision { level } }
  } }
}`;

const question = (
  hasGate: boolean,
) => `query ($code: ID!) { territory(code: $code, month: "2026-10") {
  month: ${spanOf("2026-09", hasGate)}
  year: ${spanOf("2025-10", hasGate)}
} }`;

const plain = (texts: readonly string[]) =>
  texts.map((text) => text.replaceAll(/\s+/g, " ").trim());

/** Rose, fell, entered, left, reached level 4, left it: counted here a second time, as the page writes it. */
function movedOf(counts: readonly Count[]): string[] {
  const sum = (isMeant: (from: number, to: number) => boolean) => {
    const meant = counts.filter(
      ({ from, to }) => from !== null && to !== null && isMeant(from, to),
    );
    const sites = meant.reduce((total, each) => total + each.sites, 0);
    const decided = meant.reduce((total, each) => total + each.decided, 0);
    return decided === 0 ? `${sites}` : `${sites}dont ${decided} par décision`;
  };
  return [
    sum((from, to) => from < to),
    sum((from, to) => from > to),
    sum((from, to) => from < 3 && 3 <= to),
    sum((from, to) => to < 3 && 3 <= from),
    sum((from, to) => to === 4 && from !== 4),
    sum((from, to) => from === 4 && to !== 4),
  ];
}

/** How a row begins to say why, by what the graph tells of both months. */
function whyOf({ gate, node: { before, now } }: Edge): string {
  if (gate == null) return "";
  const isRise = (now?.heldLevel ?? 0) > (before?.heldLevel ?? 0);
  return isRise
    ? `seuil du niveau ${gate} atteint`
    : `le seuil du niveau ${gate} n’est plus atteint, depuis au moins trois mois`;
}

function decisionOf({ byDecision, node: { before, now } }: Edge): string {
  if (!byDecision) return "";
  if (now?.decision == null) return "fin d’une décision du bailleur";
  return before?.decision == null ? "par décision du bailleur" : "par une nouvelle décision";
}

/** What an account of each kind is shown of reasons: with values, gates alone, or no column at all. */
const accounts = [
  ["police-melun", "values"],
  ["coordination", "gates"],
  ["bailleur-lisiere", "none"],
] as const;

it.each(inTurn(accounts, 3))(
  "tells %s first what changed, in figures, sites, decisions and reasons (%s), of a month and of a year",
  async (account, reasons) => {
    const visitor = await Visitor.as(account, { path: "/rights" });
    const { territory } = await askGraph<Answer>(visitor, question(reasons !== "none"), {
      code: agglomeration,
    });
    await openWhole(visitor, `/territory/${agglomeration}?month=2026-10`);
    const { page } = visitor;
    expect(await page.locator("main h2").first().textContent()).toBe("Ce qui a changé");
    const cells = plain(await page.locator(".moved-table tbody td").allTextContents());
    const [month, year] = [movedOf(territory.month.counts), movedOf(territory.year.counts)];
    expect(cells).toEqual(month.flatMap((count, row) => [count, year[row]]));
    expect(month.slice(0, 4).every((count) => !count.startsWith("0"))).toBe(true);
    await page.getByText("Voir les sites qui ont changé en un an").click();
    await page.locator(".changed-on-wish .changed-sites").first().waitFor();
    await becomesWhole(visitor);
    for (const [at, span] of [territory.month, territory.year].entries()) {
      const table = page.locator(".changed-sites").nth(at);
      const caption = (await table.locator("caption").textContent()) ?? "";
      expect(caption).toMatch(new RegExp(`^${span.totalCount} sites? `));
      expect(span.edges).toHaveLength(span.totalCount);
      const textsOf = async (selector: string) =>
        plain(await table.locator(`tbody ${selector}`).allTextContents());
      expect(await textsOf("th a")).toEqual(plain(span.edges.map(({ node }) => node.name)));
      const decisions = span.edges.map(decisionOf);
      const levels = await textsOf(".changed-levels");
      expect(levels.map((text, row) => text.includes(decisions[row] ?? "?"))).toEqual(
        decisions.map(() => true),
      );
      expect(levels.filter((text) => text.includes("décision"))).toHaveLength(
        decisions.filter((decision) => decision !== "").length,
      );
      if (reasons === "none") {
        expect(await table.locator("thead th").count()).toBe(2);
        continue;
      }
      const whys = await textsOf("td:last-child");
      expect(whys.map((why, row) => why.startsWith(whyOf(span.edges[row] as Edge)))).toEqual(
        whys.map(() => true),
      );
      expect(whys.some((why) => why.includes("(seuil"))).toBe(reasons === "values");
    }
    const names = territory.month.edges.map(({ node }) => node.name);
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
  await becomesWhole(visitor);
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
  expect(new Set(cells)).toEqual(new Set(["–inconnu"]));
  expect(await visitor.page.getByRole("main").textContent()).toContain("pas de comparaison");
  await visitor.record.settled();
  expect(visitor.record.problems).toEqual([]);
});

it("says of the department that the convention covers a part of it", async () => {
  const visitor = await Visitor.as("coordination", { path: "/rights" });
  const covered = /La convention couvre 20 communes de ce département/;
  await openWhole(visitor, "/territory/77");
  expect(await visitor.page.getByRole("main").textContent()).toMatch(covered);
  // A share is never one of a stock that the convention does not follow.
  const headline = await wordsOf(visitor.page.locator(".headline-figures"));
  expect(headline).toMatch(/% du parc social suivi$/);
  await openWhole(visitor, `/territory/${agglomeration}`);
  expect(await visitor.page.getByRole("main").textContent()).not.toMatch(covered);
});
