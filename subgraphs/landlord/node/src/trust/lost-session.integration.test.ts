import { jest } from "@jest/globals";
import { listLog } from "@palier/landlord-store";
import { TrustedNode } from "../testing/trusted-node.js";

let node: TrustedNode;
beforeAll(async () => {
  node = await TrustedNode.open();
  await node.sign();
});
afterAll(() => node.stop());

/** Ends the session that waits for the table of sites, as soon as one does. */
async function endWaiting(): Promise<void> {
  for (let ended = 0; ended === 0; ) {
    const found = await node.store.query(`
      SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE NOT granted AND relation = 'site'::regclass
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    ended = found.length;
  }
}

it("says that no answer can be given when its session ends under a question, and answers the next (issue 10)", async () => {
  const log = jest.spyOn(console, "error").mockImplementation(() => undefined);
  const holder = node.store.createQueryRunner();
  await holder.startTransaction();
  await holder.query("LOCK TABLE site IN ACCESS EXCLUSIVE MODE");
  const asked = node.ask("police", "... on LisiereSite { name }", {
    representations: [{ __typename: "LisiereSite", id: "lisiere:R-1" }],
  });
  await endWaiting();
  await holder.commitTransaction();
  await holder.release();
  expect(await asked).toEqual({ entities: [null], codes: ["UNAVAILABLE"] });
  // Whoever runs the node is told why, once.
  const told = log.mock.calls.map(([entry]) => String(entry));
  expect(told).toEqual([expect.stringMatching(/No answer at _entities\.0: .*terminat/)]);
  const [entry] = await listLog(node.store, { limit: 1 });
  expect(entry).toMatchObject({ partner: "police", reason: "UNAVAILABLE" });
  const next = await node.ask("police", "... on LisiereSite { name }");
  expect(next).toMatchObject({ entities: [{ name: "Les Tilleuls" }, {}], codes: [] });
});
