import type { RequestHandler } from "express";

/**
 * Refuses requests under any other name than the gateway's own: a page from elsewhere whose name
 * was pointed at this machine would otherwise sign in as whom it likes.
 */
export function refuseOtherHosts(origin: string): RequestHandler {
  const { host } = new URL(origin);
  return (request, response, next) => {
    if (request.headers.host === host) return next();
    response.status(421).type("text").send(`Open ${origin} instead.\n`);
  };
}
