import { coverOf, type ScopeTerritory } from "./scope-cover.js";

function territory(
  code: string,
  communes: readonly string[],
  kind = communes.length > 1 ? "INTERCOMMUNALITY" : "COMMUNE",
): ScopeTerritory {
  return { code, name: null, kind, communes: communes.map((each) => ({ code: each })) };
}

const parts = (...territories: readonly ScopeTerritory[]) =>
  coverOf(territories).map(({ code, without }) => [code, [...without]]);

it("takes what holds others, and not the others", () => {
  const [melun, dammarie] = [territory("77288", ["77288"]), territory("77152", ["77152"])];
  const both = territory("247", ["77288", "77152"]);
  const district = territory("QN1", ["77288", "77152"], "PRIORITY_DISTRICT");
  expect(parts(melun, district, both, dammarie)).toEqual([["247", []]]);
});

it("takes what overlaps, less what came before", () => {
  const district = territory("QN1", ["77288", "77152"], "PRIORITY_DISTRICT");
  expect(parts(district, territory("77152", ["77152"]))).toEqual([
    ["77152", []],
    ["QN1", ["77152"]],
  ]);
  expect(parts(territory("1", ["a", "b"]), territory("2", ["b", "c", "d"]))).toEqual([
    ["2", []],
    ["1", ["b", "c", "d"]],
  ]);
});

it("takes every district of a commune that is not in the scope", () => {
  const districts = ["QN1", "QN2"].map((code) => territory(code, ["77288"], "PRIORITY_DISTRICT"));
  expect(parts(...districts)).toEqual([
    ["QN1", []],
    ["QN2", []],
  ]);
  expect(parts()).toEqual([]);
});
