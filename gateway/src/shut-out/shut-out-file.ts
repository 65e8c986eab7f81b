import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isNativeError } from "node:util/types";
import { ConfigurationError, mostShutOut } from "@palier/schema";
import { isRecord, replaceFile } from "@palier/service";

/** Somebody whose access the convention's host has ended. */
export interface ShutOutPerson {
  /** The issuer's name for the person, as access logs have it. */
  readonly subject: string;
  /** ISO 8601. */
  readonly since: string;
}

/** What the list's file holds; it stays with the convention's host. */
export interface ShutOutFile {
  /** Milliseconds since 1970 of the last change, and later than of any before: lists are told apart by it. */
  readonly sequence: number;
  /** The latest last. */
  readonly people: readonly ShutOutPerson[];
}

/** As an issuer's names are bounded in tokens. */
const longestSubject = 200;

/** Path of the list in the folder of the gateway's keys. */
export function shutOutFileIn(folder: string): string {
  return join(folder, "shut-out.json");
}

/**
 * @returns an empty list where there is no file.
 * @throws ConfigurationError when the file holds something else.
 */
export async function readShutOut(path: string): Promise<ShutOutFile> {
  const text = await readOrNull(path);
  if (text === null) return { sequence: 0, people: [] };
  const value = jsonIn(text);
  if (isShutOutFile(value)) return value;
  throw new ConfigurationError([
    `${path} does not hold a list of people shut out; put back a copy, or delete it and shut people out anew`,
  ]);
}

/**
 * Ends the access of a person, whatever token they hold.
 *
 * @returns whether the person was not shut out before.
 * @throws ConfigurationError when the list is full, cannot be used, or is being changed.
 */
export function shutOut(path: string, subject: string, now: Date): Promise<boolean> {
  if (subject === "" || subject.length > longestSubject) {
    throw new ConfigurationError([`a person's account has 1 to ${longestSubject} characters`]);
  }
  return change(path, now, (people) => {
    if (people.some((one) => one.subject === subject)) return null;
    if (people.length >= mostShutOut) {
      throw new ConfigurationError([
        `${path} has ${mostShutOut} people, which is all that a list may hold; let those in whose accounts the issuer has closed`,
      ]);
    }
    return [...people, { subject, since: now.toISOString() }];
  });
}

/** @returns whether the person was shut out. */
export function letIn(path: string, subject: string, now: Date): Promise<boolean> {
  return change(path, now, (people) => {
    const rest = people.filter((one) => one.subject !== subject);
    return rest.length === people.length ? null : rest;
  });
}

/**
 * Begins an empty list where there is none: its number is the lowest, so that a node that knows another takes it
 * for the older one.
 *
 * @returns whether there was none.
 */
export async function beginShutOut(path: string): Promise<boolean> {
  if ((await readOrNull(path)) !== null) return false;
  await change(path, new Date(0), () => null);
  return true;
}

/** @param next null where nothing changes. */
async function change(
  path: string,
  now: Date,
  next: (people: readonly ShutOutPerson[]) => readonly ShutOutPerson[] | null,
): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let isChanged = false;
  await replaceFile(path, 0o600, async () => {
    const { sequence, people } = await readShutOut(path);
    const changed = next(people);
    isChanged = changed !== null;
    const file: ShutOutFile =
      changed === null
        ? { sequence, people }
        : { sequence: Math.max(sequence + 1, now.getTime()), people: changed };
    return `${JSON.stringify(file, null, 2)}\n`;
  });
  return isChanged;
}

function isShutOutFile(value: unknown): value is ShutOutFile {
  return (
    isRecord(value) &&
    Number.isSafeInteger(value.sequence) &&
    Array.isArray(value.people) &&
    value.people.length <= mostShutOut &&
    value.people.every(isPerson)
  );
}

function isPerson(value: unknown): boolean {
  return isRecord(value) && typeof value.subject === "string" && typeof value.since === "string";
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message would quote the file, which names people.
    return undefined;
  }
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isNativeError(error) && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
