import { isNativeError } from "node:util/types";
import express, { type Request, type Response, Router } from "express";
import { errors, type Interaction } from "oidc-provider";
import type { FollowingProvider } from "../provider/following-provider.js";
import type { DemonstrationAccount } from "./demonstration-terms.js";
import { signInEndedPage, signInPage, signInPagePolicy } from "./sign-in-page.js";

/** Where the provider sends a browser to say who it is, below the issuer. */
export function interactionPath(uid: string): string {
  return `/oidc/interaction/${uid}`;
}

/**
 * The demonstration's page of accounts, and what its buttons send. A request that names an account
 * in `login_hint` and asks for a new sign-in gets it without the page: there is no password to ask.
 */
export function interactionRoutes(
  provider: FollowingProvider,
  accounts: readonly DemonstrationAccount[],
): Router {
  const router = Router();
  const finish = async (request: Request, response: Response, account: string) => {
    const result = { login: { accountId: account } };
    await provider.interactionFinished(request, response, result, {
      mergeWithLastSubmission: false,
    });
  };
  router.get("/interaction/:uid", async (request, response) => {
    const interaction = await interactionOf(provider, request, response);
    if (interaction === null) return;
    const hinted = isFromElsewhere(request) ? null : hintedAccount(interaction, accounts);
    if (hinted !== null) return finish(request, response, hinted);
    sendPage(response, 200, signInPage(accounts, interactionPath(interaction.uid)));
  });
  router.post(
    "/interaction/:uid",
    express.urlencoded({ extended: false, limit: "2kb" }),
    async (request, response) => {
      const interaction = await interactionOf(provider, request, response);
      if (interaction === null) return;
      const chosen: unknown = request.body?.account;
      const known = accounts.find(({ account }) => account === chosen);
      if (known !== undefined) return finish(request, response, known.account);
      sendPage(response, 400, signInPage(accounts, interactionPath(interaction.uid)));
    },
  );
  return router;
}

/** Null unless the request both asks to sign in anew and names an account that there is. */
function hintedAccount(
  { params }: Interaction,
  accounts: readonly DemonstrationAccount[],
): string | null {
  const { prompt, login_hint: hint } = params;
  if (prompt !== "login") return null;
  return accounts.find(({ account }) => account === hint)?.account ?? null;
}

/** Whether another site's page has sent the browser here, by any number of redirects: then somebody must choose. */
function isFromElsewhere({ headers }: Request): boolean {
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

/** Null, and the answer sent, when the browser has no such sign-in under way. */
async function interactionOf(
  provider: FollowingProvider,
  request: Request,
  response: Response,
): Promise<Interaction | null> {
  try {
    const interaction = await provider.interactionDetails(request, response);
    if (interaction.uid === request.params.uid) return interaction;
  } catch (error) {
    if (!isNativeError(error) || !(error instanceof errors.SessionNotFound)) throw error;
  }
  sendPage(response, 400, signInEndedPage());
  return null;
}

function sendPage(response: Response, status: number, html: string): void {
  response.setHeader("Content-Security-Policy", signInPagePolicy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.status(status).type("html").send(html);
}
