import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";

const { PALIER_URL: url = "http://127.0.0.1:4000/graphql", PALIER_TOKEN: token = "" } = process.env;
const [site = "lisiere:LL-1098", purpose = "INVESTIGATION"] = process.argv.slice(2);
const { PALIER_SESSION_KEY: keyFile = "" } = process.env;
const jwk = JSON.parse(readFileSync(keyFile, "utf8"));
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** One statement for each question: it serves once. */
async function signedPurpose(): Promise<string> {
  const terms = await fetch(new URL("/.well-known/palier-purpose.json", url));
  const { audience: aud, convention, at } = await terms.json() as { audience: string; convention: string; at: number };
  const { sub } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  const { kty, crv, x } = jwk; // the public half: Ed25519
  const iat = Math.min(at, Math.floor(Date.now() / 1000));
  const header = { alg: "EdDSA", typ: "palier-purpose+jwt", jwk: { kty, crv, x } };
  const claims = { sub, aud, purpose, convention, jti: randomUUID(), iat, exp: iat + 300 };
  const text = `${part(header)}.${part(claims)}`;
  const key = createPrivateKey({ key: jwk, format: "jwk" });
  return `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
}

type Incident = { day: string | null; category: { code: string } | null };
type Answer = {
  data?: { site: { incidents: { edges: { node: Incident | null }[] } | null } | null };
  errors?: { message: string; extensions: { code: string } }[];
};
const query = `query Incidents($site: ID!) { site(id: $site) { incidents(first: 20) { edges { node { day category { code } } } } } }`;
const headers = { "content-type": "application/json", authorization: `Bearer ${token}`, "palier-purpose": await signedPurpose() };
const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query, variables: { site } }) });
const { data, errors = [] } = (await response.json()) as Answer;
for (const { message, extensions } of errors) console.error(`${extensions.code}: ${message}`);
for (const { node } of data?.site?.incidents?.edges ?? []) console.log(node?.day ?? "?", node?.category?.code ?? "?");
