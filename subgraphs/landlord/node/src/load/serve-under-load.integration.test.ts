import { listLog } from "@palier/landlord-store";
import { type NodeRequest, TrustedNode } from "../testing/trusted-node.js";

/** What waits here waits for the test. */
const patience = { waitMs: 600_000, sessionMs: 600_000, workMs: 600_000 };

let node: TrustedNode;
beforeEach(async () => {
  node = await TrustedNode.open({ budget: { mairie: { requests: 60 } } }, { patience });
  await node.sign();
});
afterEach(() => node.stop());

const sites = { representations: [{ __typename: "LisiereSite", id: "lisiere:R-1" }] };
let asked = 0;
/** Each in words of its own: an answer that was kept takes no time. */
const ask = (partner: string, request: NodeRequest = {}) => {
  asked += 1;
  return node.ask(partner, `... on LisiereSite { name } # ${asked}\n`, { ...sites, ...request });
};
const police = { entities: [{ name: "Les Tilleuls" }], codes: [] };
/** The site lies outside its scope. */
const mairie = { entities: [null], codes: [] };
const refused = (code: string) => ({ entities: null, codes: [code] });

/** Holds the table of sites, so that whoever reads it waits, until it is let go. */
async function holdSites(): Promise<() => Promise<void>> {
  const holder = node.store.createQueryRunner();
  await holder.startTransaction();
  await holder.query("LOCK TABLE site IN ACCESS EXCLUSIVE MODE");
  return async () => {
    await holder.commitTransaction();
    await holder.release();
  };
}

/** Until so many sessions wait for the table, and no more. */
async function untilWaiting(sessions: number): Promise<void> {
  for (let waiting = -1; waiting !== sessions; ) {
    const [found] = await node.store.query<{ count: number }[]>(`
      SELECT count(*)::integer AS count FROM pg_locks
      WHERE NOT granted AND relation = 'site'::regclass
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    waiting = found?.count ?? 0;
  }
}

/** Until so many are answered. */
function firstOf(answers: readonly Promise<unknown>[], count: number): Promise<void> {
  let answered = 0;
  return new Promise((resolve) => {
    for (const answer of answers) {
      void answer.then(() => {
        answered += 1;
        if (answered === count) resolve();
      });
    }
  });
}

/** Who asked, in the order in which the log has it. */
async function logged(): Promise<readonly (string | null)[]> {
  const entries = await listLog(node.store, { limit: 1_000 });
  return entries.toReversed().map(({ partner }) => partner);
}

it("answers another partner among the first while one partner's gateway sends all it can", async () => {
  const letGo = await holdSites();
  const crowd = Array.from({ length: 100 }, (_, number) =>
    ask("police", { sub: `officer-${number % 5}` }),
  );
  await untilWaiting(5);
  const other = ask("mairie");
  await untilWaiting(6);
  await letGo();
  expect(await other).toEqual(mairie);
  for (const answer of await Promise.all(crowd)) expect(answer).toEqual(police);
  // Five of the crowd were at work before it came; each of these may be followed by one.
  expect((await logged()).indexOf("mairie")).toBeLessThan(11);
});

it("keeps a place for a colleague while one person asks for all there is", async () => {
  const letGo = await holdSites();
  const crowd = Array.from({ length: 90 }, () => ask("police"));
  // Four are at work and sixty wait.
  await firstOf(crowd, 26);
  await untilWaiting(4);
  const colleague = ask("police", { sub: "colleague" });
  await untilWaiting(5);
  await letGo();
  expect(await colleague).toEqual(police);
  const answers = await Promise.all(crowd);
  expect(answers.filter(({ entities }) => entities !== null)).toHaveLength(64);
  expect(answers.filter(({ entities }) => entities === null)).toHaveLength(26);
  for (const answer of answers) expect([police, refused("RATE_LIMITED")]).toContainEqual(answer);
  await node.stopServing();
  const [last] = await listLog(node.store, { limit: 1 });
  expect(last).toMatchObject({
    ...{ partner: "police", subject: "agent-17", decision: "REFUSED" },
    reason: expect.stringMatching(/^turned away unread since .*: 26 × RATE_LIMITED$/),
  });
});

it("breaks off what it reads for a caller who leaves, and gives the place to the next", async () => {
  const letGo = await holdSites();
  const leaving = new AbortController();
  const left = Array.from({ length: 10 }, () => ask("police", { signal: leaving.signal }));
  await untilWaiting(4);
  leaving.abort();
  for (const answer of await Promise.allSettled(left)) expect(answer.status).toBe("rejected");
  await untilWaiting(0);
  const next = ask("police");
  await untilWaiting(1);
  await letGo();
  expect(await next).toEqual(police);
  await node.stopServing();
  const entries = await listLog(node.store, { limit: 20 });
  const told = entries.map(({ decision, reason }) => `${decision} ${reason}`);
  const brokenOff = "REFUSED the caller left before the answer";
  // Whoever was at work; of those that waited, or had not come that far, how many there were.
  expect(told.filter((entry) => entry === brokenOff).length).toBeGreaterThanOrEqual(4);
  expect(told.filter((entry) => entry === "GRANTED null")).toHaveLength(1);
  for (const entry of told) {
    expect(entry).toMatch(/^(GRANTED null|REFUSED (the caller left|turned away unread) .*)$/);
  }
});

it("answers no operation that asks for more entities than a page can show", async () => {
  const most = Array.from({ length: 10_000 }, (_, number) => ({
    __typename: "LisiereSite",
    id: `lisiere:${number}`,
  }));
  expect(await ask("police", { representations: most })).toMatchObject({ codes: [] });
  const more = { representations: [...most, ...sites.representations] };
  expect(await ask("police", more)).toEqual(refused("RATE_LIMITED"));
  const [entry] = await listLog(node.store, { limit: 1 });
  expect(entry).toMatchObject({
    decision: "REFUSED",
    reason: "more than 10000 entities asked for at once",
  });
});

it("answers a partner what its landlord gives it in a minute, half of it to one person", async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask("mairie")));
  expect(answers.filter(({ entities }) => entities !== null).length).toBeGreaterThanOrEqual(30);
  for (const answer of answers) expect([mairie, refused("BUDGET_USED")]).toContainEqual(answer);
  expect(answers).toContainEqual(refused("BUDGET_USED"));
  expect(await ask("mairie", { sub: "colleague" })).toEqual(mairie);
  expect(await ask("police")).toEqual(police);
});
