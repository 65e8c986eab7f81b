import { z } from "zod";
import { readData } from "../data/read-data.js";
import type { Random } from "../record/random.js";

const list = z.array(z.string()).min(1);

const { groups, residences, ways, streets } = readData(
  "names.yaml",
  z.strictObject({ groups: list, residences: list, ways: list, streets: list }),
);

/** Unlike names and addresses for any number of sites. */
export function siteNames(random: Random): () => string {
  return unlike(residences, groups, random);
}

export function streetNames(random: Random): () => string {
  return unlike(streets, ways, random);
}

/** Every pair of the two lists once, then again with a number. */
function unlike(words: readonly string[], kinds: readonly string[], random: Random): () => string {
  const names = random.shuffle(words.flatMap((word) => kinds.map((kind) => `${kind} ${word}`)));
  let drawn = 0;
  return () => {
    const name = names[drawn % names.length] ?? "";
    const round = Math.floor(drawn / names.length) + 1;
    drawn += 1;
    return round === 1 ? name : `${name} ${round}`;
  };
}
