import { setTimeout } from "node:timers/promises";
import { jest } from "@jest/globals";
import { tokenForAccount } from "@palier/gateway";
import { SharedMemory, SharedStep } from "@palier/service";
import { MemoryServer, memoryServerMissing } from "@palier/test-support/shared-memory";
import { melun, partners } from "../access/access-convention.js";
import {
  type AccessAnswer,
  type AccessPlatform,
  ask,
  startAccessPlatform,
} from "../access/platform.js";
import { GatewayProcess } from "./gateway-process.js";

/** Two gateways with one folder of keys and one shared memory, and a list of both addresses before them. */

const missing = memoryServerMissing();
const started = missing === null ? it : it.skip;
if (missing !== null) console.warn(`Two gateways are not started: ${missing}`);

jest.spyOn(console, "error").mockImplementation(() => undefined);
const police = partners.POLICE;
/** What a partner may ask for in a minute, of which a person has half. */
const budget = 1_600;
/** For those whose budget is not what is tried. */
const accounts = {
  [police]: police,
  greedy: partners.MUNICIPALITY,
  ...{ justice: partners.JUSTICE },
};

let platform: AccessPlatform;
let memory: MemoryServer;
const gateways: GatewayProcess[] = [];

beforeAll(async () => {
  if (missing !== null) return;
  // Its gateway is here the issuer, and where nodes find the keys of all.
  platform = await startAccessPlatform({ accounts });
  memory = await MemoryServer.start();
  for (const name of ["one", "other"])
    gateways.push(await GatewayProcess.start(name, settings(name)));
});
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.kill()));
  await memory?.stop();
  await platform?.stop();
});

function settings(name: string): Readonly<Record<string, string>> {
  return {
    PALIER_SUPERGRAPH: platform.supergraphFile,
    PALIER_SUBGRAPH_TIMEOUT_MS: "30000",
    PALIER_CONVENTION: platform.conventionFile,
    PALIER_ISSUER: `${platform.origin}/oidc`,
    PALIER_KEYS: platform.keyFolder,
    PALIER_REFUSALS: `${platform.keyFolder}/refusals-${name}`,
    PALIER_COST_LIMIT: "400",
    PALIER_COST_BUDGET: `${budget}`,
    REDIS_URL: memory.url,
  };
}

const [one, other] = [() => at(0), () => at(1)];
function at(index: number): GatewayProcess {
  const gateway = gateways[index];
  if (gateway === undefined) throw new Error("no such gateway");
  return gateway;
}

const counts = `{ territory(code: "${melun}") { levels { level sites } } }`;
const figures = {
  territory: { levels: [4, 3, 2, 1].map((level) => ({ level, sites: level % 3 === 1 ? 3 : 0 })) },
};
const untilTrue = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await setTimeout(20);
};
const stateOf = async (gateway: GatewayProcess) => {
  const response = await fetch(new URL("/health/ready", gateway.url));
  const { sharedMemory } = (await response.json()) as { readonly sharedMemory?: string };
  return [response.status, sharedMemory];
};
const untilMemoryIs = (state: string) =>
  untilTrue(async () => {
    // Whoever asks finds out.
    const states = await Promise.all(gateways.map(stateOf));
    return states.every(([, found]) => found === state);
  });

started("give a person one budget, whichever of them is asked", async () => {
  const token = await tokenForAccount(platform.origin, "greedy");
  const startedMs = performance.now();
  let paid = 0;
  let last = 0;
  let refused: AccessAnswer | null = null;
  for (let turn = 0; refused === null; turn += 1) {
    // A text that nobody has planned costs what it says.
    const answer = await askForCost(at(turn % 2), token, `query Turn${turn} ${counts}`);
    if (answer.status === 429) refused = answer;
    else {
      last = answer.requested;
      paid += last;
    }
  }
  const filled = ((performance.now() - startedMs) / 60_000) * (budget / 2);
  expect(paid).toBeGreaterThan(budget / 2 - 2 * last);
  expect(paid).toBeLessThanOrEqual(budget / 2 + filled);
  expect(refused).toMatchObject({ errors: [{ extensions: { reason: "PERSON" } }] });
});

async function askForCost({ url }: GatewayProcess, token: string, query: string) {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      "palier-cost": "yes",
    },
    body: JSON.stringify({ query }),
  });
  const raw = await response.text();
  const { errors, extensions } = JSON.parse(raw);
  const requested = Number(extensions?.cost?.requested);
  return { status: response.status, errors, raw, requested };
}

const incidents = '{ site(id: "lisiere:HARD") { name } }';
const stating = async (gateway: GatewayProcess, stated: string) => {
  const { status } = await ask(gateway.url, await platform.token(police), incidents, { stated });
  return status;
};

started("refuse a statement of purpose that the other has been shown", async () => {
  const stated = await platform.state(police, "INVESTIGATION");
  expect([await stating(one(), stated), await stating(other(), stated)]).toEqual([200, 403]);
  expect(await stating(one(), stated)).toBe(403);
});

