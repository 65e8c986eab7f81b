import { pausePartner, resumePartner } from "@palier/landlord-store";
import { type PartnerKind, partnerKinds } from "@palier/schema";
import { signOf } from "@palier/schema/testing";
import {
  changedConvention,
  dammarie,
  district,
  keyedConvention,
  lastMonth,
  melun,
  partners,
} from "../access/access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { type FileAnswer, getFile } from "./get-file.js";

/** What OGC API - Features (OGC 17-069r4) asks of core and GeoJSON, requirement by requirement. */

/** Its scope is two territories that overlap; it asks registered operations only. */
const across = "police-across";

let platform: AccessPlatform;
let base: string;
beforeAll(async () => {
  const keyed = await keyedConvention();
  const { partners: named } = JSON.parse(keyed.text);
  named.push({
    ...named[0],
    code: across,
    kind: "POLICE",
    scope: [district, dammarie],
    documents: "registered",
  });
  platform = await startAccessPlatform({ keyed: changedConvention(keyed, { partners: named }) });
  base = `${platform.origin}/ogc`;
});
afterAll(() => platform.stop());

// What comes over the wire.
// biome-ignore lint/suspicious/noExplicitAny: looked at field by field.
type Json = any;

const get = (path: string, account: string = partners.POLICE, init: RequestInit = {}) =>
  getFile(platform, account, path.startsWith("http") ? path : `${base}${path}`, init);
const bodyOf = ({ text }: FileAnswer): Json => JSON.parse(text);
const read = async (path: string, account?: string): Promise<Json> => {
  const answer = await get(path, account);
  expect(answer.status).toBe(200);
  return bodyOf(answer);
};
const linkIn = ({ links }: Json, rel: string) =>
  links.find((link: { rel: string }) => link.rel === rel)?.href;

/** Every page, by the links. */
async function pagesFrom(path: string, account?: string): Promise<Json[]> {
  const pages: Json[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const page: Json = await read(next, account);
    pages.push(page);
    next = linkIn(page, "next");
  }
  return pages;
}
const idsOf = (pages: readonly Json[]) =>
  pages.flatMap(({ features }) => features.map(({ id }: Json) => id));

const items = "/collections/sites/items";
const everySite = [
  ...["lisiere:HARD", "orme:HARD", "val-de-brie:HARD"],
  ...["lisiere:QUIET", "orme:QUIET", "val-de-brie:QUIET"],
];

it("leads from its landing page to everything, each of the type it says", async () => {
  const landing = await read("");
  expect(linkIn(landing, "self")).toBe(base);
  for (const rel of ["service-desc", "conformance", "data"]) {
    const link = landing.links.find((each: Json) => each.rel === rel);
    const answer = await get(link.href, partners.POLICE, { headers: { accept: link.type } });
    expect([rel, answer.status]).toEqual([rel, 200]);
    expect(answer.headers.get("content-type")?.replaceAll(" ", "")).toContain(link.type);
  }
  expect((await read("/conformance")).conformsTo).toEqual([
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
  ]);
});

it("describes its collection the same in the list and by itself", async () => {
  const all = await read("/collections");
  expect(linkIn(all, "self")).toBe(`${base}/collections`);
  const [sites, ...others] = all.collections;
  expect(others).toEqual([]);
  expect(sites).toEqual(await read("/collections/sites"));
  expect(sites).toMatchObject({
    id: "sites",
    itemType: "feature",
    crs: ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
    extent: { temporal: { interval: [["2024-01-01T00:00:00Z", "2025-06-30T23:59:59Z"]] } },
  });
  expect(linkIn(sites, "items")).toBe(`${base}${items}`);
});

it("describes in OpenAPI every path that it has and every parameter that it takes", async () => {
  const api = await read("/api");
  expect(api.openapi).toMatch(/^3\.0\./);
  expect(api.servers).toEqual([{ url: base }]);
  for (const [path, { get: operation }] of Object.entries<Json>(api.paths)) {
    const answer = await get(path.replace("{featureId}", "lisiere:HARD"));
    expect([path, answer.status]).toEqual([path, 200]);
    const [type] = Object.keys(operation.responses["200"].content);
    expect(answer.headers.get("content-type")?.replaceAll(" ", "")).toContain(type);
  }
  const { parameters } = api.components;
  expect(Object.keys(parameters)).toEqual(["limit", "bbox", "datetime", "territory", "cursor"]);
  // QGIS reads these to know how large a page may be.
  expect(parameters.limit.schema).toMatchObject({ minimum: 1, maximum: 100, default: 100 });
});

