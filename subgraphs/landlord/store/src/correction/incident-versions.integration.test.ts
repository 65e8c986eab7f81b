import { readyStore } from "../database/ready-store.fixture.js";
import { keepImported, removeIncidents, restate } from "./incident-versions.js";

it("brings an incident back with a value in every column that it had", async () => {
  const { store } = await readyStore("lisiere");
  await store.query(
    "INSERT INTO site (reference, name, commune, dwellings) VALUES ('A', 'A', '77288', 60)",
  );
  const id = "6f9619ff-8b86-4011-b42d-00cf4fc964ff";
  for (const table of ["incident", "incident_personal"]) {
    const columns = await store.query<{ name: string; type: string }[]>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [table],
    );
    const values = columns.map(({ type }) =>
      type === "uuid"
        ? `'${id}'`
        : type === "date"
          ? "'2026-10-01'"
          : type === "text"
            ? "'x'"
            : "1",
    );
    await store.query(
      `INSERT INTO ${table} (${columns.map(({ name }) => name).join(", ")}) VALUES (${values.join(", ")})`,
    );
  }
  const contents = () =>
    store.query("SELECT * FROM incident JOIN incident_personal ON incident_id = id");
  const before = await contents();
  expect(Object.values(before[0])).not.toContain(null);
  await store.transaction(async (tx) => {
    await keepImported(tx, [id]);
    await removeIncidents(tx, [id]);
    expect(await tx.query("SELECT FROM incident")).toEqual([]);
    await restate(tx, [id]);
  });
  expect(await contents()).toEqual(before);
  await store.destroy();
});
