import { PassThrough } from "node:stream";
import { createTerminal } from "../console/terminal.js";
import { runCommand } from "../run-command.js";

/** What one command line did. */
export interface CommandRun {
  readonly exitCode: number;
  readonly printed: string;
  readonly complained: string;
}

/**
 * Runs a command line in this process, with a data folder and a landlord's database of its own.
 *
 * @param databaseUrl as DATABASE_URL; without it a command that needs a database starts one.
 */
export async function runPalier(
  args: readonly string[],
  {
    dataFolder = "/nonexistent",
    confirm,
    ...urls
  }: {
    dataFolder?: string;
    databaseUrl?: string;
    administratorUrl?: string;
    /** Who answers; else nobody can. */
    confirm?: () => Promise<boolean>;
  } = {},
): Promise<CommandRun> {
  const stream = () => Object.assign(new PassThrough(), { isTTY: false, columns: 80 });
  const [input, output, errors] = [stream(), stream(), stream()];
  const terminal = { ...createTerminal({ input, output, errors }), ...(confirm && { confirm }) };
  const config = {
    databaseUrl: undefined,
    ...urls,
    dataFolder,
    gatewaySettings: {},
    keyOverlapSeconds: 86_400,
    logForm: "text" as const,
  };
  const exitCode = await runCommand(args, terminal, () => config);
  return {
    exitCode,
    printed: String(output.read() ?? ""),
    complained: String(errors.read() ?? ""),
  };
}
