import { ConfigurationError } from "@palier/schema";
import { createDatabase } from "@palier/test-support";
import { NodeRow } from "./node.entity.js";
import { openStore } from "./open-store.js";

it("has migrations that produce exactly the mapped schema", async () => {
  const store = await openStore(await createDatabase(), "lisiere");
  const { upQueries } = await store.driver.createSchemaBuilder().log();
  await store.destroy();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it("lets processes open an empty database at once, and gives them one salt", async () => {
  const url = await createDatabase();
  const stores = await Promise.all([1, 2, 3].map(() => openStore(url, "lisiere")));
  const nodes = await Promise.all(stores.map((store) => store.getRepository(NodeRow).find()));
  await Promise.all(stores.map((store) => store.destroy()));
  expect(nodes[0]).toMatchObject([
    { slug: "lisiere", salt: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  expect(nodes[1]).toEqual(nodes[0]);
  expect(nodes[2]).toEqual(nodes[0]);
});

it("refuses the database of another landlord", async () => {
  const url = await createDatabase();
  await (await openStore(url, "lisiere")).destroy();
  const refusal = openStore(url, "val-de-brie");
  await expect(refusal).rejects.toThrow(ConfigurationError);
  await expect(refusal).rejects.toThrow(
    'the incidents of landlord "lisiere", not of "val-de-brie"',
  );
});
