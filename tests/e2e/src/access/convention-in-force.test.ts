import { conventionHash, generateSigningKey, signConvention } from "@palier/schema";
import { entityBody, StolenGateway } from "../attacks/stolen-gateway.js";
import {
  changedConvention,
  type KeyedConvention,
  keyedConvention,
  partners,
  slugs,
} from "./access-convention.js";
import { coverageOf, seenOf } from "./coverage.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

/** Version 2 is what the gateway serves; each landlord decides for itself. */

const police = partners.POLICE;
let platform: AccessPlatform;
let older: KeyedConvention;

beforeAll(async () => {
  const keyed = await keyedConvention({ version: 2 });
  older = changedConvention(keyed, { version: 1 });
  platform = await startAccessPlatform({ keyed, signedBy: ["lisiere", "val-de-brie"] });
});
afterAll(() => platform.stop());

const withoutOrme = seenOf(["lisiere", "val-de-brie"], "NOT_IN_FORCE");

/** Puts a row where the landlord's signature would be, as somebody with the database alone could. */
async function plant(signature: string, { convention }: KeyedConvention): Promise<void> {
  const { reference, version, validity } = convention;
  await platform.nodes.orme.store.query(
    `INSERT INTO convention_signature (reference, version, hash, valid_from, signature)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (reference, version) DO UPDATE SET signature = excluded.signature`,
    [reference, version, conventionHash(convention), validity.from, signature],
  );
}

const forget = () => platform.nodes.orme.store.query("DELETE FROM convention_signature");

async function expectOrmeMissing(): Promise<void> {
  expect(await coverageOf(platform, police)).toEqual(withoutOrme);
  const { data, raw } = await platform.ask(police, '{ site(id: "orme:HARD") { name } }');
  expect(data).toEqual({ site: null });
  expect(raw).not.toContain("Résidence");
}

it("leaves out a landlord that has not signed, and takes it in once it has", async () => {
  await expectOrmeMissing();
  await platform.nodes.orme.sign(platform);
  expect(await coverageOf(platform, police)).toEqual(seenOf(slugs, ""));
  await forget();
  await expectOrmeMissing();
});

it("leaves out a landlord that still serves under the version before", async () => {
  const { orme } = platform.nodes;
  await orme.sign(older);
  await orme.serve(older.convention, platform.trust);
  await expectOrmeMissing();
  const [entry] = await orme.log();
  expect(entry).toMatchObject({ decision: "REFUSED", partner: null });
  await forget();
  await orme.serve(platform.convention, platform.trust);
});

it("takes no signature by another key, nor one that was altered", async () => {
  const { convention, keys } = platform;
  const other = await signConvention(convention, "orme", await generateSigningKey());
  const key = keys.get("orme");
  const ofAnother = keys.get("lisiere");
  if (key === undefined || ofAnother === undefined) throw new Error("no keys");
  const own = await signConvention(convention, "orme", key);
  const altered = own.replace(/.(?=.{20}$)/, (letter) => (letter === "A" ? "B" : "A"));
  const signatures = [
    other,
    altered,
    await signConvention(convention, "orme", ofAnother),
    await signConvention(convention, "lisiere", ofAnother),
    await signConvention(older.convention, "orme", key),
    "",
  ];
  for (const signature of signatures) {
    await plant(signature, platform);
    await expectOrmeMissing();
  }
  await plant(own, platform);
  expect(await coverageOf(platform, police)).toEqual(seenOf(slugs, ""));
  await forget();
});

/** Asks the node itself under a convention of its own, as a gateway that runs with it would. */
async function askUnder(keyed: KeyedConvention, fields = "name") {
  const { orme } = platform.nodes;
  await orme.serve(keyed.convention, platform.trust);
  const stolen = await StolenGateway.of(platform);
  const convention = conventionHash(keyed.convention);
  const headers = await stolen.headers("orme", "POLICE", { convention });
  const body = entityBody("OrmeSite", "orme:HARD", fields);
  const { data, errors } = await stolen.ask("orme", body, headers);
  return errors?.[0]?.extensions?.code ?? data;
}

const day = (offset: number) =>
  new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const answered = { _entities: [{ name: "Résidence HARD" }] };

describe("at the node", () => {
  afterEach(forget);

  it("one byte changed after the signature is another convention", async () => {
    await platform.nodes.orme.sign(platform);
    expect(await askUnder(platform)).toEqual(answered);
    const title = `${platform.convention.title} `.replace("essai ", "Essai");
    const changed = changedConvention(platform, { title });
    expect(changed.text.length).toBe(platform.text.length);
    expect(await askUnder(changed)).toBe("CONVENTION_NOT_SIGNED");
    const signature = await platform.nodes.orme.store.query<{ signature: string }[]>(
      "SELECT signature FROM convention_signature",
    );
    await forget();
    await plant(signature[0]?.signature ?? "", changed);
    expect(await askUnder(changed)).toBe("CONVENTION_NOT_SIGNED");
  });

  it.each([
    ["expired", { from: "2024-01-01", until: day(-2) }, "CONVENTION_EXPIRED"],
    ["not yet valid", { from: day(2), until: "2099-12-31" }, "CONVENTION_NOT_YET_VALID"],
    ["in its last days", { from: "2024-01-01", until: day(2) }, answered],
  ])("a signed convention that is %s is answered so", async (_what, validity, expected) => {
    const changed = changedConvention(platform, { validity });
    await platform.nodes.orme.sign(changed);
    expect(await askUnder(changed)).toEqual(expected);
  });

  it("a version before the one signed last is not taken back", async () => {
    const { visibility } = older.convention;
    const address = { ...visibility["site-address"], POLICE: "denied" };
    const narrower = changedConvention(platform, {
      version: 3,
      visibility: { ...visibility, "site-address": address },
    });
    const asked = () => askUnder(older, "name address");
    await platform.nodes.orme.sign(older);
    expect(await asked()).toEqual({
      _entities: [{ name: "Résidence HARD", address: "1 rue HARD" }],
    });
    await platform.nodes.orme.sign(narrower);
    expect(await asked()).toBe("FORBIDDEN");
    await platform.nodes.orme.sign(older);
    expect(await asked()).toBe("FORBIDDEN");
  });

  it("a version signed ahead of its time leaves the one in force as it is", async () => {
    await platform.nodes.orme.sign(platform);
    const validity = { from: day(2), until: "2099-12-31" };
    await platform.nodes.orme.sign(changedConvention(platform, { version: 3, validity }));
    expect(await askUnder(platform)).toEqual(answered);
  });
});
