import { isNativeError } from "node:util/types";
import express, { type Request, type Response, Router } from "express";
import { errors, type Provider } from "oidc-provider";
import {
  type OfferedAccount,
  signInEndedPage,
  signInPage,
  signInPagePolicy,
} from "./sign-in-page.js";

/** Where the provider sends a browser to say who it is, below the issuer. */
export function interactionPath(uid: string): string {
  return `/oidc/interaction/${uid}`;
}

/** The demonstration's page of accounts, and what its buttons send. */
export function interactionRoutes(provider: Provider, accounts: readonly OfferedAccount[]): Router {
  const router = Router();
  router.get("/interaction/:uid", async (request, response) => {
    const uid = await uidOf(provider, request, response);
    if (uid !== null) sendPage(response, 200, signInPage(accounts, interactionPath(uid)));
  });
  router.post(
    "/interaction/:uid",
    express.urlencoded({ extended: false, limit: "2kb" }),
    async (request, response) => {
      const uid = await uidOf(provider, request, response);
      if (uid === null) return;
      const chosen: unknown = request.body?.account;
      const known = accounts.find(({ account }) => account === chosen);
      if (known === undefined) {
        sendPage(response, 400, signInPage(accounts, interactionPath(uid)));
        return;
      }
      const result = { login: { accountId: known.account } };
      await provider.interactionFinished(request, response, result, {
        mergeWithLastSubmission: false,
      });
    },
  );
  return router;
}

/** Null, and the answer sent, when the browser has no such sign-in under way. */
async function uidOf(
  provider: Provider,
  request: Request,
  response: Response,
): Promise<string | null> {
  try {
    const { uid } = await provider.interactionDetails(request, response);
    if (uid === request.params.uid) return uid;
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
