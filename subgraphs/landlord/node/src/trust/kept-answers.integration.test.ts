import { closeMonths, listLog, pausePartner, reopenMonths } from "@palier/landlord-store";
import { type NodeRequest, TrustedNode } from "../testing/trusted-node.js";

const october = 2026 * 12 + 9;
const site = "... on LisiereSite { name classification { status } }";
const tallies = "... on LisiereContribution { status tallies { sites } }";
const inputs = { asks: "INPUTS" } as const;
const named = (name: string) => [{ name, classification: { status: "UNDETERMINED" } }, {}];

let node: TrustedNode;
beforeEach(async () => {
  node = await TrustedNode.open({}, {}, true);
});
afterEach(() => node.stop());

/** Does something while nobody can read a site. */
async function withoutSites<T>(work: () => Promise<T>): Promise<T> {
  const holder = node.store.createQueryRunner();
  await holder.startTransaction();
  await holder.query("LOCK TABLE site IN ACCESS EXCLUSIVE MODE");
  try {
    return await work();
  } finally {
    await holder.rollbackTransaction();
    await holder.release();
  }
}

it("gives a colleague the answer again without reading it, and logs that as the first time", async () => {
  const first = await node.ask("police", site);
  expect(first.entities).toEqual(named("Les Tilleuls"));
  expect(await withoutSites(() => node.ask("police", site, { sub: "colleague" }))).toEqual(first);
  const [again, before] = await listLog(node.store, { limit: 2 });
  expect([before?.subject, again?.subject]).toEqual(["agent-17", "colleague"]);
  const ofAnswer = ({
    operation,
    coordinates,
    decision,
    reason,
    rows,
    sites,
    territories,
  }: Entry) => {
    return { operation, coordinates, decision, reason, rows, sites, territories };
  };
  expect(again && ofAnswer(again)).toEqual(before && ofAnswer(before));
  expect(again).toMatchObject({ decision: "GRANTED", sites: ["lisiere:R-1"], rows: 1 });
});
type Entry = Awaited<ReturnType<typeof listLog>>[number];

it("gives nobody what another reader caused", async () => {
  const seen = async (code: string, selection: string, request: NodeRequest = {}) =>
    (await node.ask(code, selection, request)).entities;
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await seen("police", site)).toEqual(named("Les Tilleuls"));
    // The site lies outside its scope.
    expect(await seen("mairie", site)).toEqual([null, {}]);
    expect(await seen("police", tallies, inputs)).toEqual([
      {},
      { status: "ANSWERED", tallies: [{ sites: 1 }] },
    ]);
    // What the gateway may ask, its partner may not.
    expect(await seen("police", tallies)).toEqual([{}, { status: null, tallies: null }]);
  }
});

it("answers anew after each change of the record, whoever made it, and nothing to who is paused", async () => {
  const asked = async () => (await node.ask("police", site)).entities;
  expect(await asked()).toEqual(named("Les Tilleuls"));
  await node.store.query("UPDATE site SET name = 'Les Ormes'");
  expect(await asked()).toEqual(named("Les Ormes"));
  await reopenMonths(node.store, [october], node.service.clock);
  expect(await asked()).toEqual([{ name: "Les Ormes", classification: null }, {}]);
  await closeMonths(node.store, [october], node.service.clock);
  expect(await asked()).toEqual(named("Les Ormes"));
  await pausePartner(node.store, "police", "Fuite signalée", "DPO");
  expect(await asked()).toEqual([null, {}]);
});

it("lets no kept answer leave that is in no log", async () => {
  expect((await node.ask("police", site)).codes).toEqual([]);
  await node.store.query("ALTER TABLE access_log ADD CONSTRAINT is_full CHECK (false) NOT VALID");
  expect(await node.ask("police", site)).toEqual({ entities: null, codes: ["UNAVAILABLE"] });
  await node.store.query("ALTER TABLE access_log DROP CONSTRAINT is_full");
});
