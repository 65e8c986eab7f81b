import { rename, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { jest } from "@jest/globals";
import { conventionHash } from "@palier/schema";
import { supergraphOf } from "@palier/schema/testing/composition";
import {
  type KeyedConvention,
  keyedConvention,
  partners,
  type Slug,
  slugs,
} from "./access-convention.js";
import { LandlordNode } from "./node.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";
import { RecordingFront } from "./recording-front.js";
import { dayAt, nextDayBegins, ShiftedClock } from "./shifted-clock.js";
import {
  accounts,
  answeringIn,
  askOnAndOn,
  calmly,
  enough,
  kinds,
  question,
  type Seen,
  wholeOf,
} from "./steady-questions.js";

/** With the next version one landlord comes and another goes; partners ask all the while. */

// The tests that know three landlords are the others.
const [leaving, joining] = ["ecluse", "saxifrage"] as unknown as readonly [Slug, Slug];
const before: readonly Slug[] = [...slugs, leaving];
const after: readonly Slug[] = [...slugs, joining];
const police = partners.POLICE;

const written = jest.spyOn(console, "error").mockImplementation(() => undefined);
const clock = new ShiftedClock();
const firstMs = nextDayBegins(Date.now());
let platform: AccessPlatform;
let newcomer: LandlordNode;
let one: KeyedConvention;
let two: KeyedConvention;

/** How many may ask so much is not what is tried here. */
const costs = { mode: "MEASURE", most: 2_000, partnerPerMinute: 1_000_000 } as const;

beforeAll(async () => {
  clock.set(firstMs - 20 * 60_000);
  const all = await keyedConvention({}, [...before, joining]);
  const { landlords } = JSON.parse(all.text) as { landlords: { slug: Slug }[] };
  newcomer = await LandlordNode.open(joining, await RecordingFront.open());
  const textOf = async (
    version: number,
    parties: readonly Slug[],
    validity: { from: string; until: string },
  ): Promise<KeyedConvention> => {
    const listed = landlords
      .filter(({ slug }) => parties.includes(slug))
      .map((each) => (each.slug === joining ? { ...each, endpoint: newcomer.front.url } : each));
    const written = await keyedConvention({ version, validity, landlords: listed }, parties);
    return { ...written, keys: all.keys };
  };
  one = await textOf(1, before, { from: "2024-01-01", until: dayAt(firstMs - 1) });
  two = await textOf(2, after, { from: dayAt(firstMs), until: "2099-12-31" });
  platform = await startAccessPlatform({ keyed: one, landlords: before, costs });
  for (const slug of before) platform.nodes[slug].follow(platform.conventionFile, one.convention);
});
afterAll(async () => {
  await platform.stop();
  await newcomer.stop();
  clock.restore();
});

/** Of answers that differ the logs say why: a reader is not told. */
function expectWhole(seen: readonly Seen[], parties: readonly Slug[]): void {
  const found = kinds(seen);
  const logs = found.size === 1 ? [] : [...platform.log, ...written.mock.calls.map(String)];
  expect({ found, logs }).toEqual({
    found: new Set([JSON.stringify(wholeOf(parties))]),
    logs: [],
  });
}

it("comes and goes on the day of its version: no error, nobody missing who should not be", async () => {
  expect(answeringIn(await platform.ask(police, question))).toEqual(wholeOf(before));

  // Weeks before: all sign, the newcomer starts its node, and each replaces a file.
  const earlier = askOnAndOn(platform, calmly);
  for (const slug of slugs) await platform.nodes[slug].sign(two);
  await newcomer.sign(two);
  await newcomer.serve(two.convention, platform.trust);
  await writeFile(
    platform.supergraphFile,
    supergraphOf({
      ...{ convention: "http://127.0.0.1:1/graphql", classification: "http://127.0.0.1:1/graphql" },
      landlords: after.map((slug) => ({ slug, endpoint: "http://127.0.0.1:1/graphql" })),
    }),
  );
  await writeFile(`${platform.conventionFile}.new`, two.text);
  await rename(`${platform.conventionFile}.new`, platform.conventionFile);
  while (!platform.log.some((entry) => /goes over to version 2/.test(entry))) await setTimeout(50);
  const untilThen = await earlier.stop();
  expectWhole(untilThen, before);

  // The next version is known, and is nobody's yet; on a slow machine these may be the only ones before it.
  const evening = askOnAndOn(platform);
  await evening.untilAnswered(() => true);
  const calm = await evening.stop();

  // The last seconds before, and the night.
  clock.set(firstMs - 20_000);
  for (const account of accounts) await platform.ask(account, question);
  const night = askOnAndOn(platform);
  await night.untilAnswered(({ endedMs }) => endedMs < firstMs, firstMs);
  // No visa is older than the half minute that it lives.
  if (Date.now() < firstMs - 500) clock.set(firstMs - 500);
  await night.untilAnswered(({ startedMs }) => startedMs >= firstMs);
  const seen = await night.stop();
  const early = [...calm, ...seen].filter(({ endedMs }) => endedMs < firstMs);
  const late = seen.filter(({ startedMs }) => startedMs >= firstMs);
  expect(early.length).toBeGreaterThanOrEqual(enough);
  expectWhole(early, before);
  expectWhole(late, after);
  // What was under way at that moment is whole, too, but for who left at it.
  for (const { answer } of seen) {
    const { status, errors, coverage = {} } = answeringIn(answer);
    expect([status, errors]).toEqual([200, undefined]);
    const { [leaving]: left = "ANSWERED", ...others } = coverage;
    expect(["ANSWERED", "NOT_IN_FORCE"]).toContain(left);
    expect(new Set(Object.values(others))).toEqual(new Set(["ANSWERED"]));
  }
});

it("is a party under its own name to whoever asks, and who has left is none", async () => {
  const { data } = await platform.ask(police, "{ convention { version landlords { slug } } }");
  expect(data).toEqual({
    convention: { version: 2, landlords: after.map((slug) => ({ slug })) },
  });
  const left = await platform.ask(police, `{ site(id: "${leaving}:HARD") { name } }`);
  expect([left.data, left.errors]).toEqual([{ site: null }, undefined]);
  const came = await platform.ask(police, `{ site(id: "${joining}:HARD") { name } }`);
  expect(came.data).toEqual({ site: { name: "Résidence HARD" } });
  expect(conventionHash(two.convention)).not.toBe(conventionHash(one.convention));
});
