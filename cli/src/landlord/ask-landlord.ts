import { type LandlordAnswers, parseLandlordAnswers, stockIn } from "@palier/schema";
import { CommandError } from "../context/command-error.js";

const questions = [
  "1/5 Name of your organisation, as partners shall read it:",
  "2/5 Its number, SIREN or SIRET:",
  "3/5 Address at which the gateway shall reach your node, e.g. https://palier.glycine.example:",
  "4/5 Functional mailbox of who answers for security, no person's own:",
  "5/5 Communes by INSEE code with your dwellings there, e.g. 77288 1240, 77152 300 (in a priority district: 77288/QN07701M 120):",
];

/**
 * Puts the five questions.
 *
 * @returns null where nobody can answer.
 * @throws ConfigurationError naming every answer that cannot be.
 */
export async function askLandlord(
  ask: (questions: readonly string[]) => Promise<readonly string[] | null>,
): Promise<LandlordAnswers | null> {
  const answers = await ask(questions);
  if (answers === null) return null;
  const [name, organisationNumber, address, mailbox, places = ""] = answers;
  const stock = stockIn(places);
  if (stock === null) {
    throw new CommandError(`"${places}" is no list like 77288 1240, 77152 300`);
  }
  const text = JSON.stringify({ name, organisationNumber, address, mailbox, stock });
  return parseLandlordAnswers(text, "answers");
}
