import { setTimeout as pause } from "node:timers/promises";
import { jest } from "@jest/globals";
import { entityBody, StolenGateway } from "../attacks/stolen-gateway.js";
import { melun, partners, slugs } from "./access-convention.js";
import { coverageOf, seenOf } from "./coverage.js";
import { NodeProcess } from "./node-process.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

let platform: AccessPlatform;
/** Of the first landlord, as many as one test has started and the next may kill. */
const running: NodeProcess[] = [];
beforeAll(async () => {
  platform = await startAccessPlatform();
});
afterAll(async () => {
  await Promise.all(running.map((each) => each.kill()));
  await platform.stop();
});

it("keeps one unbroken chain at each node over a thousand operations, many at a time", async () => {
  const query = "query ($id: ID!) { site(id: $id) { name } }";
  const accounts = Object.values(partners);
  const ask = (index: number) => {
    const slug = slugs[index % slugs.length] ?? "lisiere";
    return platform.ask(accounts[index % accounts.length] ?? "", query, {
      variables: { id: `${slug}:HARD` },
    });
  };
  for (const account of accounts) await platform.token(account);
  // As many as a machine ten times slower answers before the visa of the last one expires; and as many
  // at a time as these readers may ask without waiting for a turn, four each.
  const answers = await inParallel(1_000, 4 * accounts.length, ask);
  // Why it failed, where one did.
  expect(platform.log).toEqual([]);
  for (const { data, errors } of answers) {
    expect([data, errors]).toEqual([{ site: { name: "Résidence HARD" } }, undefined]);
  }
  const found = await Promise.all(
    Object.values(platform.nodes).map(async (node) => {
      const requests = node.front.take().length;
      const verdict = await node.verifyLog();
      expect(verdict).toMatchObject({ isWhole: true, entries: requests, problems: [] });
      return node.log();
    }),
  );
  const entries = found.flat();
  expect(entries).toHaveLength(1_000);
  for (const [index, account] of accounts.entries()) {
    const own = entries.filter(({ partner }) => partner === account);
    expect([index, own.length]).toEqual([index, 200]);
    expect(own.every(({ decision, sites }) => decision === "GRANTED" && sites.length === 1)).toBe(
      true,
    );
  }
});

it("says who asked what, why, and what was refused, under the convention's names", async () => {
  const query = `query Detail { site(id: "lisiere:HARD") { incidents { edges { node { day } } } } }`;
  await platform.ask(partners.JUSTICE, query, { purpose: "PROSECUTION" });
  const [entry] = await platform.nodes.lisiere.log();
  expect(entry).toMatchObject({
    subject: partners.JUSTICE,
    partner: partners.JUSTICE,
    kind: "JUSTICE",
    purpose: "PROSECUTION",
    asks: "FIELDS",
    coordinates: expect.arrayContaining(["Incident.day", "Site.incidents"]),
    sites: ["lisiere:HARD"],
    decision: "GRANTED",
    reason: null,
  });
  await coverageOf(platform, partners.COORDINATOR);
  const entries = await platform.nodes.lisiere.log();
  expect(entries.slice(0, 3)).toContainEqual(
    expect.objectContaining({ asks: "INPUTS", territories: [melun], partner: "coordination" }),
  );
});

it("keeps one chain without a gap when two processes of one node answer fifty requests at once", async () => {
  const { lisiere } = platform.nodes;
  const stolen = await StolenGateway.of(platform);
  const before = (await lisiere.log()).length;
  for (let started = 0; started < 2; started += 1)
    running.push(await NodeProcess.instead(platform, "lisiere"));
  const body = entityBody("LisiereSite", "lisiere:HARD", "name");
  const headers = await Promise.all(
    Array.from({ length: 50 }, () => stolen.headers("lisiere", "POLICE")),
  );
  const answers = await Promise.all(
    headers.map((own, index) => {
      lisiere.front.target = running[index % 2]?.url ?? null;
      return stolen.ask("lisiere", body, own);
    }),
  );
  expect(answers.map(({ raw }) => raw.includes("Résidence HARD"))).toEqual(
    Array.from({ length: 50 }, () => true),
  );
  expect(await lisiere.verifyLog()).toMatchObject({
    isWhole: true,
    entries: before + 50,
    last: { sequence: before + 50 },
  });
});

