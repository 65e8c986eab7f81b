import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importSites } from "@palier/landlord-import";
import { closeMonths, reopenMonths } from "@palier/landlord-store";
import { monthNumber, monthsBetween, type PartnerKind, partnerKinds } from "@palier/schema";
import { signOf } from "@palier/schema/testing";
import {
  changedConvention,
  dammarie,
  keyedConvention,
  lastMonth,
  melun,
  partners,
  slugs,
} from "../access/access-convention.js";
import { personalTexts } from "../access/landlord-store.js";
import { type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { getFile } from "./get-file.js";
import { readCsv, recordsOf } from "./read-csv.js";

/** Files hold what the graph answers to the same account, read page by page by questions of the test's own. */

let platform: AccessPlatform;

/** More sites than one page holds, under names that a spreadsheet might compute. */
const awkward = [
  "=HYPERLINK(1)",
  "+33 1",
  "-2+3",
  "@SUM(A1)",
  "Tour; Nord, B",
  "Dite «B»",
  '"Ormes"',
];
const added = Array.from({ length: 210 }, (_, index) => ({
  reference: `N-${String(index).padStart(3, "0")}`,
  name: awkward[index] ?? `Résidence ${index}`,
  // Greenwich runs through France.
  longitude: -0.5 - index / 1_000,
}));

beforeAll(async () => {
  const keyed = await keyedConvention();
  const { landlords } = JSON.parse(keyed.text);
  const orme = landlords.find(({ slug }: { slug: string }) => slug === "orme");
  orme.stock.find((part: object) => !("priorityDistrict" in part)).dwellings += 2_100;
  platform = await startAccessPlatform({ keyed: changedConvention(keyed, { landlords }) });
  const folder = await mkdtemp(join(tmpdir(), "palier-exports-"));
  const file = join(folder, "sites.csv");
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = added.map(({ reference, name, longitude }) =>
    [reference, quoted(name), melun, 10, quoted(`2 rue ${reference}`), longitude, 48.5].join(","),
  );
  await writeFile(
    file,
    `reference,name,commune,dwellings,address,longitude,latitude\n${lines.join("\n")}\n`,
  );
  // They were always there: the months that are closed are closed anew.
  const { store } = platform.nodes.orme;
  const closed = monthsBetween(monthNumber(lastMonth) - 11, monthNumber(lastMonth));
  await reopenMonths(store, closed);
  await importSites(store, [file], { from: closed[0] });
  await closeMonths(store, closed, () => new Date());
  await rm(folder, { recursive: true });
});
afterAll(() => platform.stop());

/** By hand: where each column of a file comes from. */
const siteColumns = {
  id: "Site.id",
  name: "Site.name",
  landlord: "Site.landlord",
  landlord_name: "Landlord.name",
  commune: "Site.commune",
  commune_name: "Commune.name",
  priority_district: "Site.priorityDistrict",
  priority_district_name: "PriorityDistrict.name",
  dwellings: "SiteEdge.dwellings",
  level: "SiteEdge.level",
  status: "Classification.status",
  computed_level: "Classification.computedLevel",
  held_level: "Classification.heldLevel",
  since: "Classification.since",
  decided_level: "LevelDecision.level",
  decided_until: "LevelDecision.until",
  address: "Site.address",
  longitude: "Site.location",
  latitude: "Site.location",
};
const actionColumns = {
  id: "Action.id",
  axis: "Action.axis",
  title: "Action.title",
  status: "Action.status",
  due_date: "Action.dueDate",
  responsible_party: "Action.responsibleParty",
  partner: "Action.partner",
  changed_on: "Action.changedOn",
  site: "Site.id",
  sites: "ActionEdge.sites",
  site_name: "Site.name",
  landlord: "Site.landlord",
  landlord_name: "Landlord.name",
  commune: "Site.commune",
  commune_name: "Commune.name",
};
const changeColumns = {
  id: "Site.id",
  name: "Site.name",
  landlord: "Site.landlord",
  landlord_name: "Landlord.name",
  commune: "Site.commune",
  commune_name: "Commune.name",
  dwellings: "LevelChangeEdge.dwellings",
  move: "LevelChangeEdge.move",
  level_before: "LevelChangeEdge.from",
  level_after: "LevelChangeEdge.to",
  held_before: "Classification.heldLevel",
  held_after: "Classification.heldLevel",
  by_decision: "LevelChangeEdge.byDecision",
  gate: "LevelChangeEdge.gate",
};
const levelColumns = {
  level: "LevelShare.level",
  sites: "LevelShare.sites",
  dwellings: "LevelShare.dwellings",
  share: "LevelShare.share",
  landlords_expected: "Coverage.landlordsExpected",
  landlords_answered: "Coverage.landlordsAnswered",
  dwellings_expected: "Coverage.dwellingsExpected",
  dwellings_known: "Coverage.dwellingsKnown",
};
const basis = ["month", "grid_version", "missing_landlords", "not_told"];

const shownTo = (kind: PartnerKind, columns: Readonly<Record<string, string>>) =>
  Object.keys(columns).filter((name) => signOf(columns[name] ?? "", kind) !== "-");

// The shapes of the questions below.
// biome-ignore lint/suspicious/noExplicitAny: answers as they come over the wire.
type Answer = any;

async function askGraph(kind: PartnerKind, query: string): Promise<Answer> {
  const { data, errors } = await platform.ask(partners[kind], query);
  expect(errors).toBeUndefined();
  return data;
}

/** Every site that the graph lists, as a row of the file. */
async function sitesInGraph(kind: PartnerKind): Promise<Record<string, unknown>[]> {
  const isPlaced = signOf("Site.address", kind) !== "-";
  const rows: Record<string, unknown>[] = [];
  for (let after: string | null = null; ; ) {
    const { territory } = await askGraph(
      kind,
      `{ territory(code: "${melun}", month: "${lastMonth}") { sites(first: 97, after: ${JSON.stringify(after)}) {
        pageInfo { hasNextPage endCursor }
        edges { level node { id name dwellings landlord { slug name } commune { code name }
          priorityDistrict { code name } ${isPlaced ? "address location { latitude longitude }" : ""}
          classification(month: "${lastMonth}") { status since heldLevel computedLevel decision { level until } } } } } } }`,
    );
    for (const { level, node } of territory.sites.edges) {
      const { classification, location, landlord, commune, priorityDistrict } = node;
      rows.push({
        id: node.id,
        name: node.name,
        landlord: landlord.slug,
        landlord_name: landlord.name,
        commune: commune.code,
        commune_name: commune.name,
        priority_district: priorityDistrict?.code,
        priority_district_name: priorityDistrict?.name,
        dwellings: node.dwellings,
        level,
        status: classification.status,
        computed_level: classification.computedLevel,
        held_level: classification.heldLevel,
        since: classification.since,
        decided_level: classification.decision?.level,
        decided_until: classification.decision?.until,
        ...(isPlaced && {
          address: node.address,
          longitude: location?.longitude,
          latitude: location?.latitude,
        }),
        month: lastMonth,
        grid_version: 1,
        missing_landlords: null,
        not_told: null,
      });
    }
    if (!territory.sites.pageInfo.hasNextPage) return rows;
    after = territory.sites.pageInfo.endCursor;
  }
}

/** `HARD` of each landlord. */
const hardRose = slugs.map(() => "ROSE 1 to 4, decided");

/** Every site that changed, page by page. */
async function changesInGraph(
  kind: PartnerKind,
  { month, since }: { readonly month: string; readonly since: string },
  isGated: boolean,
): Promise<Answer[]> {
  const edges: Answer[] = [];
  for (let after: string | null = null; ; ) {
    const { territory } = await askGraph(
      kind,
      `{ territory(code: "${melun}", month: "${month}") {
         changes(since: "${since}", first: 190, after: ${JSON.stringify(after)}) {
           pageInfo { hasNextPage endCursor }
           edges { move from to byDecision dwellings ${isGated ? "gate" : ""}
             node { id name landlord { slug name } commune { code name }
               before: classification(month: "${since}") { heldLevel }
               now: classification(month: "${month}") { heldLevel } } } } } }`,
    );
    edges.push(...territory.changes.edges);
    if (!territory.changes.pageInfo.hasNextPage) return edges;
    after = territory.changes.pageInfo.endCursor;
  }
}

/** As a cell of a file has it. */
function cellOf(value: unknown): string {
  const text = `${value ?? ""}`;
  return typeof value === "string" && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
const asCells = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cellOf(value)])),
  );

