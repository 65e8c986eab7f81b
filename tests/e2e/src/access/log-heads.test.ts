import { listHeads } from "@palier/landlord-store";
import {
  generateSigningKey,
  type LogHead,
  logHeadsHeader,
  readLogHead,
  type SigningKey,
} from "@palier/schema";
import type { ConventionChanges } from "@palier/schema/testing";
import {
  changedConvention,
  keyedConvention,
  partners,
  type Slug,
  slugs,
} from "./access-convention.js";
import { coverageOf } from "./coverage.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

type Written = Exclude<NonNullable<ConventionChanges["landlords"]>[number], string>;

let platform: AccessPlatform;
let logKeys: ReadonlyMap<Slug, SigningKey>;
beforeAll(async () => {
  logKeys = new Map(
    await Promise.all(slugs.map(async (slug) => [slug, await generateSigningKey()] as const)),
  );
  const keyed = await keyedConvention();
  const { landlords } = JSON.parse(keyed.text) as { readonly landlords: readonly Written[] };
  const named = landlords.map((party) => ({
    ...party,
    logKey: logKeys.get(party.slug as Slug)?.x,
  }));
  platform = await startAccessPlatform({ keyed: changedConvention(keyed, { landlords: named }) });
  await Promise.all(slugs.map(serveSealing));
});
afterAll(() => platform.stop());

async function serveSealing(slug: Slug): Promise<void> {
  const { convention, trust, nodes } = platform;
  const key = logKeys.get(slug);
  await nodes[slug].serve(convention, trust, undefined, key && [key]);
}

/** What a node holds, by landlord; every head is signed by the landlord that it names. */
async function heldAt(slug: Slug): Promise<Map<string, LogHead[]>> {
  const held = new Map<string, LogHead[]>();
  for (const text of await listHeads(platform.nodes[slug].store)) {
    const head = await readLogHead(text, platform.convention.landlords);
    if (head === null) throw new Error("a node keeps what nobody has signed");
    held.set(head.landlord, [...(held.get(head.landlord) ?? []), head]);
  }
  return held;
}

it("brings every node's head to the others with questions and answers, once", async () => {
  // The gateway is given the heads with one answer, and hands them on with a later question.
  for (let times = 0; times < 2; times += 1) await coverageOf(platform, partners.POLICE);
  const own = await Promise.all(slugs.map(async (slug) => (await heldAt(slug)).get(slug)));
  for (const slug of slugs) {
    const held = await heldAt(slug);
    for (const [index, other] of slugs.entries()) {
      expect([slug, held.get(other)?.[0]]).toEqual([slug, own[index]?.[0]]);
    }
  }
  for (const slug of slugs) platform.nodes[slug].front.take();
  await coverageOf(platform, partners.JUSTICE);
  const asked = slugs.flatMap((slug) => platform.nodes[slug].front.take());
  expect(asked.length).toBeGreaterThanOrEqual(slugs.length);
  expect(asked.filter(({ headers }) => logHeadsHeader in headers)).toEqual([]);
});

it("is contradicted by what others hold, who wrote its whole log and its own heads anew", async () => {
  const { lisiere } = platform.nodes;
  const signers = [{ slug: "lisiere", logKey: logKeys.get("lisiere")?.x }];
  const held = (await heldAt("orme")).get("lisiere") ?? [];
  const [first] = held as [LogHead];
  expect(await lisiere.verifyLog({ signers, held })).toMatchObject({ isWhole: true, problems: [] });
  await lisiere.store.transaction(async (tx) => {
    await tx.query("SET LOCAL session_replication_role = replica");
    await tx.query(`
      CREATE TEMPORARY TABLE entries AS SELECT entry FROM access_log ORDER BY sequence OFFSET 1;
      DELETE FROM access_log; DELETE FROM log_checkpoint;
      UPDATE access_log_head SET sequence = 0, hash = decode(repeat('00', 32), 'hex');
      SELECT append_access_log((SELECT array_agg(entry) FROM entries))`);
  });
  const { hour } = first;
  expect(await lisiere.verifyLog({ signers, held })).toMatchObject({
    isWhole: false,
    problems: [{ kind: "HEAD_ABSENT", hour }],
  });
  // The node goes on with what was put in its place, and seals that.
  await serveSealing("lisiere");
  await coverageOf(platform, partners.POLICE);
  expect(await lisiere.verifyLog({ signers, held: [] })).toMatchObject({ isWhole: true });
  const verdict = await lisiere.verifyLog({ signers, held });
  expect(verdict.isWhole).toBe(false);
  expect(["OTHERS_HOLD", "HEAD_ABSENT"]).toContain(verdict.problems[0]?.kind);
  // What the others hold stays, whatever the node signs now.
  await coverageOf(platform, partners.POLICE);
  expect((await heldAt("orme")).get("lisiere")?.[0]).toEqual(first);
});
