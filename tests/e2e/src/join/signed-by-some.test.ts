import { rename, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { jest } from "@jest/globals";
import { templateTerms } from "@palier/schema";
import { type Pem, PemFolder, TestAuthority } from "@palier/test-support/tls";
import {
  changedConvention,
  type KeyedConvention,
  keyedConvention,
  melun,
  partners,
  type Slug,
} from "../access/access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { dayAt, nextDayBegins, ShiftedClock } from "../access/shifted-clock.js";
import {
  accounts,
  answeringIn,
  askOnAndOn,
  calmly,
  question,
  type Seen,
} from "../access/steady-questions.js";
import { getFile } from "../exports/get-file.js";
import { PassingFront } from "../tls/passing-front.js";

/**
 * A version that some have signed, and nodes whose clocks are days off: over TLS, with partners who ask
 * and take files along all the while, and certificates that are replaced.
 */

const [right, unsigned] = ["lisiere", "val-de-brie"] as const;
const [behind, ahead] = ["orme", "ecluse"] as unknown as readonly [Slug, Slug];
const parties: readonly Slug[] = [right, unsigned, behind, ahead];
const dayMs = 24 * 60 * 60_000;
const { POLICE: police, JUSTICE: justice } = partners;

const printed = jest.spyOn(console, "error").mockImplementation(() => undefined);
const clock = new ShiftedClock();
const firstMs = nextDayBegins(Date.now());
let folder: PemFolder;
let nodes: TestAuthority;
let platform: AccessPlatform;
let two: KeyedConvention;

beforeAll(async () => {
  clock.set(firstMs - 20 * 60_000);
  folder = await PemFolder.create();
  nodes = await TestAuthority.create("Nœuds");
  const gateways = await TestAuthority.create("Passerelles");
  const own = (name: string, pair: Pem) => folder.writePair(name, pair);
  const { visibility } = templateTerms;
  const addressTo = (kind: "POLICE" | "JUSTICE") => ({
    ...visibility,
    "site-address": { ...visibility["site-address"], [kind]: "denied" },
  });
  const one = await keyedConvention({ visibility: addressTo("JUSTICE") }, parties);
  const validity = { from: dayAt(firstMs), until: "2099-12-31" };
  two = changedConvention(one, { version: 2, validity, visibility: addressTo("POLICE") });
  platform = await startAccessPlatform({
    keyed: one,
    landlords: parties,
    costs: { mode: "MEASURE", most: 2_000, partnerPerMinute: 1_000_000 },
    openFront: PassingFront.open,
    tls: {
      subgraphs: {
        ...(await own("node", await nodes.issue({ usage: "server" }))),
        authorities: await folder.write("gateways-ca.pem", gateways.certificate),
      },
      gateway: {
        ...(await own("client", await gateways.issue({ usage: "client" }))),
        authorities: await folder.write("nodes-ca.pem", nodes.certificate),
      },
    },
  });
  const off: readonly (readonly [Slug, number])[] = [
    [behind, -2 * dayMs],
    [ahead, dayMs],
  ];
  for (const [slug, byMs] of off) {
    const skewed = () => new Date(Date.now() + byMs);
    await platform.nodes[slug].serve(one.convention, platform.trust, skewed);
  }
  for (const slug of parties) platform.nodes[slug].follow(platform.conventionFile, one.convention);
});
afterAll(async () => {
  await platform.stop();
  await folder.remove();
  clock.restore();
});

/** Of each landlord what coverage says, over these answers. */
function saidOf(seen: readonly Seen[]): Record<string, readonly string[]> {
  const said = new Map<string, Set<string>>(parties.map((slug) => [slug, new Set()]));
  for (const { answer } of seen) {
    const { status, errors, coverage = {} } = answeringIn(answer);
    expect([status, errors]).toEqual([200, undefined]);
    for (const [slug, word] of Object.entries(coverage)) said.get(slug)?.add(word);
  }
  return Object.fromEntries([...said].map(([slug, words]) => [slug, [...words].sort()]));
}

const takeFile = () => getFile(platform, police, `/exports/sites.geojson?territory=${melun}`);

/** One after the other, until it is stopped; each file as it came, or null where it broke off. */
function takeFiles() {
  const taken: (Awaited<ReturnType<typeof getFile>> | null)[] = [];
  let isOver = false;
  const taking = (async () => {
    while (!isOver) {
      taken.push(await takeFile().catch(() => null));
      await setTimeout(50);
    }
  })();
  return async () => {
    isOver = true;
    await taking;
    return taken;
  };
}

/**
 * Versions under which files came. Each that came whole has the sites of those whom it does not name as
 * missing, and nobody else's; one that does not is broken off, or no file at all.
 */
function filesOf(files: Awaited<ReturnType<ReturnType<typeof takeFiles>>>): Set<number> {
  const versions = new Set<number>();
  for (const file of files) {
    if (file === null || file.status !== 200) continue;
    const { palier, features } = JSON.parse(file.text) as {
      palier: {
        convention: { version: number };
        missing: { landlord: Slug; status: string }[];
        rows: number;
      };
      features: { id: string }[];
    };
    const missing = palier.missing.map(({ landlord }) => landlord);
    const { version } = palier.convention;
    // A file that was asked for before the day and read on it lacks who has not signed, and says so.
    const why = palier.missing.find(({ landlord }) => landlord === unsigned)?.status;
    expect(version === 1 ? [undefined, "NOT_IN_FORCE"] : ["NOT_IN_FORCE"]).toContain(why);
    expect(missing).not.toContain(right);
    const owners = new Set(features.map(({ id }) => id.split(":")[0]));
    expect(owners).toEqual(new Set(parties.filter((slug) => !missing.includes(slug))));
    expect(features).toHaveLength(palier.rows);
    versions.add(version);
  }
  return versions;
}

/** Whether a landlord's node has logged it. */
const said = (slug: Slug, words: RegExp) =>
  printed.mock.calls.map(String).some((line) => line.startsWith(`[${slug}]`) && words.test(line));

async function addressFor(account: string): Promise<unknown> {
  const { data, errors } = await platform.ask(account, '{ site(id: "lisiere:HARD") { address } }');
  return errors?.[0]?.extensions?.code ?? data?.site;
}

it("serves by the node's own clock, says NOT_IN_FORCE of who has not signed alone, and costs nobody else anything", async () => {
  expect([await addressFor(police), await addressFor(justice)]).toEqual([
    { address: "1 rue HARD" },
    "FORBIDDEN",
  ]);
  for (const slug of [right, behind, ahead]) await platform.nodes[slug].sign(two);
  const evening = askOnAndOn(platform, calmly);
  await writeFile(`${platform.conventionFile}.new`, two.text);
  await rename(`${platform.conventionFile}.new`, platform.conventionFile);
  while (!platform.log.some((entry) => /goes over to version 2/.test(entry))) await setTimeout(50);
  await folder.writePair("node", await nodes.issue({ usage: "server" }));
  while (!parties.every((slug) => said(slug, /Certificates were replaced/))) await setTimeout(50);
  const early = await evening.stop();

  // Until the day nobody is shown what one of both denies.
  expect([await addressFor(police), await addressFor(justice)]).toEqual(["FORBIDDEN", "FORBIDDEN"]);

  const eveningFile = await takeFile();
  clock.set(firstMs - 20_000);
  for (const account of accounts) await platform.ask(account, question);
  const stopFiles = takeFiles();
  const night = askOnAndOn(platform);
  await night.untilAnswered(({ endedMs }) => endedMs < firstMs, firstMs);
  if (Date.now() < firstMs - 500) clock.set(firstMs - 500);
  await night.untilAnswered(({ startedMs }) => startedMs >= firstMs);
  const seen = await night.stop();
  // However long one takes on a busy machine, both versions have been read.
  const files = [eveningFile, ...(await stopFiles()), await takeFile()];

  const before = [...early, ...seen.filter(({ endedMs }) => endedMs < firstMs)];
  const after = seen.filter(({ startedMs }) => startedMs >= firstMs);
  const clocksOff = { [behind]: ["FAILED"], [ahead]: ["FAILED"] };
  const served = { [right]: ["ANSWERED"], ...clocksOff };
  expect(saidOf(before)).toEqual({ ...served, [unsigned]: ["ANSWERED"] });
  expect(saidOf(after)).toEqual({ ...served, [unsigned]: ["NOT_IN_FORCE"] });
  expect(saidOf(seen)[right]).toEqual(["ANSWERED"]);
  expect(filesOf(files)).toEqual(new Set([1, 2]));
  expect([await addressFor(police), await addressFor(justice)]).toEqual([
    "FORBIDDEN",
    { address: "1 rue HARD" },
  ]);
});

it("names the nodes whose clocks are off, and by how much, and no other", () => {
  expect([
    said(behind, /gateway's clock is 172\d{3} s ahead of this machine's/),
    said(ahead, /gateway's clock is 86\d{3} s behind this machine's/),
    said(right, /gateway's clock/),
    said(unsigned, /gateway's clock/),
  ]).toEqual([true, true, false, false]);
});
