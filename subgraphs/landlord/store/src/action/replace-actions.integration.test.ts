import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { type ActionInput, replaceActions } from "./replace-actions.js";

let store: DataSource;
beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
  await store.query(`
    INSERT INTO site (reference, name, commune, dwellings) VALUES
      ('RES-001', 'Les Tilleuls', '77288', 60), ('RES-002', 'Le Parc', '77288', 40)`);
});
afterAll(() => store.destroy());

function action(siteReference: string, title: string): ActionInput {
  return {
    siteReference,
    axis: 2,
    title,
    status: "PLANNED",
    dueDate: "2026-12-31",
    responsibleParty: "Gérance",
  };
}

function stored(): Promise<unknown[]> {
  return store.query(`
    SELECT a.id, s.reference, a.axis, a.title, a.status, a.due_date::text, a.responsible_party
    FROM action a JOIN site s ON s.id = a.site_id ORDER BY a.id`);
}

it("replaces the whole list, and nothing when the same comes again", async () => {
  await replaceActions(store, [action("RES-002", "Ancienne")]);
  const list = [action("RES-001", "Éclairage"), { ...action("RES-002", "Badges"), dueDate: null }];
  expect(await replaceActions(store, list)).toEqual({ actions: 2 });
  const after = await stored();
  expect(after).toEqual([
    {
      id: 1,
      reference: "RES-001",
      axis: 2,
      title: "Éclairage",
      status: "PLANNED",
      due_date: "2026-12-31",
      responsible_party: "Gérance",
    },
    expect.objectContaining({ id: 2, reference: "RES-002", due_date: null }),
  ]);
  await replaceActions(store, list);
  expect(await stored()).toEqual(after);
});

it("stores nothing when a site is not known, and names it", async () => {
  const before = await stored();
  await expect(
    replaceActions(store, [action("RES-001", "A"), action("RES-009", "B")]),
  ).rejects.toThrow('No action was stored: "RES-009" is no site of this landlord.');
  expect(await stored()).toEqual(before);
});

it("stores nothing when a text is longer than partners can be told (issue 9)", async () => {
  const before = await stored();
  const long = { ...action("RES-001", "t".repeat(2_001)), responsibleParty: "p".repeat(501) };
  await expect(replaceActions(store, [action("RES-002", "t".repeat(2_000)), long])).rejects.toThrow(
    "No action was stored: the title of an action of RES-001 must have at most 2000 characters; this has 2001; the responsible party of an action of RES-001 must have at most 200 characters; this has 501.",
  );
  expect(await stored()).toEqual(before);
});

it("empties the list", async () => {
  await replaceActions(store, []);
  expect(await stored()).toEqual([]);
});
