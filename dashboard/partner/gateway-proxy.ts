import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { ProxyOptions } from "vite";

/**
 * Makes the dev server stand in for the gateway in all that is no page. The issuer knows only the gateway's address:
 * it is asked under that, by pages of the dev server alone, and where it sends the browser is turned back to here.
 */
export function gatewayProxy(gateway: string): Record<string, ProxyOptions> {
  const graph: ProxyOptions = { target: gateway, changeOrigin: true };
  const signIn: ProxyOptions = {
    ...graph,
    selfHandleResponse: true,
    configure: (proxy) => {
      proxy.on("proxyReq", (asked, request) => {
        if (request.headers.origin === addressOf(request)) asked.setHeader("origin", gateway);
        // The page's proof of its key names the address that it sends it to.
        const { host } = request.headers;
        const isToken = request.url?.startsWith("/oidc/token") ?? false;
        if (isToken && host !== undefined) asked.setHeader("x-forwarded-host", host);
      });
      proxy.on("proxyRes", (answer, request, response) => {
        turn(answer, response, gateway, addressOf(request)).catch(() => response.destroy());
      });
    },
  };
  return {
    "^/(settings\\.json|oidc/.*)(\\?|$)": signIn,
    "^/(graphql|refusals/.*|outlines/.*|base-map/.*|\\.well-known/.*)(\\?|$)": graph,
  };
}

/** Addresses below the issuer, not its name nor `redirectUri`, which it compares; and where it redirects to. */
async function turn(
  answer: IncomingMessage,
  response: ServerResponse,
  gateway: string,
  here: string,
): Promise<void> {
  const body = (await text(answer)).replaceAll(`"${gateway}/oidc/`, `"${here}/oidc/`);
  const { "content-length": _, location, ...headers } = answer.headers;
  const turned = location?.startsWith(`${gateway}/`) ? location.slice(gateway.length) : location;
  response.writeHead(answer.statusCode ?? 502, {
    ...headers,
    ...(turned !== undefined && { location: turned }),
  });
  response.end(body);
}

function addressOf({ headers }: IncomingMessage): string {
  return `http://${headers.host}`;
}
