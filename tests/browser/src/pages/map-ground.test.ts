import { inTurn } from "@palier/test-support";
import type { Page } from "playwright-core";
import { accessibilityViolations } from "../accessibility.js";
import { baseMapAttribution, vectorTile } from "../base-map/small-archive.js";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { countedByList } from "./listed-sites.js";
import { eventually } from "./whole-page.js";
import { withoutWebGl } from "./without-webgl.js";

const agglomeration = "247700057";
const screen = { width: 1440, height: 900 };
const phone = { width: 360, height: 740 };

const readers = [
  ["police-melun", agglomeration],
  ["mairie-dammarie", "77152"],
  ["coordination", agglomeration],
] as const;

describe.each(inTurn(readers, 2))("the map as %s", (account, territory) => {
  let visitor: Visitor;
  /** Of the file of tiles and of the outlines: path and status. */
  const fetched: [path: string, status: number][] = [];

  beforeAll(async () => {
    visitor = await Visitor.as(account, { path: "/rights" });
    visitor.page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      const [, first] = pathname.split("/");
      if (first === "base-map" || first === "outlines") fetched.push([first, response.status()]);
    });
    await visitor.page.setViewportSize(screen);
    await visitor.open(`/map/${territory}`);
    await drawn(visitor.page);
  });

  it("draws the base map of the gateway's own file, in ranges, and asks nobody else", async () => {
    const ranges = fetched.filter(([first]) => first === "base-map");
    expect(ranges.length).toBeGreaterThan(1);
    expect(new Set(ranges.map(([, status]) => status))).toEqual(new Set([206]));
    expect(await shareOfWater(visitor.page)).toBeGreaterThan(0.1);
    await visitor.page.getByText(baseMapAttribution).waitFor();
    expect(visitor.record.elsewhere).toEqual([]);
    expect(visitor.record.problems).toEqual([]);
  });

  it("draws the convention's perimeters, and says whose they are", async () => {
    expect(fetched.filter(([first]) => first === "outlines")).toEqual([["outlines", 200]]);
    await visitor.page
      .getByText(/^Contours.:.Périmètres de quartiers inventés.*Apache-2\.0/)
      .waitFor();
  });

  it("is whole on the first screen, keeps the rules of access and fits a phone", async () => {
    const { page } = visitor;
    const box = await page.locator(".live-map").boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(
      screen.height,
    );
    expect(box?.height).toBeGreaterThan(350);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.setViewportSize(phone);
    const sideways = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.body.clientWidth);
    await eventually(async () => expect(await sideways()).toBeLessThanOrEqual(0));
    await page.setViewportSize(screen);
  });
});

it("says that the base map cannot be read, and draws the sites without it", async () => {
  const visitor = await Visitor.as("police-melun", { path: "/rights" });
  const { page } = visitor;
  // Its head was right when the gateway looked at it; what is read now is not.
  await page.route("**/base-map/*.pmtiles", (route) =>
    route.fulfill({ status: 206, body: Buffer.alloc(16_384, 7) }),
  );
  await visitor.open(`/map/${agglomeration}`);
  await page.getByText("Le fond de carte n’a pas pu être lu").waitFor();
  await drawn(page);
  expect(
    Number(await page.locator(".map-and-list-frame").getAttribute("data-sites")),
  ).toBeGreaterThan(0);
  expect(await page.locator(".live-map").isVisible()).toBe(true);
  expect(visitor.record.problems).toEqual([]);
});

