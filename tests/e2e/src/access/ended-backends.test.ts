import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { entityBody, StolenGateway } from "../attacks/stolen-gateway.js";
import { partners } from "./access-convention.js";
import { NodeProcess } from "./node-process.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

/** Of the case. A round lasts as long at least, and until as many questions ended as there are callers. */
const betweenMs = 250;
const rounds = 16;
const callersOfEach = 3;
/** At most so many sessions of a pool can have ended without its knowledge. */
const mostLate = 10;

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform();
});
afterAll(() => platform.stop());

/** What came of the questions so far. */
class Outcomes {
  /** Names of the operations that were answered by the node itself, rightly. */
  readonly byNode: string[] = [];
  byGateway = 0;
  readonly refused: string[] = [];
  readonly wrong: string[] = [];

  get total(): number {
    return this.byNode.length + this.byGateway + this.refused.length + this.wrong.length;
  }
}

const site = { name: "Résidence HARD", dwellings: 120 };

it("lives, answers rightly or refuses, and logs what it answers while every session of its database is ended again and again under six callers (issue 9)", async () => {
  const { lisiere } = platform.nodes;
  const stolen = await StolenGateway.of(platform);
  const running = await NodeProcess.instead(platform, "lisiere", { log: "ignore" });
  const outcomes = new Outcomes();
  let isOver = false;
  /** @throws where nothing answers, as a process that has ended does not. */
  const askNode = async (caller: number) => {
    for (let number = 0; !isOver; number += 1) {
      const operation = `Ended_${caller}_${number}`;
      const { query, ...rest } = entityBody("LisiereSite", "lisiere:HARD", "name dwellings");
      const body = { ...rest, query: query.replace("query", `query ${operation}`) };
      const headers = await stolen.headers("lisiere", "POLICE");
      const { raw, errors } = await stolen.ask("lisiere", body, headers);
      const code = errors?.[0]?.extensions?.code;
      if (raw.trim() === JSON.stringify({ data: { _entities: [site] } })) {
        outcomes.byNode.push(operation);
      } else if (!raw.includes(site.name) && typeof code === "string") outcomes.refused.push(code);
      else outcomes.wrong.push(raw);
    }
  };
  const askGateway = async () => {
    while (!isOver) await askOnce();
  };
  const askOnce = async () => {
    const query = '{ site(id: "lisiere:HARD") { name dwellings } }';
    const { raw, errors } = await platform.ask(partners.COORDINATOR, query);
    const code = errors?.[0]?.extensions?.code;
    if (raw.trim() === JSON.stringify({ data: { site } })) outcomes.byGateway += 1;
    else if (code === "LANDLORD_UNAVAILABLE" && !raw.includes(site.name)) {
      outcomes.refused.push(code);
    } else outcomes.wrong.push(raw);
  };
  const callers = Array.from({ length: callersOfEach }, (_each, caller) => [
    askNode(caller),
    askGateway(),
  ]).flat();
  const asking = Promise.all(callers);
  const ended = await endAgainAndAgain(lisiere.database.databaseUrl, outcomes, asking);
  isOver = true;
  await asking;
  const answeredMeanwhile = outcomes.byGateway;
  for (let late = 0; late <= mostLate && outcomes.byGateway === answeredMeanwhile; late += 1) {
    await askOnce();
  }
  // What stands after it, and what did: neither could be so if nothing had gone wrong.
  expect(outcomes.byGateway).toBe(answeredMeanwhile + 1);
  expect(ended).toBeGreaterThan(rounds);
  expect(Math.min(outcomes.byNode.length, answeredMeanwhile)).toBeGreaterThan(0);
  expect(outcomes.refused.length).toBeGreaterThan(0);
  expect(outcomes.wrong).toEqual([]);
  await running.kill();
  const log = await lisiere.log();
  const written = new Set(log.map(({ operation }) => operation));
  expect(outcomes.byNode.filter((name) => !written.has(name))).toEqual([]);
  const ofGateway = log.filter(
    ({ kind, decision }) => kind === "COORDINATOR" && decision === "GRANTED",
  );
  expect(ofGateway.length).toBeGreaterThanOrEqual(outcomes.byGateway);
  expect(await lisiere.verifyLog()).toMatchObject({ isWhole: true, problems: [] });
});

/** @returns how many sessions it ended. */
async function endAgainAndAgain(
  databaseUrl: string,
  outcomes: Outcomes,
  asking: Promise<unknown>,
): Promise<number> {
  const session = new pg.Client({ connectionString: new URL("/postgres", databaseUrl).href });
  await session.connect();
  let ended = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const before = outcomes.total;
      await Promise.race([pause(betweenMs), asking]);
      const { rowCount } = await session.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
        [new URL(databaseUrl).pathname.slice(1)],
      );
      ended += rowCount ?? 0;
      while (outcomes.total < before + 2 * callersOfEach) await Promise.race([pause(5), asking]);
    }
  } finally {
    await session.end();
  }
  return ended;
}
