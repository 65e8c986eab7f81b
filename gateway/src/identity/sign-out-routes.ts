import { Router } from "express";
import type { Callers } from "./callers.js";
import { tokenDigest } from "./session.js";
import type { SignedOutSessions } from "./signed-out-sessions.js";

export const signOutPath = "/sign-out";

export interface SignOutParts {
  readonly read: Callers["read"];
  readonly ended: Pick<SignedOutSessions, "end">;
}

/**
 * `POST /sign-out`: the token that comes with it serves no more. Whoever brings none that serves is
 * answered the same: there is nothing to end.
 */
export function signOutRoutes({ read, ended }: SignOutParts): Router {
  return Router().post(signOutPath, async ({ headers }, response) => {
    const found = await read({ authorization: headers.authorization ?? null, purpose: null });
    if (!found.ok) return void response.status(204).end();
    const { accessToken, expiresAtMs, partner, subject } = found.caller.session;
    const owner = { partner: partner.code, subject };
    const isEnded = await ended.end(tokenDigest(accessToken), expiresAtMs / 1000, owner);
    // Somebody who signs out so often has other sessions to end: tomorrow they have ended by themselves.
    response.status(isEnded ? 204 : 429).end();
  });
}
