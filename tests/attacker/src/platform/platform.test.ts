import {
  endRuns,
  landlordOf,
  makeHome,
  type Run,
  removeHome,
  startPlatform,
} from "@palier/test-support";
import { accounts, attackMoments, naively, type Platform, readMoment } from "./attack-account.js";
import { closeAgain, openMonth } from "./correct-month.js";
import type { Moment } from "./known-table.js";

/**
 * A town hall of the demonstration, with all that it reads. A minute of processor and more is left to
 * PALIER_ATTACK=whole: a corrected month, and a landlord that is down; the command attacks as the others too.
 */
const isWhole = process.env.PALIER_ATTACK === "whole";
const whole = isWhole ? describe : describe.skip;
/** The whole menu reads 36 months in every way several times: on a busy machine that takes hours. */
const longestMs = isWhole ? 4 * 3_600_000 : undefined;

const { dammarie, peer } = accounts;

let platform: Platform;
/** Undefined where the browser's tests run beside these: they have started the same, and it is only read. */
let own: Run | undefined;
const read: Moment[] = [];

beforeAll(async () => {
  const { PALIER_BROWSER_ORIGIN: origin, PALIER_BROWSER_HOME: shared } = process.env;
  if (!isWhole && origin !== undefined && shared !== undefined) {
    platform = { home: shared, url: new URL("/graphql", origin).href };
  } else {
    const home = await makeHome();
    const started = await startPlatform(home, []);
    own = started.run;
    platform = { home, url: started.url };
  }
  read.push(await readMoment(platform, dammarie, isWhole ? undefined : aYearApart));
}, longestMs);

afterAll(async () => {
  await endRuns();
  if (own !== undefined) await removeHome(platform.home);
});

it("computes small numbers where these alone are withheld", () => {
  const [moment] = read.map(naively).map((all) => ofLandlord(all, "heronniere"));
  const { small, leaked, wrong } = attackMoments(moment === undefined ? [] : [moment], null);
  expect(leaked.length).toBeGreaterThan(small / 100);
  expect(wrong).toEqual([]);
});

it("computes none that is not recorded as pinned", () => {
  const { small, leaked, wrong } = attackMoments(read, null);
  expect({ leaked, wrong }).toEqual({ leaked: [], wrong: [] });
  expect(small).toBeGreaterThan(2_000);
  const ways = read.flatMap(({ elsewhere }) => [
    ...(elsewhere?.levels ?? []).map(({ way }) => way),
    ...(elsewhere?.shares ?? []).map(({ way }) => way),
  ]);
  expect(new Set(ways)).toEqual(
    new Set([
      ...["changes", "trend"],
      ...["sites.csv", "sites.geojson", "OGC features", "levels.csv", "changes.csv"],
    ]),
  );
});

whole("of the whole menu", () => {
  it(
    "computes none that is not recorded as pinned, before, while and after a month is corrected",
    async () => {
      await openMonth(platform);
      read.push(await readMoment(platform, dammarie));
      await closeAgain(platform);
      read.push(await readMoment(platform, dammarie));
      const [before, , after] = read.map(({ truth }) => truth.counts);
      expect(after).not.toEqual(before);
      const { small, leaked, wrong } = attackMoments(read, null);
      expect({ leaked, wrong }).toEqual({ leaked: [], wrong: [] });
      expect(small).toBeGreaterThan(2_000);
    },
    longestMs,
  );

  describe("while a landlord is down", () => {
    const slug = "ecluse";
    let killing: NodeJS.Timeout;
    // It is started again each time.
    beforeAll(() => {
      killing = setInterval(() => kill(slug), 100);
    });
    afterAll(() => clearInterval(killing));

    it(
      "has nothing more to compute with",
      async () => {
        const down = await readMoment(platform, dammarie);
        const missing = new Set(
          down.reading.territories.flatMap(({ months }) =>
            months.flatMap((month) => month.missing),
          ),
        );
        expect(missing).toContain(slug);
        // With all that was read before: what is told as published once was so in one of them.
        const { leaked, wrong } = attackMoments([...read, down], null);
        expect({ leaked, wrong }).toEqual({ leaked: [], wrong: [] });
      },
      longestMs,
    );

    it(
      "gives a peer no total in which it is missing",
      async () => {
        const { territories } = (await readMoment(platform, peer, () => [])).reading;
        const totals = territories
          .flatMap(({ months }) => months.filter(({ missing }) => missing.includes(slug)))
          .flatMap(({ counts }) => counts);
        expect(totals.length).toBeGreaterThan(0);
        const shown = totals.filter(({ count, year }) => count !== null || year.count !== null);
        expect(shown).toEqual([]);
      },
      longestMs,
    );
  });
});

function kill(slug: string): void {
  if (own === undefined) return;
  try {
    process.kill(landlordOf(own, slug), "SIGKILL");
  } catch {
    // It has not been started again yet.
  }
}

/** Enough to see that each way is read, and that it says nothing else. */
function aYearApart(months: readonly string[]): readonly string[] {
  return months.filter((_, index) => index === 0 || index === 12);
}

/** What is read of one landlord's sites alone. */
function ofLandlord({ reading, ...moment }: Moment, landlord: string): Moment {
  return {
    ...moment,
    elsewhere: null,
    reading: { ...reading, sites: reading.sites.filter((site) => site.landlord === landlord) },
  };
}
