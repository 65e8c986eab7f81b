import { setTimeout as pause } from "node:timers/promises";
import { isNativeError } from "node:util/types";
import {
  type KeyHolder,
  SubmissionDoor,
  type SubmissionState,
  submissionKeyHash,
} from "@palier/landlord-store";
import {
  type Endpoint,
  HttpServer,
  healthRoutes,
  type Log,
  refuseUnreadable,
  requireJson,
  type ServiceMetrics,
  usualHttpLimits,
} from "@palier/service";
import express, { type Request, type RequestHandler, type Response } from "express";
import { RequestRate } from "./request-rate.js";
import { readSubmission, type Submitted } from "./submission-format.js";

/** A hundred incidents with a text each. */
const largestBody = "1mb";
/** Bodies and waiting answers at once; more are told to come again. */
const mostUnderWay = 32;
/** Between two looks at what became of a submission. */
const lookEveryMs = 100;

export interface IntakeService extends Endpoint {
  /** Of the login that can submit. */
  readonly databaseUrl: string;
  /** Longest that an answer waits for its submission to be loaded. */
  readonly waitMs: number;
  readonly log: Log;
  readonly metrics?: ServiceMetrics;
}

export interface RunningIntake {
  /** Where incidents are submitted, e.g. `http://127.0.0.1:4151/incidents`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Who asks, found by its key before anything else is read of its request. */
interface Caller {
  readonly keyHash: Buffer;
  readonly holder: KeyHolder;
}

/**
 * Serves `POST /incidents`, `GET /incidents/<reference>` and `/health` for a landlord's ticketing systems.
 *
 * @throws ConfigurationError when host or port cannot be taken, or the login may do more than submit.
 */
export async function serveIntake(service: IntakeService): Promise<RunningIntake> {
  const { log } = service;
  const door = await SubmissionDoor.open(service.databaseUrl);
  const http = new HttpServer(usualHttpLimits, log, service.tls ?? null);
  const intake = new Intake(door, service);
  const app = express().disable("x-powered-by").disable("etag");
  app.use((_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  app.use(
    "/health",
    healthRoutes(() => door.check(), log),
  );
  app.use("/incidents", intake.admit);
  app.post("/incidents", requireJson, express.json({ limit: largestBody }), intake.submit);
  app.get("/incidents/:reference", intake.tell);
  app.all(["/incidents", "/incidents/:reference"], (_request, response) => {
    response.setHeader("Allow", "POST, GET");
    refuse(
      response,
      405,
      "METHOD",
      "Submit by POST /incidents; ask by GET /incidents/<reference>.",
    );
  });
  app.use((_request, response) => {
    refuse(response, 404, "PATH", "There is nothing here; incidents go to POST /incidents.");
  });
  app.use(refuseUnreadable(log));
  http.answerBy(app);
  const stop = async () => {
    intake.isStopping = true;
    await http.stop();
    await door.close();
  };
  try {
    return { url: `${await http.listen(service)}/incidents`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The door as HTTP: what is refused, and by what name. */
class Intake {
  isStopping = false;
  private readonly rate = new RequestRate();
  private underWay = 0;

  constructor(
    private readonly door: SubmissionDoor,
    private readonly service: IntakeService,
  ) {}

  /** Before a byte of the body is read: there is room, the key is known, and its system may ask now. */
  readonly admit: RequestHandler = async (request, response, next) => {
    if (this.underWay >= mostUnderWay) {
      return this.refuse(response, 503, "BUSY", "Too much is under way; come again.", 1);
    }
    this.underWay += 1;
    response.once("close", () => {
      this.underWay -= 1;
    });
    const keyHash = submissionKeyHash(keyOf(request));
    const holder = keyHash && (await this.ask(response, () => this.door.holderOf(keyHash)));
    if (holder === undefined) return;
    if (keyHash === null || holder === null) {
      response.setHeader("WWW-Authenticate", "Bearer");
      return this.refuse(response, 401, "NO_KEY", "Send your key: Authorization: Bearer palier_…");
    }
    if (holder.isRevoked) {
      return this.refuse(response, 403, "REVOKED", "This key was revoked; ask the landlord.");
    }
    const seconds = this.rate.take(holder.name, holder.perMinute);
    if (seconds > 0) {
      const text = `More than ${holder.perMinute} requests a minute; come again in ${seconds} s.`;
      return this.refuse(response, 429, "RATE", text, seconds);
    }
    response.locals.caller = { keyHash, holder } satisfies Caller;
    next();
  };

  readonly submit: RequestHandler = async (request, response) => {
    const beganAt = performance.now();
    const { keyHash, holder } = callerOf(response);
    const read = readSubmission(request.body);
    if ("problems" in read) {
      return this.refuse(response, 400, "FORMAT", read.problems.join("; "));
    }
    const { submitted } = read;
    const { reference, contentHash, content } = submitted;
    const answer = await this.ask(response, () =>
      this.door.submit(keyHash, reference, contentHash, content),
    );
    switch (answer) {
      case undefined:
        return;
      case "UNKNOWN":
        return this.refuse(response, 403, "REVOKED", "This key was revoked; ask the landlord.");
      case "FULL":
        return this.refuse(response, 503, "FULL", "Too many submissions wait; come again.", 30);
      case "OTHER":
        return this.refuse(
          response,
          409,
          "CONFLICT",
          "This reference was submitted with another content, which stays; only what was refused, or waits for a closed month, may come again as something else.",
        );
      default: {
        const state = await this.settled(keyHash, submitted);
        this.service.log(
          `a submission of ${holder.name}: ${answer === "SAME" ? "again, " : ""}${state.state}`,
        );
        acknowledge(response, reference, state);
        const outcome = state.state === "REFUSED" ? "refused" : "ok";
        this.service.metrics?.answered("submit", outcome, (performance.now() - beganAt) / 1_000);
      }
    }
  };

  readonly tell: RequestHandler = async (request, response) => {
    const { keyHash } = callerOf(response);
    const reference = String(request.params.reference);
    const state = await this.ask(response, () => this.door.stateOf(keyHash, reference));
    if (state === undefined) return;
    if (state === null) {
      return this.refuse(response, 404, "UNKNOWN", "You have submitted nothing by this reference.");
    }
    acknowledge(response, reference, state, 200);
  };

  /** It is stored: whatever happens from here on, it is not lost. */
  private async settled(keyHash: Buffer, { reference }: Submitted): Promise<SubmissionState> {
    const until = performance.now() + this.service.waitMs;
    for (;;) {
      const state = await this.door.stateOf(keyHash, reference).catch(() => null);
      // What waits has an outcome where closed months keep it out: nothing comes of it soon.
      if (state !== null && (state.state !== "WAITING" || state.outcome !== null)) return state;
      if (performance.now() >= until || this.isStopping) {
        return { state: "WAITING", outcome: null };
      }
      await pause(Math.min(lookEveryMs, Math.max(1, until - performance.now())));
    }
  }

  /** @returns undefined once the caller is told that the database is away. */
  private async ask<T>(response: Response, question: () => Promise<T>): Promise<T | undefined> {
    try {
      return await question();
    } catch (error) {
      // pg's words name no value of a statement's parameters.
      this.service.log(`Not stored: ${isNativeError(error) ? error.message : "failed"}`, "warn");
      this.refuse(response, 503, "AWAY", "Nothing was stored; come again.", 5);
      return undefined;
    }
  }

  private refuse(
    response: Response,
    status: number,
    code: string,
    message: string,
    retrySeconds?: number,
  ): void {
    this.service.metrics?.refused(`submission ${code.toLowerCase()}`);
    if (retrySeconds !== undefined) response.setHeader("Retry-After", String(retrySeconds));
    refuse(response, status, code, message);
  }
}

function callerOf(response: Response): Caller {
  return response.locals.caller as Caller;
}

function keyOf({ headers }: Request): string {
  return /^Bearer ([\w-]{1,100})$/i.exec(headers.authorization ?? "")?.[1] ?? "";
}

const statusOf = { WAITING: 202, LOADED: 201, REFUSED: 422 } as const;

function acknowledge(
  response: Response,
  reference: string,
  { state, outcome }: SubmissionState,
  status: number = statusOf[state],
): void {
  response.status(status).json({ reference, state, ...(outcome as object | null) });
}

/** A body that nobody has read yet is read no further. */
function refuse(response: Response, status: number, code: string, message: string): void {
  if (response.headersSent) return;
  if (!response.req.complete) response.setHeader("Connection", "close");
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
