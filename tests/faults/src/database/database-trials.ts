import type { SmallPlatform } from "@palier/e2e";
import { holdTo, holdToOneOf } from "../hold-to.js";
import { failing, type Lack, page, plan, type Question, sites } from "../question.js";
import type { Trial } from "../trial.js";
import { Administrator } from "./administrator.js";

/** What goes wrong in the database while a question is asked, and what the answer owes then. */
interface DatabaseFault {
  readonly name: string;
  /** Ends what it began also where it throws. */
  readonly run: (asked: Asked) => Promise<void>;
}

interface Asked {
  readonly database: Administrator;
  readonly ask: SmallPlatform["ask"];
  readonly question: Question;
  /** What the answer lacks where the whole landlord fails. */
  readonly lack: (status: string) => Lack;
  /** What it may lack where some of the landlord's answers fail and others do not. */
  readonly lacks: (status: string) => Lack[];
}

const faults: readonly DatabaseFault[] = [
  {
    name: "every session ended while it waits",
    run: ({ database, ask, question, lack }) =>
      database.whileLocked(async () => {
        const answer = holdTo(ask, question, lack("FAILED"));
        await database.endWaitingUntil(answer);
      }),
  },
  {
    name: "every session ended before",
    run: async ({ database, ask, question, lacks }) => {
      await database.endSessions();
      // A session may be taken before the news of its end has come.
      await holdToOneOf(ask, question, lacks("FAILED"));
    },
  },
  {
    name: "no session let in",
    run: async ({ database, ask, question, lack }) => {
      await database.alter("ALLOW_CONNECTIONS false");
      try {
        await database.endSessions();
        await holdTo(ask, question, lack("FAILED"));
      } finally {
        await database.alter("ALLOW_CONNECTIONS true");
      }
    },
  },
  {
    name: "read-only for a while",
    run: async ({ database, ask, question, lacks }) => {
      await database.alter("SET default_transaction_read_only = on");
      try {
        await database.endSessions();
        await holdToOneOf(ask, question, lacks("FAILED"));
        // Where nobody signs in nothing is written.
        await holdTo(ask, question);
      } finally {
        await database.alter("RESET default_transaction_read_only");
      }
    },
  },
  {
    name: "its tables gone",
    run: async ({ database, ask, question, lack }) => {
      await database.query("ALTER SCHEMA public RENAME TO elsewhere");
      try {
        await holdTo(ask, question, lack("FAILED"));
      } finally {
        await database.query("ALTER SCHEMA elsewhere RENAME TO public");
      }
    },
  },
  {
    name: "its tables locked for a while",
    run: async ({ database, ask, question }) => {
      let answer = Promise.resolve();
      await database.whileLocked(async () => {
        answer = holdTo(ask, question);
        await database.oneWaits(answer);
      });
      await answer;
    },
  },
  {
    name: "its tables locked for longer than a question waits",
    run: ({ database, ask, question, lack }) =>
      database.whileLocked(() => holdTo(ask, question, lack("TIMED_OUT"))),
  },
];

/** What each question lacks without the whole landlord, and what it lacks without a part of it. */
const questions: readonly {
  readonly question: Question;
  readonly whole: Omit<Lack, "status">;
  readonly parts: readonly Omit<Lack, "status">[];
}[] = [
  {
    question: page,
    whole: { figures: true, list: true },
    parts: [
      { figures: true },
      { list: true },
      { siteFields: true },
      { figures: true, siteFields: true },
    ],
  },
  { question: plan, whole: { list: true }, parts: [{ siteFields: true }] },
  { question: sites, whole: { siteFields: true }, parts: [] },
];

/** For each question all, but none that waits until time has run out. */
const inPart = new Set([
  "every session ended while it waits",
  "no session let in",
  "read-only for a while",
  "its tables gone",
  "its tables locked for a while",
]);

/** The PostgreSQL of one landlord goes wrong. */
export const databaseTrials: readonly Trial[] = questions.flatMap(({ question, whole, parts }) =>
  faults.map(({ name, run }) => ({
    family: "a landlord's database" as const,
    name: `${name}, for ${question.name}`,
    isInPart: inPart.has(name),
    run: async ({ landlords, ask }) => {
      const landlord = landlords.get(failing);
      if (landlord === undefined) throw new Error(`There is no landlord ${failing}`);
      const database = await Administrator.of(landlord.databaseUrl);
      try {
        await run({
          ...{ database, ask, question },
          lack: (status) => ({ ...whole, status }),
          lacks: (status) => [whole, ...parts].map((lack) => ({ ...lack, status })),
        });
        await holdTo(ask, question);
      } finally {
        await database.close();
      }
    },
  })),
);
