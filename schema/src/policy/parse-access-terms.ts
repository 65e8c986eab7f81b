import { z } from "zod";
import type { AccessTerms } from "../access/access-terms.js";
import { accessTermsProblems, accessTermsShape } from "../access/access-terms-format.js";
import { firstProblems, readCheckedYaml } from "../checked-yaml/checked-yaml.js";
import { InvalidConventionError } from "../convention/parse-convention.js";

const accessTermsFormat = z.strictObject(accessTermsShape);

/**
 * Reads the access terms alone.
 *
 * @param fileName name shown in problems.
 * @throws InvalidConventionError
 */
export function parseAccessTerms(text: string, fileName: string): AccessTerms {
  const checked = readCheckedYaml<AccessTerms>(text, fileName, accessTermsFormat);
  if (!checked.ok) throw new InvalidConventionError(checked.problems);
  const problems = firstProblems(accessTermsProblems(checked.value, checked.problemAt));
  if (problems.length > 0) throw new InvalidConventionError(problems);
  return checked.value;
}
