import { isNativeError } from "node:util/types";
import { incidentsCalled } from "@palier/landlord-import";
import {
  describeStaying,
  type ErasureSummary,
  eraseListed,
  eraseTraces,
  type LandlordStore,
  type Traced,
} from "@palier/landlord-store";
import { counted, figure } from "@palier/schema";
import { Command } from "commander";
import { authorOption, landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withKeptStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";
import {
  describeErasedAgain,
  erasureFile,
  erasuresOption,
  keepErasures,
  readErasures,
} from "./erasure-file.js";

interface EraseOptions {
  readonly landlord: string;
  readonly author: string;
  readonly text?: string;
  readonly preview?: boolean;
  readonly yes?: boolean;
  readonly erasures?: string;
  readonly again?: true;
}

const staysLonger = "The words stand in this too, and stay there as long as it says:";

/** Incidents that a preview names. */
const mostNamed = 20;

const explanation = `
By an incident: its reporter, staff, source and text go. By --text: each of these fields that holds the
text, wherever it is, whatever its case and accents. Both reach what incidents were before corrections,
withdrawn ones, the rows of files as they stood, which go whole, and what ticketing systems submitted
that waits or was refused. The incident stays, with its day, site
and nature: counts and levels are as before, also in closed months. No file brings back what was erased.
That it was done is written down, without the words, in the record and in a list apart (--erasures), by
which palier restore erases it again. Copies outside the record are yours to erase: files,
backups, rejected rows.

--again erases what the list says and the record does not know of: after the database itself went back to an
earlier instant, or where a restoration was without the list.

Mind the history of your shell when you give a name, or leave --text empty to be asked for it.

Examples:
  palier erase 2026-0412 --landlord lisiere --preview
  palier erase --text "Dupont" --landlord lisiere
  palier erase --again --landlord lisiere`;

/** `palier erase`: one person's traces in personal fields. */
export function eraseCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("erase")
    .description("Erase a person's traces in personal fields, by incident or by a text.")
    .argument("[incident...]", "its reference or public id")
    .option("--text [words]", "wherever these words stand; asked for when they are not given")
    .option("--again", "what the list of erasures says and the record does not know of")
    .option("--preview", "say what would be erased, and do nothing")
    .option("--yes", "erase without asking")
    .addOption(landlordOption())
    .addOption(authorOption())
    .addOption(erasuresOption())
    .addHelpText("after", explanation)
    .action(async (called: string[], options: EraseOptions) => {
      if (options.again) {
        await eraseListedAgain(context, called, options);
        return;
      }
      const { landlord, author, preview = false, yes = false } = options;
      const text = await wordsOf(context, options);
      if ((called.length === 0) === (text === undefined)) {
        throw new CommandError("Name an incident, or words with --text: one of the two.");
      }
      await withKeptStore(context, landlord, async (store) => {
        const traced = text === undefined ? await tracedOf(store, called) : { text };
        const settings = {
          author,
          onWait: (holder: Parameters<typeof waitingFor>[0]) => terminal.line(waitingFor(holder)),
        };
        const found = await eraseTraces(store, traced, { ...settings, isPreview: true });
        terminal.line(described(found, "would be erased"));
        if (preview) return;
        if (!yes && !(await terminal.confirm("Erase this for good?"))) {
          throw new CommandError("Nothing is erased. --yes erases without asking.");
        }
        const file = erasureFile(context, landlord, options.erasures);
        const erased = await eraseTraces(store, traced, {
          ...settings,
          keepApart: (tx) => keepApart(tx, file),
        });
        terminal.line(
          `  Erased: ${countedTraces(erased)}.\n  Backups from before still hold it. ${file} tells a restoration so, without the words: keep it beside them.`,
        );
      });
    });
}

/** A list that cannot be written would let a backup bring back what was erased. */
async function keepApart(tx: Parameters<typeof keepErasures>[0], file: string): Promise<void> {
  await keepErasures(tx, file).catch((error: unknown) => {
    throw new CommandError(
      `Nothing is erased: ${file}, which tells a restored backup what was, cannot be written: ${isNativeError(error) ? error.message : "it failed"}\nMake room for it, or name another place with --erasures.`,
      { cause: error },
    );
  });
}

async function eraseListedAgain(
  context: CommandContext,
  called: readonly string[],
  { landlord, author, text, preview, erasures }: EraseOptions,
): Promise<void> {
  if (called.length > 0 || text !== undefined || preview) {
    throw new CommandError("--again takes what the list says, all of it: name nothing beside it.");
  }
  const file = erasureFile(context, landlord, erasures);
  const listed = await readErasures([file]);
  if (listed === null) {
    throw new CommandError(
      `There is no list ${file}: put the one that palier erase wrote there, or name it with --erasures.`,
    );
  }
  await withKeptStore(context, landlord, async (store) => {
    const onWait = (holder: Parameters<typeof waitingFor>[0]) =>
      context.terminal.line(waitingFor(holder));
    const erased = await eraseListed(store, listed, author, onWait);
    context.terminal.line(describeErasedAgain(erased, file));
  });
}

async function wordsOf(
  { terminal }: CommandContext,
  { text }: { readonly text?: string | boolean },
): Promise<string | undefined> {
  if (typeof text !== "boolean") return text;
  const [words] = (await terminal.ask(["Which words? "])) ?? [];
  return words;
}

async function tracedOf(store: LandlordStore, called: readonly string[]): Promise<Traced> {
  return {
    ids: (await incidentsCalled(store, called)).map(({ id }) => id),
    reference: called,
  };
}

function described(summary: ErasureSummary, verb: string): string {
  const { incidents, elsewhere } = summary;
  const named = incidents.slice(0, mostNamed);
  const more = incidents.length - named.length;
  const stays = describeStaying(elsewhere);
  return [
    `${counted(incidents.length, "incident")}: ${countedTraces(summary)} ${verb}`,
    ...named.map((id) => `  ${id}`),
    ...(more > 0 ? [`  and ${figure(more)} more`] : []),
    ...(stays.length > 0 ? [staysLonger, ...stays] : []),
  ].join("\n");
}

function countedTraces({ values, sourceRows, submittedValues }: ErasureSummary): string {
  const fields = Object.entries(values).map(([field, count]) => `${field} ${figure(count)}`);
  return [
    ...fields,
    `${counted(sourceRows, "row")} of files`,
    ...(submittedValues > 0 ? [`${counted(submittedValues, "value")} of submissions`] : []),
  ].join(", ");
}
