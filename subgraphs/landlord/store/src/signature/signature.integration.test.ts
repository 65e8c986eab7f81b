import {
  ConfigurationError,
  type Convention,
  generateSigningKey,
  type SigningKey,
  signConvention,
  templateTerms,
} from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import type { DataSource } from "typeorm";
import { createDataSource } from "../database/data-source.js";
import { readyStore } from "../database/ready-store.fixture.js";
import { prepareRoles } from "../database/roles/prepare-roles.js";
import { conventionInForce, watchConvention } from "./convention-in-force.js";
import { recordSignature } from "./record-signature.js";

const now = new Date("2026-11-20T12:00:00Z");
let key: SigningKey;
let otherKey: SigningKey;
let store: DataSource;
let federated: DataSource;
beforeAll(async () => {
  [key, otherKey] = [await generateSigningKey(), await generateSigningKey()];
  ({ store } = await readyStore("lisiere"));
  federated = await createDataSource((await prepareRoles(store)).federatedUrl).initialize();
});
beforeEach(() => store.query("DELETE FROM convention_signature"));
afterAll(async () => {
  await federated.destroy();
  await store.destroy();
});

function conventionOf(changes: Partial<Convention> = {}): Convention {
  return { ...exampleConvention, ...templateTerms, ...changes };
}

async function sign(convention: Convention, by = key, landlord = "lisiere") {
  const signature = await signConvention(convention, landlord, by);
  return recordSignature(store, convention, signature, by.x);
}

/** As the federated endpoint asks. */
function state(convention: Convention, at = now, publicKey = key.x) {
  return conventionInForce(federated, convention, { slug: "lisiere", publicKey }, at);
}

it("serves under the very text that the landlord signed, within its validity", async () => {
  const convention = conventionOf();
  await expect(state(convention)).resolves.toBe("NOT_SIGNED");
  await sign(convention);
  await sign(convention);
  await expect(state(convention)).resolves.toBe("IN_FORCE");
  await expect(state(conventionOf({ title: "Convention d'essaI" }))).resolves.toBe("NOT_SIGNED");
  await expect(state(convention, new Date("2023-12-31T22:59:59Z"))).resolves.toBe("NOT_YET_VALID");
  await expect(state(convention, new Date("2028-12-31T23:00:00Z"))).resolves.toBe("EXPIRED");
});

it("does not serve under an older version again, once a newer one is signed and has begun", async () => {
  const [first, second, third] = [
    conventionOf(),
    conventionOf({ version: 2 }),
    conventionOf({ version: 3, validity: { from: "2027-01-01", until: "2028-12-31" } }),
  ];
  for (const convention of [second, third, first]) await sign(convention);
  await expect(state(first)).resolves.toBe("SUPERSEDED");
  await expect(state(second)).resolves.toBe("IN_FORCE");
  await expect(state(third)).resolves.toBe("NOT_YET_VALID");
  const newYear = new Date("2026-12-31T23:00:00Z");
  await expect(state(second, newYear)).resolves.toBe("SUPERSEDED");
  await expect(state(third, newYear)).resolves.toBe("IN_FORCE");
  await expect(state(second, new Date(newYear.getTime() - 1))).resolves.toBe("IN_FORCE");
});

it("does not serve under a new version that others have signed and this landlord has not", async () => {
  await sign(conventionOf());
  await expect(state(conventionOf({ version: 2 }))).resolves.toBe("NOT_SIGNED");
});

it("keeps the versions of several conventions apart", async () => {
  await sign(conventionOf({ reference: "autre", version: 9 }));
  await sign(conventionOf());
  await expect(state(conventionOf())).resolves.toBe("IN_FORCE");
});

it("believes no signature for being in the database", async () => {
  const convention = conventionOf();
  await sign(convention);
  await expect(state(convention, now, otherKey.x)).resolves.toBe("NOT_SIGNED");
  const forged = await signConvention(convention, "lisiere", otherKey);
  await store.query("UPDATE convention_signature SET signature = $1", [forged]);
  await expect(state(convention)).resolves.toBe("NOT_SIGNED");
  await sign(convention);
  await expect(state(convention)).resolves.toBe("IN_FORCE");
});

it("notices at the next question what is signed or altered after the first one", async () => {
  const convention = conventionOf();
  const question = watchConvention(federated, convention, { slug: "lisiere", publicKey: key.x });
  const ask = async (at: Date) => (await question(at)).state;
  await expect(ask(now)).resolves.toBe("NOT_SIGNED");
  await sign(convention);
  await expect(ask(now)).resolves.toBe("IN_FORCE");
  await expect(ask(now)).resolves.toBe("IN_FORCE");
  const forged = await signConvention(convention, "lisiere", otherKey);
  await store.query("UPDATE convention_signature SET signature = $1", [forged]);
  await expect(ask(now)).resolves.toBe("NOT_SIGNED");
  await sign(convention);
  await sign(conventionOf({ version: 2 }));
  await expect(ask(now)).resolves.toBe("SUPERSEDED");
});

it("records no signature but the landlord's own of this text", async () => {
  const convention = conventionOf();
  const own = await signConvention(convention, "lisiere", key);
  const record = (signature: string, of = convention, publicKey = key.x) =>
    recordSignature(store, of, signature, publicKey);
  await expect(record("none")).rejects.toThrow("this is no signature of a convention");
  await expect(record(own, convention, otherKey.x)).rejects.toThrow(
    'not made with the key of "lisiere"',
  );
  await expect(record(own, conventionOf({ title: "Autre" }))).rejects.toThrow(
    "changed after it was signed",
  );
  await expect(record(own, conventionOf({ version: 2 }))).rejects.toThrow("of another version");
  await expect(record(own, conventionOf({ reference: "autre" }))).rejects.toThrow(
    "of another convention",
  );
  await expect(sign(convention, key, "val-de-brie")).rejects.toThrow("another landlord's");
  await expect(state(convention)).resolves.toBe("NOT_SIGNED");
});

it("refuses two texts of one version", async () => {
  await sign(conventionOf());
  const second = sign(conventionOf({ title: "Autre" }));
  await expect(second).rejects.toThrow(ConfigurationError);
  await expect(second).rejects.toThrow("give the new text the version 2");
  await expect(state(conventionOf())).resolves.toBe("IN_FORCE");
});

it("lets the federated login sign nothing", async () => {
  await expect(
    federated.query("INSERT INTO convention_signature VALUES ('essai', 1, '', '2026-01-01', '')"),
  ).rejects.toThrow("permission denied");
});
