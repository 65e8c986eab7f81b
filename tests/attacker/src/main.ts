/** Attacks thousands of random landlords; how many and from which seed on are its arguments. */
import { attackLandlord, type Story } from "./attacked-landlord.js";

const [count = "1000", first = "1"] = process.argv.slice(2);
const totals = { small: 0, pinned: 0, leaked: 0, unfounded: 0, gatesWithheld: 0 };
const stories: readonly Story[] = ["AT_ONCE", "MONTH_BY_MONTH", "REOPENED"];
for (let seed = Number(first); seed < Number(first) + Number(count); seed += 1) {
  const story = stories[seed % stories.length] ?? "AT_ONCE";
  const { small, pinned, leaked, unfounded, gatesWithheld } = attackLandlord(seed, story);
  totals.small += small;
  totals.pinned += pinned;
  totals.gatesWithheld += gatesWithheld;
  totals.leaked += leaked.length;
  totals.unfounded += unfounded.length;
  if (leaked.length > 0) console.log(`seed ${seed}, ${story}: computed ${leaked.join("; ")}`);
  if (unfounded.length > 0)
    console.log(`seed ${seed}, ${story}: not computed ${unfounded.join("; ")}`);
}
console.log(`${count} landlords:`, totals);
if (totals.leaked > 0) process.exitCode = 1;
