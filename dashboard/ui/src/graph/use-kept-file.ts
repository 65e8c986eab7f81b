import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { handOver } from "../files/hand-over";
import { useSession } from "../session/session-context";
import { OfflineError, SignedOutError } from "./errors";
import { readResource } from "./read-resource";
import { tokenForQuestion } from "./token-for-question";

/** A file that the visitor has been given. */
export interface KeptFile {
  readonly name: string;
  /** Landlords are missing from it; the file says which. */
  readonly isPartial: boolean;
}

/**
 * Fetches a file of the gateway in the visitor's name (an address alone would carry no token) and hands it to the
 * browser to keep, whole or not at all.
 *
 * Takes a path, e.g. `/exports/levels.csv?territory=247700057`.
 */
export function useKeptFile(): UseMutationResult<KeptFile, Error, string> {
  const { hasExpired, freshToken, expire } = useSession();
  return useMutation({
    mutationFn: async (path) => {
      try {
        const accessToken = await tokenForQuestion({ freshToken, hasExpired });
        const { headers, content } = await wholeFile(path, accessToken);
        const name = nameIn(headers) ?? path.replace(/^.*\/|\?.*$/g, "");
        handOver(name, content);
        return { name, isPartial: (headers.get("palier-missing") ?? "none") !== "none" };
      } catch (error) {
        if (error instanceof SignedOutError) expire();
        throw error;
      }
    },
  });
}

async function wholeFile(path: string, accessToken: string | null) {
  const response = await readResource(path, { accessToken });
  try {
    return { headers: response.headers, content: await response.blob() };
  } catch (cause) {
    throw new OfflineError("the file broke off", { cause });
  }
}

/** The gateway uses letters, figures, `.`, `_` and `-` alone. */
function nameIn(headers: Headers): string | undefined {
  return /filename="?([\w.-]+)"?/.exec(headers.get("content-disposition") ?? "")?.[1];
}
