import { once } from "node:events";
import { territoryQuery } from "./figures.js";
import { literalLandlord } from "./literal-landlord.js";
import { type Platform, startPlatform } from "./platform.js";
import { agglomeration, leMee, melun, smallConvention } from "./small-convention.js";

const slugs = ["lisiere", "orme"];
/** Fewer than the gateway answers at once: each has its fetches under way. */
const callers = 10;
/** All that a territory's query asks of a landlord: contribution, page and its sites. */
const fetches = 1;
const communes = new Map([[agglomeration, [melun, leMee]]]);

let platform: Platform;

beforeAll(async () => {
  const convention = smallConvention(
    Object.fromEntries(slugs.map((slug) => [slug, { [melun]: 100 }])),
  );
  const sites = [{ reference: "A", commune: melun, level: 4, dwellings: 100 }];
  const landlords = slugs.map(
    (slug) => [slug, { schema: literalLandlord(slug, sites, communes) }] as const,
  );
  // Longer than the test: nothing of it ends because time has run out.
  platform = await startPlatform(convention, new Map(landlords), 300_000);
});

afterAll(() => platform.stop());

it("breaks off what runs for callers who have left, and asks nothing more for them (issue 9)", async () => {
  const fronts = slugs.map((slug) => {
    const front = platform.fronts.get(slug);
    if (front === undefined) throw new Error(`no front before ${slug}`);
    return front;
  });
  const arrivals = fronts.map((front) => {
    let waiting = 0;
    const brokenOff: Promise<unknown>[] = [];
    return new Promise<readonly Promise<unknown>[]>((resolve) => {
      front.fault = (response) => {
        waiting += 1;
        brokenOff.push(once(response, "close"));
        if (waiting === callers * fetches) resolve(brokenOff);
      };
    });
  });
  const leaver = new AbortController();
  const left = Array.from({ length: callers }, () => askUntil(leaver.signal));
  const underWay = (await Promise.all(arrivals)).flat();
  leaver.abort();
  expect((await Promise.allSettled(left)).map(({ status }) => status)).toEqual(
    left.map(() => "rejected"),
  );
  await Promise.all(underWay);
  const before = fronts.map((front) => {
    front.fault = null;
    return front.take().length;
  });
  const { errors } = await platform.ask(territoryQuery, { code: agglomeration });
  expect({ errors, before, after: fronts.map((front) => front.take().length) }).toEqual({
    errors: undefined,
    before: slugs.map(() => callers * fetches),
    after: slugs.map(() => fetches),
  });
});

function askUntil(signal: AbortSignal) {
  return fetch(platform.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: territoryQuery, variables: { code: agglomeration } }),
    signal,
  });
}
