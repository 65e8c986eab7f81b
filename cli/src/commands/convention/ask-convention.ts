import type { Terminal } from "../../console/terminal.js";
import { CommandError } from "../../context/command-error.js";

const terms = [
  "Title of the convention, in French:",
  "Its reference, letters, digits and hyphens:",
  "First day, YYYY-MM-DD:",
  "Last day, YYYY-MM-DD:",
  "Communes by name or INSEE code, e.g. Melun, 77152, Saint-Aubin (91):",
];

/**
 * Asks for a convention's beginning, as text of the file that could have been given in place.
 *
 * @returns null where nobody can answer.
 */
export async function askConvention({ ask }: Pick<Terminal, "ask">): Promise<string | null> {
  const answers = await ask(terms);
  if (answers === null) return null;
  const [title, reference, from, until, communes = ""] = answers;
  const landlords = await askEach(ask, "landlord", [
    "Its short name (slug), small letters, digits and hyphens:",
    "Functional mailbox of who answers there for security, no person's own:",
    "Its dwellings by commune, e.g. Melun 1240, Dammarie-les-Lys 300:",
  ]);
  const partners = await askEach(ask, "partner", [
    "Its kind: POLICE, JUSTICE, MUNICIPALITY, LANDLORD or COORDINATOR:",
    "Functional mailbox of who answers there, no person's own:",
    "Its communes; nothing for all of them:",
  ]);
  const said = {
    ...{ title, reference, from, until },
    communes: listIn(communes),
    landlords: landlords.map(([name, slug, mailbox, dwellings = ""]) => ({
      ...{ name, slug, mailbox },
      dwellings: dwellingsIn(dwellings),
    })),
    partners: partners.map(([name, kind, mailbox, scope = ""]) => ({
      ...{ kind, name, mailbox },
      ...(scope === "" ? {} : { scope: listIn(scope) }),
    })),
  };
  // YAML holds JSON.
  return `${JSON.stringify(said, null, 2)}\n`;
}

/** Until a name is left empty. */
async function askEach(
  ask: Terminal["ask"],
  what: string,
  questions: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const parties: (readonly string[])[] = [];
  for (;;) {
    const [name = ""] = (await ask([`Name of a ${what}; nothing when there are no more:`])) ?? [];
    if (name === "") return parties;
    parties.push([name, ...((await ask(questions)) ?? [])]);
  }
}

function listIn(text: string): string[] {
  return text.split(",").map((part) => part.trim());
}

function dwellingsIn(text: string): Readonly<Record<string, number>> {
  const parts = listIn(text).map((part) => /^(.*\S)\s+(\d{1,9})$/.exec(part));
  if (parts.some((part) => part === null)) {
    throw new CommandError(`"${text}" is no list like Melun 1240, Dammarie-les-Lys 300`);
  }
  return Object.fromEntries(parts.map((part) => [part?.[1], Number(part?.[2])]));
}