started("refuse it still when the memory has been killed, and has come back empty", async () => {
  const stated = await platform.state(police, "INVESTIGATION");
  const meanwhile = await platform.state(police, "INVESTIGATION");
  expect(await stating(one(), stated)).toBe(200);
  await memory.kill();
  await untilMemoryIs("away");
  expect(await Promise.all(gateways.map(stateOf))).toEqual([
    [200, "away"],
    [200, "away"],
  ]);
  expect([await stating(one(), meanwhile), await stating(one(), meanwhile)]).toEqual([200, 403]);
  await memory.startAgain();
  await untilMemoryIs("there");
  // Each tells it again at once; until then nobody would know better than by asking.
  await untilTrue(async () => (await stored("stated")) >= 2);
  expect([await stating(other(), stated), await stating(other(), meanwhile)]).toEqual([403, 403]);
});

/** Entries of a kind in the memory. */
async function stored(kind: string): Promise<number> {
  const { hostname: host, port, password } = new URL(memory.url);
  const config = { host, port: Number(port), password, username: null, database: 0 };
  const looking = await SharedMemory.open(
    { ...config, authorities: null, isTls: false, gateways: 1 },
    { name: "look", log: () => undefined },
  );
  const step = new SharedStep("return #redis.call('KEYS', ARGV[1])");
  const count = await looking.run("look", step, [], [`*:${kind}:*`]);
  await looking.stop();
  return Number(count);
}

const asked = async ({ url }: GatewayProcess, token: string) =>
  (await ask(url, token, "{ __typename }", { stated: null })).status;
const signOut = async ({ url }: GatewayProcess, token: string) => {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(new URL("/sign-out", url), { method: "POST", headers })).status;
};

started(
  "refuse a session that was ended at the other, also while the memory was away",
  async () => {
    const [token, late, stays] = [
      await tokenForAccount(platform.origin, "justice"),
      await tokenForAccount(platform.origin, "justice"),
      await tokenForAccount(platform.origin, "justice"),
    ];
    expect([await asked(one(), token), await asked(other(), token)]).toEqual([200, 200]);
    expect([await signOut(one(), token), await asked(one(), token)]).toEqual([204, 401]);
    await untilTrue(async () => (await asked(other(), token)) === 401);
    await memory.kill();
    await untilMemoryIs("away");
    expect([await signOut(one(), late), await asked(one(), late)]).toEqual([204, 401]);
    expect(await asked(other(), token)).toBe(401);
    await memory.startAgain();
    await untilMemoryIs("there");
    await untilTrue(async () => (await asked(other(), late)) === 401);
    expect([await asked(one(), stays), await asked(other(), stays)]).toEqual([200, 200]);
  },
);

started("sign by one key, whichever of them is told to rotate, and publish the same", async () => {
  const published = async (gateway: GatewayProcess) => {
    const response = await fetch(new URL("/.well-known/palier-keys.json", gateway.url));
    const { keys } = (await response.json()) as {
      readonly keys: readonly { readonly kid: string }[];
    };
    return keys.map(({ kid }) => kid);
  };
  const before = await published(one());
  await GatewayProcess.rotateKeys(platform.keyFolder);
  await untilTrue(async () => {
    const sets = await Promise.all(gateways.map(published));
    return sets.every(({ length }) => length === before.length + 1);
  });
  expect(await published(other())).toEqual(await published(one()));
});

started(
  "answer everything, and nothing wrong, while each of the three is killed in turn",
  async () => {
    const token = await tokenForAccount(platform.origin, police);
    const wrong: unknown[] = [];
    let answered = 0;
    let isOver = false;
    /** Whoever finds one address dead asks the next. */
    const askBehindList = async (turn: number) => {
      for (let tried = 0; ; tried += 1) {
        try {
          return await ask(at((turn + tried) % 2).url, token, counts, { stated: null });
        } catch (error) {
          if (tried >= 3) throw error;
        }
      }
    };
    const asking = [0, 1].map(async (from) => {
      for (let turn = from; !isOver; turn += 1) {
        const { status, data, errors } = await askBehindList(turn);
        answered += 1;
        const isWhole = JSON.stringify(data) === JSON.stringify(figures);
        // A budget that is used is an answer; it fills.
        if (status === 429) await setTimeout(100);
        else if (status !== 200 || errors !== undefined || !isWhole)
          wrong.push({ status, data, errors });
      }
    });
    const answers = async (more: number) => {
      const from = answered;
      await untilTrue(async () => answered >= from + more);
    };
    const enough = 6;
    await answers(enough);
    await memory.kill();
    await answers(enough);
    await memory.startAgain();
    await untilMemoryIs("there");
    await answers(enough);
    await one().kill();
    await answers(enough);
    gateways[0] = await GatewayProcess.start(one().name, settings(one().name));
    await answers(enough);
    // What has come back answers alone.
    await other().kill();
    await answers(enough);
    isOver = true;
    await Promise.all(asking);
    expect(wrong).toEqual([]);
  },
);
