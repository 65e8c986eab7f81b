import {
  generateSigningKey,
  headHour,
  logHeadsAfterHeader,
  logHeadsHeader,
  newSeal,
  signLogHead,
} from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { LogHeadRelay } from "./log-head-relay.js";

const slugs = ["one", "two", "three", "four", "five", "six"];
const keys = new Map(
  await Promise.all(slugs.map(async (slug) => [slug, await generateSigningKey()] as const)),
);
const landlords = slugs.map((slug) => ({
  ...(exampleConvention.landlords[0] as (typeof exampleConvention.landlords)[number]),
  slug,
  logKey: keys.get(slug)?.x as string,
}));

const day = new Date("2026-11-27T00:00:00Z");
const hours = [0, 6, 12].map((hour) => headHour(new Date(day.getTime() + hour * 3_600_000)));

async function headOf(landlord: string, hour = hours[0] as string, signer = landlord) {
  const key = keys.get(signer);
  if (key === undefined) throw new Error("no key");
  return signLogHead({ landlord, hour, seal: newSeal("ab".repeat(32)).seal }, key);
}

function given(relay: LogHeadRelay, slug: string): string[] {
  return relay.exchangeWith(slug).headers[logHeadsHeader]?.split(",") ?? [];
}

it("hands a landlord's last head on to each other, until an answer shows that it came", async () => {
  const relay = new LogHeadRelay(() => landlords);
  const [first, second] = [await headOf("one"), await headOf("one", hours[1])];
  await relay.exchangeWith("one").answered(`${first}`);
  expect(given(relay, "two")).toEqual([first]);
  // The question did not arrive.
  const exchange = relay.exchangeWith("two");
  expect(given(relay, "two")).toEqual([first]);
  await exchange.answered(undefined);
  expect(relay.exchangeWith("two").headers).toEqual({});
  expect(given(relay, "three")).toEqual([first]);
  expect(relay.exchangeWith("one").headers).toEqual({ [logHeadsAfterHeader]: hours[0] });
  await relay.exchangeWith("one").answered(`${second},${first}`);
  expect(given(relay, "two")).toEqual([second]);
});

it("takes from a landlord nothing but its own heads, signed by its key", async () => {
  const relay = new LogHeadRelay(() => landlords);
  for (const wrong of [
    await headOf("two"),
    await headOf("one", hours[0], "two"),
    "none",
    ["a", "b"],
    undefined,
    `${Array.from({ length: 4 }, () => "x").join(",")},${await headOf("one")}`,
  ]) {
    await relay.exchangeWith("one").answered(wrong);
  }
  expect(given(relay, "three")).toEqual([]);
  expect(relay.exchangeWith("convention").headers).toEqual({});
});

it("sends a few at a time, and all in the end", async () => {
  const relay = new LogHeadRelay(() => landlords);
  const heads = new Map<string, string>();
  for (const slug of slugs) {
    const head = await headOf(slug);
    heads.set(slug, head);
    await relay.exchangeWith(slug).answered(head);
  }
  const sent: string[][] = [];
  for (let times = 0; times < 3; times += 1) {
    sent.push(given(relay, "one"));
    await relay.exchangeWith("one").answered(undefined);
  }
  expect(sent.map(({ length }) => length)).toEqual([4, 1, 0]);
  heads.delete("one");
  expect(new Set(sent.flat())).toEqual(new Set(heads.values()));
});

it("forgets the head of who has left", async () => {
  let parties = landlords;
  const relay = new LogHeadRelay(() => parties);
  const [first, second] = [await headOf("one"), await headOf("two")];
  await relay.exchangeWith("one").answered(first);
  await relay.exchangeWith("two").answered(second);
  expect(relay.held()).toEqual(["one", "two"]);
  parties = landlords.filter(({ slug }) => slug !== "one");
  expect(given(relay, "three")).toEqual([second]);
  expect(relay.held()).toEqual(["two"]);
});

it("holds no head of who left while its answer was on its way", async () => {
  let parties = landlords;
  const relay = new LogHeadRelay(() => parties);
  const answer = relay.exchangeWith("one");
  parties = landlords.filter(({ slug }) => slug !== "one");
  expect(relay.held()).toEqual([]);
  await answer.answered(await headOf("one"));
  expect(relay.held()).toEqual([]);
});
