import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeConvention } from "@palier/schema/testing";
import express from "express";
import type { IdentityConfig } from "../identity/identity-config.js";
import { type ExternalIssuer, startExternalIssuer } from "../testing/external-issuer.fixture.js";
import { type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";
import { tileArchive } from "../testing/tile-archive.fixture.js";
import type { DashboardConfig } from "./dashboard-config.js";
import { sendOutlines } from "./dashboard-routes.js";
import { Outlines } from "./outlines.js";
import type { DashboardSettings } from "./settings.js";

const page = "<!doctype html><title>Palier</title>";
const outline = {
  type: "Feature",
  properties: { code: "77288" },
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [2.6, 48.5],
        [2.7, 48.5],
        [2.7, 48.6],
        [2.6, 48.5],
      ],
    ],
  },
};
/** With a script, as a picture of who knows whom may have. */
const logo = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
const tiles = { url: "https://tiles.example:8443/{z}/{x}/{y}.png", attribution: "© Tiles" };

let folder: string;
let config: DashboardConfig;
let platform: SmallPlatform;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  // A clone may lie below a folder whose name begins with a dot.
  folder = join(await mkdtemp(join(tmpdir(), "palier-dashboard-")), ".pages");
  await mkdir(join(folder, "assets"), { recursive: true });
  const files: Readonly<Record<string, string>> = {
    "index.html": page,
    "icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "assets/index-BvR_3x9Q.js": "export {}",
    "assets/index-C0ffee12.css": "a{}",
    "assets/licenses.md": "# Licences",
    "assets/large-Ab12cd34.js": "export {};".repeat(1_000),
    ".secret": "no page",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const outlinesFile = join(folder, "communes.geojson");
  await writeFile(
    outlinesFile,
    JSON.stringify({ type: "FeatureCollection", features: [outline], name: "communes" }),
  );
  const logosFolder = join(folder, "..", "logos");
  await mkdir(logosFolder);
  await writeFile(join(logosFolder, "coordination.svg"), logo);
  config = { folder, tiles: null, outlinesFile: null, logosFolder, hasInventedData: true };
  platform = await start({ ...config, outlinesFile });
});
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await rm(join(folder, ".."), { recursive: true });
});

async function start(dashboard: DashboardConfig, identity: Partial<IdentityConfig> | null = {}) {
  const started = await startPlatform(identity, 3_000, dashboard);
  stops.push(started.stop);
  return started;
}

/** As a browser asks for an address that somebody opens. */
function open(path: string, { origin } = platform, headers: Record<string, string> = {}) {
  return fetch(`${origin}${path}`, {
    headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8", ...headers },
    redirect: "manual",
  });
}

async function settingsOf({ origin }: SmallPlatform): Promise<DashboardSettings> {
  return (await fetch(`${origin}/settings.json`)).json() as Promise<DashboardSettings>;
}

it.each([
  "/",
  "/?code=x&state=y",
  "/territory/247700057?month=2026-09",
  "/sites/lisiere:R.12",
  "/sites/lisiere%3AR.b",
  "/map",
  "/rights",
])("answers %s with the page, never kept", async (path) => {
  const response = await open(path);
  expect([response.status, await response.text()]).toEqual([200, page]);
  expect(response.headers.get("content-type")).toMatch("text/html");
  expect(response.headers.get("cache-control")).toBe("no-store");
});

it("lets the page load from here, and nothing else near its visitor", async () => {
  const { headers } = await open("/territory/77288");
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${platform.origin}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  expect(headers.get("content-security-policy")).toBe(policy.join("; "));
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  const permissions = (headers.get("permissions-policy") ?? "").split(", ");
  const denied = ["camera", "clipboard-read", "geolocation", "microphone", "usb"];
  expect(permissions).toEqual(expect.arrayContaining(denied.map((name) => `${name}=()`)));
  // A button of the map makes it fill the screen.
  const granted = permissions.filter((permission) => !permission.endsWith("=()"));
  expect(granted).toEqual(["fullscreen=(self)"]);
});

