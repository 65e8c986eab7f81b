import { addSubmittingSystem, nextSubmission } from "@palier/landlord-store";
import { loadSubmissions } from "./load-submissions.js";
import { ImportStore } from "./testing/import-store.fixture.js";

const slug = "load-submissions";
const clock = () => new Date("2026-11-22T10:00:00Z");

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

it("gives nothing back that fails for no reason of its own, however often: it waits behind others until it is loaded", async () => {
  const key = await addSubmittingSystem(at.store, { name: "tickets", sites: null, perMinute: 100 });
  const submit = (reference: string) =>
    at.store.query(
      "SELECT submit_incidents(sha256(convert_to($1, 'UTF8')), $2, sha256(convert_to($3, 'UTF8')), $3)",
      [
        ...[key, reference],
        JSON.stringify([{ site: "RES-001", day: "2026-10-05", category: "NOISE", reference }]),
      ],
    );
  await submit("T-1");
  const failures: string[] = [];
  const broken = () => {
    throw new Error("the disk is full");
  };
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const onFailure = ({ reference }: { readonly reference: string }) => failures.push(reference);
    expect(await loadSubmissions(at.store, { slug, clock: broken, onFailure })).toBe(0);
  }
  expect(failures).toEqual(Array.from({ length: 12 }, () => "T-1"));
  await submit("T-2");
  expect(await nextSubmission(at.store)).toMatchObject({ reference: "T-2" });
  expect(await loadSubmissions(at.store, { slug, clock })).toBe(2);
  expect(
    await at.store.query("SELECT reference, state FROM submission ORDER BY reference"),
  ).toEqual([
    { reference: "T-1", state: "LOADED" },
    { reference: "T-2", state: "LOADED" },
  ]);
});
