import { startGround } from "./ground.js";
import { menu } from "./menu.js";
import { families } from "./trial.js";

/** Prints one line. */
export type Print = (line: string) => void;

/**
 * Tries the menu, or what of it has these words in family or name, and prints how many of each family
 * were tried and came out right, each wrong one with what came out.
 *
 * @returns whether all were right, and there was one.
 */
export async function tryMenu(words: string, print: Print): Promise<boolean> {
  const chosen = menu.filter(({ family, name }) => `${family}: ${name}`.includes(words));
  const platform = await startGround();
  let wrong = 0;
  try {
    for (const family of families) {
      const trials = chosen.filter((trial) => trial.family === family);
      if (trials.length === 0) continue;
      let right = 0;
      for (const { name, run } of trials) {
        try {
          await run(platform);
          right += 1;
        } catch (error) {
          wrong += 1;
          print(`wrong: ${family}: ${name}\n${(error as Error).message}\n`);
        }
      }
      print(`${family}: tried ${trials.length}, right ${right}`);
    }
  } finally {
    await platform.stop();
  }
  return chosen.length > 0 && wrong === 0;
}