it.each([
  ["/assets/index-BvR_3x9Q.js", "text/javascript", "public, max-age=31536000, immutable"],
  ["/assets/index-C0ffee12.css", "text/css", "public, max-age=31536000, immutable"],
  ["/assets/licenses.md", "text/markdown", "no-cache"],
  ["/icon.svg", "image/svg+xml", "no-cache"],
])("serves %s as what it is", async (path, type, cache) => {
  const response = await open(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(type);
  expect(response.headers.get("cache-control")).toBe(cache);
});

it("sends large files compressed, and answers that differ by their reader as they are", async () => {
  const encodingOf = async (path: string) =>
    (await open(path, platform, { "accept-encoding": "gzip" })).headers.get("content-encoding");
  expect(await encodingOf("/assets/large-Ab12cd34.js")).toBe("gzip");
  expect(await encodingOf("/settings.json")).toBeNull();
});

it("serves a party's logo as a picture in which nothing runs, even opened by itself", async () => {
  const { convention } = await settingsOf(platform);
  const { logo: address } = convention?.partners.find(({ code }) => code === "coordination") ?? {};
  const response = await open(address ?? "");
  expect([response.status, await response.text()]).toEqual([200, logo]);
  expect(response.headers.get("content-type")).toMatch("image/svg+xml");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  const policy = response.headers.get("content-security-policy")?.split("; ");
  expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "sandbox"]));
  expect((await open("/logos/other.svg")).status).toBe(404);
});

it("says that a file or an endpoint is not there, instead of showing the page", async () => {
  const absent = [
    "/assets/index-0ldBu1ld.js",
    "/assets/old",
    "/robots.txt",
    "/site.webmanifest",
    "/.secret",
    "/assets/..%2f.secret",
    "/.well-known/other",
    "/health/other",
    "/graphiql/other",
  ];
  const answers = await Promise.all(absent.map((path) => open(path)));
  expect(answers.map(({ status }) => status)).toEqual(absent.map(() => 404));
  expect((await open("/territory/77288", platform, { accept: "*/*" })).status).toBe(404);
  expect((await fetch(`${platform.origin}/map`, { method: "POST" })).status).toBe(404);
  expect((await open("/graphql")).status).toBe(405);
});

it("tells the dashboard how to sign in, and as whom", async () => {
  expect(await settingsOf(platform)).toEqual({
    signIn: {
      issuer: `${platform.origin}/oidc`,
      authorizationUrl: `${platform.origin}/oidc/auth`,
      tokenUrl: `${platform.origin}/oidc/token`,
      signOutUrl: `${platform.origin}/oidc/session/end`,
      bindsKey: true,
      clientId: "palier-browser",
      redirectUri: `${platform.origin}/`,
      scope: "openid",
      resource: "urn:palier:gateway",
    },
    convention: {
      title: expect.stringMatching(/\S/),
      landlords: expect.arrayContaining([
        { code: "lisiere", name: expect.stringMatching(/\S/), logo: null },
      ]),
      partners: expect.arrayContaining([
        { code: "police-melun", name: "Partenaire police-melun", logo: null },
        {
          ...{ code: "coordination", name: "Partenaire coordination" },
          logo: expect.stringMatching(/^\/logos\/[\w-]{43}\.svg$/),
        },
      ]),
    },
    isDemonstration: true,
    accounts: [
      { account: "police-melun", name: "Partenaire police-melun", kind: "POLICE" },
      { account: "parquet-melun", name: "Partenaire parquet-melun", kind: "JUSTICE" },
      { account: "mairie-dammarie", name: "Partenaire mairie-dammarie", kind: "MUNICIPALITY" },
      { account: "bailleur-lisiere", name: "Partenaire bailleur-lisiere", kind: "LANDLORD" },
      { account: "coordination", name: "Partenaire coordination", kind: "COORDINATOR" },
    ],
    baseMap: null,
    outlines: expect.anything(),
  });
});

