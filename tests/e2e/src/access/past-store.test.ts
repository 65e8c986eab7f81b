import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { pastStores, replayStore } from "@palier/landlord-store/testing";
import { lastPublishedMonth } from "@palier/schema";
import { readConvention } from "@palier/service";
import { demonstrationConvention } from "@palier/test-support";

const main = fileURLToPath(
  new URL("../../../../subgraphs/landlord/node/dist/main.js", import.meta.url),
);

const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
});

/** @returns where the program answers, once the store is as it needs it; null: it ended instead. */
async function startNode(databaseUrl: string): Promise<string | null> {
  const child = fork(main, [], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      PATH: process.env.PATH,
      PORT: "0",
      PALIER_LANDLORD: "lisiere",
      PALIER_CONVENTION: demonstrationConvention,
      DATABASE_URL: databaseUrl,
    },
  });
  running.push(child);
  const ready = once(child, "message").then(([message]) => (message as { url: string }).url);
  return Promise.race([ready, once(child, "exit").then(() => null)]);
}

/** As the fixture says levels of a time. */
interface PastLevel {
  readonly reference: string;
  readonly from_month: number;
  readonly to_month: number;
  readonly level: number;
}

it.each(pastStores)(
  "brings %s up to date by two nodes that start at once, and both answer what stood in it",
  async (file) => {
    const { url, past } = await replayStore(file);
    const { publication } = readConvention(demonstrationConvention);
    const last = lastPublishedMonth(publication, new Date());
    const expected = (past.levels as readonly PastLevel[])
      .filter(({ from_month, to_month }) => from_month <= last && last <= to_month)
      .map(({ reference, level }) => ({ id: `lisiere:${reference}`, classification: { level } }));
    expect(expected.length).toBeGreaterThan(3);
    const asked = expected.map(({ id }) => `{ __typename: "LisiereSite", id: "${id}" }`);
    const query = `{ _entities(representations: [${asked.join(" ")}]) {
      ... on LisiereSite { id classification { level } }
    } }`;
    const nodes = await Promise.all([startNode(url), startNode(url)]);
    for (const node of nodes) {
      const response = await fetch(`${node}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query }),
      });
      expect(await response.json()).toEqual({ data: { _entities: expected } });
      expect((await fetch(new URL("/health/ready", `${node}`))).status).toBe(200);
    }
  },
);
