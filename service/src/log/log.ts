import { type Level as PinoLevel, pino } from "pino";
import { requestId } from "./request-scope.js";
import { scrubbed } from "./scrubbed.js";

export type Level = Extract<PinoLevel, "info" | "warn" | "error" | "fatal">;

/** Writes an entry of one or more lines for whoever runs the process; INFO unless said otherwise. */
export type Log = (entry: string, level?: Level) => void;

/** How a process writes its log. */
export type LogForm = "json" | "text";

export interface ServiceLog extends Log {
  /** Goes into every entry from now on. */
  readonly servesUnder: (conventionVersion: () => number) => void;
}

export interface LogSettings {
  /** Who writes: `gateway`, `convention`, a landlord's slug. */
  readonly service: string;
  readonly form: LogForm;
  /** Takes lines; the process's own error output where it is absent. */
  readonly write?: (line: string) => void;
}

/** Longer entries are cut: a message may quote what its sender made long. */
const longestEntry = 8_000;

/**
 * A log without persons and without secrets: whoever writes an entry names neither, and what looks
 * like a token or a password is taken out all the same.
 */
export function openLog({ service, form, write }: LogSettings): ServiceLog {
  let versionNow: () => number | undefined = () => undefined;
  const writeEntry = form === "json" ? jsonWriter(service, write) : textWriter(service, write);
  const log = (entry: string, level: Level = "info") => {
    const text = scrubbed(entry.slice(0, longestEntry));
    writeEntry(level, text, { requestId: requestId(), conventionVersion: versionNow() });
  };
  const servesUnder = (conventionVersion: () => number) => {
    versionNow = conventionVersion;
  };
  return Object.assign(log, { servesUnder });
}

type WriteEntry = (
  level: Level,
  text: string,
  about: { readonly requestId: string | undefined; readonly conventionVersion: number | undefined },
) => void;

function jsonWriter(service: string, write?: (line: string) => void): WriteEntry {
  const logger = pino(
    {
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    // Written at once: the last words of a process that ends are the ones that are looked for.
    write === undefined ? pino.destination({ dest: 2, sync: true }) : { write },
  );
  return (level, text, about) => logger[level](about, text);
}

function textWriter(service: string, write = (line: string) => console.error(line)): WriteEntry {
  return (_level, text) => write(`[${service}] ${text}`);
}
