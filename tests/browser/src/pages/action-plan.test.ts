import { readFile } from "node:fs/promises";
import { faultsOf } from "../access/look.js";
import type { GraphAnswer } from "../graph-answer.js";
import { Visitor } from "../visitor.js";
import { eventually, openWhole } from "./whole-page.js";

const agglomeration = "247700057";

interface Action {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly dueDate: string | null;
  readonly partner: string | null;
  readonly responsibleParty: string;
}

interface Edge {
  readonly node: Action;
  readonly sites: readonly { readonly id: string; readonly commune?: { readonly code: string } }[];
}

/** All that the page was told of the plan. */
function edgesIn(answers: readonly GraphAnswer[]): readonly Edge[] {
  const edges = answers.flatMap(({ query, body }) => {
    const data = body.data as { territory?: { actions?: { edges?: readonly Edge[] } } } | undefined;
    return query.includes("PlanPage") ? (data?.territory?.actions?.edges ?? []) : [];
  });
  return [...new Map(edges.map((edge) => [uidOf(edge), edge])).values()];
}

function uidOf({ node, sites }: Edge): string {
  return `${sites[0]?.id.split(":")[0]}/${node.id}`;
}

/** Property of each event, in the file's order. */
function eventsIn(file: string): readonly ReadonlyMap<string, string>[] {
  const [, ...events] = file.replaceAll("\r\n ", "").split("BEGIN:VEVENT\r\n");
  return events.map(
    (event) =>
      new Map(
        event.split("\r\n").map((line): [string, string] => {
          const colon = line.indexOf(":");
          return [line.slice(0, colon), line.slice(colon + 1)];
        }),
      ),
  );
}

async function keepCalendar({ page }: Visitor): Promise<string> {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Calendrier des échéances affichées (.ics)" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^palier-actions-${agglomeration}-[0-9-]+\\.ics$`),
  );
  return readFile(await download.path(), "utf8");
}

describe.each([
  { account: "police-melun", isMine: ({ node }: Edge) => node.partner === "police-melun" },
  {
    account: "bailleur-lisiere",
    isMine: ({ node, sites }: Edge) => node.partner === null && sites[0]?.id.startsWith("lisiere:"),
  },
])("the action plan of $account", ({ account, isMine }) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await Visitor.as(account, { path: `/actions/${agglomeration}` });
  });

  it("shows their own actions alone, by an address that says so, grouped by site", async () => {
    const { page, record } = visitor;
    await page.getByRole("button", { name: "Mes actions", exact: true }).click();
    await page.getByRole("button", { name: /Présentation$/ }).click();
    await page.getByRole("option", { name: "Par site" }).click();
    await page.waitForURL(/party=mine&group=site$/);
    await record.settled();
    const mine = edgesIn(record.answers).filter(isMine);
    expect(mine.length).toBeGreaterThan(3);
    const asAddressed = page.locator(".plan-group .plan-row");
    const rows = mine.reduce((sum, { sites }) => sum + sites.length, 0);
    await eventually(async () => expect(await asAddressed.count()).toBe(rows));
    await openWhole(visitor, new URL(page.url()).pathname + new URL(page.url()).search);
    await eventually(async () => expect(await asAddressed.count()).toBe(rows));
    expect(await faultsOf(page)).toEqual({ violations: [], sidewaysPx: 0, overHeader: [] });
  });

  it("gives the actions shown as a calendar, with nothing that the graph did not tell", async () => {
    const mine = edgesIn(visitor.record.answers).filter(isMine);
    const file = await keepCalendar(visitor);
    const dated = mine.filter(({ node }) => node.dueDate !== null);
    const events = eventsIn(file);
    const facts = (uid: string, day: string | undefined, title: string | undefined) =>
      `${uid} ${day} ${title}`;
    expect(
      events
        .map((event) =>
          facts(
            event.get("UID")?.replace(/\/[^/]*$/, "") ?? "",
            event.get("DTSTART;VALUE=DATE"),
            event.get("SUMMARY"),
          ),
        )
        .sort(),
    ).toEqual(
      dated
        .map((edge) => facts(uidOf(edge), edge.node.dueDate?.replaceAll("-", ""), edge.node.title))
        .sort(),
    );
    expect(file.replaceAll("\r\n ", "")).toMatch(
      /X-WR-CALDESC:Destinataire\s: .*Finalité\s: aucune/,
    );
    // What no document of the page asks for.
    expect(file).not.toMatch(/\d+ (rue|avenue|allée|place) /i);
    expect(visitor.record.problems).toEqual([]);
  });
});

it("finds late actions of a party in a commune by words, and shows all again", async () => {
  const visitor = await Visitor.as("coordination", {
    path: `/actions/${agglomeration}?party=named%3ABailleur&commune=77288&due=late30&q=HALLS`,
  });
  const { page, record } = visitor;
  await record.settled();
  // Where the reader is, another day has begun for an hour or two.
  const dayOf = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" });
  const before = dayOf.format(Date.now() - 29 * 86_400_000);
  const sought = edgesIn(record.answers).filter(
    ({ node, sites }) =>
      node.responsibleParty === "Bailleur" &&
      ["PLANNED", "IN_PROGRESS"].includes(node.status) &&
      (node.dueDate ?? "9999") < before &&
      /halls/i.test(node.title) &&
      sites.some(({ commune }) => commune?.code === "77288"),
  );
  expect(sought.length).toBeGreaterThan(0);
  const rows = page.locator(".plan-row");
  await eventually(async () => expect(await rows.count()).toBe(sought.length));
  await page.getByRole("searchbox", { name: "Chercher dans les actions" }).fill("rien de tel");
  await page.getByText("Aucune action ne correspond").waitFor();
  expect(new URL(page.url()).searchParams.get("q")).toBe("rien de tel");
  await page.getByRole("button", { name: "Tout afficher" }).click();
  await eventually(async () => expect(await rows.count()).toBe(50));
  expect(new URL(page.url()).search).toBe("");
  expect(record.problems).toEqual([]);
});