describe.each(partnerKinds)("%s", (kind: PartnerKind) => {
  const account = partners[kind];

  it("reads the features of sites.geojson, page by page by the links", async () => {
    const file = await getFile(platform, account, `/exports/sites.geojson?territory=${melun}`);
    const pages = await pagesFrom(`${items}?limit=4`, account);
    expect(pages.map(({ numberReturned }) => numberReturned)).toEqual([4, 2]);
    expect(pages.flatMap(({ features }) => features)).toEqual(bodyOf(file).features);
    for (const { type, timeStamp, numberMatched, palier } of pages) {
      expect([type, numberMatched, palier.isWhole, palier.month]).toEqual([
        "FeatureCollection",
        6,
        true,
        lastMonth,
      ]);
      expect(palier.recipient.code).toBe(account);
      expect(timeStamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/);
    }
  });

  it("reads one site as the list has it, placed where it is shown places", async () => {
    const [page] = await pagesFrom(items, account);
    const sign = signOf("Site.address", kind);
    for (const id of ["lisiere:HARD", "orme:QUIET"]) {
      const { links, ...feature } = await read(`${items}/${encodeURIComponent(id)}`, account);
      expect(feature).toEqual(page.features.find((each: Json) => each.id === id));
      expect(linkIn({ links }, "collection")).toBe(`${base}/collections/sites`);
      const isPlaced = sign === "+" || (sign === "3" && id === "lisiere:HARD");
      expect(feature.geometry).toEqual(
        isPlaced ? { type: "Point", coordinates: [2.66, 48.54] } : null,
      );
      expect("address" in feature.properties).toBe(sign !== "-");
    }
  });

  it("finds nothing outside its scope", async () => {
    const [far, nowhere] = [
      await get(`${items}/lisiere:FAR`, account),
      await get(`${items}/lisiere:NOWHERE`, account),
    ];
    expect([far.status, far.text]).toEqual([404, nowhere.text]);
    expect((await get(`${items}?territory=${dammarie}`, account)).status).toBe(404);
    expect((await get(`${items}?cursor=${dammarie}:`, account)).status).toBe(404);
  });

  it("finds by a box those sites alone whose place it is shown", async () => {
    const sign = signOf("Site.address", kind);
    const found = idsOf(await pagesFrom(`${items}?bbox=2.6,48.5,2.7,48.6&limit=1`, account));
    const count = { "+": 6, "3": 3, "-": 0 }[sign as "+" | "3" | "-"];
    expect(found).toEqual(everySite.slice(0, count));
    expect(idsOf(await pagesFrom(`${items}?bbox=0,0,1,1`, account))).toEqual([]);
  });
});

it("holds each site of overlapping territories once, also for who asks registered operations only", async () => {
  const ids = idsOf(await pagesFrom(`${items}?limit=2`, across));
  expect(ids.toSorted()).toEqual(
    ["lisiere", "orme", "val-de-brie"]
      .flatMap((slug) => [`${slug}:FAR`, `${slug}:HARD`])
      .toSorted(),
  );
  const ask = await platform.ask(across, "{ landlords { slug } }");
  expect(ask.errors?.[0]?.extensions?.code).toBe("DOCUMENT_NOT_REGISTERED");
  for (const name of ["sites.csv", "levels.csv", "actions.csv"]) {
    const file = await getFile(platform, across, `/exports/${name}?territory=${dammarie}`);
    expect([name, file.status]).toEqual([name, 200]);
  }
  expect((await get(`${items}/lisiere:FAR`, across)).status).toBe(200);
  const one = await pagesFrom(`${items}?territory=${dammarie}`, across);
  expect(idsOf(one)).toEqual(["lisiere:FAR", "orme:FAR", "val-de-brie:FAR"]);
});

