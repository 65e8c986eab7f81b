/* Sign-in by code and PKCE (RFC 7636). The token lives as long as the browser's tab. */

import { base64url, keyProof, sessionKey } from "/graphiql/session-key.js";

const tokenKey = "palier-token";
const requestKey = "palier-sign-in";

/** Leaves for the issuer's page of accounts. */
export async function startSignIn(terms) {
  const verifier = randomText();
  const state = randomText();
  sessionStorage.setItem(requestKey, JSON.stringify({ verifier, state }));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    client_id: terms.clientId,
    response_type: "code",
    redirect_uri: terms.redirectUri,
    scope: terms.scope,
    resource: terms.resource,
    state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
    // Another account each time one is asked for.
    prompt: "login",
  });
  location.assign(`${terms.authorizationUrl}?${query}`);
}

/** The token at hand, or the one that the issuer has just sent the browser back for; null without. */
export async function currentToken(terms) {
  const answer = new URLSearchParams(location.search);
  const request = JSON.parse(sessionStorage.getItem(requestKey) ?? "null");
  if (answer.has("state")) {
    sessionStorage.removeItem(requestKey);
    history.replaceState(null, "", location.pathname);
    if (request !== null && request.state === answer.get("state") && answer.has("code")) {
      const token = await redeem(terms, answer.get("code"), request.verifier);
      if (token !== null) sessionStorage.setItem(tokenKey, token);
    }
  }
  const token = sessionStorage.getItem(tokenKey);
  if (token !== null && claimsOf(token).exp * 1000 > Date.now()) return token;
  sessionStorage.removeItem(tokenKey);
  return null;
}

/** What a token says of itself, unverified: for show only. */
export function claimsOf(token) {
  const [, payload = ""] = token.split(".");
  const bytes = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
  const text = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  return JSON.parse(text);
}

async function redeem(terms, code, verifier) {
  const response = await fetch(terms.tokenUrl, {
    method: "POST",
    // Of an issuer that does not know the header, a page may not even ask.
    ...(terms.bindsKey && {
      headers: { dpop: await keyProof(await sessionKey(), terms.tokenUrl) },
    }),
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: terms.clientId,
      redirect_uri: terms.redirectUri,
      resource: terms.resource,
      code,
      code_verifier: verifier,
    }),
  });
  if (!response.ok) return null;
  return (await response.json()).access_token ?? null;
}

function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}
