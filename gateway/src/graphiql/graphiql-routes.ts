import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type RequestHandler, Router } from "express";
import { browserTermsNow } from "../identity/browser-sign-in.js";
import type { Identity } from "../identity/identity.js";

const packages = createRequire(import.meta.url);

/** Our own files, beside `src` and `dist`. */
const ours = new URL("../../graphiql/", import.meta.url);

/** By the name under which the page asks for them. */
const files: Readonly<Record<string, string>> = {
  "": fileURLToPath(new URL("index.html", ours)),
  "start.js": fileURLToPath(new URL("start.js", ours)),
  "session-key.js": fileURLToPath(new URL("session-key.js", ours)),
  "sign-in.js": fileURLToPath(new URL("sign-in.js", ours)),
  "page.css": fileURLToPath(new URL("page.css", ours)),
  "react.js": inPackage("react", "umd/react.production.min.js"),
  "react-dom.js": inPackage("react-dom", "umd/react-dom.production.min.js"),
  "graphiql.js": inPackage("graphiql", "graphiql.min.js"),
  "graphiql.css": inPackage("graphiql", "graphiql.min.css"),
};

/** Whether the page must sign in, and how; null where nobody signs in. */
type GraphiqlIdentity = Pick<Identity, "browserSignIn">;

/** Everything from this server, no script in the page, nobody may frame it. */
async function contentSecurityPolicy(identity: GraphiqlIdentity | null): Promise<string> {
  const { tokenUrl } = await signInTerms(identity);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${tokenUrl === null ? "" : new URL(tokenUrl).origin}`.trim(),
    // GraphiQL's style sheet carries its fonts and pictures within.
    "font-src 'self' data:",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** For `/` where there is no dashboard. */
export const redirectToGraphiql: RequestHandler = (_request, response) => {
  response.redirect("/graphiql");
};

/** GraphiQL, from its npm packages, with example queries. */
export function graphiqlRoutes(identity: GraphiqlIdentity | null): Router {
  const router = Router({ strict: true });
  router.get("/sign-in.json", async (_request, response) => {
    response.json(await signInTerms(identity));
  });
  router.use(async (_request, response, next) => {
    response.setHeader("Content-Security-Policy", await contentSecurityPolicy(identity));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    next();
  });
  for (const [name, path] of Object.entries(files)) {
    // A clone may lie below a folder whose name begins with a dot.
    router.get(`/${name}`, (_request, response) => response.sendFile(path, { dotfiles: "allow" }));
  }
  return router;
}

/** What the page needs to know to sign in, as `sign-in.json` says it. */
async function signInTerms(identity: GraphiqlIdentity | null) {
  const isRequired = identity !== null;
  const terms = await browserTermsNow(identity?.browserSignIn ?? null, "graphiql");
  return terms === null
    ? { isRequired, authorizationUrl: null, tokenUrl: null }
    : { isRequired, ...terms };
}

/** Packages export their modules, not the files made for a script element. */
function inPackage(name: string, file: string): string {
  return join(dirname(packages.resolve(`${name}/package.json`)), file);
}
