import { last, planRank } from "./plan-rank.js";

const place = { isOpen: true, dueDate: "2000-03-01", landlord: "lisiere", id: 7 };

it("counts days from 2000 on, backwards for what is over", () => {
  expect(planRank(place, "lisiere")).toEqual({ isOver: false, due: 60, id: 7 });
  expect(planRank({ ...place, isOpen: false }, "lisiere")).toMatchObject({
    isOver: true,
    due: -60,
  });
  expect(planRank({ ...place, dueDate: null }, "lisiere").due).toBe(last);
});

it("stands before all that is due alike after a landlord before this one, behind it after a later one", () => {
  expect(planRank(place, "orme").id).toBe(0);
  expect(planRank(place, "adret").id).toBe(last);
});
