import { type ChainPoint, type LoggedAccess, parseLogged, type SigningKey } from "@palier/schema";
import { isRecord } from "@palier/service";
import { refusalRequest } from "./landlord-requests.js";
import { linesOf, refusalFiles } from "./refusal-files.js";
import type { OpenLink, SealedLink } from "./sealed-link.js";
import { RefusalChain, type RefusalVerdict } from "./verify-refusals.js";

export interface RefusalReading {
  readonly verdict: RefusalVerdict;
  /** The latest entries, latest first; of a landlord's reading those that name fields of landlords. */
  readonly latest: readonly (LoggedAccess & { readonly sequence: number })[];
}

export interface RefusalReadingTerms {
  /** How many of the latest entries are wanted. */
  readonly limit: number;
  /** That the convention keeps them. */
  readonly months: number;
  /** The last link as an earlier reading gave it. */
  readonly kept: ChainPoint | null;
}

/** Longest chain that is fetched: the log itself holds less. */
const mostFetches = 1_000;

/** The gateway that answers is none, or does not take the proof; the message says what to do. */
export class NoRefusalsError extends Error {
  override readonly name = "NoRefusalsError";
}

/** Reads and verifies the files of a gateway's log. */
export async function readRefusals(
  folder: string,
  terms: RefusalReadingTerms,
): Promise<RefusalReading> {
  const reader = new Reader(terms);
  for (const file of await refusalFiles(folder)) {
    for await (const { link } of linesOf(file)) reader.read(link);
  }
  return reader.reading();
}

/**
 * Asks a gateway, as a landlord, for its log: whole where it names fields of landlords, sealed where
 * it does not.
 *
 * @param origin of the gateway, e.g. `https://gateway.example`.
 * @throws NoRefusalsError
 */
export async function fetchRefusals(
  origin: string,
  landlord: { readonly slug: string; readonly key: SigningKey },
  terms: RefusalReadingTerms,
): Promise<RefusalReading> {
  const reader = new Reader(terms);
  let after = 0;
  for (let fetches = 0; fetches < mostFetches; fetches += 1) {
    const proof = await refusalRequest(landlord.slug, landlord.key, new Date());
    const page = await fetchPage(`${origin}/refusals/entries?after=${after}`, proof);
    for (const link of page.links) reader.read(link);
    after = page.links.at(-1)?.sequence ?? after;
    if (page.isLast || page.links.length === 0) return reader.reading();
  }
  throw new NoRefusalsError(`The log at ${origin} does not end`);
}

async function fetchPage(url: string, proof: string) {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${proof}` },
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  }).catch((cause: unknown) => {
    throw new NoRefusalsError(`No gateway answers at ${url}`, { cause });
  });
  if (response.status === 401) {
    throw new NoRefusalsError(
      "The gateway does not take this key: the convention it serves names another one for the landlord, or its clock is wrong",
    );
  }
  const body: unknown = await response.json().catch(() => null);
  const links = isRecord(body) && Array.isArray(body.links) ? body.links : null;
  if (!response.ok || links === null || !links.every(isLink)) {
    throw new NoRefusalsError(`${url} gave no log of refusals (status ${response.status})`);
  }
  return { links, isLast: isRecord(body) && body.isLast === true };
}

function isLink(value: unknown): value is OpenLink | SealedLink {
  if (!isRecord(value) || !Number.isSafeInteger(value.sequence)) return false;
  const texts = [value.digest, value.hash, value.previous, value.entry ?? "", value.salt ?? ""];
  return texts.every((text) => typeof text === "string");
}

class Reader {
  readonly #chain: RefusalChain;
  readonly #latest: (LoggedAccess & { readonly sequence: number })[] = [];

  constructor(private readonly terms: RefusalReadingTerms) {
    this.#chain = new RefusalChain(terms.kept, terms.months);
  }

  read(link: OpenLink | SealedLink | null): void {
    this.#chain.follow(link);
    if (link === null || !("entry" in link)) return;
    this.#latest.push({ sequence: link.sequence, ...parseLogged(link.entry) });
    if (this.#latest.length > this.terms.limit) this.#latest.shift();
  }

  reading(): RefusalReading {
    return { verdict: this.#chain.verdict(), latest: this.#latest.toReversed() };
  }
}
