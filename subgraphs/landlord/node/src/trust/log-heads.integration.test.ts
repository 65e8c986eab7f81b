import { listHeads } from "@palier/landlord-store";
import { readyStore } from "@palier/landlord-store/testing/database";
import {
  ConfigurationError,
  type Convention,
  generateSigningKey,
  headHour,
  logHeadsAfterHeader,
  logHeadsHeader,
  newSeal,
  readLogHead,
  signLogHead,
} from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import type { DataSource } from "typeorm";
import { LogHeads } from "./log-heads.js";

const [own, peer] = [await generateSigningKey(), await generateSigningKey()];
const [party] = exampleConvention.landlords as [Convention["landlords"][number]];
const convention: Convention = {
  ...exampleConvention,
  landlords: [
    { ...party, slug: "lisiere", logKey: own.x },
    { ...party, slug: "orme", logKey: peer.x },
  ],
};

const failures: unknown[] = [];
let store: DataSource;
let now: Date;
beforeEach(async () => {
  ({ store } = await readyStore("lisiere"));
  now = new Date("2026-11-20T07:00:00Z");
  failures.splice(0);
});
afterEach(() => store.destroy());

function headsOf(keys = [own], under = convention): LogHeads {
  const parts = { slug: "lisiere", keys, convention: under, database: store.manager };
  return new LogHeads({ ...parts, clock: () => now }, (error) => failures.push(error));
}

function peerHead(hour: string, signer = peer): Promise<string> {
  return signLogHead({ landlord: "orme", hour, seal: newSeal("ab".repeat(32)).seal }, signer);
}

it("gives its heads of each fixed hour to who lacks them, and none to who has them", async () => {
  const heads = headsOf();
  const first = (await heads.pass({}))[logHeadsHeader] ?? "";
  expect(await readLogHead(first, convention.landlords)).toMatchObject({ hour: headHour(now) });
  const after = headHour(now);
  expect(await heads.pass({ [logHeadsAfterHeader]: after })).toEqual({});
  now = new Date("2026-11-20T12:00:00Z");
  const second = (await heads.pass({ [logHeadsAfterHeader]: after }))[logHeadsHeader];
  expect(await heads.pass({})).toEqual({ [logHeadsHeader]: `${second},${first}` });
  expect(await listHeads(store.manager)).toEqual([first, second]);
  expect(failures).toEqual([]);
});

it("keeps of a question what another landlord has signed, four heads at most", async () => {
  const hours = [0, 6, 12, 18].map((hour) => headHour(new Date(Date.UTC(2026, 10, 19, hour))));
  const signed = await Promise.all(hours.map((hour) => peerHead(hour)));
  const forged = await peerHead(headHour(now), own);
  await headsOf().pass({ [logHeadsHeader]: [forged, "none", ...signed].join(",") });
  expect((await listHeads(store.manager)).slice(1)).toEqual(signed.slice(0, 2));
});

it("lets an answer leave without heads when none can be kept", async () => {
  await store.query("ALTER FUNCTION keep_log_checkpoint RENAME TO absent");
  const heads = headsOf();
  expect(await heads.pass({})).toEqual({});
  expect(failures).toHaveLength(1);
  await store.query("ALTER FUNCTION absent RENAME TO keep_log_checkpoint");
  expect(await heads.pass({})).toHaveProperty(logHeadsHeader);
});

it("refuses a key that the convention does not name for its log", () => {
  expect(() => headsOf([peer])).toThrow(ConfigurationError);
  expect(() => headsOf([own], exampleConvention)).toThrow(`put logKey: ${own.x} into it`);
});

it("signs by the one of its keys that the version of the day names", async () => {
  const next = await generateSigningKey();
  const landlords = convention.landlords.map((one) =>
    one.slug === "lisiere" ? { ...one, logKey: next.x } : one,
  );
  const after = { ...convention, landlords };
  const keys = [own, next];
  const old = (await headsOf(keys).pass({}))[logHeadsHeader] ?? "";
  now = new Date("2026-11-20T12:00:00Z");
  const young = (await headsOf(keys, after).pass({}))[logHeadsHeader] ?? "";
  const hourBy = async (text: string, by: Convention) =>
    (await readLogHead(text, by.landlords))?.hour;
  expect([await hourBy(old, convention), await hourBy(young, after)]).toEqual([
    "2026-11-20T06:00:00.000Z",
    "2026-11-20T12:00:00.000Z",
  ]);
  expect([await hourBy(old, after), await hourBy(young, convention)]).toEqual([
    undefined,
    undefined,
  ]);
});