it("draws vector tiles as a style has them, in both schemes, and says whose they are", async () => {
  const visitor = await Visitor.as("police-melun", { path: "/rights" });
  const { page, origin } = visitor;
  const url = "/base-map/style.json";
  await page.route("**/settings.json", async (route) => {
    const response = await route.fetch();
    const settings = (await response.json()) as object;
    const baseMap = { url, attribution: "© Autrui <b>", kind: "STYLE" };
    await route.fulfill({ response, json: { ...settings, baseMap } });
  });
  const from = (id: string, layer: string) => ({ id, source: "plan", "source-layer": layer });
  const json = {
    sources: { plan: { type: "vector", tiles: [`${origin}/tiles/{z}/{x}/{y}`], maxzoom: 10 } },
    layers: [
      { ...from("water", "water"), type: "fill", paint: { "fill-color": "#a3a3a3" } },
      { ...from("town", "places"), type: "symbol", layout: { "text-field": ["get", "name"] } },
    ],
  };
  await page.route(`**${url}`, (route) => route.fulfill({ json }));
  await page.route("**/tiles/**", (route) => route.fulfill({ body: vectorTile() }));
  await visitor.open(`/map/${agglomeration}`);
  await page.getByText("© Autrui <b>").waitFor();
  await eventually(async () => expect(await shareOfWater(page)).toBeGreaterThan(0.1));
  await page.emulateMedia({ colorScheme: "dark" });
  // Dimmed, so that levels stand out.
  await eventually(async () => expect(await shareOfWater(page)).toBe(0));
  expect(visitor.record.problems).toEqual([]);
  await page.unroute(`**${url}`);
  await page.route(`**${url}`, (route) => route.fulfill({ status: 404 }));
  await visitor.open(`/map/${agglomeration}`);
  await page.getByText("Le fond de carte n’a pas pu être lu").waitFor();
  await drawn(page);
});

it("draws outlines of communes, which the gateway has beside the convention's", async () => {
  const visitor = await Visitor.as("coordination", { path: "/rights" });
  const { page } = visitor;
  const square = [
    [2.64, 48.52],
    [2.68, 48.52],
    [2.68, 48.55],
    [2.64, 48.55],
    [2.64, 48.52],
  ];
  await page.route("**/outlines/*", async (route) => {
    const response = await route.fetch();
    const outlines = (await response.json()) as { features: object[] };
    const melun = {
      ...{ type: "Feature", properties: { code: "77288" } },
      geometry: { type: "Polygon", coordinates: [square] },
    };
    await route.fulfill({
      response,
      json: { ...outlines, features: [...outlines.features, melun] },
    });
  });
  await page.addInitScript(withoutWebGl);
  await visitor.open(`/map/${agglomeration}`);
  const ground = page.locator('.svg-map[data-schematic="false"]');
  await ground.waitFor();
  const communes = ground.locator('.svg-map-area[data-district="false"]');
  expect(await communes.count()).toBe(1);
  // As square as it is on the ground, at this latitude.
  const box = await communes.boundingBox();
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(
    (0.04 / 0.03) * Math.cos((48.535 * Math.PI) / 180),
    1,
  );
});

it("shows a town hall its districts with counts of their own, and the rest of the commune", async () => {
  const visitor = await Visitor.as("mairie-dammarie", { path: "/map/77152" });
  const frame = visitor.page.locator(".map-and-list-frame");
  const { territory } = await askGraph<{
    territory: { sites: { edges: { node: { priorityDistrict: { code: string } | null } }[] } };
  }>(
    visitor,
    `{ territory(code: "77152") { sites(first: 200) { edges { node { priorityDistrict { code } } } } } }`,
    {},
  );
  const inDistrict = territory.sites.edges.filter(({ node }) => node.priorityDistrict !== null);
  const all = territory.sites.edges.length;
  expect(inDistrict.length).toBeGreaterThan(0);
  expect(inDistrict.length).toBeLessThan(all);
  expect(await frame.getAttribute("data-sites")).toBe("0");
  expect(await frame.getAttribute("data-communes")).toBe("2");
  expect(await frame.getAttribute("data-in-communes")).toBe(String(all));
  await visitor.open("/map/77152?area=QP-CHAMP-FLEURI");
  // What is chosen on the map is what the list has chosen, and scrolls to.
  expect(await visitor.page.locator('.site-item[data-chosen="true"]').count()).toBe(
    inDistrict.length,
  );
  const boxOf = async (selector: string) => {
    const box = await visitor.page.locator(selector).first().boundingBox();
    return { top: box?.y ?? Number.NaN, bottom: (box?.y ?? 0) + (box?.height ?? Number.NaN) };
  };
  await eventually(async () => {
    const item = await boxOf('.site-item[data-chosen="true"]');
    const list = await boxOf(".site-items-scroll");
    expect(item.top).toBeGreaterThanOrEqual(list.top);
    expect(item.bottom).toBeLessThanOrEqual(list.bottom);
  });
  // Called as its mark is called: the rest of the commune is not the commune.
  await visitor.open("/map/77152?area=77152");
  expect(await visitor.page.locator(".selected-panel").textContent()).toContain(
    "Dammarie-les-Lys, hors quartiers",
  );
});

