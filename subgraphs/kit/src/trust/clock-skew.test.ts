import type { Verified, Visa } from "@palier/schema";
import { watchSkew } from "./clock-skew.js";

const at = new Date("2026-11-27T12:00:00Z");
const seconds = at.getTime() / 1_000;
/** What is said of a visa that ends so long from now. */
function said(visas: readonly Verified<Visa>[]): string[] {
  const lines: string[] = [];
  const watch = watchSkew(
    (entry) => lines.push(entry),
    60,
    () => 0,
  );
  for (const visa of visas) watch(visa, at);
  return lines;
}
// Nothing else of it is looked at.
const ending = (inSeconds: number) =>
  ({ ok: true, value: { exp: seconds + inSeconds } }) as unknown as Verified<Visa>;
const refused = (aheadSeconds: number): Verified<Visa> => {
  return { ok: false, problem: "expired", aheadSeconds };
};

it.each([30, 1, 0, -5, 35])(
  "says nothing of a visa that ends in %s s: clocks differ a little",
  (s) => {
    expect(said([ending(s)])).toEqual([]);
  },
);

it("names the size of a difference, while visas still hold and when none does, once a minute", () => {
  expect(said([ending(72), refused(90), ending(70)])).toEqual([
    "the gateway's clock is 42 s ahead of this machine's at least; beyond 60 s nobody is let in: set the clocks",
  ]);
  expect(said([ending(-20), refused(-75)])).toEqual([
    "the gateway's clock is 20 s behind this machine's at least; beyond 60 s nobody is let in: set the clocks",
  ]);
  expect(said([refused(-75)])[0]).toContain("75 s behind");
  expect(said([{ ok: false, problem: "signature" }])).toEqual([]);
});
