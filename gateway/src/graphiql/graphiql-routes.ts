import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Router } from "express";

const packages = createRequire(import.meta.url);

/** Our own files, beside `src` and `dist`. */
const ours = new URL("../../graphiql/", import.meta.url);

/** By the name under which the page asks for them. */
const files: Readonly<Record<string, string>> = {
  "": fileURLToPath(new URL("index.html", ours)),
  "start.js": fileURLToPath(new URL("start.js", ours)),
  "page.css": fileURLToPath(new URL("page.css", ours)),
  "react.js": inPackage("react", "umd/react.production.min.js"),
  "react-dom.js": inPackage("react-dom", "umd/react-dom.production.min.js"),
  "graphiql.js": inPackage("graphiql", "graphiql.min.js"),
  "graphiql.css": inPackage("graphiql", "graphiql.min.css"),
};

/** Everything from this server, no script in the page, nobody may frame it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  // GraphiQL's style sheet carries its fonts and pictures within.
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** GraphiQL, from its npm packages, with example queries. */
export function graphiqlRoutes(): Router {
  const router = Router({ strict: true });
  router.use((_request, response, next) => {
    response.setHeader("Content-Security-Policy", contentSecurityPolicy);
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

/** Packages export their modules, not the files made for a script element. */
function inPackage(name: string, file: string): string {
  return join(dirname(packages.resolve(`${name}/package.json`)), file);
}
