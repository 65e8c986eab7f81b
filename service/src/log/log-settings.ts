import type { Environment, Settings } from "../settings/setting.js";
import type { LogForm } from "./log.js";

/** Of every process. */
export const settingsOfLog = {
  PALIER_LOG: {
    is: "how the log is written: lines of JSON, or text to be read on a terminal",
    oneOf: ["json", "text"],
    byDefault: "`text` on a terminal, else `json`",
  },
} as const satisfies Settings;

/** Read before anything is checked: what is wrong with the other settings goes into the log. */
export function logFormOf(env: Environment, isTerminal: boolean): LogForm {
  const form = env.PALIER_LOG?.trim();
  if (form === "json" || form === "text") return form;
  return isTerminal ? "text" : "json";
}
