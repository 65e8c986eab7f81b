/* The key of this tab's session: the issuer binds it to the session, and purposes are signed with it. */

const tabKey = "palier-graphiql-tab";

/** The key pair of this tab; made where there is none. It cannot be read out, only used. */
export async function sessionKey() {
  const name = sessionStorage.getItem(tabKey) ?? crypto.randomUUID();
  sessionStorage.setItem(tabKey, name);
  const known = await inStore("readonly", (store) => store.get(name));
  if (known !== undefined) return known;
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const made = await crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
  await inStore("readwrite", (store) => store.put(made, name));
  return made;
}

/** Proof to the issuer that whoever redeems a code holds the key (DPoP, RFC 9449). */
export async function keyProof(keys, url) {
  return sign(keys, "dpop+jwt", { htm: "POST", htu: url, jti: crypto.randomUUID(), iat: now() });
}

/** What goes into `palier-purpose` with one question. */
async function signedPurpose(account, purpose) {
  const response = await fetch("/.well-known/palier-purpose.json");
  const { audience, convention, proof, at } = await response.json();
  if (proof === "word-of-gateway") return purpose;
  // This machine's clock may be fast; a gateway may not have it sign for a later time.
  const iat = Math.min(at, now());
  const claims = { sub: account, aud: audience, purpose, convention, jti: crypto.randomUUID() };
  const keys = await sessionKey();
  return sign(keys, "palier-purpose+jwt", { ...claims, iat, exp: iat + 300 });
}

/** Signs the purpose that the headers name, for each question anew. */
export function stating(account) {
  return async (url, { headers, ...request }) => {
    const purpose = headers["palier-purpose"];
    const isName = typeof purpose === "string" && /^[A-Z_]+$/.test(purpose.trim());
    if (!isName) return fetch(url, { ...request, headers });
    const signed = await signedPurpose(account, purpose.trim());
    return fetch(url, { ...request, headers: { ...headers, "palier-purpose": signed } });
  };
}

async function sign(keys, typ, claims) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", keys.publicKey);
  const header = { alg: "ES256", typ, jwk: { kty, crv, x, y } };
  const text = `${part(header)}.${part(claims)}`;
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  const bytes = new TextEncoder().encode(text);
  const signature = await crypto.subtle.sign(algorithm, keys.privateKey, bytes);
  return `${text}.${base64url(new Uint8Array(signature))}`;
}

function now() {
  return Math.floor(Date.now() / 1000);
}

function part(value) {
  return base64url(new TextEncoder().encode(JSON.stringify(value)));
}

export function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** One request of the tab's database. */
function inStore(mode, request) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("palier-graphiql", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const asked = request(opening.result.transaction("keys", mode).objectStore("keys"));
      asked.onerror = () => reject(asked.error);
      asked.onsuccess = () => {
        opening.result.close();
        resolve(asked.result);
      };
    };
  });
}
