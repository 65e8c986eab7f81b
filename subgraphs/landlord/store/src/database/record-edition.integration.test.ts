import type { DataSource } from "typeorm";
import { readyStore } from "./ready-store.fixture.js";
import { federatedReads } from "./roles/federated-rights.js";

/** Of what the federated role reads, what no answer that is given twice rests on. */
const others = new Set([
  // No answer of single incidents is given twice.
  "incident",
  // Asked in the same statement as the edition.
  "convention_signature",
  "partner_pause",
  "record_edition",
  // Of the node's health alone.
  "migrations",
  "node",
  "purge_run",
]);

let store: DataSource;
beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
});
afterAll(() => store.destroy());

async function edition(): Promise<string | undefined> {
  const [found] = await store.query<{ edition: string }[]>("SELECT edition FROM record_edition");
  return found?.edition;
}

it.each(Object.keys(federatedReads).filter((table) => !others.has(table)))(
  "is another one with each statement that may change %s",
  async (table) => {
    const editions = new Set([await edition()]);
    for (const change of [`DELETE FROM ${table} WHERE false`, `TRUNCATE ${table} CASCADE`]) {
      await store.query(change);
      editions.add(await edition());
    }
    expect(editions.size).toBe(3);
  },
);

it("is seen by others with what has changed, and given once a transaction", async () => {
  const before = await edition();
  const within: unknown[] = [];
  await store.transaction(async (tx) => {
    for (const name of ["Un", "Deux"]) {
      await tx.query("UPDATE site SET name = $1", [name]);
      const [found] = await tx.query<{ edition: string }[]>("SELECT edition FROM record_edition");
      within.push(found?.edition);
      expect(await edition()).toBe(before);
    }
  });
  expect(within).toEqual([await edition(), await edition()]);
  expect(within).not.toContain(before);
  await store.query("UPDATE incident SET category = category");
  expect(within).toContain(await edition());
});
