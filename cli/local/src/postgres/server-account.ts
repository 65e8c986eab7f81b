import { PlatformError } from "../machine/platform-error.js";
import { runProgram, type ServerAccount } from "../machine/run-program.js";

const accountName = "postgres";
const systemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * The account for the server; created on first use where there is none.
 *
 * @returns undefined when the current user will do, i.e. is not root.
 * @throws PlatformError when root cannot create the account.
 */
export async function serverAccount(): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await findAccount();
  if (known) return known;
  const created = await runSystem("useradd", ["--system", "--user-group", accountName]);
  const account = await findAccount();
  if (account) return account;
  throw new PlatformError(
    `PostgreSQL does not run as root, and the account "${accountName}" could not be created:\n${created.output.trim()}\n` +
      "Run palier as an ordinary user, or create that account first.",
  );
}

/** Whether the account can enter a folder or run a program. */
export async function canReach(account: ServerAccount | undefined, path: string): Promise<boolean> {
  const { exitCode } = await runSystem("sh", ["-c", 'test -x "$1"', "sh", path], account);
  return exitCode === 0;
}

async function findAccount(): Promise<ServerAccount | undefined> {
  const [uid, gid] = await Promise.all([
    runSystem("id", ["-u", accountName]),
    runSystem("id", ["-g", accountName]),
  ]);
  if (uid.exitCode !== 0 || gid.exitCode !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

function runSystem(file: string, args: readonly string[], account?: ServerAccount) {
  return runProgram(file, args, { account, env: { PATH: systemPath } });
}
