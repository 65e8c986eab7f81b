import { type CuttingProxy, createDatabase, inTurn, startCuttingProxy } from "@palier/test-support";
import { exampleEntry } from "../access-log/access-entry.fixture.js";
import { AccessLog } from "../access-log/access-log.js";
import { copyIntegers, copyOut } from "../sql/copy-out.js";
import { createDataSource } from "./data-source.js";
import { openStore } from "./open-store.js";

let proxy: CuttingProxy;
beforeAll(async () => {
  const url = await createDatabase();
  await (await openStore(url, "lisiere")).destroy();
  proxy = await startCuttingProxy(url);
});
afterAll(() => proxy.stop());

/** What a command does, and what a node that serves does, from its first connection on. */
async function everything(): Promise<void> {
  const store = await openStore(proxy.url, "lisiere");
  try {
    await Promise.all([store.query("SELECT 1"), store.query("SELECT 2")]);
    await store.transaction((tx) =>
      copyIntegers(tx, 1, "SELECT number FROM generate_series(1, 3) AS number"),
    );
    await new AccessLog(store).append(exampleEntry());
  } finally {
    await store.destroy();
  }
}

it("fails no more than what was asked, at whatever message PostgreSQL ends a session", async () => {
  proxy.cutAfter(Number.POSITIVE_INFINITY);
  await everything();
  const messages = proxy.messages();
  expect(messages).toBeGreaterThan(50);
  let failed = 0;
  const numbers = Array.from({ length: messages }, (_, place) => place + 1);
  for (const number of inTurn(numbers, 2)) {
    proxy.cutAfter(number);
    // An error that nobody listens to would end the process, here the test.
    await everything().catch(() => {
      failed += 1;
    });
  }
  expect(failed).toBeGreaterThan(0);
  proxy.cutAfter(Number.POSITIVE_INFINITY);
  await expect(everything()).resolves.toBeUndefined();
});

it("goes on with a new session after one went silent", async () => {
  const store = await createDataSource(proxy.url, {
    ...{ connectionTimeoutMillis: 60_000, statement_timeout: 60_000 },
    query_timeout: 3_000,
  }).initialize();
  proxy.silence();
  await expect(store.query("SELECT 1")).rejects.toThrow("Query read timeout");
  await expect(store.query("SELECT 2 AS number")).resolves.toEqual([{ number: 2 }]);
  await store.destroy();
});

it("goes on with a new session after one was ended between two statements", async () => {
  const store = await createDataSource(proxy.url).initialize();
  await store.query("SELECT 1");
  proxy.cutAfter(1);
  await store.query("SELECT 2").catch(() => undefined);
  proxy.cutAfter(Number.POSITIVE_INFINITY);
  await expect(store.query("SELECT 3 AS number")).resolves.toEqual([{ number: 3 }]);
  await store.destroy();
});

it("goes on with a new session after the reader of many rows has failed", async () => {
  const store = await createDataSource(proxy.url).initialize();
  const reading = store.transaction((tx) =>
    copyOut(tx, "SELECT number FROM generate_series(1, 3000000) AS number", () => {
      throw new Error("no more of it");
    }),
  );
  await expect(reading).rejects.toThrow("no more of it");
  await expect(store.query("SELECT 4 AS number")).resolves.toEqual([{ number: 4 }]);
  await store.destroy();
});
