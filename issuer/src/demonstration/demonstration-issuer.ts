import { demonstrationIssuerKeys, isLoopback } from "@palier/service";
import { type RequestHandler, Router } from "express";
import { browserClientId, scriptClientId, scriptRedirectUri } from "../names/client-ids.js";
import { gatewayClient, publicClient } from "../provider/clients.js";
import { openProvider } from "../provider/open-provider.js";
import type { DemonstrationIssuer, DemonstrationTerms } from "./demonstration-terms.js";
import { interactionPath, interactionRoutes } from "./interaction-routes.js";
import { signInEndedPage } from "./sign-in-page.js";

/** An OpenID provider inside the gateway: accounts without passwords, on this machine alone. */
export async function demonstrationIssuer(terms: DemonstrationTerms): Promise<DemonstrationIssuer> {
  const name = `${terms.origin}/oidc`;
  const partners = new Map(terms.accounts.map(({ account, partner }) => [account, partner]));
  const { provider, keys } = await openProvider({
    name,
    keyKind: demonstrationIssuerKeys,
    keyFolder: terms.keyFolder,
    ...terms.lives,
    landlords: () => terms.convention().landlords.map(({ slug }) => slug),
    partnerOf: (account) => (terms.isShutOut(account) ? undefined : partners.get(account)),
    findClient: async (id) => findClient(id, terms),
    interactionPath,
    endedPage: signInEndedPage,
    log: terms.log,
  });
  const routes = Router()
    .use(refuseOtherHosts(terms.origin))
    .use(believeThisMachine)
    .use(interactionRoutes(provider, terms.accounts))
    .use((request, response) => provider.answer(request, response));
  const endpoints = {
    authorization: `${name}/auth`,
    token: `${name}/token`,
    endSession: `${name}/session/end`,
  };
  return { issuer: { name, keys, endpoints: async () => endpoints }, routes };
}

async function findClient(
  id: string,
  { origin, gatewayClientId, keys, lives }: DemonstrationTerms,
) {
  if (id === gatewayClientId) return gatewayClient(id, keys);
  if (id === browserClientId)
    return publicClient(id, "web", [`${origin}/`, `${origin}/graphiql`], lives.sessionSeconds);
  if (id === scriptClientId)
    return publicClient(id, "native", [scriptRedirectUri], lives.sessionSeconds);
  return undefined;
}

/**
 * Refuses requests under any other name than the gateway's own: a page from elsewhere whose name
 * was pointed at this machine would otherwise sign in as whom it likes.
 */
function refuseOtherHosts(origin: string): RequestHandler {
  const { host } = new URL(origin);
  return (request, response, next) => {
    if (request.headers.host === host) return next();
    response.status(421).type("text").send(`Open ${origin} instead.\n`);
  };
}

/**
 * A page that is worked on comes from a server of its own on this machine, which hands its requests
 * on; the proof of its key names the address that the page knows.
 */
const believeThisMachine: RequestHandler = ({ headers }, _response, next) => {
  const forwarded = `http://${headers["x-forwarded-host"]}`;
  const isOwn = URL.canParse(forwarded) && isLoopback(new URL(forwarded).hostname);
  if (!isOwn) delete headers["x-forwarded-host"];
  delete headers["x-forwarded-proto"];
  delete headers["x-forwarded-for"];
  next();
};
