import { readyStore } from "../database/ready-store.fixture.js";
import { plannedOnce } from "./store-session.js";

it("has a session plan once what is marked so, with other values each time, and nothing else", async () => {
  const { store } = await readyStore("lisiere");
  const session = store.createQueryRunner();
  const marked = plannedOnce("doubled", "SELECT 2 * $1::integer AS doubled");
  try {
    for (const value of [1, 2, 3]) {
      expect(await session.query(marked, [value])).toEqual([{ doubled: 2 * value }]);
      expect(await session.query("SELECT $1::integer AS same", [value])).toEqual([{ same: value }]);
    }
    const planned = "SELECT name, generic_plans + custom_plans AS uses FROM pg_prepared_statements";
    expect(await session.query(planned)).toEqual([{ name: "doubled", uses: "3" }]);
  } finally {
    await session.release();
    await store.destroy();
  }
});
