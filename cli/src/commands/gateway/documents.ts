import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { CheckedDocument, RegisteredDocument } from "@palier/gateway/documents";
import {
  type Convention,
  counted,
  documentTermOf,
  federationOf,
  figure,
  kindTerms,
} from "@palier/schema";
import { readConvention } from "@palier/service";
import { Command, InvalidArgumentError } from "commander";
import { accountName } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import type { Config } from "../../context/config.js";
import { dataFolderOf } from "../../context/data-folder.js";
import { localConvention } from "../../landlord/local-parties.js";

interface FileOptions {
  readonly documents?: string;
}

interface AddOptions extends FileOptions {
  readonly convention?: string;
  readonly name?: string;
  readonly author: string;
}

const explanation = `
A convention may let a partner ask registered operations only ("documents: registered"). Those of the
dashboard are registered with it. Another program's are added here: a file holds one named query with
its fragments. Each is checked by the graph, and what it costs at most is said, before any is written;
the gateway takes up the change within seconds, without a restart. Registering grants nothing: what
the convention denies stays denied.

Examples:
  palier documents add board.graphql map.graphql
  palier documents list
  palier documents remove Board
  palier documents add board.graphql --documents /etc/palier/keys/documents.json --convention convention.yaml`;

/** `palier documents`: what partners may ask whom the convention restricts to it. */
export function documentsCommand(context: CommandContext): Command {
  return new Command("documents")
    .description(
      "Register what restricted partners may ask the gateway (palier documents add, list, remove).",
    )
    .addHelpText("after", explanation)
    .addCommand(addCommand(context))
    .addCommand(listCommand(context))
    .addCommand(removeCommand(context));
}

/** Loaded when it is needed: a landlord's machine has no gateway. */
const gatewayDocuments = () => import("@palier/gateway/documents");

function addCommand({ config, terminal }: CommandContext): Command {
  return withFile(new Command("add"))
    .description("Register operations: all of the files, or none.")
    .argument("<file...>", "a query with its fragments, as GraphQL")
    .option("-c, --convention <file>", "the gateway's; by default the local platform's")
    .option("--name <name>", "of a single operation, in place of its own", parseName)
    .option("--author <function>", "who registers: a function rather than a name", accountName())
    .action(async (files: string[], options: AddOptions) => {
      const { name, author } = options;
      if (name !== undefined && files.length > 1) {
        throw new CommandError("--name is for one file: add them one by one.");
      }
      const convention =
        options.convention === undefined
          ? localConvention(config)
          : readConvention(resolve(options.convention));
      const checked = await checkedFiles(files, convention);
      const addedAt = new Date().toISOString();
      const candidates = checked.map(({ document, found }) => ({
        name: name ?? found.name,
        hash: found.hash,
        document,
        addedBy: author,
        addedAt,
      }));
      const { addDocuments } = await gatewayDocuments();
      const path = fileOf(config, options);
      const { added, known } = await addDocuments(path, candidates);
      for (const { name: registered } of known) {
        terminal.line(`${registered} is registered already, with this text.`);
      }
      for (const { found } of checked) {
        for (const [kind, reason] of found.refused) {
          terminal.line(
            `${found.name} is refused to ${kindTerms[kind].words.en} all the same: ${reason}`,
          );
        }
      }
      if (added.length === 0) return;
      const costs = new Map(checked.map(({ found }) => [found.hash, found.cost]));
      terminal.line(
        formatTable(added, [
          { title: "name", text: (each) => each.name },
          { title: "hash", text: shortHash },
          { title: "costs at most", text: ({ hash }) => figure(costs.get(hash) ?? 0) },
        ]),
      );
      terminal.line(`Registered ${counted(added.length, "operation")} in ${path}.`);
      if (!convention.partners.some((each) => documentTermOf(each) === "registered")) {
        terminal.line(
          "The convention restricts no partner to registered operations: everybody may ask any.",
        );
      }
    });
}

function listCommand({ config, terminal }: CommandContext): Command {
  return withFile(new Command("list"))
    .description("List what is registered, the dashboard's operations too.")
    .action(async (options: FileOptions) => {
      const { dashboardDocumentsIn, pagesFolder, readDocuments } = await gatewayDocuments();
      const { PALIER_DASHBOARD: folder = null } = config.gatewaySettings;
      const own = (await readDocuments(fileOf(config, options))) ?? [];
      const shipped = (await readDocuments(dashboardDocumentsIn(pagesFolder(folder)))) ?? [];
      const all = [...own, ...shipped];
      terminal.line(all.length === 0 ? "No operation is registered." : describe(all));
    });
}

function removeCommand({ config, terminal }: CommandContext): Command {
  return withFile(new Command("remove"))
    .description("Register an operation no longer.")
    .argument("<name>", "its name, its hash, or the first eight characters of that or more")
    .action(async (which: string, options: FileOptions) => {
      const { removeDocument } = await gatewayDocuments();
      const { name, hash } = await removeDocument(fileOf(config, options), which);
      terminal.line(`${name} (${hash}) is no longer registered.`);
    });
}

function withFile(command: Command): Command {
  return command.option(
    "--documents <file>",
    "the gateway's list (its PALIER_DOCUMENTS); by default the local platform's",
  );
}

function fileOf({ dataFolder }: Config, { documents }: FileOptions): string {
  return documents === undefined ? dataFolderOf(dataFolder).documents : resolve(documents);
}

interface CheckedFile {
  readonly document: string;
  readonly found: Extract<CheckedDocument, { ok: true }>;
}

/** @throws CommandError naming what is wrong with every file. */
async function checkedFiles(files: readonly string[], convention: Convention) {
  const texts = await Promise.all(files.map((file) => readFile(resolve(file), "utf8")));
  const [{ composeGraph }, { DocumentCheck }] = await Promise.all([
    import("@palier/schema/composition"),
    gatewayDocuments(),
  ]);
  const check = new DocumentCheck(convention, composeGraph(federationOf(convention)));
  const checked: CheckedFile[] = [];
  const problems: string[] = [];
  for (const [index, document] of texts.entries()) {
    const found = check.check(document);
    if (found.ok) checked.push({ document, found });
    else problems.push(...found.problems.map((problem) => `${files[index]}: ${problem}`));
  }
  if (problems.length === 0) return checked;
  throw new CommandError(`Nothing was registered:\n${problems.join("\n")}`);
}

function describe(documents: readonly RegisteredDocument[]): string {
  return formatTable(documents, [
    { title: "name", text: ({ name }) => name },
    { title: "hash", text: shortHash },
    { title: "since", text: ({ addedAt }) => addedAt?.slice(0, 10) ?? "" },
    { title: "by", text: ({ addedBy }) => addedBy ?? "the dashboard" },
  ]);
}

function shortHash({ hash }: RegisteredDocument): string {
  return hash.slice(0, 12);
}

function parseName(text: string): string {
  if (/^[\w.-]{1,100}$/.test(text)) return text;
  throw new InvalidArgumentError("Letters, digits, dots, hyphens and underscores, 100 at most.");
}
