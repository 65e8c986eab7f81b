import { QueryClient } from "@tanstack/react-query";
import type { Answer } from "./ask";
import { type AskedTogether, askTogether, type Question } from "./asked-together";
import { OfflineError, RefusedError } from "./errors";

const [whole, level, counts, other] = ["whole", "level", "counts", "other"].map((text) => ({
  ...{ text, variables: { id: "lisiere:1" } },
})) as [Question, Question, Question, Question];
const together: AskedTogether = { whole, parts: [level, counts] };
const keyOf = ({ text, variables }: Question) => [text, variables];

let client: QueryClient;
let asked: string[];
beforeEach(() => {
  client = new QueryClient();
  asked = [];
});
afterEach(() => client.clear());

type Told = Answer<string> | Error;
const complete: Told = { data: "all", errors: [] };

function asking(told: Told) {
  const ask = async ({ text }: Question) => {
    asked.push(text);
    if (told instanceof Error) throw told;
    return told;
  };
  return { client, keyOf, ask };
}

it("asks once for all parts, whoever asks first, and keeps the answer of each", async () => {
  const answers = await Promise.all(
    [level, counts].map((part) => askTogether(together, part, asking(complete))),
  );
  expect(answers).toEqual([complete, complete]);
  expect(asked).toEqual(["whole"]);
  expect(client.getQueryData(keyOf(counts))).toEqual(complete);
});

it("leaves alone what is no part, with these variables", async () => {
  const later = { ...counts, variables: { id: "lisiere:2" } };
  for (const part of [other, later]) {
    expect(await askTogether(together, part, asking(complete))).toBeNull();
  }
  expect(asked).toEqual([]);
});

it.each<[string, Told]>([
  ["comes in part", { data: "some", errors: [{ message: "silent" }] }],
  ["is refused", new RefusedError([{ message: "not shown" }])],
])("lets each part ask for itself where the answer of all %s", async (_how, told) => {
  for (const part of [level, counts]) {
    expect(await askTogether(together, part, asking(told))).toBeNull();
  }
  expect(client.getQueryData(keyOf(level))).toBeUndefined();
});

it("says at once that the gateway is away, and does not ask for all when a part tries again", async () => {
  const away = asking(new OfflineError());
  const queryFn = async () => (await askTogether(together, level, away)) ?? "alone";
  const query = { queryKey: keyOf(level), queryFn, retry: false };
  await expect(client.fetchQuery(query)).rejects.toBeInstanceOf(OfflineError);
  expect(await client.fetchQuery(query)).toBe("alone");
  expect(asked).toEqual(["whole"]);
});
