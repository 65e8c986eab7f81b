import { isNativeError } from "node:util/types";
import {
  type AccessError,
  ForbiddenError,
  parseLogged,
  UnauthenticatedError,
  UnavailableError,
  visibilityOf,
} from "@palier/schema";
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { Identity } from "../identity/identity.js";
import { landlordOf } from "./landlord-requests.js";
import type { RefusalCounts } from "./refusal-counts.js";
import { linesOf, refusalFiles } from "./refusal-files.js";
import { removalIn } from "./removal.js";
import type { OpenLink, SealedLink } from "./sealed-link.js";

/** Links of one answer; `after` asks for what follows. */
const mostLinks = 5_000;

export interface RefusalRoutesParts {
  readonly folder: string;
  readonly counts: RefusalCounts;
  readonly identity: Pick<Identity, "read" | "convention">;
  /** Coordinates that landlords serve. */
  readonly landlordFields: ReadonlySet<string>;
  readonly log: (entry: string) => void;
}

/**
 * What this gateway refused: `GET /refusals/counts` for whom the convention shows counts of the access
 * log, `GET /refusals/entries?after=0` for a landlord, by a proof of its own key.
 */
export function refusalRoutes(parts: RefusalRoutesParts): Router {
  const router = Router();
  router.get("/counts", guarded(parts, sendCounts));
  router.get("/entries", guarded(parts, sendEntries));
  return router;
}

type Answer = (parts: RefusalRoutesParts, request: Request, response: Response) => Promise<void>;

function guarded(parts: RefusalRoutesParts, answer: Answer): RequestHandler {
  return (request, response) =>
    answer(parts, request, response).catch((error: unknown) => {
      parts.log(`Refusals could not be told: ${isNativeError(error) ? error.message : error}`);
      refuse(response, 503, new UnavailableError());
    });
}

async function sendCounts(
  { identity, counts }: RefusalRoutesParts,
  request: Request,
  response: Response,
): Promise<void> {
  const signedIn = await identity.read({
    authorization: request.headers.authorization ?? null,
    purpose: null,
  });
  if (!signedIn.ok) return refuse(response, 401, new UnauthenticatedError());
  const { kind } = signedIn.caller.session.partner;
  if (visibilityOf(identity.convention().visibility, kind)["access-log"] !== "counts") {
    return refuse(response, 403, new ForbiddenError("AccessLog.counts"));
  }
  response.json({ counts: await counts.ofWholeMonths(new Date()) });
}

/** Entries that name a field of landlords are whole; of the others only what the chain needs. */
async function sendEntries(
  { folder, identity, landlordFields }: RefusalRoutesParts,
  request: Request,
  response: Response,
): Promise<void> {
  const [, proof = ""] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  const landlord = await landlordOf(proof, identity.convention(), new Date());
  if (landlord === null) return refuse(response, 401, new UnauthenticatedError());
  const after = Number(/^\d{1,15}$/.exec(String(request.query.after ?? "0"))?.[0] ?? Number.NaN);
  if (Number.isNaN(after)) {
    response.status(400).json({ errors: [{ message: "`after` is the number of an entry" }] });
    return;
  }
  const links = await linksAfter(folder, after);
  response.json({
    links: links.map((link) => (concerns(link, landlordFields) ? link : sealed(link))),
    isLast: links.length < mostLinks,
  });
}

async function linksAfter(folder: string, after: number): Promise<OpenLink[]> {
  const files = await refusalFiles(folder);
  const links: OpenLink[] = [];
  for (const [index, file] of files.entries()) {
    const next = files[index + 1];
    if (next !== undefined && next.first <= after + 1) continue;
    for await (const { link } of linesOf(file)) {
      if (link === null || link.sequence <= after) continue;
      if (links.push(link) === mostLinks) return links;
    }
  }
  return links;
}

function concerns({ entry }: OpenLink, landlordFields: ReadonlySet<string>): boolean {
  const logged = parseLogged(entry);
  return removalIn(logged) !== null || logged.coordinates.some((each) => landlordFields.has(each));
}

function sealed({ digest, hash, previous, sequence }: OpenLink): SealedLink {
  return { digest, hash, previous, sequence };
}

function refuse(response: Response, status: number, { message, extensions }: AccessError): void {
  response.status(status).json({ errors: [{ message, extensions }] });
}
