import { isNativeError } from "node:util/types";
import { type Request, type Response, Router } from "express";
import { errors } from "oidc-provider";
import { returnPath } from "../names/client-ids.js";
import type { FollowingProvider } from "../provider/following-provider.js";
import type { BrowserCookie } from "./browser-cookie.js";
import { type Halt, haltPage, haltStatus, pagePolicy } from "./pages.js";
import { SealedValue } from "./sealed-value.js";
import type { SignedInPeople } from "./signed-in-people.js";
import { type Leaving, type Upstream, UpstreamError } from "./upstream.js";

/** Where the broker's own provider sends a browser to say who it is. */
export function interactionPath(uid: string): string {
  return `/interaction/${uid}`;
}

export interface SignInParts {
  readonly provider: FollowingProvider;
  readonly upstream: Pick<Upstream, "leave" | "personOf">;
  readonly people: Pick<SignedInPeople, "admit">;
  /** One at a time: a sign-in that begins ends the one before in the same browser. */
  readonly cookie: BrowserCookie;
  readonly log: (entry: string) => void;
}

/** What one browser carries while somebody signs in. */
interface Carried {
  /** To the provider upstream and back. */
  readonly left: SealedValue<Leaving & { readonly uid: string }>;
  /** Back to our own provider: who it was. */
  readonly admitted: SealedValue<{ readonly uid: string; readonly account: string }>;
}

/** Sends browsers to the provider upstream, and lets in those who come back as somebody listed. */
export function signInRoutes(parts: SignInParts): Router {
  const carried: Carried = {
    left: new SealedValue("left"),
    admitted: new SealedValue("admitted"),
  };
  const all = { ...parts, ...carried };
  return Router()
    .get(`${interactionPath(":uid")}`, (request, response) => leave(all, request, response))
    .get(returnPath, (request, response) => comeBack(all, request, response))
    .get(`${interactionPath(":uid")}/end`, (request, response) => finish(all, request, response));
}

async function leave(
  { provider, upstream, left, cookie, log }: SignInParts & Carried,
  request: Request,
  response: Response,
): Promise<void> {
  const uid = await uidOf(provider, request, response);
  if (uid === null) return halt(response, "ENDED");
  try {
    const { url, ...leaving } = await upstream.leave();
    cookie.set(response, await left.seal({ uid, ...leaving }), left.lifeMs);
    response.setHeader("Cache-Control", "no-store").redirect(url);
  } catch (error) {
    haltFor(error, response, log);
  }
}

/** Only the browser that left comes back: its cookie has the state that the address has. */
async function comeBack(
  { upstream, people, left, admitted, cookie, log }: SignInParts & Carried,
  request: Request,
  response: Response,
): Promise<void> {
  const { state } = request.query;
  const begun = await left.open(cookie.of(request));
  if (begun === null || begun.state !== state) return halt(response, "ENDED");
  const { uid } = begun;
  cookie.clear(response);
  try {
    const query = new URL(request.originalUrl, "http://broker.invalid").search;
    const found = people.admit(await upstream.personOf(query, begun));
    if (typeof found === "string") {
      log(`sign-in refused: ${found === "PERSON" ? "a person" : "an organisation"} not listed`);
      return halt(response, found);
    }
    const { account } = found;
    cookie.set(response, await admitted.seal({ uid, account }), admitted.lifeMs);
    response.setHeader("Cache-Control", "no-store").redirect(`${interactionPath(uid)}/end`);
  } catch (error) {
    haltFor(error, response, log);
  }
}

async function finish(
  { provider, admitted, cookie }: SignInParts & Carried,
  request: Request,
  response: Response,
): Promise<void> {
  const uid = await uidOf(provider, request, response);
  const found = await admitted.open(cookie.of(request));
  if (uid === null || found?.uid !== uid) return halt(response, "ENDED");
  cookie.clear(response);
  const result = { login: { accountId: found.account } };
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