it.each([
  ["2025-05", "2025-05"],
  ["2025-06-30", lastMonth],
  ["2025-05-31T23:59:59Z", "2025-05"],
  ["2025-01-01T00:00:00Z/2025-05-12T00:00:00Z", "2025-05"],
  ["2025-01-01T00:00:00Z/..", lastMonth],
  ["../2025-04-30T00:00:00Z", "2025-04"],
  ["/2025-04-30", "2025-04"],
])("takes the latest month that the time %s touches", async (datetime, month) => {
  const { palier, features } = await read(`${items}?datetime=${datetime}`);
  expect(palier.month).toBe(month);
  for (const { properties } of features) expect(properties.month).toBe(month);
});

it("has no features in a time of which nothing is published", async () => {
  expect(await read(`${items}?datetime=2019-01-01T00:00:00Z`)).toMatchObject({
    numberMatched: 0,
    numberReturned: 0,
    features: [],
  });
});

it("answers a limit beyond the largest page with the largest", async () => {
  expect(idsOf([await read(`${items}?limit=10000`)])).toEqual(everySite);
});

it.each([
  "limit=0",
  "limit=-1",
  "limit=ten",
  "bbox=1,2,3",
  "bbox=1,2,3,x",
  "bbox=2,49,3,48",
  "bbox=1,2,3,4,5",
  "bbox=NaN,0,1,1",
  "bbox=,,,",
  "datetime=never",
  "datetime=2025-02-30",
  "datetime=2025-06-01T99:00:00Z",
  "datetime=../..",
  "datetime=2025-06/2025-01",
  "datetime=a/b/c",
  "cursor=nonsense",
  `cursor=${melun}:nonsense`,
  `cursor=${melun}:${"a".repeat(22)}:nonsense`,
  "limit=1&limit=2",
  "filter=address",
  "crs=EPSG:2154",
])("refuses %s with 400, in words", async (query) => {
  const answer = await get(`${items}?${query}`);
  expect(answer.status).toBe(400);
  expect(bodyOf(answer)).toEqual({
    code: "BAD_USER_INPUT",
    description: expect.any(String),
    errors: expect.any(Array),
  });
});

it.each([
  "",
  "/conformance",
  "/api",
  "/collections",
  "/collections/sites",
  `${items}/lisiere:HARD`,
])("takes no parameters at %s", async (path) => {
  expect((await get(`${path}?unknown=1`)).status).toBe(400);
});

it.each(["", "/api", "/collections", items, `${items}/lisiere:HARD`])(
  "gives nothing at %s to whom nobody knows, and is read by GET",
  async (path) => {
    const answer = await getFile(platform, null, `${base}${path}`);
    expect([answer.status, bodyOf(answer).code]).toEqual([401, "UNAUTHENTICATED"]);
    for (const method of ["POST", "HEAD", "DELETE"]) {
      const other = await get(path, partners.POLICE, { method });
      expect([other.status, other.headers.get("allow")]).toEqual([405, "GET"]);
    }
  },
);

it.each(["/collections/incidents/items", "/collections/sites/items/lisiere:HARD/x", "/nothing"])(
  "has nothing at %s",
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);

it("says in each feature and beside them which landlord is missing", async () => {
  const { store } = platform.nodes.orme;
  await pausePartner(store, partners.POLICE, "Fuite signalée", "Direction");
  const { palier, features, numberMatched } = await read(items);
  const gone = await get(`${items}/orme:HARD`);
  await resumePartner(store, partners.POLICE, "Direction");
  expect([palier.isWhole, palier.missing, numberMatched]).toEqual([
    false,
    [{ landlord: "orme", name: "Bailleur orme", status: "WITHHELD" }],
    4,
  ]);
  for (const { properties } of features) {
    expect(properties.missing_landlords).toBe("orme (WITHHELD)");
  }
  expect(gone.status).toBe(404);
});

it("gives no later page of another list than its first page began", async () => {
  const { store } = platform.nodes.orme;
  const first = await read(`${items}?limit=4`);
  const next = linkIn(first, "next");
  await pausePartner(store, partners.POLICE, "Fuite signalée", "Direction");
  const changed = await get(next);
  await resumePartner(store, partners.POLICE, "Direction");
  expect([changed.status, bodyOf(changed)]).toMatchObject([
    503,
    { code: "UNAVAILABLE", description: expect.stringContaining("from its first page") },
  ]);
  expect(idsOf([first, await read(next)])).toEqual(everySite);
});
