import {
  type Convention,
  generateSigningKey,
  type SigningKey,
  signConvention,
} from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { closeMonths } from "../month/close-months.js";
import { recordSignature } from "./record-signature.js";
import { signedRules } from "./signed-rules.js";

const now = new Date("2026-11-20T12:00:00Z");
const october = 2026 * 12 + 9;
let key: SigningKey;
let store: DataSource;

beforeAll(async () => {
  key = await generateSigningKey();
  ({ store } = await readyStore("lisiere"));
});
beforeEach(() => store.query("DELETE FROM convention_signature"));
afterAll(() => store.destroy());

function adding(...codes: string[]): Convention["categories"] {
  return codes.map((code) => ({ code, family: "INCIVILITY", label: { fr: code, en: code } }));
}

async function sign(changes: Partial<Convention>): Promise<void> {
  const convention = { ...exampleConvention, ...changes };
  await recordSignature(store, convention, await signConvention(convention, "lisiere", key), key.x);
}

async function added(at = now): Promise<string[]> {
  const { nomenclature } = await signedRules(store.manager, at);
  return [...nomenclature.categories.keys()].filter((code) => /^OWN_/.test(code));
}

it("keeps the record by the version that the node serves under, whenever each began", async () => {
  expect(await added()).toEqual([]);
  await sign({ version: 1, categories: adding("OWN_A") });
  const later = { from: "2026-01-01", until: "2028-12-31" };
  await sign({ version: 2, validity: later, categories: adding("OWN_A", "OWN_B") });
  // A higher version that began before: it is the one in force.
  await sign({ version: 3, categories: adding("OWN_A", "OWN_B", "OWN_C") });
  const toCome = { from: "2027-01-01", until: "2028-12-31" };
  await sign({
    version: 4,
    validity: toCome,
    categories: adding("OWN_A", "OWN_B", "OWN_C", "OWN_D"),
  });
  expect(await added()).toEqual(["OWN_A", "OWN_B", "OWN_C"]);
  expect(await added(new Date("2026-12-31T22:59:59Z"))).toHaveLength(3);
  expect(await added(new Date("2026-12-31T23:00:00Z"))).toHaveLength(4);
});

it("knows what a later version of the nomenclature adds, and refuses to go back behind it", async () => {
  await sign({ version: 1 });
  const knows = async () =>
    (await signedRules(store.manager, now)).nomenclature.categories.has("SQUAT");
  expect(await knows()).toBe(false);
  await sign({ version: 2, nomenclature: 2 });
  expect(await knows()).toBe(true);
  await expect(sign({ version: 3 })).rejects.toThrow(
    "what the landlord has signed before: FIREWORKS, PROSTITUTION, RODEO, SQUAT",
  );
});

it("does nothing by a text that is not the one signed", async () => {
  await sign({ categories: adding("OWN_A") });
  const text = `replace(convention, 'INCIVILITY', 'TRAFFICKING')`;
  await store.query(`UPDATE convention_signature SET convention = ${text}`);
  await expect(closeMonths(store, [october], () => now)).rejects.toThrow("another text");
  expect(await store.query("SELECT FROM closed_month")).toEqual([]);
});

it("keeps to the shared categories under a signature without its text, until signed again", async () => {
  await sign({ categories: adding("OWN_A") });
  await store.query("UPDATE convention_signature SET convention = NULL");
  expect(await added()).toEqual([]);
  await sign({ categories: adding("OWN_A") });
  expect(await added()).toEqual(["OWN_A"]);
});
