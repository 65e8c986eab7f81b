import "reflect-metadata";
import { writeSync } from "node:fs";
import { createDataSource } from "../database/data-source.js";
import { exampleEntry } from "./access-entry.fixture.js";
import { AccessLog } from "./access-log.js";

/**
 * Appends until it is killed, in a process of its own: many operations at once, each of which
 * says its number on standard output as soon as its entry is acknowledged.
 */
const [databaseUrl = "", first = "1"] = process.argv.slice(2);
const operationsAtOnce = 50;

const store = await createDataSource(databaseUrl).initialize();
const log = new AccessLog(store);
let next = Number(first);

async function operate(): Promise<never> {
  for (;;) {
    const number = next;
    next += 1;
    await log.append(exampleEntry(number));
    say(`${number}\n`);
  }
}

/** Handed to the kernel before anything else happens: a kill loses no acknowledgement. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, line);
      return;
    } catch (error) {
      // The pipe is full: its reader is behind.
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    }
  }
}

await Promise.all(Array.from({ length: operationsAtOnce }, operate));
