/**
 * One partner sends fifty of the worst operations that one may at once, for a minute: what another
 * partner waits for its main query meanwhile, and whether it loses a landlord.
 */
import { tokenForAccount } from "@palier/gateway";
import { makeHome, removeHome, startPlatform } from "@palier/test-support";

const atOnce = 50;
const floodMs = 60_000;
/** Between two questions of the neighbour. */
const pauseMs = 200;
const quietQuestions = 100;
/** Whoever is refused asks again at once, whatever `Retry-After` says. */
const impatienceMs = 100;

const everything =
  "levels { level dwellings share } coverage { landlordsExpected landlordsAnswered }";
const mainQuery = `{ territory(code: "247700057") { ${everything}
  sites(levels: [3, 4]) { edges { node { id name classification { level since } } } } } }`;

const aliases = (count: number, selections: string) =>
  Array.from(
    { length: count },
    (_, at) => `a${at}: territory(code: "247700057") { ${selections} }`,
  ).join(" ");
/** Each as much as it may be of one thing: values, requests, pages; each time another text to plan. */
const worst: readonly string[] = [
  'territory(code: "247700057") { sites(first: 200) { edges { node { history { month level status since } } } } }',
  aliases(13, `${everything} sites(first: 1) { edges { node { name } } }`),
  aliases(5, "sites(first: 200) { edges { node { name dwellings classification { level } } } }"),
];

interface Told {
  readonly data?: {
    readonly territory?: {
      readonly coverage?: {
        readonly landlordsExpected: number;
        readonly landlordsAnswered: number;
      };
    };
  };
  readonly extensions?: unknown;
}

const home = await makeHome();
try {
  const { run, url } = await startPlatform(home, []);
  try {
    const { origin } = new URL(url);
    const [greedy = "", neighbour = ""] = await Promise.all(
      ["police-melun", "parquet-melun"].map((account) => tokenForAccount(origin, account)),
    );
    const ask = async (token: string, query: string) => {
      const before = performance.now();
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      return { status: response.status, text, ms: performance.now() - before };
    };
    /** Asks the main query until told to stop. */
    const waits = async (isOver: (asked: number) => boolean) => {
      const ms: number[] = [];
      let incomplete = 0;
      while (!isOver(ms.length)) {
        const answer = await ask(neighbour, mainQuery);
        ms.push(answer.ms);
        if (!isWhole(answer.status, answer.text)) incomplete += 1;
        await pause(pauseMs);
      }
      ms.sort((a, b) => a - b);
      const at = (share: number) => ms[Math.floor(ms.length * share)] ?? Number.NaN;
      return { asked: ms.length, incomplete, median: at(0.5), p95: at(0.95) };
    };
    await waits((asked) => asked === 20);
    const quiet = await waits((asked) => asked === quietQuestions);
    const statuses = new Map<number, number>();
    const end = performance.now() + floodMs;
    const isOver = () => performance.now() > end;
    let sent = 0;
    const flood = Array.from({ length: atOnce }, async () => {
      while (!isOver()) {
        sent += 1;
        const { status } = await ask(greedy, `query Q${sent} { ${worst[sent % worst.length]} }`);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status !== 200) await pause(impatienceMs);
      }
    });
    const beside = await waits(isOver);
    await Promise.all(flood);
    const told = [...statuses].map(([status, count]) => `${count} × ${status}`).join(", ");
    console.log(`sent by one partner, ${atOnce} at once: ${told}`);
    for (const [when, figures] of Object.entries({ quiet, beside })) {
      const { asked, incomplete, median, p95 } = figures;
      console.log(
        `${when.padEnd(8)} ${asked} main queries of another: median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${incomplete} not whole`,
      );
    }
    const ratio = beside.p95 / quiet.p95;
    const holds = ratio <= 3 && beside.incomplete === 0;
    console.log(`p95 ${ratio.toFixed(1)} × the quiet one: ${holds ? "holds" : "does not hold"}`);
  } finally {
    run.interrupt();
    await run.ended;
  }
} finally {
  await removeHome(home);
}

function isWhole(status: number, text: string): boolean {
  const { data, extensions } = JSON.parse(text) as Told;
  const coverage = data?.territory?.coverage;
  return (
    status === 200 &&
    extensions === undefined &&
    coverage !== undefined &&
    coverage.landlordsAnswered === coverage.landlordsExpected
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
