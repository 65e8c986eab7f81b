import { execFileSync } from "node:child_process";

const whole = "whole";

/**
 * What a run tries of a menu too long for the gate: one part of several, for each commit another one. All of it with
 * PALIER_TURN=whole (`npm run test:whole`), the same part again with the number that a failed file has printed.
 *
 * @param shift of menus that are divided together: each of them tries another part.
 */
export function inTurn<T>(menu: readonly T[], parts: number, shift = 0): readonly T[] {
  const turn = process.env.PALIER_TURN || ofCommit();
  if (turn === whole) return menu;
  if (!/^\d+$/.test(turn))
    throw new Error(
      `PALIER_TURN is "${turn}": write a number, or "${whole}" for all that there is`,
    );
  const part = (Number(turn) + shift) % parts;
  console.log(`Part ${part + 1} of ${parts}: PALIER_TURN=${turn} tries the same again`);
  return menu.filter((_, place) => place % parts === part);
}

/** A number of the commit that is tried; where there is none, always the same. */
function ofCommit(): string {
  try {
    const hash = execFileSync("git", ["rev-parse", "--short=8", "HEAD"], {
      encoding: "utf8",
      stdio: "pipe",
    });
    return String(Number.parseInt(hash, 16));
  } catch {
    return "0";
  }
}
