import { exampleConvention } from "@palier/schema/testing";
import type { DataSource } from "typeorm";
import { createDataSource } from "../database/data-source.js";
import { readyStore } from "../database/ready-store.fixture.js";
import { prepareRoles } from "../database/roles/prepare-roles.js";
import { watchConvention } from "../signature/convention-in-force.js";
import { listPauses, pausePartner, resumePartner } from "./pause.repository.js";

let store: DataSource;
let federated: DataSource;
beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
  const { federatedUrl } = await prepareRoles(store);
  federated = await createDataSource(federatedUrl).initialize();
});
beforeEach(() => store.query("DELETE FROM partner_pause"));
afterAll(async () => {
  await federated.destroy();
  await store.destroy();
});

it("pauses one partner from the next request on, and until it is resumed", async () => {
  const seen: unknown[] = [];
  const ask = watchConvention(federated, exampleConvention, { slug: "lisiere", publicKey: "" });
  const look = async () => seen.push([...(await ask(new Date())).paused]);
  await look();
  await pausePartner(store, "police", "Fuite signalée", "DPO");
  await look();
  await resumePartner(store, "police", "DPO");
  await look();
  expect(seen).toEqual([[], ["police"], []]);
});

it("keeps what was paused, why, by whom and how long", async () => {
  await pausePartner(store, "police", "Fuite signalée", "DPO");
  await resumePartner(store, "police", "Direction");
  await pausePartner(store, "police", "Nouvel incident", "DPO");
  const instant = expect.any(Date);
  await expect(listPauses(store)).resolves.toMatchObject([
    { partner: "police", reason: "Nouvel incident", pausedBy: "DPO", resumedAt: null },
    { reason: "Fuite signalée", pausedAt: instant, resumedBy: "Direction", resumedAt: instant },
  ]);
});

it("leaves the first pause as it is when a partner is paused twice, and resumes no other", async () => {
  const outcomes = await Promise.all(
    ["un", "deux", "trois"].map((reason) => pausePartner(store, "police", reason, "DPO")),
  );
  expect(outcomes.filter(Boolean).length).toBe(1);
  await expect(resumePartner(store, "mairie", "DPO")).resolves.toBe(false);
  expect((await listPauses(store)).length).toBe(1);
});

it("refuses a pause without a reason or an author, or with a reason without end", async () => {
  await expect(pausePartner(store, "police", " ", "")).rejects.toThrow(
    "A pause needs a reason and an author",
  );
  await expect(resumePartner(store, "police", "")).rejects.toThrow("A pause needs an author");
  await expect(pausePartner(store, "police", "r".repeat(10_001), "DPO")).rejects.toThrow(
    "Of a pause the reason must have at most 10000 characters; this has 10001",
  );
});

it("lets the federated login read pauses, and not who decided them nor why", async () => {
  await expect(federated.query("SELECT reason FROM partner_pause")).rejects.toThrow(
    "permission denied",
  );
  await expect(federated.query("DELETE FROM partner_pause")).rejects.toThrow("permission denied");
});
