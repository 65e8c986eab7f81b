import { groupPlan } from "./group-plan";
import type { PlannedAction } from "./plan";

const site = (id: string) => ({ id, name: null, commune: null, communeCode: null, landlord: "a" });

function action(key: string, axis: number | null, ...sites: string[]): PlannedAction {
  const nothing = { title: null, dueDate: null, responsibleParty: null, partner: null };
  return {
    key,
    id: key,
    axis,
    status: "PLANNED",
    changedOn: null,
    ...nothing,
    sites: sites.map(site),
  };
}

const plan = [action("1", 3, "a:2"), action("2", 1, "a:1", "a:2"), action("3", null)];

const keysOf = (grouping: "site" | "axis") =>
  groupPlan(plan, grouping).map(({ axis, site: at, actions }) => [
    at?.id ?? axis,
    actions.map(({ key }) => key),
  ]);

it("groups by axis in their order, without axes of which there is nothing", () => {
  expect(keysOf("axis")).toEqual([
    [1, ["2"]],
    [3, ["1"]],
    [null, ["3"]],
  ]);
});

it("groups by site as their first action comes, with each of an action's sites", () => {
  expect(keysOf("site")).toEqual([
    ["a:2", ["1", "2"]],
    ["a:1", ["2"]],
    [null, ["3"]],
  ]);
});
