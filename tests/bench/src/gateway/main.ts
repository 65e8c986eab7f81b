/**
 * What the main query takes of the processor in the gateway alone, answers of subgraphs recorded: ours with policy,
 * proofs and checks beside @apollo/gateway as it comes, which enforces nothing, in turns.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { mainQuery } from "../platform/main-query.js";
import { startMeasured } from "../platform/measured-platform.js";
import { median } from "../support/measure.js";
import { processorMsOf } from "../support/processor-time.js";
import { RecordedSubgraphs } from "./recorded-subgraphs.js";

const turns = 7;
const questionsATurn = 200;
const here = fileURLToPath(new URL("../../../../", import.meta.url));

const platform = await startMeasured(here);
const recorded = await RecordedSubgraphs.start(await readFile(platform.supergraphFile, "utf8"));
let stock: ChildProcess | undefined;
try {
  // It reads the file when it starts, which the platform lets it do again.
  await writeFile(platform.supergraphFile, recorded.supergraphSdl);
  await platform.restart("gateway");
  const answer = await platform.askOnce(mainQuery);
  recorded.replay();
  stock = fork(fileURLToPath(new URL("stock-gateway.js", import.meta.url)), [], {
    execArgv: [],
    stdio: ["pipe", "inherit", "inherit", "ipc"],
  });
  stock.stdin?.end(recorded.supergraphSdl);
  const [{ url }] = (await once(stock, "message")) as [{ url: string }];
  const askStock = async () => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: mainQuery }),
    });
    return JSON.parse(await response.text()) as object;
  };
  // What each says is the same, or the comparison is of different things.
  const said = JSON.stringify(await askStock());
  if (said !== JSON.stringify(answer))
    throw new Error(`the stock gateway says ${said.slice(0, 2_000)}`);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    ours.push((await platform.ask(mainQuery, questionsATurn)).get("gateway") ?? Number.NaN);
    theirs.push(await stockMs(stock.pid ?? 0, askStock));
  }
  const [own, other] = [median(ours), median(theirs)];
  console.log(
    `Milliseconds of processor time a question, median of ${turns} turns of ${questionsATurn}:`,
  );
  console.log(`  @apollo/gateway, no policy  ${other.toFixed(1)}`);
  console.log(`  Palier, policy and visas    ${own.toFixed(1)}  (${(own / other).toFixed(2)} ×)`);
} finally {
  stock?.kill();
  await platform.stop();
  recorded.stop();
}

async function stockMs(pid: number, ask: () => Promise<unknown>): Promise<number> {
  const used = () => processorMsOf([pid, 0], () => "stock").get("stock") ?? 0;
  for (let warm = 0; warm < 20; warm += 1) await ask();
  const before = used();
  for (let at = 0; at < questionsATurn; at += 1) await ask();
  return (used() - before) / questionsATurn;
}
