import { fold } from "@palier/schema";
import { NearNames } from "./near-names.js";
import { misread, type Reading, read, remember } from "./reading.js";
import { shown } from "./shown.js";

/** Most words that a message lists when it has nothing nearer to say. */
const mostWords = 12;

/** Words of a file and the codes they stand for; found without regard to case and accents. */
export type CodesByWord<Code = string> = ReadonlyMap<string, Code>;

/**
 * A reader of the codes of a nomenclature.
 *
 * @param what named in the message, e.g. "a nature".
 * @param words the landlord's own words first, then those of the platform.
 */
export function vocabularyReader<Code = string>(
  what: string,
  ...words: readonly CodesByWord<Code>[]
): (text: string) => Reading<Code> {
  const near = new NearNames(words.flatMap((map) => [...map.keys()]));
  const some = listed(words);
  return codeReader(words, (text) => misread(`${what}${near.didYouMean(text) || some}`, "word"));
}

/** Finds the code of a word; the first of the vocabularies that has it counts. */
export function codeReader<Code>(
  words: readonly CodesByWord<Code>[],
  notFound: (text: string) => Reading<never>,
): (text: string) => Reading<Code> {
  const codes = new Map<string, Code>();
  for (const [word, code] of words.flatMap((map) => [...map])) {
    const folded = fold(word);
    if (!codes.has(folded)) codes.set(folded, code);
  }
  return remember((text) => {
    const code = codes.get(fold(text));
    return code === undefined ? notFound(text) : read(code);
  });
}

function listed(words: readonly CodesByWord<unknown>[]): string {
  const own = words.find((map) => map.size > 0);
  const names = [...(own?.keys() ?? [])];
  const some = names.slice(0, mostWords).map((name) => shown(name));
  return `: ${some.join(", ")}${names.length > mostWords ? ", …" : ""}`;
}
