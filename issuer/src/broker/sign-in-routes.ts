import { isNativeError } from "node:util/types";
import { type Request, type Response, Router } from "express";
import { errors } from "oidc-provider";
import { returnPath } from "../names/client-ids.js";
import type { FollowingProvider } from "../provider/following-provider.js";
import { type Halt, haltPage, haltStatus, pagePolicy } from "./pages.js";
import type { SignInsUnderWay } from "./sign-ins-under-way.js";
import type { SignedInPeople } from "./signed-in-people.js";
import { type Upstream, UpstreamError } from "./upstream.js";

/** Where the broker's own provider sends a browser to say who it is. */
export function interactionPath(uid: string): string {
  return `/interaction/${uid}`;
}

export interface SignInParts {
  readonly provider: FollowingProvider;
  readonly upstream: Pick<Upstream, "leave" | "personOf">;
  readonly people: Pick<SignedInPeople, "admit">;
  readonly underWay: SignInsUnderWay;
  /** Whether browsers reach the broker by https. */
  readonly isSecure: boolean;
  readonly log: (entry: string) => void;
}

/** Sends browsers to the provider upstream, and lets in those who come back as somebody listed. */
export function signInRoutes(parts: SignInParts): Router {
  return Router()
    .get(`${interactionPath(":uid")}`, (request, response) => leave(parts, request, response))
    .get(returnPath, (request, response) => comeBack(parts, request, response))
    .get(`${interactionPath(":uid")}/end`, (request, response) => finish(parts, request, response));
}

async function leave(
  { provider, upstream, underWay, isSecure, log }: SignInParts,
  request: Request,
  response: Response,
): Promise<void> {
  const uid = await uidOf(provider, request, response);
  if (uid === null) return halt(response, "ENDED");
  try {
    const { url, ...leaving } = await upstream.leave();
    if (!underWay.begin(uid, leaving)) return halt(response, "BUSY");
    response.cookie(cookieName(isSecure), leaving.state, {
      httpOnly: true,
      secure: isSecure,
      sameSite: "lax",
      path: isSecure ? "/" : returnPath,
      maxAge: underWay.lifeMs,
    });
    response.setHeader("Cache-Control", "no-store").redirect(url);
  } catch (error) {
    haltFor(error, response, log);
  }
}

/** Only the browser that left comes back: its cookie has the state that the address has. */
async function comeBack(
  { upstream, people, underWay, isSecure, log }: SignInParts,
  request: Request,
  response: Response,
): Promise<void> {
  const { state } = request.query;
  const name = cookieName(isSecure);
  const isOwn = typeof state === "string" && cookieOf(request, name) === state;
  const begun = isOwn ? underWay.take(state) : null;
  if (begun === null) return halt(response, "ENDED");
  response.clearCookie(name, { secure: isSecure, path: isSecure ? "/" : returnPath });
  try {
    const query = new URL(request.originalUrl, "http://broker.invalid").search;
    const admitted = people.admit(await upstream.personOf(query, begun.leaving));
    if (typeof admitted === "string") {
      log(`sign-in refused: ${admitted === "PERSON" ? "a person" : "an organisation"} not listed`);
      return halt(response, admitted);
    }
    underWay.admit(begun.uid, admitted.account);
    response.setHeader("Cache-Control", "no-store").redirect(`${interactionPath(begun.uid)}/end`);
  } catch (error) {
    haltFor(error, response, log);
  }
}

async function finish(
  { provider, underWay }: SignInParts,
  request: Request,
  response: Response,
): Promise<void> {
  const uid = await uidOf(provider, request, response);
  const account = uid === null ? undefined : underWay.admitted(uid);
  if (account === undefined) return halt(response, "ENDED");
  const result = { login: { accountId: account } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** Null when the browser has no such sign-in under way. */
async function uidOf(
  provider: FollowingProvider,
  request: Request,
  response: Response,
): Promise<string | null> {
  try {
    const { uid } = await provider.interactionDetails(request, response);
    return uid === request.params.uid ? uid : null;
  } catch (error) {
    if (!isNativeError(error) || !(error instanceof errors.SessionNotFound)) throw error;
    return null;
  }
}

/** By https the browser takes it from nowhere else than this host. */
function cookieName(isSecure: boolean): string {
  return isSecure ? "__Host-palier_upstream" : "palier_upstream";
}

function cookieOf({ headers }: Request, name: string): string | undefined {
  const pairs = (headers.cookie ?? "").split("; ");
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function haltFor(error: unknown, response: Response, log: (entry: string) => void): void {
  if (!isNativeError(error) || !(error instanceof UpstreamError)) throw error;
  log(`sign-in failed at the provider upstream: ${error.message}`);
  halt(response, "UPSTREAM");
}

function halt(response: Response, reason: Halt): void {
  response.locals.halted = reason;
  response.setHeader("Content-Security-Policy", pagePolicy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cache-Control", "no-store");
  response.status(haltStatus[reason]).type("html").send(haltPage(reason));
}
