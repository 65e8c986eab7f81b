import {
  busiestPlaces,
  busiestTimes,
  incidentsAt,
  type Pattern,
  shadeOf,
  together,
} from "./pattern";

const site: Pattern = {
  incidents: 5,
  times: [
    { timeBand: "NIGHT", weekday: "FRIDAY", incidents: 2 },
    { timeBand: "NIGHT", weekday: "SATURDAY", incidents: 0 },
    { timeBand: "NOT_RECORDED", weekday: "NOT_RECORDED", incidents: 3 },
  ],
  places: [
    { place: "ROOF", incidents: 1 },
    { place: "NOT_RECORDED", incidents: 4 },
  ],
};
const friday = { timeBand: "NIGHT", weekday: "FRIDAY" } as const;

it("tells no incident from a number that is not there", () => {
  expect(incidentsAt(site, { timeBand: "NIGHT", weekday: "SATURDAY" })).toBe(0);
  expect(incidentsAt(site, { timeBand: "NIGHT", weekday: "SUNDAY" })).toBeNull();
});

it("adds sites up, and never takes a missing number for zero", () => {
  const both = together([site, site]);
  expect([both.incidents, incidentsAt(both, friday)]).toEqual([10, 4]);
  const partly = together([site, { ...site, incidents: null, times: null }]);
  expect([partly.incidents, incidentsAt(partly, friday)]).toEqual([null, null]);
});

it("names the busiest of what is recorded, and nothing where nothing is", () => {
  expect(busiestTimes(site)).toEqual([{ ...friday, incidents: 2 }]);
  expect(busiestPlaces(site)).toEqual([{ place: "ROOF", incidents: 1 }]);
  expect(busiestTimes({ ...site, times: site.times?.slice(1) ?? null })).toEqual([]);
});

it("shades by the largest, and nothing not at all", () => {
  expect([0, 1, 5, 8, null].map((each) => shadeOf(each, 8))).toEqual([0, 1, 3, 4, 0]);
});
