/**
 * A provider that knows people, in a process of its own: what the broker finds upstream. Whoever
 * comes is signed in as the person it was told last.
 */
import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import { interactionPolicy, Provider } from "oidc-provider";

const [, , redirectUri] = process.argv;
let person = null;
let isUp = true;
let answer = () => undefined;

const server = createServer((request, response) => {
  if (!isUp) return;
  void answer(request, response);
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const url = `http://127.0.0.1:${server.address().port}`;

/** A provider that signs by a new key, in place of the one before. */
async function open(alg) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const prompts = interactionPolicy.base();
  prompts.remove("consent");
  const provider = new Provider(url, {
    jwks: {
      keys: [{ ...(await exportJWK(privateKey)), alg, use: "sig", kid: `key-${Date.now()}` }],
    },
    clients: [
      {
        client_id: "palier-broker",
        client_secret: "a-secret-of-the-test",
        redirect_uris: [redirectUri],
        id_token_signed_response_alg: alg,
        userinfo_signed_response_alg: alg,
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], siret: ["siret"] },
    scopes: ["openid", "email", "siret"],
    cookies: { keys: ["of-the-test"] },
    features: {
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
    },
    interactions: { policy: prompts, url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...person, sub }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        accountId: ctx.oidc.session.accountId,
        clientId: ctx.oidc.client.clientId,
      });
      grant.addOIDCScope("openid email siret");
      await grant.save();
      return grant;
    },
  });
  const others = provider.callback();
  answer = async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return others(request, response);
    const result =
      person === null ? { error: "access_denied" } : { login: { accountId: person.sub } };
    await provider.interactionFinished(request, response, result);
  };
}

const acts = {
  person: async (told) => {
    person = told;
  },
  rotate: open,
  up: async (told) => {
    isUp = told;
  },
};
process.on("message", async ({ act, value }) => {
  await acts[act](value);
  process.send({ done: act });
});
process.on("disconnect", () => process.exit());

await open("RS256");
process.send({ url });