it("misses no answer that was served when the node is killed in the middle", async () => {
  const { lisiere } = platform.nodes;
  const stolen = await StolenGateway.of(platform);
  for (const lifeMs of [30, 120, 300]) {
    const victim = running.shift() ?? (await NodeProcess.instead(platform, "lisiere"));
    lisiere.front.target = victim.url;
    const served: string[] = [];
    let isAlive = true;
    const askOn = async (worker: number) => {
      for (let number = 0; isAlive; number += 1) {
        const operationName = `Op_${lifeMs}_${worker}_${number}`;
        const { query, ...rest } = entityBody("LisiereSite", "lisiere:HARD", "name");
        const body = { ...rest, query: query.replace("query", `query ${operationName}`) };
        const headers = await stolen.headers("lisiere", "POLICE");
        const answer = await stolen.ask("lisiere", body, headers).catch(() => null);
        if (answer === null) return;
        if (answer.raw.includes("Résidence HARD")) served.push(operationName);
      }
    };
    const workers = Array.from({ length: 20 }, (_each, worker) => askOn(worker));
    const end = Promise.all(workers).then(() => true);
    while (served.length === 0) {
      const isOver = await Promise.race([pause(5, false), end]);
      if (isOver) throw new Error("the node's process answered nobody");
    }
    await pause(lifeMs);
    await victim.kill();
    isAlive = false;
    await end;
    const written = new Set((await lisiere.log()).map(({ operation }) => operation));
    expect(served.filter((name) => !written.has(name))).toEqual([]);
    expect(await lisiere.verifyLog()).toMatchObject({ isWhole: true, problems: [] });
  }
  // The rest of the federation says who is missing, and the node's next life goes on with the chain.
  lisiere.front.target = null;
  expect((await coverageOf(platform, partners.POLICE)).statuses).toEqual({
    ...seenOf(["orme", "val-de-brie"], "UNREACHABLE").statuses,
  });
  await lisiere.serve(platform.convention, platform.trust);
  expect(await coverageOf(platform, partners.POLICE)).toEqual(seenOf(slugs, ""));
  expect(await lisiere.verifyLog()).toMatchObject({ isWhole: true });
});

it("refuses what it cannot write down, and says so to nobody but its own log", async () => {
  const own = jest.spyOn(console, "error").mockImplementation(() => undefined);
  const { store } = platform.nodes.orme;
  const query = '{ site(id: "orme:HARD") { name address } }';
  await store.query("ALTER FUNCTION append_access_log(text[]) RENAME TO append_away");
  try {
    const refused = await platform.ask(partners.POLICE, query);
    expect(refused.raw).not.toMatch(/Résidence|1 rue|append|function/);
    expect(refused.data).toEqual({ site: null });
    expect(refused.errors?.[0]?.extensions?.code).toBe("LANDLORD_UNAVAILABLE");
    expect(await coverageOf(platform, partners.POLICE)).toEqual(
      seenOf(["lisiere", "val-de-brie"], "FAILED"),
    );
  } finally {
    await store.query("ALTER FUNCTION append_away(text[]) RENAME TO append_access_log");
    own.mockRestore();
  }
  const { data } = await platform.ask(partners.POLICE, query);
  expect(data).toEqual({ site: { name: "Résidence HARD", address: "1 rue HARD" } });
  expect(await platform.nodes.orme.verifyLog()).toMatchObject({ isWhole: true });
});

/** Does it so many times, some at a time, always as many as possible. */
async function inParallel<T>(
  times: number,
  atOnce: number,
  act: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < times; index = next++) results.push(await act(index));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
