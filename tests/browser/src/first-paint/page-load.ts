import type { Page } from "playwright-core";
import { askGraph } from "../pages/ask-graph.js";
import { openWhole } from "../pages/whole-page.js";
import type { Visitor } from "../visitor.js";

/** How a page comes to its reader, who touches nothing. */
export interface PageLoad {
  /** From the start of the navigation until the largest thing in the window was painted. */
  readonly largestPaintMs: number;
  /** All shifts of layout together, each the share of the window that moved by how far; 0 where nothing jumps. */
  readonly shift: number;
  /** Questions to the graph. */
  readonly questions: number;
  /** How far down the page stands. */
  readonly scrolledPx: number;
}

interface Hardest {
  readonly territory: {
    readonly sites: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
  };
}

/** Every page of the dashboard, by the name of its route, in the last published month. */
export async function pathsOfPages(visitor: Visitor, code: string) {
  const { territory } = await askGraph<Hardest>(
    visitor,
    "query ($code: ID!) { territory(code: $code) { sites(first: 2) { edges { node { id } } } } }",
    { code },
  );
  const ids = territory.sites.edges.map(({ node }) => encodeURIComponent(node.id));
  return {
    ...Object.fromEntries(
      ["territory", "map", "actions", "patrol", "report"].map((name) => [name, `/${name}/${code}`]),
    ),
    ...{
      site: `/sites/${ids[0]}`,
      sheet: `/sites/${ids[0]}/sheet`,
      compare: `/compare?sites=${ids}`,
    },
    ...{ access: "/access", rights: "/rights" },
  };
}

/** Opens the address anew, with nothing of the page kept but the browser's files, and waits until all of it is there. */
export async function loadPage(visitor: Visitor, path: string): Promise<PageLoad> {
  const { page, record } = visitor;
  // What is under way of the page before would be counted for this one.
  await record.settled();
  record.clear();
  await openWhole(visitor, path);
  return { ...(await readTimeline(page)), questions: record.answers.length };
}

async function readTimeline(page: Page): Promise<Omit<PageLoad, "questions">> {
  return page.evaluate(() => {
    const entriesOf = (type: string): PerformanceEntryList => {
      const observer = new PerformanceObserver(() => {});
      // What was recorded before comes at once.
      observer.observe({ type, buffered: true });
      const entries = observer.takeRecords();
      observer.disconnect();
      return entries;
    };
    // The types of the language's library have no such entry yet.
    const shifts = entriesOf("layout-shift") as (PerformanceEntry & { readonly value: number })[];
    return {
      largestPaintMs: entriesOf("largest-contentful-paint").at(-1)?.startTime ?? Number.NaN,
      shift: shifts.reduce((sum, { value }) => sum + value, 0),
      scrolledPx: scrollY,
    };
  });
}
