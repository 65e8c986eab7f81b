/**
 * Attacks a platform that runs on this machine, as each account that may not read small numbers. Its
 * arguments are the data folder, the address of the graph, and accounts where not all are wanted; with
 * --naive small numbers alone are withheld, with --corrected a month is corrected in between.
 */
import {
  type Account,
  accounts,
  attackMoments,
  naively,
  type Platform,
  readMoment,
} from "./attack-account.js";
import { closeAgain, openMonth } from "./correct-month.js";
import type { Moment } from "./known-table.js";

const [home = "", url = "", ...words] = process.argv.slice(2);
const platform: Platform = { home, url };
const names = words.filter((word) => !word.startsWith("--"));
const wanted = Object.values(accounts).filter(
  ({ name }) => names.length === 0 || names.includes(name),
);
const moments = new Map<Account, Moment[]>(wanted.map((account) => [account, []]));
await readAll();
if (words.includes("--corrected")) {
  await openMonth(platform);
  await readAll();
  await closeAgain(platform);
  await readAll();
}
for (const [account, read] of moments) attack(account, read);

async function readAll(): Promise<void> {
  for (const [account, read] of moments) read.push(await readMoment(platform, account));
}

function attack({ name, own }: Account, read: readonly Moment[]): void {
  const began = performance.now();
  const isNaive = words.includes("--naive");
  const found = attackMoments(isNaive ? read.map(naively) : read, own);
  const { leaked, pinned, wrong, ...rest } = found;
  const counted = { leaked: leaked.length, pinned: pinned.length, wrong: wrong.length };
  const attackMs = Math.round(performance.now() - began);
  console.log(name, JSON.stringify({ ...rest, ...counted, attackMs }));
  for (const line of [...leaked, ...wrong].slice(0, isNaive ? 0 : 50)) console.log(`  ${line}`);
  if (leaked.length + wrong.length > 0) process.exitCode = 1;
}
