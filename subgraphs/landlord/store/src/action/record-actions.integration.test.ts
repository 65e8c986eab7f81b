import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import type { ActionFacts } from "./action-facts.js";
import { actionHistory, changeAction, listActions, recordActions } from "./record-actions.js";

let store: DataSource;
beforeEach(async () => {
  ({ store } = await readyStore("lisiere"));
  await store.query(`
    INSERT INTO site (reference, name, commune, dwellings) VALUES
      ('RES-001', 'Les Tilleuls', '77288', 60), ('RES-002', 'Le Parc', '77285', 40)`);
});
afterEach(() => store.destroy());

const settings = {
  author: "Direction",
  partners: ["police-melun"],
  // Late in the evening of the day before in UTC.
  clock: () => new Date("2026-11-26T23:30:00Z"),
};

const halls: ActionFacts = {
  sites: ["RES-002", "RES-001"],
  axis: 4,
  title: "Reprise des halls",
  status: "PLANNED",
  dueDate: "2027-03-31",
  responsibleParty: "Bailleur",
  partner: null,
};

it("records an action at several sites once, and the same again changes nothing", async () => {
  expect(await recordActions(store, [halls], settings)).toMatchObject({ added: 1 });
  const again = { ...halls, sites: ["RES-001", "RES-002", "RES-001"] };
  expect(await recordActions(store, [again], settings)).toMatchObject({ added: 0, unchanged: 1 });
  expect(await listActions(store)).toEqual([{ id: 1, ...halls, changedOn: "2026-11-27" }]);
  expect(await actionHistory(store, 1)).toHaveLength(1);
});

it("keeps what an action was after each act, with who acted", async () => {
  await recordActions(store, [halls], settings);
  const later = { ...settings, author: "Gérance", clock: () => new Date("2026-12-02T10:00:00Z") };
  await changeAction(store, 1, { sites: ["RES-001"], partner: "police-melun" }, later);
  await changeAction(store, 1, { status: "DONE" }, later);
  const unchanged = await changeAction(store, 1, { status: "DONE" }, later);
  expect(unchanged.isChanged).toBe(false);
  const done = { ...halls, sites: ["RES-001"], partner: "police-melun", status: "DONE" };
  expect(await listActions(store)).toEqual([{ id: 1, ...done, changedOn: "2026-12-02" }]);
  const history = await actionHistory(store, 1);
  expect(history.map(({ act, author, status, sites }) => [act, author, status, sites])).toEqual([
    ["ADDED", "Direction", "PLANNED", ["RES-002", "RES-001"]],
    ["CHANGED", "Gérance", "PLANNED", ["RES-001"]],
    ["CLOSED", "Gérance", "DONE", ["RES-001"]],
  ]);
  const [{ account }] = await store.query("SELECT session_user AS account");
  expect(new Set(history.map((change) => change.account))).toEqual(new Set([account]));
});

it.each([
  ["an unknown site", { sites: ["RES-009"] }, /"RES-009" is no site.*palier sites import/],
  ["no site", { sites: [] }, /needs a site/],
  ["another axis", { axis: 6 }, /axes 1 to 5/],
  ["a partner that is none", { partner: "police-paris" }, /no partner.*known: police-melun/],
  ["a day that is none", { dueDate: "2027-02-30" }, /"2027-02-30" is no day/],
  ["a title without words", { title: " " }, /needs a title/],
  ["a title of two lines", { title: "Hall\nB" }, /the title must have text on one line.*U\+000A/],
  [
    "a responsible party that reads backwards",
    { responsibleParty: "\u202eecnarég" },
    /the responsible party must have text on one line.*U\+202E/,
  ],
])("refuses %s, and records nothing", async (_, change, message) => {
  await expect(recordActions(store, [halls, { ...halls, ...change }], settings)).rejects.toThrow(
    message,
  );
  expect(await listActions(store)).toEqual([]);
});

it("names the command that lists actions where there is none of that number", async () => {
  await expect(changeAction(store, 7, { axis: 1 }, settings)).rejects.toThrow(
    /no action 7: "palier actions list"/,
  );
});

it("gives no site more actions than a reader takes", async () => {
  const actions = Array.from({ length: 1_001 }, (_, index) => ({ ...halls, title: `${index}` }));
  await expect(recordActions(store, actions, settings)).rejects.toThrow(/more than 1000 actions/);
});