const place = `territory=${melun}&month=${lastMonth}`;
const get = (kind: PartnerKind, path: string) => getFile(platform, partners[kind], path);

describe.each(partnerKinds)("%s", (kind) => {
  it("reads in sites.csv what the graph answers, in its order, and no column more", async () => {
    const { status, headers, text } = await get(kind, `/exports/sites.csv?${place}`);
    expect([status, headers.get("palier-rows"), headers.get("palier-missing")]).toEqual([
      200,
      "216",
      "none",
    ]);
    expect(readCsv(text)[0]).toEqual([...shownTo(kind, siteColumns), ...basis]);
    const rows = await sitesInGraph(kind);
    expect(rows).toHaveLength(216);
    expect(recordsOf(text)).toEqual(asCells(rows));
  });

  it("finds in no file what the convention does not show it", async () => {
    const sign = signOf("Site.address", kind);
    for (const name of ["sites.csv", "sites.geojson", "levels.csv", "actions.csv", "changes.csv"]) {
      const file = await get(kind, `/exports/${name}?territory=${melun}`);
      // The seconds of when it was written may read as a place on the map.
      const text = file.text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "");
      expect(text).not.toMatch(new RegExp(Object.values(personalTexts).join("|")));
      expect(text).not.toMatch(/FAR|77152|Guet permanent|PV-HARD|DRUG_DEALING/);
      if (sign !== "+") expect(text).not.toMatch(/rue (QUIET|N-)|48\.5\b/);
      if (sign === "-") expect(text).not.toMatch(/rue |48\.5|2\.66|"type":"Point"/);
      if (sign !== "-" && name.startsWith("sites")) expect(text).toMatch(/rue HARD/);
    }
  });

  it("reads in sites.geojson the same sites, placed where it is shown places", async () => {
    const { status, headers, text } = await get(kind, `/exports/sites.geojson?${place}`);
    const type = headers.get("content-type");
    expect([status, type]).toEqual([200, "application/geo+json"]);
    const file: Answer = JSON.parse(text);
    const rows = await sitesInGraph(kind);
    expect(file.features).toEqual(
      rows.map(({ longitude, latitude, ...properties }) => ({
        type: "Feature",
        id: properties.id,
        geometry:
          longitude === undefined || longitude === null
            ? null
            : { type: "Point", coordinates: [longitude, latitude] },
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, value]) => [name, value ?? null]),
        ),
      })),
    );
    expect(file.palier).toEqual({
      recipient: { code: partners[kind], kind, name: `Partenaire ${partners[kind]}` },
      purpose: null,
      convention: {
        reference: "essai-acces",
        version: 1,
        title: "Convention d'essai",
        gridVersion: 1,
      },
      territory: { code: melun, name: "Melun" },
      month: lastMonth,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      rows: 216,
      isWhole: true,
      missing: [],
    });
  });

  it("reads in levels.csv the levels and what they rest on", async () => {
    const { text } = await get(kind, `/exports/levels.csv?${place}`);
    expect(readCsv(text)[0]).toEqual([...shownTo(kind, levelColumns), ...basis]);
    const { territory } = await askGraph(
      kind,
      `{ territory(code: "${melun}", month: "${lastMonth}") { levels { level sites dwellings share }
         coverage { landlordsExpected landlordsAnswered dwellingsExpected dwellingsKnown } } }`,
    );
    const { coverage } = territory;
    const rows = territory.levels.map((level: Record<string, unknown>) => ({
      ...level,
      landlords_expected: coverage.landlordsExpected,
      landlords_answered: coverage.landlordsAnswered,
      dwellings_expected: coverage.dwellingsExpected,
      dwellings_known: coverage.dwellingsKnown,
      ...{ month: lastMonth, grid_version: 1, missing_landlords: null, not_told: null },
    }));
    expect(rows).toHaveLength(4);
    expect(recordsOf(text)).toEqual(asCells(rows));
  });

  it("reads in actions.csv the plan as of today", async () => {
    const { text } = await get(kind, `/exports/actions.csv?territory=${melun}`);
    expect(readCsv(text)[0]).toEqual([...shownTo(kind, actionColumns), ...basis]);
    const { territory } = await askGraph(
      kind,
      `{ territory(code: "${melun}") { actions(first: 200) { edges {
         node { id axis title status dueDate responsibleParty partner changedOn }
         sites { id }
         site { id name landlord { slug name } commune { code name } } } } } }`,
    );
    const rows = territory.actions.edges.map(({ node, site, sites }: Answer) => ({
      ...{ id: node.id, axis: node.axis, title: node.title, status: node.status },
      ...{ due_date: node.dueDate, responsible_party: node.responsibleParty },
      ...{ partner: node.partner, changed_on: node.changedOn, site: site.id },
      ...{ sites: sites.map(({ id }: Answer) => id).join(" "), site_name: site.name },
      ...{ landlord: site.landlord.slug, landlord_name: site.landlord.name },
      ...{ commune: site.commune.code, commune_name: site.commune.name },
      ...{ month: null, grid_version: 1, missing_landlords: null, not_told: null },
    }));
    expect(rows).toHaveLength(3);
    expect(recordsOf(text)).toEqual(asCells(rows));
  });

  it.each([
    // What each landlord decided; what came with the tenth closed month; the year before nothing was closed.
    [lastMonth, "month", "2025-05", hardRose],
    ["2025-04", "month", "2025-03", Array(216).fill("DETERMINED")],
    [lastMonth, "year", "2024-06", []],
  ])(
    "reads in changes.csv of %s what changed since the %s before, no column more",
    async (month, span, since, moves) => {
      const isWhole = moves.length > 0;
      const notClosed = slugs.map((slug) => `${slug}=MONTH_NOT_CLOSED`);
      const { status, headers, text } = await get(
        kind,
        `/exports/changes.csv?territory=${melun}&month=${month}&since=${span}`,
      );
      expect([status, headers.get("palier-rows"), headers.get("palier-missing")]).toEqual([
        200,
        `${moves.length}`,
        isWhole ? "none" : notClosed.join(", "),
      ]);
      const isGated = signOf("LevelChangeEdge.gate", kind) !== "-";
      expect(readCsv(text)[0]).toEqual([...shownTo(kind, changeColumns), ...basis]);
      const edges = await changesInGraph(kind, { month, since }, isGated);
      const moved = ({ move, from, to, byDecision }: Answer) =>
        move === "DETERMINED" ? move : `${move} ${from} to ${to}${byDecision ? ", decided" : ""}`;
      expect(edges.map(moved)).toEqual(moves);
      const rows = edges.map(({ node, ...edge }) => ({
        ...{ id: node.id, name: node.name, landlord: node.landlord.slug },
        ...{ landlord_name: node.landlord.name, commune: node.commune.code },
        ...{ commune_name: node.commune.name, dwellings: edge.dwellings, move: edge.move },
        ...{ level_before: edge.from, level_after: edge.to },
        ...{ held_before: node.before?.heldLevel, held_after: node.now?.heldLevel },
        by_decision: edge.byDecision ? "YES" : "NO",
        ...(isGated && { gate: edge.gate }),
        ...{ month, grid_version: 1, missing_landlords: null, not_told: null },
      }));
      expect(recordsOf(text)).toEqual(asCells(rows));
    },
  );

  it("finds no file of a territory outside its scope, in the words for one that nobody has", async () => {
    const [outside, absent] = [
      await get(kind, `/exports/sites.csv?territory=${dammarie}`),
      await get(kind, "/exports/sites.csv?territory=99999"),
    ];
    expect(outside.status).toBe(404);
    expect(outside.text.replaceAll(dammarie, "99999")).toBe(absent.text);
  });
});

