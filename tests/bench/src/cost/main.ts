/**
 * What operations are said to cost against the processor time that they take, in a platform of real
 * processes: the ratio of each, and how many are within a factor of three of the median, which says
 * how this machine differs, busy as it is, from the one that the weights were fitted on.
 */
import { readFile } from "node:fs/promises";
import { purposeFor, tokenForAccount } from "@palier/gateway";
import {
  extentOf,
  Fragments,
  generateSigningKey,
  operationCost,
  parseConvention,
} from "@palier/schema";
import {
  databaseOf,
  demonstrationConvention,
  makeHome,
  removeHome,
  startPlatform,
} from "@palier/test-support";
import { buildSchema, Kind, parse } from "graphql";
import { median } from "../support/measure.js";
import { processorMs } from "../support/processor-time.js";
import { type CostedDocument, documents } from "./documents.js";

const longestMs = 2_000;
const mostTurns = 60;
const acceptedFactor = 3;

// Handed on to the platform, which is to refuse nothing.
process.env.PALIER_COST_MODE = "measure";
const schema = buildSchema(
  await readFile(new URL("../../../../schema/graph.graphql", import.meta.url), "utf8"),
);
const convention = parseConvention(await readFile(demonstrationConvention, "utf8"), "convention");
const extent = extentOf(
  convention,
  convention.territories.map(({ code }) => code),
);

function estimated({ query }: CostedDocument) {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation");
  const fragments = new Fragments(document);
  return operationCost({ operation, fragments, schema, variables: {}, extent });
}

const home = await makeHome();
try {
  const { run, url } = await startPlatform(home, []);
  try {
    const { origin } = new URL(url);
    const account = "police-melun";
    const key = await generateSigningKey();
    const token = await tokenForAccount(origin, account, key);
    const database = databaseOf(home);
    if (database === undefined) throw new Error("no database runs");
    const used = () => processorMs([run.pid, database]);
    const ask = async (query: string, purpose?: string) => {
      // A statement serves for one question.
      const statement = purpose && (await purposeFor({ origin, account, key }, purpose));
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${token}`,
          ...(statement && { "palier-purpose": statement }),
        },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      if (response.status !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 300));
    };
    /** Milliseconds of one turn. */
    const measured = async (turn: (at: number) => Promise<void>) => {
      const [before, from] = [used(), performance.now()];
      let turns = 0;
      for (; turns < mostTurns && (turns < 3 || performance.now() - from < longestMs); turns += 1) {
        await turn(turns);
      }
      return (used() - before) / turns;
    };
    console.log(`${"operation".padEnd(42)} estimated  measured   ratio   (ms of processor time)`);
    const ratios: number[] = [];
    const tell = (name: string, estimate: number, ms: number) => {
      ratios.push(estimate / ms);
      const figures = [estimate.toFixed(0), ms.toFixed(1), (estimate / ms).toFixed(2)];
      console.log(`${name.padEnd(42)} ${figures.map((text) => text.padStart(9)).join(" ")}`);
    };
    for (const document of documents) {
      const { query, purpose } = document;
      for (let warm = 0; warm < 3; warm += 1) await ask(query, purpose);
      tell(document.name, estimated(document).answering, await measured(() => ask(query, purpose)));
    }
    const many = documents.find(({ name }) => name.startsWith("levels, "));
    if (many !== undefined) {
      // Another name is another text to plan.
      const fresh = await measured((at) => ask(`query Q${at} ${many.query}`));
      const known = await measured(() => ask(many.query));
      tell(`planning of ${many.name}`, estimated(many).planning, fresh - known);
    }
    const middle = median(ratios);
    const near = ratios
      .map((ratio) => ratio / middle)
      .filter((ratio) => ratio < acceptedFactor && ratio > 1 / acceptedFactor);
    console.log(
      `${near.length} of ${ratios.length} within a factor of ${acceptedFactor} of the median, ${middle.toFixed(2)}`,
    );
  } finally {
    run.interrupt();
    await run.ended;
  }
} finally {
  await removeHome(home);
}
