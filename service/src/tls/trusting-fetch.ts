import { readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";
import { Agent, fetch as fetchBy } from "undici";
import { readCertificates } from "./certificates.js";

/** How often the file is looked at, at most. */
const lookEveryMs = 1_000;

/**
 * `fetch` that believes certificates of the authorities in a file and no others; null: the system's.
 * The file is read again when it is replaced; one that cannot be used leaves what was there before.
 *
 * @param setting that holds the path, for the words of what is wrong.
 * @throws ConfigurationError when the file cannot be used.
 */
export function trustingFetch(
  authorities: string | null,
  setting: string,
  log: (entry: string) => void,
): typeof fetch {
  if (authorities === null) return (input, init) => fetch(input, init);
  const read = () => {
    const names = { certificate: "", key: "", authorities: setting };
    const files = { certificate: null, key: null, authorities };
    return readCertificates(files, names, new Date()).authorities ?? [];
  };
  let text = readFileSync(authorities, "utf8");
  let agent = agentFor(read());
  let lookedAtMs = performance.now();
  const look = () => {
    if (performance.now() - lookedAtMs < lookEveryMs) return;
    lookedAtMs = performance.now();
    try {
      const now = readFileSync(authorities, "utf8");
      if (now === text) return;
      text = now;
      // What is under way ends over the one before, whose idle connections close by themselves.
      agent = agentFor(read());
      log(`Authorities were replaced: ${setting}`);
    } catch (error) {
      const reason = isNativeError(error) ? error.message : String(error);
      log(`${setting} has changed and cannot be used; those of before are believed. ${reason}`);
    }
  };
  const trusting = (input: unknown, init: object = {}) => {
    look();
    // The same interface as the runtime's own, in types of another package.
    return fetchBy(input as string, { ...init, dispatcher: agent });
  };
  return trusting as unknown as typeof fetch;
}

function agentFor(ca: readonly string[]): Agent {
  return new Agent({ connect: { ca: [...ca] } });
}
