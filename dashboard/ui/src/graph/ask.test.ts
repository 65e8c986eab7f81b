import { ask } from "./ask";
import { BusyError } from "./errors";

const caller = { accessToken: null };
const { fetch: realFetch } = globalThis;
/** Questions that the graph has and has not answered, the oldest first. */
let open: { readonly name: string; readonly answer: (status: number) => void }[] = [];

beforeEach(() => {
  open = [];
  globalThis.fetch = (_path, request) =>
    new Promise((resolve, reject) => {
      const name = JSON.parse(String(request?.body)).query as string;
      const answer = (status: number) => resolve(Response.json({ data: { name } }, { status }));
      request?.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      open.push({ name, answer });
    });
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

const asked = (name: string, signal?: AbortSignal) =>
  ask<{ name: string }, object>({ toString: () => name }, {}, { ...caller, signal });
const underWay = () => open.map(({ name }) => name).join("");

/** Until what follows from an answer has happened: a turn of the event loop, no time. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

async function answerFirst(status = 200): Promise<void> {
  open.shift()?.answer(status);
  await settled();
}

it("asks three questions at a time, each in its turn", async () => {
  const all = [..."abcdefg"].map((name) => asked(name));
  await settled();
  expect(underWay()).toBe("abc");
  await answerFirst();
  expect(underWay()).toBe("bcd");
  for (let left = 0; left < 6; left += 1) await answerFirst();
  const answers = await Promise.all(all);
  expect(answers.map(({ data }) => data.name).join("")).toBe("abcdefg");
});

it("gives the turn of a question that is refused or given up to the next", async () => {
  const leaving = new AbortController();
  const refused = expect(asked("a")).rejects.toBeInstanceOf(BusyError);
  const left = expect(asked("b", leaving.signal)).rejects.toThrow("aborted");
  const rest = [..."cdef"].map((name) => asked(name));
  await settled();
  expect(underWay()).toBe("abc");
  await answerFirst(429);
  expect(underWay()).toBe("bcd");
  leaving.abort();
  await settled();
  expect(underWay()).toBe("bcde");
  open.shift();
  for (let turn = 0; turn < 4; turn += 1) await answerFirst();
  await Promise.all([refused, left, ...rest]);
});