it("opens in a French spreadsheet: semicolons, a decimal comma, a mark of UTF-8, and nothing that computes", async () => {
  const { headers, text } = await get(
    "POLICE",
    `/exports/sites.csv?${place}&format=fr&notice=lines`,
  );
  expect(headers.get("content-disposition")).toBe(
    `attachment; filename=palier-sites-${melun}-${lastMonth}-police.csv`.replace(
      "police",
      partners.POLICE,
    ),
  );
  // `fetch` takes the mark away; the bytes are looked at below.
  const [notice = "", table = ""] = text.split(/(?<=\r\n)\r\n/);
  expect(Object.fromEntries(readCsv(notice, ";"))).toEqual({
    Destinataire: `Partenaire ${partners.POLICE} (${partners.POLICE})`,
    Finalité: "aucune indiquée",
    Convention: "essai-acces, version 1",
    Grille: "1",
    Territoire: `Melun (${melun})`,
    Mois: lastMonth,
    "Demandé le": expect.any(String),
    Lignes: "216",
    "Bailleurs manquants": "aucun",
  });
  const rows = recordsOf(table, ";");
  const named = new Map(rows.map((row) => [row.identifiant, row]));
  for (const [index, name] of awkward.entries()) {
    const { reference, longitude } = added[index] ?? { reference: "", longitude: 0 };
    expect(named.get(`orme:${reference}`)).toMatchObject({
      nom: /^[=+\-@]/.test(name) ? `'${name}` : name,
      // A number below zero is a number.
      longitude: `${longitude}`.replace(".", ","),
    });
  }
  for (const cell of rows.flatMap((row) => Object.values(row))) {
    if (/^[=+\-@\t\r]/.test(cell)) expect(cell).toMatch(/^-\d+(,\d+)?$/);
  }
  const response = await fetch(new URL(`/exports/levels.csv?${place}&format=fr`, platform.origin), {
    headers: { authorization: `Bearer ${await platform.token(partners.POLICE)}` },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(bytes.toString()).toMatch(/^.niveau;sites;logements;part;bailleurs_attendus;/);
  expect(bytes.toString()).toMatch(/;0,\d+;/);
});

it("has heads in English with French numbers, and the reverse", async () => {
  const heads = async (query: string) =>
    readCsv(
      (await get("POLICE", `/exports/levels.csv?${place}${query}`)).text,
      query.includes("=fr&") ? ";" : ",",
    )[0];
  expect(await heads("&format=fr&language=en")).toContain("dwellings_known");
  expect(await heads("&language=fr")).toContain("logements_connus");
});

it("says beside a CSV file what its columns are, to whom it was given, and under what", async () => {
  const file = await get("COORDINATOR", `/exports/sites.csv?${place}&format=fr`);
  const [, link = ""] = /^<(.+)>; rel="describedby"/.exec(file.headers.get("link") ?? "") ?? [];
  const side = await get("COORDINATOR", link);
  expect(side.headers.get("content-type")).toContain("application/csvm+json");
  const told: Answer = JSON.parse(side.text);
  expect(told).toMatchObject({
    "@context": ["http://www.w3.org/ns/csvw", { "@language": "fr" }],
    url: `/exports/sites.csv?${place}&format=fr`,
    dialect: { delimiter: ";", headerRowCount: 1 },
    notes: [{ recipient: { kind: "COORDINATOR" }, month: lastMonth, rows: 216, isWhole: true }],
  });
  expect(told.tableSchema.columns.map(({ titles }: Answer) => titles)).toEqual(
    readCsv(file.text, ";")[0],
  );
});

it("bears the purpose that its reader stated", async () => {
  const stated = await platform.state(partners.POLICE, "PATROL_PLANNING");
  const { text } = await getFile(
    platform,
    partners.POLICE,
    `/exports/sites.geojson?territory=${melun}`,
    { headers: { "palier-purpose": stated } },
  );
  const [entry] = await platform.nodes.lisiere.log();
  expect(entry).toMatchObject({ partner: partners.POLICE, purpose: "PATROL_PLANNING" });
  expect(JSON.parse(text).palier.purpose).toBe("PATROL_PLANNING");
});

it("stands in the landlords' logs as questions of their own name", async () => {
  await get("MUNICIPALITY", `/exports/sites.csv?territory=${melun}`);
  const entries = await platform.nodes.orme.log();
  const own = entries.filter(({ partner }) => partner === partners.MUNICIPALITY).slice(0, 4);
  expect(own.map(({ operation }) => operation)).toContainEqual(
    expect.stringMatching(/^ExportSites/),
  );
});
