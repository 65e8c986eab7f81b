import { CallerLeftError } from "../connection/subgraph-failure.js";
import { FetchTurns } from "./fetch-turns.js";

const asker = (partner: string, person = "a") => ({ partner, person });
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Fetches that took their turn, in order, with what ends each. */
function fetches(turns: FetchTurns) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (name: string, partner: string, person = "a") =>
    void turns.take(asker(partner, person), new AbortController().signal).then((end) => {
      begun.push(name);
      ends.push(end);
    });
  const endFirst = async () => {
    ends.shift()?.();
    await settled();
  };
  return { ask, begun, endFirst };
}

it.each([
  [3, 2],
  [8, 2],
  [102, 25],
])("of %i subgraphs one partner's costly operations ask %i at once", async (subgraphs, most) => {
  const { ask, begun } = fetches(new FetchTurns(subgraphs));
  for (let at = 0; at < 40; at += 1) ask(`${at}`, "police");
  await settled();
  expect(begun).toHaveLength(most);
});

it("lets others ask meanwhile, and colleagues in turn", async () => {
  const { ask, begun, endFirst } = fetches(new FetchTurns(8));
  for (const name of ["1", "2", "3", "4"]) ask(name, "police");
  ask("colleague", "police", "b");
  ask("justice", "justice");
  await settled();
  expect(begun).toEqual(["1", "2", "justice"]);
  await endFirst();
  await endFirst();
  expect(begun.slice(3)).toEqual(["3", "colleague"]);
});

it("asks nothing more for a caller who left", async () => {
  const turns = new FetchTurns(8);
  const ends = await Promise.all(
    ["1", "2"].map(() => turns.take(asker("police"), new AbortController().signal)),
  );
  const leaving = new AbortController();
  const left = turns.take(asker("police"), leaving.signal);
  leaving.abort();
  await expect(left).rejects.toThrow(CallerLeftError);
  for (const end of ends) end();
  await turns.take(asker("police"), new AbortController().signal);
});
