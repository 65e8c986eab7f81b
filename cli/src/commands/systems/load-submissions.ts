import { setTimeout as pause } from "node:timers/promises";
import { isNativeError } from "node:util/types";
import {
  clearSubmissionFiles,
  loadSubmissions,
  type Mapping,
  readMapping,
} from "@palier/landlord-import";
import {
  type LandlordStore,
  listAwaiting,
  nextSubmission,
  signedRules,
} from "@palier/landlord-store";
import { counted, monthText } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withKeptStore } from "../../landlord/landlord-store.js";
import { awaitingLines } from "./awaiting-lines.js";

interface LoadOptions {
  readonly landlord: string;
  readonly mapping?: string;
  readonly once?: true;
}

const explanation = `
Each submission is an import of its own ("palier import list"), with the checks of a file: unknown words,
incidents that are known. What is of a closed month waits until it is reopened. It runs until it is stopped, which may be at any moment; one
for a landlord is enough, and two do no harm.

Example:
  palier systems load --landlord lisiere --mapping tickets.yaml`;

/** Between two looks at what waits. */
const lookEveryMs = 250;
/** After a failure that was no matter of a submission, twice as long after each further one. */
const restMs = 2_000;
const longestRestMs = 300_000;

/** `palier systems load`: takes what systems submitted into the record. */
export function loadSubmissionsCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("load")
    .description("Load what systems submit into a landlord's record, as it comes.")
    .addOption(landlordOption())
    .option("-m, --mapping <file>", "YAML file that says which column and which word means what")
    .option("--once", "load what waits now, and end")
    .addHelpText("after", explanation)
    .action(async ({ landlord, mapping: file, once }: LoadOptions) => {
      await clearSubmissionFiles(landlord);
      const load = async (store: LandlordStore) => {
        // What is read by is looked up only when there is something to read.
        if ((await nextSubmission(store)) === null) return { settled: 0, hasFailed: false };
        let hasFailed = false;
        const settled = await loadSubmissions(store, {
          slug: landlord,
          ...(file !== undefined && { mapping: await mappingIn(store, file) }),
          onSettled: (system, state) => terminal.line(`A submission of ${system}: ${state}`),
          onAwaiting: (system, months) =>
            terminal.line(
              `A submission of ${system} waits: ${months.map(monthText).join(", ")} is closed`,
            ),
          onFailure: ({ system }, error) => {
            hasFailed = true;
            const reason = isNativeError(error) ? error.message : "it failed";
            terminal.complain(`A submission of ${system} waits on: ${reason}`);
          },
        });
        return { settled, hasFailed };
      };
      await withKeptStore({ terminal, ...context }, landlord, async (store) => {
        if (file !== undefined) await mappingIn(store, file);
        if (once) {
          const { settled, hasFailed } = await load(store);
          terminal.line(`${counted(settled, "submission")} settled.`);
          for (const line of awaitingLines(await listAwaiting(store), landlord)) {
            terminal.line(line);
          }
          if (!hasFailed) return;
          throw new CommandError("Not all are loaded: run this again once the cause is mended.");
        }
        terminal.line("Loading what systems submit; Ctrl-C ends it.");
        for (let failures = 0; ; ) {
          const hasFailed = await load(store).then(
            (done) => done.hasFailed,
            (error: unknown) => {
              terminal.complain(isNativeError(error) ? error.message : "it failed");
              return true;
            },
          );
          failures = hasFailed ? failures + 1 : 0;
          const rest = Math.min(restMs * 2 ** (failures - 1), longestRestMs);
          await pause(lookEveryMs);
          for (let rested = lookEveryMs; hasFailed && rested < rest; rested += lookEveryMs) {
            if (await hasUntried(store)) break;
            await pause(lookEveryMs);
          }
        }
      });
    });
}

/** What was never tried does not wait for what fails; a database that is away is met at the next try. */
async function hasUntried(store: LandlordStore): Promise<boolean> {
  const next = await nextSubmission(store).catch(() => null);
  return next?.attempts === 0;
}

async function mappingIn(store: LandlordStore, file: string): Promise<Mapping> {
  return readMapping(file, (await signedRules(store, new Date())).nomenclature);
}
