import { type ChildProcess, fork } from "node:child_process";
import { bundledProgram } from "@palier/test-support";
import type { ImportSummary } from "../report/import-progress.js";

export interface ImportEnd {
  readonly summary: ImportSummary;
  readonly peakBytes: number;
}

export interface ImportProcess {
  readonly process: ChildProcess;
  readonly began: Promise<void>;
  /** null: it was killed, or failed. */
  readonly ended: Promise<ImportEnd | null>;
}

type Message = { readonly kind: "began" } | ({ readonly kind: "ended" } & ImportEnd);

/** What PostgreSQL calls the connections of such a process. */
export const importProcessName = "palier-import-process";

const program = await bundledProgram(new URL("./import-process.ts", import.meta.url));

/** Starts an import of files in a process of its own. */
export function startImport(
  databaseUrl: string,
  mapping: string,
  files: readonly string[],
  nodeOptions: readonly string[] = [],
): ImportProcess {
  const child = fork(program, [databaseUrl, mapping, ...files], {
    execArgv: [...nodeOptions],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    // biome-ignore lint/style/noProcessEnv: what a process of its own would have, and a name more.
    env: { ...process.env, PGAPPNAME: importProcessName },
  });
  let end: ImportEnd | null = null;
  const began = new Promise<void>((resolve) => {
    child.on("message", (message: Message) => {
      if (message.kind === "began") resolve();
      else end = message;
    });
    child.once("exit", () => resolve());
  });
  const ended = new Promise<ImportEnd | null>((resolve) => {
    child.once("exit", () => resolve(end));
  });
  return { process: child, began, ended };
}
