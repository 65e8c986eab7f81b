import { createHash, randomBytes } from "node:crypto";
import { scriptClientId, scriptRedirectUri, signInResource, signInScope } from "@palier/issuer";
import type { SigningKey } from "@palier/schema";
import { isRecord } from "@palier/service";
import { askDemonstration, NoTokenError } from "./ask-demonstration.js";
import { keyProof } from "./session-key.js";

/** A sign-in has five steps; more means that it goes round in circles. */
const mostSteps = 8;

/**
 * Signs in to a running demonstration as a browser would, by code and PKCE, without a browser.
 *
 * @param origin of the gateway, e.g. `http://127.0.0.1:4000`.
 * @param key of the session, by which it can sign purposes; absent: it states none.
 * @returns an access token for the gateway.
 * @throws NoTokenError
 */
export async function tokenForAccount(
  origin: string,
  account: string,
  key?: SigningKey,
): Promise<string> {
  const verifier = randomBytes(32).toString("base64url");
  const code = await signIn(`${origin}/oidc/auth?${authorizationRequest(verifier)}`, account);
  const form = {
    grant_type: "authorization_code",
    client_id: scriptClientId,
    redirect_uri: scriptRedirectUri,
    resource: signInResource,
    code,
    code_verifier: verifier,
  };
  const url = `${origin}/oidc/token`;
  const response = await askDemonstration(url, {
    method: "POST",
    body: new URLSearchParams(form),
    ...(key !== undefined && { headers: { dpop: await keyProof(key, url) } }),
  });
  const answer: unknown = await response.json();
  const token = isRecord(answer) ? answer.access_token : undefined;
  if (typeof token === "string") return token;
  throw new NoTokenError(`The gateway at ${origin} gave no token`);
}

function authorizationRequest(verifier: string): URLSearchParams {
  return new URLSearchParams({
    client_id: scriptClientId,
    response_type: "code",
    redirect_uri: scriptRedirectUri,
    scope: signInScope,
    resource: signInResource,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
}

/** Follows the sign-in from page to page, chooses the account, and reads the code at its end. */
async function signIn(start: string, account: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  let chosen: URLSearchParams | null = null;
  for (let step = 0; step < mostSteps; step += 1) {
    const method = chosen === null ? "GET" : "POST";
    const response = await askDemonstration(url, {
      method,
      body: chosen,
      headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
      redirect: "manual",
    });
    keepCookies(cookies, response.headers.getSetCookie());
    const next = response.headers.get("location");
    if (next === null) {
      const page = await response.text();
      if (response.status !== 200 || chosen !== null)
        throw refusalOf(response.status, page, account);
      chosen = new URLSearchParams({ account });
      continue;
    }
    chosen = null;
    url = new URL(next, url).href;
    if (url.startsWith(scriptRedirectUri)) return codeIn(url);
  }
  throw new NoTokenError("The sign-in did not come to an end");
}

function refusalOf(status: number, page: string, account: string): NoTokenError {
  const offered = [...page.matchAll(/name="account" value="([^"]*)"/g)].map(([, name]) => name);
  if (offered.length > 0) {
    return new NoTokenError(
      `There is no account "${account}" in this demonstration. Accounts: ${offered.join(", ")}`,
    );
  }
  return new NoTokenError(
    status === 404
      ? "The gateway runs without the demonstration's accounts"
      : `The sign-in was refused (status ${status})`,
  );
}

function codeIn(url: string): string {
  const code = new URL(url).searchParams.get("code");
  if (code === null) throw new NoTokenError("The sign-in ended without a code");
  return code;
}

function keepCookies(cookies: Map<string, string>, received: readonly string[]): void {
  for (const cookie of received) {
    const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
    if (value === "") cookies.delete(name);
    else cookies.set(name, value);
  }
}
