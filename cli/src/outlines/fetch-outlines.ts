import { type OutlineReading, outlinesIn, type Territory } from "@palier/schema";
import { isRecord } from "@palier/service";
import { CommandError } from "../context/command-error.js";

/** The official open interface of French administrative divisions. */
export const officialInterface = {
  url: "https://geo.api.gouv.fr",
  source: "IGN, par geo.api.gouv.fr (API Découpage administratif)",
  licence: "Licence Ouverte 2.0 (Etalab)",
} as const;

/** Of one answer: the outline of the largest intercommunality, unsimplified, has a third of it. */
const largestAnswerBytes = 10_000_000;
const answerTimeoutMs = 20_000;

/** Where the interface has an outline of a territory; null for kinds of which it has none. */
function pathOf({ kind, code }: Pick<Territory, "kind" | "code">): string | null {
  if (kind === "COMMUNE") return `/communes/${code}`;
  return kind === "INTERCOMMUNALITY" ? `/epcis/${code}` : null;
}

export interface FetchedOutlines extends OutlineReading {
  /** Codes of territories of which the interface has no outline: they come from a file. */
  readonly byFileOnly: readonly string[];
}

/**
 * Asks for one outline after the other, each once: what fails is told, and the operator asks again.
 *
 * @param base address of the interface.
 * @throws CommandError naming the first territory of which there was no answer that can be used.
 */
export async function fetchOutlines(
  territories: readonly Territory[],
  base: string,
): Promise<FetchedOutlines> {
  const features: unknown[] = [];
  const byFileOnly: string[] = [];
  for (const territory of territories) {
    const path = pathOf(territory);
    if (path === null) byFileOnly.push(territory.code);
    else features.push(await fetchOutline(territory, new URL(path, base)));
  }
  return { ...outlinesIn({ type: "FeatureCollection", features }, territories), byFileOnly };
}

async function fetchOutline(
  { code, name }: Pick<Territory, "code" | "name">,
  url: URL,
): Promise<unknown> {
  url.search = "format=geojson&geometry=contour";
  const refuse = (what: string) => {
    const advice = "Nothing was written; run it again later, or take a file by --from.";
    throw new CommandError(`${name} (${code}): ${url} ${what}. ${advice}`);
  };
  let answer: unknown;
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(answerTimeoutMs),
      redirect: "error",
      headers: { accept: "application/geo+json, application/json" },
    });
    if (!response.ok) return refuse(`answers with status ${response.status}`);
    answer = JSON.parse(await bounded(response));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    return refuse(`gives no outline (${error instanceof Error ? reasonOf(error) : String(error)})`);
  }
  const { geometry, properties } = isRecord(answer) ? answer : {};
  const found = isRecord(properties) ? properties.code : undefined;
  if (found !== code)
    return refuse(`answers of another territory (${JSON.stringify(found) ?? "none"})`);
  return { type: "Feature", properties: { code }, geometry };
}

async function bounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > largestAnswerBytes) throw new Error(`more than ${largestAnswerBytes} bytes`);
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

/** `fetch failed` alone says nothing. */
function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error ? cause.message : message;
}