it("keeps what narrows the list in the address, over a reload and other tabs, by keyboard too", async () => {
  const visitor = await Visitor.as("police-melun", { path: `/map/${agglomeration}` });
  const { page } = visitor;
  const { territory } = await askGraph<{
    territory: { changes: { edges: { move: string }[] } };
  }>(
    visitor,
    `query ($code: ID!) { territory(code: $code) { changes(first: 200) { edges { move } } } }`,
    {
      code: agglomeration,
    },
  );
  const rose = territory.changes.edges.filter(({ move }) => move === "ROSE").length;
  expect(rose).toBeGreaterThan(0);
  await page.getByRole("button", { name: "En hausse depuis le mois précédent" }).focus();
  await page.keyboard.press("Space");
  await eventually(async () => expect(await countedByList(page)).toBe(rose));
  expect(new URL(page.url()).searchParams.get("worsened")).toBe("1");
  await page.reload();
  await visitor.ready();
  await eventually(async () => expect(await countedByList(page)).toBe(rose));
  await page.getByRole("link", { name: "Plan d’action" }).click();
  await visitor.ready();
  await page.getByRole("link", { name: "Carte", exact: true }).click();
  await eventually(async () => expect(await countedByList(page)).toBe(rose));
  await visitor.open(`/map/${agglomeration}?district=QP-PLEIN-CIEL&levels=4`);
  const facts = await page.locator(".site-item-facts").allTextContents();
  expect(facts.length).toBeGreaterThan(0);
  expect(facts.every((fact) => fact.includes("Plein Ciel"))).toBe(true);
});

it("draws one kind of mark at a time", async () => {
  const { page } = await Visitor.as("police-melun", { path: `/map/${agglomeration}` });
  const frame = page.locator(".map-and-list-frame");
  const marks = async () => [
    await frame.getAttribute("data-sites"),
    await frame.getAttribute("data-communes"),
  ];
  const [sites, none] = await marks();
  expect([Number(sites) > 0, none]).toEqual([true, "0"]);
  await page.getByRole("radio", { name: "Sites" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await eventually(async () => expect((await marks())[0]).toBe("0"));
  expect(Number((await marks())[1])).toBeGreaterThan(3);
});

it("fills the screen and leaves it again", async () => {
  const { page } = await Visitor.as("police-melun", { path: `/map/${agglomeration}` });
  const full = () => page.evaluate(() => document.fullscreenElement?.className ?? null);
  await page.getByRole("button", { name: "Plein écran" }).click();
  await eventually(async () => expect(await full()).toBe("map-and-list"));
  await page.getByRole("button", { name: "Quitter le plein écran" }).click();
  await eventually(async () => expect(await full()).toBeNull());
});

/** Waits until the live map has drawn all that it has. */
async function drawn(page: Page): Promise<void> {
  await page.locator('.live-map[data-drawn="true"]').waitFor({ timeout: 60_000 });
}

/** How much of the map's picture has the base map's colour of water, which nothing else on it has. */
async function shareOfWater(page: Page): Promise<number> {
  const picture = await page.locator(".live-map").screenshot();
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const pen = canvas.getContext("2d");
    pen?.drawImage(image, 0, 0);
    const { data = [] } = pen?.getImageData(0, 0, image.width, image.height) ?? {};
    let water = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] === 0xa3 && data[at + 1] === 0xa3 && data[at + 2] === 0xa3) water += 1;
    }
    return water / (data.length / 4);
  }, picture.toString("base64"));
}
