import { jest } from "@jest/globals";
import { TrustedNode } from "../testing/trusted-node.js";

// What is kept back is said there, once a request.
jest.spyOn(console, "error").mockImplementation(() => undefined);
let node: TrustedNode;
beforeAll(async () => {
  node = await TrustedNode.open();
  await node.sign();
});
afterAll(() => node.stop());

const site = "... on LisiereSite { name }";
const ask = () => node.ask("police", site);
const answered = { entities: [{ name: "Les Tilleuls" }, {}], codes: [] };
const refused = { entities: null, codes: ["UNAVAILABLE"] };

/** As the owner does, whose own session may have begun while the database was closed. */
async function setReadOnly(value: "on" | "off"): Promise<void> {
  await node.store.transaction(async (tx) => {
    await tx.query("SET TRANSACTION READ WRITE");
    await tx.query(`
      DO $$ BEGIN EXECUTE format(
        'ALTER DATABASE %I SET default_transaction_read_only = ${value}', current_database());
      END $$`);
  });
}

it("answers again as soon as a database that was closed to writers is open", async () => {
  expect(await ask()).toEqual(answered);
  await setReadOnly("on");
  // Sessions from before may write still; what ends them is anything, here an administrator.
  await node.store.query(`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  for (let round = 0; round < 3; round += 1) {
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    // The first ones may meet what was ended.
    if (round > 0) for (const answer of answers) expect(answer).toEqual(refused);
  }
  await setReadOnly("off");
  expect(await ask()).toEqual(answered);
  const after = await Promise.all(Array.from({ length: 20 }, ask));
  for (const answer of after) expect(answer).toEqual(answered);
});
