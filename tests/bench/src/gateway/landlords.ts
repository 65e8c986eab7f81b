/**
 * What more landlords cost the gateway alone: the main query with 5 and with 100 of them, answers of subgraphs
 * recorded, nobody signed in; the first question is apart, since it waits for its plan.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mainQuery } from "../platform/main-query.js";
import { median } from "../support/measure.js";
import { processorMsOf } from "../support/processor-time.js";
import { startLiteral } from "./literal-landlords.js";
import { RecordedSubgraphs } from "./recorded-subgraphs.js";

const counts = [5, 100];
/** V8 has compiled by then what a gateway runs for weeks. */
const warmQuestions = 400;
const questions = 200;

interface Measured {
  readonly firstMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly processorMs: number;
}

const measured = new Map<number, Measured>();
for (const count of counts) measured.set(count, await measure(count));
console.log(`Milliseconds a question of ${questions}, warm, one after the other:`);
for (const [count, { firstMs, medianMs, p95Ms, processorMs }] of measured) {
  const rate = Math.floor(1_000 / processorMs);
  console.log(
    `  ${count} landlords: median ${medianMs.toFixed(1)}, p95 ${p95Ms.toFixed(1)}, first ${firstMs.toFixed(0)}; ` +
      `processor ${processorMs.toFixed(1)} of the gateway, ${rate} a second on one core`,
  );
}
const [few, many] = counts.map((count) => measured.get(count)?.p95Ms ?? Number.NaN);
console.log(
  `  p95 of ${counts[1]} × that of ${counts[0]}: ${((many ?? 0) / (few ?? 0)).toFixed(1)}`,
);

async function measure(count: number): Promise<Measured> {
  const landlords = await startLiteral(count);
  const recorded = await RecordedSubgraphs.start(landlords.supergraphSdl);
  const folder = await mkdtemp(join(tmpdir(), "palier-bench-"));
  const path = join(folder, "supergraph.graphql");
  await writeFile(path, recorded.supergraphSdl);
  const gateway = fork(fileURLToPath(new URL("open-gateway.js", import.meta.url)), [path], {
    execArgv: [],
  });
  try {
    const [{ url }] = (await once(gateway, "message")) as [{ url: string }];
    const firstMs = await timed(() => ask(url, count));
    recorded.replay();
    for (let at = 0; at < warmQuestions; at += 1) await ask(url, count);
    const used = () => processorMsOf([gateway.pid ?? 0, 0], () => "gateway").get("gateway") ?? 0;
    const before = used();
    const times: number[] = [];
    for (let at = 0; at < questions; at += 1) times.push(await timed(() => ask(url, count)));
    const processorMs = (used() - before) / questions;
    const sorted = times.sort((one, other) => one - other);
    const p95Ms = sorted[Math.floor(questions * 0.95)] ?? Number.NaN;
    return { firstMs, medianMs: median(times), p95Ms, processorMs };
  } finally {
    gateway.kill();
    recorded.stop();
    await landlords.stop();
    await rm(folder, { recursive: true });
  }
}

async function ask(url: string, count: number): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: mainQuery }),
  });
  const text = await response.text();
  if (text.includes('"errors"') || !text.includes(`"landlordsAnswered":${count},`)) {
    throw new Error(text.slice(0, 500));
  }
}

async function timed(act: () => Promise<void>): Promise<number> {
  const beganAt = performance.now();
  await act();
  return performance.now() - beganAt;
}
