import { tokenForAccount } from "@palier/gateway";
import { median } from "../support/measure.js";
import { chains, largest, mistakes, type Text } from "./texts.js";

const questions = 60;

const main = {
  name: "main query",
  query: `{ territory(code: "247700057") { levels { level dwellings share } coverage { landlordsAnswered }
    sites(levels: [3, 4]) { edges { node { id name classification { level since } } } } } }`,
};
const harmless: Text = { name: "harmless", query: "{ __typename }" };

/**
 * What another partner waits for, in a platform of real processes: quiet, while a first caller sends
 * harmless questions one after the other, and while it sends the texts of issue 7 in their place.
 *
 * @param url of the gateway of a demonstration.
 */
export async function measureNeighbours(url: string): Promise<void> {
  const { origin } = new URL(url);
  const [attacker, neighbour] = await Promise.all(
    ["mairie-melun", "police-melun"].map((account) => tokenForAccount(origin, account)),
  );
  const ask = ({ query, variables }: Text, token = "") =>
    timedFetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
  const probes = {
    "/health/live": () => timedFetch(`${origin}/health/live`, {}),
    "main query": () => ask(main, neighbour),
  };
  const run = async (texts: readonly Text[]) => {
    const flood = texts.length === 0 ? null : floodWith(texts, (text) => ask(text, attacker));
    const waits = new Map<string, number[]>(Object.keys(probes).map((name) => [name, []]));
    for (let turn = 0; turn < questions; turn += 1) {
      for (const [name, probe] of Object.entries(probes)) waits.get(name)?.push(await probe());
    }
    return { waits, sent: (await flood?.end()) ?? 0 };
  };
  await run([]);
  console.log(
    `\nWhat another partner waits for, ${questions} questions each, ms: median and slowest`,
  );
  for (const [what, texts] of [
    ["quiet", []],
    ["harmless questions", [harmless]],
    ["chains of fragments", chains],
    ["texts full of mistakes", mistakes],
    ["texts at the limits", largest],
    ["quiet again", []],
  ] as const) {
    const { waits, sent } = await run(texts);
    const figures = [...waits].map(([name, ms]) => {
      return `${name} ${median(ms).toFixed(1)} and ${Math.max(...ms).toFixed(1)}`;
    });
    console.log(`${what.padEnd(24)} ${figures.join("   ")}   (${sent} sent by the other)`);
  }
}

/** Sends texts one after the other until it is told to end. */
function floodWith(texts: readonly Text[], send: (text: Text) => Promise<unknown>) {
  let isOver = false;
  let sent = 0;
  const sending = (async () => {
    while (!isOver) {
      const text = texts[sent % texts.length];
      if (text !== undefined) await send(text);
      sent += 1;
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await sending;
      return sent;
    },
  };
}

/** Until the last byte. */
async function timedFetch(url: string, init: RequestInit): Promise<number> {
  const before = performance.now();
  const response = await fetch(url, init);
  await response.text();
  return performance.now() - before;
}
