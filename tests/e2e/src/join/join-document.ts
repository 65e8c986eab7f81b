import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** What docs/join.md has somebody type. */
export interface JoinDocument {
  readonly answers: string;
  /** Blocks of commands, in the order of the page. */
  readonly commands: readonly string[];
}

export async function readJoinDocument(): Promise<JoinDocument> {
  const page = await readFile(join(root, "docs/join.md"), "utf8");
  const blocks = (language: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(
      ([, text = ""]) => text,
    );
  return { answers: blocks("yaml")[0] ?? "", commands: blocks("sh") };
}

/** A shell in which `npx palier` is the built command, as one party's machine. */
export class Desk {
  private constructor(
    readonly folder: string,
    private readonly tools: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async open(folder: string, env: Readonly<Record<string, string>> = {}): Promise<Desk> {
    const tools = join(folder, ".tools");
    await mkdir(tools, { recursive: true });
    const command = join(root, "cli/bin/palier.mjs");
    const npx = `#!/bin/sh\nshift\nexec "${process.execPath}" "${command}" "$@"\n`;
    await writeFile(join(tools, "npx"), npx);
    await chmod(join(tools, "npx"), 0o755);
    return new Desk(folder, tools, env);
  }

  /** @returns what was printed; a command that fails fails this. */
  async type(lines: string): Promise<string> {
    const { PATH = "" } = process.env;
    const env = { ...this.env, PATH: `${this.tools}:${PATH}`, PALIER_HOME: this.folder };
    return new Promise((resolve, reject) => {
      const options = { cwd: this.folder, env };
      execFile("sh", ["-ec", lines], options, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`${lines}\n${stdout}${stderr}`));
      });
    });
  }
}
