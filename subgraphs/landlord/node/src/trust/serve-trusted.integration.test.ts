import { listLog, pausePartner, resumePartner } from "@palier/landlord-store";
import { exampleConvention } from "@palier/schema/testing";
import { serveLandlord } from "../serve-landlord.js";
import { TrustedNode } from "../testing/trusted-node.js";

let node: TrustedNode;
beforeAll(async () => {
  node = await TrustedNode.open({ actions: { POLICE: "denied" } });
});
afterAll(() => node.stop());

const site = "... on LisiereSite { name address }";
const status = "... on LisiereContribution { status }";

it("answers nothing until the landlord has signed, and from then on at once", async () => {
  expect(await node.ask("police", site)).toEqual({
    entities: null,
    codes: ["CONVENTION_NOT_SIGNED"],
  });
  await node.sign();
  expect(await node.ask("police", site)).toEqual({
    entities: [{ name: "Les Tilleuls", address: "1 quai" }, {}],
    codes: [],
  });
});

it("holds nothing outside the scope, and gives what is narrowed to nobody", async () => {
  expect(await node.ask("mairie", "... on LisiereSite { name }")).toEqual({
    entities: [null, {}],
    codes: [],
  });
  expect(await node.ask("police", "... on LisiereSite { name actions { id } }")).toEqual({
    entities: [{ name: "Les Tilleuls", actions: null }, {}],
    codes: ["FORBIDDEN"],
  });
});

it("takes no more scope from a visa than the convention gives", async () => {
  expect(await node.ask("mairie", site, { scope: ["10002", "247"] })).toEqual({
    entities: null,
    codes: ["UNAUTHENTICATED"],
  });
});

it("lets its sites vanish for a paused partner, at once, and says so to coverage alone", async () => {
  const inputs = { asks: "INPUTS" } as const;
  await pausePartner(node.store, "police", "Fuite signalée", "DPO");
  expect(await node.ask("police", site)).toEqual({ entities: [null, {}], codes: [] });
  expect(await node.ask("police", status, inputs)).toEqual({
    entities: [null, { status: "WITHHELD" }],
    codes: [],
  });
  await resumePartner(node.store, "police", "DPO");
  expect(await node.ask("police", status, inputs)).toEqual({
    entities: [{}, { status: "ANSWERED" }],
    codes: [],
  });
});

it("logs who asked what, what it touched, and a pause as a refusal", async () => {
  const entries = await listLog(node.store, { limit: 20 });
  const told = entries.map(({ partner: who, decision, reason, sites, territories, rows }) => {
    return [who, decision, reason, sites.join(), territories.join(), rows];
  });
  expect(told.toReversed()).toEqual([
    [null, "REFUSED", "the convention is not signed", "", "", 0],
    ["police", "GRANTED", null, "lisiere:R-1", "", 1],
    ["mairie", "GRANTED", null, "", "", 0],
    ["police", "PARTLY_REFUSED", "FORBIDDEN Site.actions", "lisiere:R-1", "", 1],
    [null, "REFUSED", "the visa claims more territories than the convention", "", "", 0],
    ["police", "REFUSED", "LANDLORD_WITHHELD", "", "", 0],
    ["police", "REFUSED", "LANDLORD_WITHHELD", "", "247", 0],
    ["police", "GRANTED", null, "lisiere:R-1", "247", 2],
  ]);
});

it("does not serve under a convention that names no key of the landlord", async () => {
  const changes = { versions: [exampleConvention] } as const;
  await expect(serveLandlord({ ...node.service, ...changes })).rejects.toThrow(
    "names no key of landlord",
  );
});
