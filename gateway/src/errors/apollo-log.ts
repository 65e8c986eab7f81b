import type { ApolloServerOptions, ApolloServerPlugin, BaseContext } from "@apollo/server";
import type { Log } from "@palier/service";
import { framesOf } from "./mask-error.js";

type ApolloLog = NonNullable<ApolloServerOptions<BaseContext>["logger"]>;

/**
 * Apollo Server's own lines: as far as its first colon each is its own words; what follows, or stands
 * on further lines, may quote what a caller sent.
 */
export function apolloLog(log: Log): ApolloLog {
  const say = (level: "info" | "warn" | "error") => (message?: unknown) => {
    const words = typeof message === "string" ? message : `a logged ${typeof message}`;
    log(`Apollo Server: ${words.split(/[:\n]/, 1)[0]}`, level);
  };
  return { debug: () => undefined, info: say("info"), warn: say("warn"), error: say("error") };
}

/** Says where an error was thrown that ended a request; its message may quote what the caller sent. */
export function unexpectedErrors(log: Log): ApolloServerPlugin {
  return {
    async unexpectedErrorProcessingRequest({ error }) {
      log([`Unexpected: ${error.constructor.name}`, ...framesOf(error)].join("\n"), "error");
    },
  };
}