it("serves the outlines at an address that is theirs for ever", async () => {
  const { outlines } = await settingsOf(platform);
  expect(outlines).toEqual({
    url: expect.stringMatching(/^\/outlines\/[\w-]{43}\.geojson$/),
    sources: [],
  });
  const first = await open(outlines?.url ?? "");
  expect(first.headers.get("content-type")).toMatch("application/geo+json");
  expect(first.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(await first.json()).toEqual({ type: "FeatureCollection", features: [outline] });
  expect((await open(`/outlines/${"x".repeat(43)}.geojson`)).status).toBe(404);
});

describe("with a base map of its own", () => {
  const forEver = "public, max-age=31536000, immutable";
  const archive = tileArchive(9_000_000);
  let file: string;
  let url: string;
  let mapped: SmallPlatform;

  beforeAll(async () => {
    file = join(folder, "map.pmtiles");
    await writeFile(file, archive);
    mapped = await start({ ...config, tiles: { url: file, attribution: "© Essai" } });
    url = (await settingsOf(mapped)).baseMap?.url ?? "";
  });

  const ask = (range?: string) => open(url, mapped, range === undefined ? {} : { range });

  it.each([
    ["bytes=0-16383", 0, 16_383],
    ["bytes=7-7", 7, 7],
    ["bytes=8999000-99999999", 8_999_000, archive.length - 1],
  ])("gives %s of it, to be kept for ever", async (range, first, last) => {
    const response = await ask(range);
    expect(response.status).toBe(206);
    const { headers } = response;
    expect(headers.get("content-range")).toBe(`bytes ${first}-${last}/${archive.length}`);
    expect(headers.get("content-type")).toBe("application/vnd.pmtiles");
    expect(headers.get("cache-control")).toBe(forEver);
    expect(headers.get("content-encoding")).toBeNull();
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.equals(archive.subarray(first, last + 1))).toBe(true);
  });

  it.each([
    ["no range", undefined],
    ["two ranges", "bytes=0-1,3-4"],
    ["a range to the end", "bytes=0-"],
    ["a range from the end", "bytes=-500"],
    ["a reversed range", "bytes=9-1"],
    ["a range beyond the end", "bytes=9999999-99999999"],
    ["more than a page needs", "bytes=0-8388608"],
    ["another unit", "tiles=0-1"],
  ])("gives nobody the whole of it: %s", async (_what, range) => {
    const response = await ask(range);
    expect([response.status, await response.json()]).toMatchObject([
      416,
      { errors: [{ message: expect.stringContaining("e.g. Range: bytes=0-16383") }] },
    ]);
    expect(response.headers.get("content-range")).toBe(`bytes */${archive.length}`);
    expect(response.headers.get("content-type")).toMatch("application/json");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("gives nothing of another file under the address of the first, and says so once", async () => {
    await writeFile(file, tileArchive(9_000_001));
    for (const response of [await ask("bytes=0-9"), await ask("bytes=0-9")]) {
      expect([response.status, await response.json()]).toMatchObject([
        404,
        { errors: [{ message: expect.stringContaining("replaced") }] },
      ]);
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
    const told = mapped.log.filter((entry) => entry.startsWith("PALIER_TILES"));
    expect(told).toEqual([expect.stringContaining(`${file} is another file than at the start`)]);
    await rm(file);
    expect((await ask("bytes=0-9")).status).toBe(404);
  });
});

it("has outlines read whose address another gateway told", async () => {
  const text = await readFile(join(folder, "communes.geojson"));
  const sha256 = createHash("sha256").update(text).digest("hex");
  const named = { file: "communes.geojson", sha256, source: "IGN", licence: "Licence Ouverte" };
  const convention = { ...writeConvention({}).convention, outlines: [named] };
  const openOutlines = () => Outlines.open({ file: null, conventionFile: folder }, () => {});
  const [here, elsewhere] = [await openOutlines(), await openOutlines()];
  const told = await elsewhere.of(convention);
  const routes = express().get(
    "/outlines/:digest.geojson",
    sendOutlines(here, () => convention),
  );
  const server = routes.listen(0, "127.0.0.1");
  stops.push(async () => void server.close());
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect((await fetch(`${origin}/outlines/${told?.digest}.geojson`)).status).toBe(200);
});

it("serves what a style draws, and lets pages ask those alone who have its tiles", async () => {
  const file = join(folder, "style.json");
  const source = { type: "vector", tiles: ["https://vectors.example/{z}/{x}/{y}.pbf"] };
  const layer = { id: "water", type: "fill", source: "plan", "source-layer": "water" };
  const glyphs = "https://glyphs.example/{fontstack}/{range}.pbf";
  const style = { version: 8, glyphs, sources: { plan: source }, layers: [layer] };
  await writeFile(file, JSON.stringify(style));
  const styled = await start({ ...config, tiles: { url: file, attribution: "© Essai" } });
  const { baseMap } = await settingsOf(styled);
  expect(baseMap).toEqual({
    url: expect.stringMatching(/^\/base-map\/[\w-]{43}\.json$/),
    attribution: "© Essai",
    kind: "STYLE",
  });
  const response = await open(baseMap?.url ?? "", styled);
  expect(await response.json()).toEqual({ sources: { plan: source }, layers: [layer] });
  expect(response.headers.get("cache-control")).toContain("immutable");
  const policy = (await open("/", styled)).headers.get("content-security-policy");
  expect(policy).toContain("https://vectors.example");
  expect(policy).not.toContain("glyphs.example");
});

it("goes on showing GraphiQL where the pages are not built or nobody signs in", async () => {
  const bare = await start({ ...config, folder: join(folder, "assets"), tiles }, null);
  const root = await open("/", bare);
  expect([root.status, root.headers.get("location")]).toEqual([302, "/graphiql"]);
  expect(bare.log).toEqual([
    `no dashboard: ${join(folder, "assets")} has no index.html; GraphiQL is served in its place`,
  ]);
  expect((await open("/territory/77288", bare)).status).toBe(404);
  expect(await settingsOf(bare)).toEqual({
    signIn: null,
    convention: null,
    isDemonstration: true,
    accounts: [],
    baseMap: { ...tiles, kind: "RASTER" },
    outlines: null,
  });
});

describe("with an issuer of somebody else's", () => {
  let issuer: ExternalIssuer;

  beforeAll(async () => {
    issuer = await startExternalIssuer();
    stops.push(() => issuer.stop());
  });

  function startExternal() {
    const clientIds = { graphiql: null, dashboard: "the-dashboard" };
    const publicOrigin = "https://palier.example";
    return start(
      { ...config, tiles, hasInventedData: false },
      { issuer: { kind: "EXTERNAL", url: issuer.url, jwksUrl: null, clientIds, publicOrigin } },
    );
  }

  it("names its addresses and no account, and lets the page ask it and the tiles", async () => {
    const external = await startExternal();
    expect(await settingsOf(external)).toMatchObject({
      signIn: {
        issuer: issuer.url,
        tokenUrl: `${issuer.url}/token`,
        signOutUrl: null,
        clientId: "the-dashboard",
        redirectUri: "https://palier.example/",
      },
      isDemonstration: false,
      accounts: [],
      baseMap: { ...tiles, kind: "RASTER" },
    });
    const policy = (await open("/", external)).headers.get("content-security-policy");
    expect(policy).toContain(`connect-src 'self' ${issuer.url} https://tiles.example:8443;`);
  });

  it("says that nobody can sign in while it is down, and shows the page all the same", async () => {
    issuer.isUp = false;
    const external = await startExternal();
    const response = await fetch(`${external.origin}/settings.json`);
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { errors: [{ extensions: { code: "UNAVAILABLE" } }] },
    ]);
    expect((await open("/", external)).status).toBe(200);
  });
});
