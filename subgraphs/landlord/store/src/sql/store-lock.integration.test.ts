import { createDatabase } from "@palier/test-support";
import { openStore } from "../database/open-store.js";
import { withStoreLock } from "./store-lock.js";

it("lets one writer in at a time, tells the one that waits, and undoes what fails", async () => {
  const store = await openStore(await createDatabase(), "lisiere");
  const order: string[] = [];
  let secondWaits: () => void = () => {};
  const waiting = new Promise<void>((resolve) => {
    secondWaits = resolve;
  });
  let firstEntered: () => void = () => {};
  const entered = new Promise<void>((resolve) => {
    firstEntered = resolve;
  });
  const first = withStoreLock(store, async (tx) => {
    firstEntered();
    await tx.query("INSERT INTO closed_month (month) VALUES (24321)");
    await waiting;
    order.push("first ends");
    throw new Error("refused");
  });
  await entered;
  const second = withStoreLock(
    store,
    async (tx) => {
      order.push("second begins");
      return tx.query("SELECT month FROM closed_month");
    },
    secondWaits,
  );
  await expect(first).rejects.toThrow("refused");
  await expect(second).resolves.toEqual([]);
  await store.destroy();
  expect(order).toEqual(["first ends", "second begins"]);
});
