import { monthNumber } from "@palier/schema";
import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { endSite } from "../life/end-site.js";
import { removeSite } from "../life/remove-site.js";
import { renumberSite } from "../life/renumber-site.js";
import { closeMonths } from "../month/close-months.js";
import { reopenMonths } from "../month/reopen-months.js";
import { addSubmittingSystem } from "../submission/submitting-systems.js";

let store: DataSource;
const month = monthNumber("2026-03");
const clock = () => new Date("2026-11-27T12:00:00Z");
beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
  await store.query(
    `INSERT INTO site (reference, name, commune, dwellings, first_month, facts_from)
     VALUES ('A', 'Les Tilleuls', '77288', 60, 0, 0), ('B', 'Le Parc', '77288', 40, ${month}, ${month})`,
  );
  await closeMonths(store, [month - 1], clock);
});
afterAll(() => store.destroy());

const acts: Readonly<Record<string, (author: string) => Promise<unknown>>> = {
  "an end": (author) => endSite(store, "A", month + 20, { author }),
  "a further number": (author) => renumberSite(store, "A", "N-1", null, { author }),
  "a removal": (author) => removeSite(store, "B", { author }),
  "a closing": (author) => closeMonths(store, [month], clock, undefined, undefined, { author }),
  "a reopening": (author) => reopenMonths(store, [month - 1], clock, undefined, { author }),
  "a system's key": (author) =>
    addSubmittingSystem(store, { name: "tickets", sites: null, perMinute: 60, author }),
};

it.each(Object.keys(acts))("%s keeps no author that is not all seen", async (act) => {
  const kept = () =>
    store.query(
      `SELECT (SELECT count(*) FROM site_act) AS acts, (SELECT count(*) FROM closed_month) AS months,
         (SELECT count(*) FROM submitting_system) AS systems, (SELECT count(*) FROM site_number) AS numbers,
         (SELECT array_agg(last_month ORDER BY id) FROM site) AS last`,
    );
  const before = await kept();
  await expect(acts[act]?.("DSI\u202exlsx")).rejects.toThrow(
    "the author must have text on one line",
  );
  await expect(acts[act]?.("x".repeat(201))).rejects.toThrow("at most 200 characters");
  await expect(acts[act]?.(" ")).rejects.toThrow("needs an author");
  expect(await kept()).toEqual(before);
});
