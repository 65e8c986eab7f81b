/**
 * What the main query takes of the processor in the demonstration's whole platform, every process
 * and PostgreSQL included: this clone, and beside it, in turns, that of a folder that is given.
 */
import { fileURLToPath } from "node:url";
import { median } from "../support/measure.js";
import { mainQuery } from "./main-query.js";
import { type MeasuredPlatform, startMeasured } from "./measured-platform.js";

const turns = 7;
const questionsATurn = 60;
/** Nodes run for weeks; in their first hundreds of questions V8 still compiles what they do. */
const questionsBefore = 400;

const here = fileURLToPath(new URL("../../../../", import.meta.url));
const [, , other] = process.argv;
const platforms = new Map<string, MeasuredPlatform>();
const found = new Map<string, ReadonlyMap<string, number>[]>();
try {
  for (const clone of other === undefined ? [here] : [here, other]) {
    const platform = await startMeasured(clone);
    platforms.set(clone, platform);
    await platform.ask(mainQuery, questionsBefore);
    found.set(clone, []);
  }
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [clone, platform] of platforms) {
      found.get(clone)?.push(await platform.ask(mainQuery, questionsATurn));
    }
  }
} finally {
  for (const platform of platforms.values()) await platform.stop();
}

console.log(
  `Milliseconds of processor time a question, median of ${turns} turns of ${questionsATurn}:`,
);
const totals = [...found].map(([clone, measured]) => {
  const kinds = [...new Set(measured.flatMap((ms) => [...ms.keys()]))].sort();
  const of = (kind: string) => median(measured.map((ms) => ms.get(kind) ?? 0));
  const all = median(measured.map((ms) => [...ms.values()].reduce((sum, each) => sum + each, 0)));
  console.log(`\n${clone}`);
  for (const kind of kinds) console.log(`  ${kind.padEnd(16)} ${of(kind).toFixed(1).padStart(6)}`);
  console.log(`  ${"all".padEnd(16)} ${all.toFixed(1).padStart(6)}`);
  return all;
});
const [own = Number.NaN, others] = totals;
if (others !== undefined)
  console.log(`\nThis clone takes ${(own / others).toFixed(2)} × the other`);
