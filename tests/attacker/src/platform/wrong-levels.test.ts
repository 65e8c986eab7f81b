import type { Moment } from "./known-table.js";
import type { ToldLevel, ToldShares } from "./told-levels.js";
import { wrongLevels } from "./wrong-levels.js";

const month = 24_320;
const history = { month, level: 3, heldLevel: 3, computedLevel: 2, gates: [] };
const site = {
  ...{ id: "lisiere:A", landlord: "lisiere", dwellings: 40, commune: "77288", district: null },
  ...{ counts: null, levels: [history] },
};
const reading = {
  sites: [site],
  territories: [{ code: "77288", sites: [site.id], months: [] }],
};
const told: ToldLevel = {
  ...{ way: "sites.csv", site: site.id, month, gate: null },
  levels: { level: 3, heldLevel: 3, computedLevel: 2 },
};
const shares: ToldShares = {
  ...{ way: "trend", territory: "77288", landlord: null, month, isWhole: true },
  shares: [{ level: 3, sites: 1, dwellings: 40 }],
};
const none = { levels: [], shares: [], formerLevels: [], formerShares: [] };

function wrong(
  elsewhere: Partial<NonNullable<Moment["elsewhere"]>>,
  earlier: Parameters<typeof wrongLevels>[1] = [{ reading, elsewhere: null }],
) {
  const truth = { counts: new Map(), restated: new Map(), withheldSubtotals: new Set<string>() };
  const moment = { reading, truth: { ...truth, pinned: new Set<string>() } };
  return wrongLevels({ ...moment, elsewhere: { ...none, ...elsewhere } }, earlier);
}

it("finds what is told otherwise than in histories and sums of them", () => {
  expect(wrong({ levels: [told, { ...told, levels: { level: 3 } }], shares: [shares] })).toEqual(
    [],
  );
  expect(
    wrong({
      levels: [{ ...told, levels: { computedLevel: 3 } }],
      shares: [{ ...shares, shares: [] }],
    }),
  ).toHaveLength(2);
});

it("finds former levels that no earlier moment had", () => {
  const former = { formerLevels: [{ ...told, levels: { level: 3 } }], formerShares: [shares] };
  expect(wrong(former)).toEqual([]);
  expect(wrong({ formerLevels: [{ ...told, levels: { level: 2 } }] })).toHaveLength(1);
  const other = { ...shares, shares: [{ level: 4, sites: 1, dwellings: 40 }] };
  expect(wrong({ formerShares: [other] })).toHaveLength(1);
});

it("takes former levels that the first moment told for published before it", () => {
  const formerLevels = [{ ...told, levels: { level: 2 } }];
  const other = { ...shares, shares: [{ level: 4, sites: 1, dwellings: 40 }] };
  const former = { formerLevels, formerShares: [other] };
  expect(wrong(former, [])).toEqual([]);
  expect(wrong(former, [{ reading, elsewhere: { ...none, ...former } }])).toEqual([]);
  expect(wrong(former, [{ reading, elsewhere: { ...none, formerLevels } }])).toHaveLength(1);
});
