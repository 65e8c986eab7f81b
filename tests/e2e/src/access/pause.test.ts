import { pausePartner, resumePartner } from "@palier/landlord-store";
import { melun, partners, slugs } from "./access-convention.js";
import { coverageOf, seenOf } from "./coverage.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform();
});
afterAll(() => platform.stop());

const police = partners.POLICE;
const everyone = seenOf(slugs, "");
const others = seenOf(["lisiere", "val-de-brie"], "WITHHELD");

it("takes a landlord out of a partner's view from the next request on, and puts it back", async () => {
  const { store } = platform.nodes.orme;
  const site =
    '{ site(id: "orme:HARD") { name incidentCounts { count } } other: site(id: "orme:X") { name incidentCounts { count } } }';
  expect(await coverageOf(platform, police)).toEqual(everyone);
  expect((await platform.ask(police, site)).data?.site).not.toBeNull();

  // Visas and tokens of the session are kept and go on holding: the landlord alone decides.
  expect(await pausePartner(store, police, "Fuite signalée", "Direction")).toBe(true);
  expect(await coverageOf(platform, police)).toEqual(others);
  const gone = await platform.ask(police, site);
  expect([gone.data, gone.errors]).toEqual([{ site: null, other: null }, undefined]);
  const byLandlord = `{ territory(code: "${melun}") { sites(landlord: "orme") { totalCount edges { level } missing { landlord { name } status } }
    actions { totalCount counts { actions } missing { landlord { name } status } } } }`;
  const missing = [{ landlord: { name: "Bailleur orme" }, status: "WITHHELD" }];
  const actions = { totalCount: 2, counts: [{ actions: 2 }], missing };
  expect((await platform.ask(police, byLandlord)).data).toEqual({
    territory: { sites: { totalCount: 0, edges: [], missing }, actions },
  });

  expect(await coverageOf(platform, partners.MUNICIPALITY)).toEqual(everyone);
  expect(await coverageOf(platform, partners.JUSTICE)).toEqual(everyone);

  expect(await resumePartner(store, police, "Direction")).toBe(true);
  expect(await coverageOf(platform, police)).toEqual(everyone);
});

it("is a refusal in the landlord's log, and tells the partner no reason", async () => {
  const { store } = platform.nodes.orme;
  await pausePartner(store, police, "Fuite signalée", "Direction");
  const { raw } = await platform.ask(police, '{ site(id: "orme:HARD") { name } }');
  const [entry] = await platform.nodes.orme.log();
  await resumePartner(store, police, "Direction");
  expect(raw).toBe('{"data":{"site":null}}\n');
  expect(entry).toMatchObject({
    partner: police,
    decision: "REFUSED",
    reason: "LANDLORD_WITHHELD",
    rows: 0,
    sites: [],
  });
});
