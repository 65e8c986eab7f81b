import { type Convention, UnavailableError } from "@palier/schema";
import compression from "compression";
import express, { type Request, type RequestHandler, Router } from "express";
import { redirectToGraphiql } from "../graphiql/graphiql-routes.js";
import { IssuerUnavailableError } from "../identity/issuer.js";
import { sendRanges } from "./archive-ranges.js";
import type { Logos } from "./logos.js";
import type { MapStyle } from "./map-style.js";
import type { Dashboard } from "./open-dashboard.js";
import type { Outlines } from "./outlines.js";
import { pageHeaders } from "./page-headers.js";
import { type DashboardIdentity, dashboardSettings } from "./settings.js";

/** First parts of paths that are no page, whatever follows. */
const taken = new Set(["graphql", "graphiql", "health", "oidc", "assets", ".well-known"]);

/** Of addresses whose content never changes. */
const forEver = "public, max-age=31536000, immutable";

/** Vite writes a digest of the content into these names. */
const digestedName = /[/\\]assets[/\\].*-[\w-]{8,}\.\w+$/;

/** The dashboard's pages and what they load besides the graph; to be mounted last. */
export function dashboardRoutes(
  dashboard: Dashboard,
  identity: DashboardIdentity | null,
  log: (entry: string) => void,
): Router {
  const { folder, outlines, logos, baseMap } = dashboard;
  const router = Router();
  router.use(pageHeaders(identity?.browserSignIn ?? null, baseMap));
  router.get("/settings.json", sendSettings(dashboard, identity));
  // Before it is compressed: a page asks for ranges of it, which are compressed already.
  if (baseMap?.archive != null) router.get(baseMap.url, sendRanges(baseMap.archive, forEver, log));
  // Files only: answers of the graph hold what a secret beside them could be guessed by.
  router.use(compression());
  router.get(
    "/outlines/:digest.geojson",
    sendOutlines(outlines, () => identity?.convention() ?? null),
  );
  router.get("/logos/:file", sendLogo(logos));
  if (baseMap?.style != null) router.get(baseMap.url, sendStyle(baseMap.style));
  if (folder === null) {
    return router.get("/", redirectToGraphiql);
  }
  const sendPage = pageOf(folder);
  router.get("/", sendPage);
  router.use(filesOf(folder));
  router.get("/{*path}", (request, response, next) =>
    asksForPage(request) ? sendPage(request, response, next) : next(),
  );
  return router;
}

function sendSettings(dashboard: Dashboard, identity: DashboardIdentity | null): RequestHandler {
  return async (_request, response) => {
    try {
      response.json(await dashboardSettings(dashboard, identity));
    } catch (error) {
      if (!(error instanceof IssuerUnavailableError)) throw error;
      const { message, extensions } = new UnavailableError();
      response.status(503).json({ errors: [{ message, extensions }] });
    }
  };
}

export function sendOutlines(
  outlines: Outlines,
  inForce: () => Convention | null,
): RequestHandler<{ digest: string }> {
  return async ({ params: { digest } }, response, next) => {
    // Their address may come from another gateway, before anybody has asked this one for it.
    await outlines.of(inForce());
    const served = outlines.withDigest(digest);
    if (served === null) return next();
    response.setHeader("Cache-Control", forEver);
    response.type("application/geo+json").send(served.body);
  };
}

function sendStyle({ body }: MapStyle): RequestHandler {
  return (_request, response) => {
    response.setHeader("Cache-Control", forEver);
    response.type("application/json").send(body);
  };
}

/** A picture, also for who opens its address by itself: nothing in it runs, or loads anything. */
function sendLogo(logos: Logos): RequestHandler {
  return ({ path }, response, next) => {
    const logo = logos.at(path);
    if (logo === null) return next();
    response.setHeader("Cache-Control", forEver);
    response.setHeader(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    );
    response.type(logo.type).send(logo.body);
  };
}

/** The one page behind every address of the dashboard; it names the files of its own build. */
function pageOf(folder: string): RequestHandler {
  const options = { root: folder, cacheControl: false, etag: false, lastModified: false };
  return (_request, response) => response.sendFile("index.html", options);
}

function filesOf(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      const isForEver = digestedName.test(path);
      response.setHeader("Cache-Control", isForEver ? forEver : "no-cache");
    },
  });
}

/** Whether a person opened an address that the page itself understands. */
function asksForPage({ path, headers }: Request): boolean {
  if (!headers.accept?.includes("text/html")) return false;
  const segments = path.split("/").slice(1);
  return !taken.has(segments[0] ?? "") && !isFileName(segments.at(-1) ?? "");
}

/** Ids of sites have a colon, and may have a dot. */
function isFileName(segment: string): boolean {
  return /\.[a-z]\w{0,11}$/.test(segment) && !/:|%3A/i.test(segment);
}
