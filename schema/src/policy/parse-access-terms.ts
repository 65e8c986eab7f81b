import { z } from "zod";
import type { AccessTerms } from "../access/access-terms.js";
import { accessTermsProblems, accessTermsShape } from "../access/access-terms-format.js";
import { readCheckedYaml } from "../checked-yaml/checked-yaml.js";
import { InvalidConventionError } from "../convention/parse-convention.js";

const accessTermsFormat = z.strictObject(accessTermsShape);

/**
 * Reads the access terms alone.
 *
 * @param fileName name shown in problems.
 * @throws InvalidConventionError
 */
export function parseAccessTerms(text: string, fileName: string): AccessTerms {
  const checked = readCheckedYaml<AccessTerms>(
    text,
    fileName,
    accessTermsFormat,
    accessTermsProblems,
  );
  if (!checked.ok) throw new InvalidConventionError(checked.problems);
  return checked.value;
}
