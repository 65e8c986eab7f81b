import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { createKeyFile, readKeyFile } from "@palier/landlord-store";
import type { SigningKey } from "@palier/schema";
import { Command } from "commander";
import { parsePort } from "../arguments/values.js";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";
import { dataFolderOf } from "../context/data-folder.js";

const ofToken = `
The token is printed alone, for scripts, and lasts an hour. It is bound to a key of the account's own, kept in
session-keys/ of the data folder, by which "palier purpose" signs.

Example:
  curl http://127.0.0.1:4000/graphql -H "authorization: Bearer $(palier token police-melun)" …`;

const ofPurpose = `
Single incidents are shown to who states a purpose of the convention. What is printed is signed by the account's
session, serves one question within five minutes, and goes into the header palier-purpose.

Example:
  curl http://127.0.0.1:4000/graphql -H "authorization: Bearer $(palier token police-melun)" \\
    -H "palier-purpose: $(palier purpose police-melun INVESTIGATION)" …`;

const account = ["<account>", "as palier start lists them, e.g. police-melun"] as const;
const port = ["[port]", "port of the graph"] as const;

/** `palier token`: signs in to the local platform without a browser. */
export function tokenCommand({ config, terminal }: CommandContext): Command {
  return new Command("token")
    .description("Print an access token for an account of the platform that runs on this machine.")
    .argument(...account)
    .argument(...port, parsePort, 4000)
    .addHelpText("after", ofToken)
    .action(async (account: string, port: number) => {
      const { tokenForAccount } = await import("@palier/gateway/token");
      const key = await sessionKey(config.dataFolder, account);
      terminal.line(await told(tokenForAccount(originOf(port), account, key)));
    });
}

/** `palier purpose`: states why an account asks its next question. */
export function purposeCommand({ config, terminal }: CommandContext): Command {
  return new Command("purpose")
    .description("Print what an account of this machine's platform states as its purpose, signed.")
    .argument(...account)
    .argument("<purpose>", "one that the convention lets the account state, e.g. INVESTIGATION")
    .argument(...port, parsePort, 4000)
    .addHelpText("after", ofPurpose)
    .action(async (account: string, purpose: string, port: number) => {
      const { purposeFor } = await import("@palier/gateway/purpose");
      const key = await sessionKey(config.dataFolder, account);
      if (key === undefined) throw new CommandError(`There is no account "${account}"`);
      const stated = purposeFor({ origin: originOf(port), account, key }, purpose);
      terminal.line(await told(stated));
    });
}

/** Made on first use; none for a name that no account has, which the platform will say. */
async function sessionKey(dataFolder: string, account: string): Promise<SigningKey | undefined> {
  // It becomes the name of a file.
  if (!/^[a-z0-9-]{1,64}$/.test(account)) return undefined;
  const file = dataFolderOf(dataFolder).sessionKeyFile(account);
  if (existsSync(file)) return readKeyFile(file);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  return createKeyFile(file);
}

async function told(printed: Promise<string>): Promise<string> {
  try {
    return await printed;
  } catch (error) {
    // Its module is the gateway's, and no other command needs it.
    const isOfSignIn = error instanceof Error && error.name === "NoTokenError";
    throw isOfSignIn ? new CommandError(error.message, { cause: error }) : error;
  }
}

function originOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
