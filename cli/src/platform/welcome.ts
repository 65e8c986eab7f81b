import type { Convention } from "@palier/schema";

export interface WelcomeFacts {
  /** Of the graph, e.g. http://127.0.0.1:4000/graphql */
  readonly graphUrl: string;
  readonly convention: Convention;
  readonly dataFolder: string;
  readonly isDemonstration: boolean;
}

/** What a newcomer needs once the platform runs: where to go, what to paste, what to type. */
export function welcome({ graphUrl, convention, dataFolder, isDemonstration }: WelcomeFacts) {
  const landlord = convention.landlords[0]?.slug;
  const origin = "Names, dwellings and incidents in this demonstration are invented.";
  return `
Palier is running: ${convention.landlords.length} landlords, ${convention.title}
${isDemonstration ? `${origin}\n` : ""}
  Ask the graph in a browser   ${new URL("/graphiql", graphUrl)}
  Ask it from a program        ${graphUrl}
  Is everything up?            ${new URL("/health/ready", graphUrl)}

A question to paste:

${exampleQuery(convention)}

Commands to try in a second terminal:

  npx palier --help
  npx palier import incidents.csv --landlord ${landlord} --mapping mapping.yaml
  npx palier close-month 2026-11 --landlord ${landlord}

The data are kept in ${dataFolder}. Ctrl-C stops everything.`;
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
