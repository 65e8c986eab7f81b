import { join, relative } from "node:path";
import {
  type Convention,
  kindTerms,
  lastPublishedMonth,
  meaningOf,
  monthText,
  type Partner,
  purposeHeader,
  purposesOf,
  type Territory,
} from "@palier/schema";
import { formatTable } from "../console/table.js";
import { dataFolderOf } from "../context/data-folder.js";

export interface WelcomeFacts {
  /** Of the graph, e.g. http://127.0.0.1:4000/graphql */
  readonly graphUrl: string;
  readonly convention: Convention;
  readonly dataFolder: string;
  readonly isDemonstration: boolean;
  /** Where the commands below find no data by themselves: what PALIER_HOME must say. */
  readonly homeToSet?: string;
}

/** What a newcomer needs once the platform runs: where to go, what to paste, what to type. */
export function welcome(facts: WelcomeFacts) {
  const { graphUrl, convention, dataFolder, isDemonstration } = facts;
  const origin = "Names, dwellings and incidents in this demonstration are invented.";
  const commands = isDemonstration ? demonstrationCommands(dataFolder) : ownCommands(facts);
  return `
Palier is running: ${convention.landlords.length} landlords, ${convention.title}
${isDemonstration ? `${origin}\n` : ""}
  Open the dashboard           ${new URL("/", graphUrl)}
  Ask the graph in a browser   ${new URL("/graphiql", graphUrl)}
  Ask it from a program        ${graphUrl}
  Is everything up?            ${new URL("/health/ready", graphUrl)}

${describeAccounts(convention, graphUrl)}

A question to paste in the browser:

${exampleQuery(convention)}

Commands to try in a second terminal:

${["npx palier --help", ...commands].map((command) => `  ${command}`).join("\n")}

The data are kept in ${dataFolder}. Ctrl-C stops everything.`;
}

/** Who can sign in, and how a program does: the lines work as they stand, in the checkout. */
function describeAccounts(convention: Convention, graphUrl: string): string {
  const { partners } = convention;
  const account = partners.find(({ kind }) => kind === "POLICE") ?? partners[0];
  if (account === undefined) {
    return "Nobody can sign in: the convention names no partner. Add one under `partners`.";
  }
  const accounts = formatTable(partners, [
    { title: "sign in as", text: ({ code }) => code },
    { title: "reads as", text: ({ kind }) => kindTerms[kind].words.en },
    { title: "of", text: ({ scope }) => territoryNames(scope, convention) },
  ]);
  const port = new URL(graphUrl).port;
  const otherPort = port === "4000" ? "" : ` ${port}`;
  const token = `npm run --silent token -- ${account.code}${otherPort}`;
  const { code } = largestTerritory(convention);
  const body = `{"query":"{ territory(code: \\"${code}\\") { name levels { level sites dwellings } } }"}`;
  return `Who asks signs in, without a password here:

${indented(accounts)}

From a terminal, in the checkout (the token lasts an hour${purposeNote(convention, account, otherPort)}):

  ${token}
  curl ${graphUrl} -H "authorization: Bearer $(${token})" -H "content-type: application/json" -d '${body}'`;
}

function purposeNote(
  { visibility, purposes }: Convention,
  { code, kind }: Partner,
  port: string,
): string {
  if (meaningOf(visibility["incident-detail"][kind]).fields !== "ON_PURPOSE") return "";
  const [purpose] = purposesOf(purposes, kind);
  const script = `npm run --silent purpose -- ${code} ${purpose}${port}`;
  return `;\nfor single incidents add -H "${purposeHeader}: $(${script})"`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}

function territoryNames(codes: readonly string[], { territories }: Convention): string {
  return codes
    .map((code) => territories.find((territory) => territory.code === code)?.name ?? code)
    .join(", ");
}

function largestTerritory({ territories }: Convention): Territory {
  const [largest] = [...territories].sort(
    (one, other) => other.communes.length - one.communes.length,
  );
  if (largest === undefined) throw new Error("a convention without a territory");
  return largest;
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
    "npx palier partner pause police-melun --landlord lisiere     (and resume)",
    "npx palier audit list --landlord lisiere",
  ];
}

function ownCommands({ convention, homeToSet }: WelcomeFacts): string[] {
  const { landlords, publication } = convention;
  const landlord = landlords[0]?.slug;
  const month = monthText(lastPublishedMonth(publication, new Date()));
  const palier = homeToSet === undefined ? "npx palier" : `PALIER_HOME=${homeToSet} npx palier`;
  return [
    `${palier} sites import sites.csv --landlord ${landlord}`,
    `${palier} import incidents.csv --landlord ${landlord} --mapping mapping.yaml`,
    `${palier} close-month ${month} --landlord ${landlord}`,
  ];
}

/** Levels of the largest territory and its hardest sites. */
function exampleQuery(convention: Convention): string {
  return `  {
    territory(code: "${largestTerritory(convention).code}") {
      name month
      levels { level sites dwellings share }
      coverage { landlordsAnswered landlordsExpected }
      sites(levels: [3, 4], first: 5) { totalCount edges { node { name classification { level } } } }
    }
  }`;
}
