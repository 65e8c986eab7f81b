/**
 * What the main query takes of the processor in the gateway alone, answers of subgraphs recorded: ours with policy,
 * proofs and checks beside gateways as they come, which enforce nothing, in turns.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { mainQuery } from "../platform/main-query.js";
import { type MeasuredPlatform, startMeasured } from "../platform/measured-platform.js";
import { median } from "../support/measure.js";
import { type Peer, peersBesideUs, RunningPeer, stock } from "./peers.js";
import { RecordedSubgraphs } from "./recorded-subgraphs.js";

const turns = 7;
const questionsATurn = 200;
const here = fileURLToPath(new URL("../../../../", import.meta.url));

const platform = await startMeasured(here);
const recorded = await RecordedSubgraphs.start(await readFile(platform.supergraphFile, "utf8"));
const others: RunningPeer[] = [];
try {
  // It reads the file when it starts, which the platform lets it do again.
  await writeFile(platform.supergraphFile, recorded.supergraphSdl);
  await platform.restart("gateway");
  const beside = peersBesideUs();
  for (const peer of [stock, ...(beside ?? [])]) {
    const running = await startAlike(peer, platform);
    if (running !== null) others.push(running);
  }
  recorded.replay();
  const ours: number[] = [];
  const theirs = others.map((): number[] => []);
  for (let turn = 0; turn < turns; turn += 1) {
    ours.push((await platform.ask(mainQuery, questionsATurn)).get("gateway") ?? Number.NaN);
    for (const [at, other] of others.entries()) {
      theirs[at]?.push(await other.measure(mainQuery, questionsATurn));
    }
  }
  console.log(
    `Milliseconds of processor time a question, median of ${turns} turns of ${questionsATurn}:`,
  );
  const first = median(theirs[0] ?? []);
  const print = (name: string, ms: number) =>
    console.log(`  ${name.padEnd(42)} ${ms.toFixed(1).padStart(5)}  ${(ms / first).toFixed(2)} ×`);
  for (const [at, { name }] of others.entries())
    print(`${name}, no policy`, median(theirs[at] ?? []));
  print("Palier, policy and visas", median(ours));
  if (beside === null) {
    console.log("Hive Gateway is not installed beside it: npm install --prefix tests/bench/peers");
  }
} finally {
  for (const other of others) other.stop();
  await platform.stop();
  recorded.stop();
}

/** A peer that says what we say, or the comparison is of different things; null, and it is told, where it cannot. */
async function startAlike(peer: Peer, { askOnce }: MeasuredPlatform): Promise<RunningPeer | null> {
  const running = await RunningPeer.start(peer, recorded.supergraphSdl);
  // Ours first: what it proves of itself lasts for half a minute, and is lent to the other.
  const ours = await askOnce(mainQuery);
  const said = await running.ask(mainQuery);
  if (isDeepStrictEqual(said, ours)) return running;
  running.stop();
  console.log(`${peer.name} answers otherwise: ${JSON.stringify(said).slice(0, 300)}`);
  return null;
}
