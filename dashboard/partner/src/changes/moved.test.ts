import { movedOf } from "./moved";

const count = (from: number | null, to: number | null, sites: number) => ({
  ...{ move: null, from, to, sites },
});

it("counts level 4 apart from 3: from 3 to 4 is a rise that enters nothing", () => {
  expect(movedOf([count(3, 4, 3), count(4, 3, 1), count(1, 3, 2), count(2, 4, 1)])).toEqual({
    ...{ rose: 6, fell: 1, entered: 3, left: 0, reached4: 4, left4: 1, incomparable: 0 },
  });
});

it("counts nothing up or down that had no level in one of the months", () => {
  expect(movedOf([count(null, 4, 2), count(3, null, 1), count(3, 1, 1)])).toEqual({
    ...{ rose: 0, fell: 1, entered: 0, left: 1, reached4: 0, left4: 0, incomparable: 3 },
  });
});
