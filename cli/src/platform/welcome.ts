import { join, relative } from "node:path";
import type { Convention } from "@palier/schema";
import { dataFolderOf } from "./data-folder.js";

export interface WelcomeFacts {
  /** Of the graph, e.g. http://127.0.0.1:4000/graphql */
  readonly graphUrl: string;
  readonly convention: Convention;
  readonly dataFolder: string;
  readonly isDemonstration: boolean;
}

/** What a newcomer needs once the platform runs: where to go, what to paste, what to type. */
export function welcome({ graphUrl, convention, dataFolder, isDemonstration }: WelcomeFacts) {
  const origin = "Names, dwellings and incidents in this demonstration are invented.";
  const commands = isDemonstration ? demonstrationCommands(dataFolder) : ownCommands(convention);
  return `
Palier is running: ${convention.landlords.length} landlords, ${convention.title}
${isDemonstration ? `${origin}\n` : ""}
  Ask the graph in a browser   ${new URL("/graphiql", graphUrl)}
  Ask it from a program        ${graphUrl}
  Is everything up?            ${new URL("/health/ready", graphUrl)}

A question to paste:

${exampleQuery(convention)}

Commands to try in a second terminal:

${["npx palier --help", ...commands].map((command) => `  ${command}`).join("\n")}

The data are kept in ${dataFolder}. Ctrl-C stops everything.`;
}

/** They work as they stand: the first finds every record already there, the others undo each other. */
function demonstrationCommands(dataFolder: string): string[] {
  const folder = join(dataFolderOf(dataFolder).demonstrationRecords, "lisiere");
  const fromHere = relative(process.cwd(), folder);
  const records = fromHere.startsWith("..") ? folder : fromHere;
  return [
    `npx palier import ${join(records, "incidents-2026.csv")} --landlord lisiere --mapping ${join(records, "mapping.yaml")}`,
    "npx palier reopen-month 2026-10 --landlord lisiere     (ask again: coverage says so)",
    "npx palier close-month 2026-10 --landlord lisiere",
  ];
}

function ownCommands({ landlords }: Convention): string[] {
  const landlord = landlords[0]?.slug;
  return [
    `npx palier sites import sites.csv --landlord ${landlord}`,
    `npx palier import incidents.csv --landlord ${landlord} --mapping mapping.yaml`,
    `npx palier close-month 2026-10 --landlord ${landlord}`,
  ];
}

/** Levels of the largest territory and its hardest sites. */
function exampleQuery({ territories }: Convention): string {
  const largest = [...territories].sort(
    (one, other) => other.communes.length - one.communes.length,
  )[0];
  return `  {
    territory(code: "${largest?.code}") {
      name month
      levels { level sites dwellings share }
      coverage { landlordsAnswered landlordsExpected }
      sites(levels: [3, 4], first: 5) { totalCount edges { node { name classification { level } } } }
    }
  }`;
}
