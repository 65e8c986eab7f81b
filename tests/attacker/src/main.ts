/**
 * Attacks thousands of random landlords, every story in turn; how many and from which seed on are its
 * arguments, and stories where not all are wanted. With --naive those attacked withhold small numbers and nothing else.
 */
import {
  type Attacked,
  attackLandlord,
  largestPinnedShare,
  naively,
  type Released,
  released,
  type Story,
  stories,
} from "./attacked-landlord.js";

const isNaive = process.argv.includes("--naive");
const words = process.argv.slice(2).filter((word) => word !== "--naive");
const asked = stories.filter((story) => words.includes(story));
const wanted = asked.length > 0 ? asked : stories;
const [count = "1000", first = "1"] = words.filter((word) => /^\d+$/.test(word));
const seeds = Array.from({ length: Number(count) }, (_, index) => Number(first) + index);
for (const [turn, story] of wanted.entries()) attackAll(turn, story);

function attackAll(turn: number, story: Story): void {
  const own = seeds.filter((seed) => seed % wanted.length === turn);
  const totals = { small: 0, pinned: 0, leaked: 0, unfounded: 0, wrong: 0, gatesWithheld: 0 };
  for (const seed of own) {
    const made = released(seed, story);
    const attacked = attackedOf(seed, story, isNaive ? naively(made) : made);
    if (attacked === null) continue;
    totals.small += attacked.small;
    totals.pinned += attacked.pinned;
    totals.gatesWithheld += attacked.gatesWithheld;
    totals.leaked += attacked.leaked.length;
    totals.unfounded += attacked.unfounded.length;
    totals.wrong += attacked.wrong.length;
    if (!isNaive) tell(seed, story, attacked);
  }
  console.log(`${own.length} landlords, ${story}:`, JSON.stringify(totals));
  const isPinnedTooOften = totals.pinned > largestPinnedShare * totals.small;
  if (totals.leaked > 0 || totals.wrong > 0 || isPinnedTooOften) process.exitCode = 1;
}

/** Null where what is published contradicts itself: then the others are attacked all the same. */
function attackedOf(seed: number, story: Story, made: Released): Attacked | null {
  try {
    return attackLandlord(seed, story, made);
  } catch (error) {
    console.log(`seed ${seed}, ${story}: ${error}`);
    process.exitCode = 1;
    return null;
  }
}

function tell(seed: number, story: string, { leaked, wrong, unfounded }: Attacked): void {
  const found = { computed: leaked, wrong, "not computed": unfounded };
  for (const [what, names] of Object.entries(found)) {
    if (names.length > 0) console.log(`seed ${seed}, ${story}: ${what} ${names.join("; ")}`);
  }
}
